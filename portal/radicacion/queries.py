"""What is read about radicados."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.radicacion.codigos import normalize_code
from portal.radicacion.models import Radicado
from portal.radicacion.services import verifier_of


@dataclass(frozen=True)
class Verificacion:
    """What anybody who holds a document may check against it: no person, no text, no tracking code."""

    numero: str
    fecha: datetime
    serie: str
    codigo: str
    documento: str
    anexos: list[Mapping[str, Any]]
    texto_sha256: str
    vence_el: date | None
    anulado_en: datetime | None
    # Since when another kind and due date hold, each as instant, kind and day: a document printed then tells those.
    cambios: Sequence[tuple[datetime, str, date]] = ()
    # Of a letter: `titular`, `emisor` and `serie` of the certificate that signed it, empty without one. None: not of a letter.
    firma: Mapping[str, str] | None = None


def get_by_numero(numero: str) -> Radicado | None:
    """The radicado with this number, or None."""
    return db.session.scalar(select(Radicado).where(Radicado.numero == numero))


def find_verificacion(text: str) -> Verificacion | None:
    """What the page shows for this verification code, or None when no document has it."""
    code = normalize_code(text)
    radicado = db.session.scalar(select(Radicado).where(Radicado.codigo_verificacion == code)) if code else None
    if radicado is None or radicado.objeto_id is None:
        return None
    verifier = verifier_of(radicado.objeto_tipo)
    facts = verifier(radicado.objeto_id) if verifier else None
    if facts is None:
        return None
    return Verificacion(
        numero=radicado.numero, fecha=radicado.fecha, serie=radicado.serie, codigo=radicado.codigo_legible,
        documento=facts["documento"], anexos=list(facts.get("anexos", ())), texto_sha256=facts.get("texto_sha256") or "",
        vence_el=facts.get("vence_el"), anulado_en=radicado.anulado_en,
        cambios=list(facts.get("cambios", ())), firma=facts.get("firma"),
    )  # fmt: skip


def numbers_of(keys: Collection[int]) -> dict[int, str]:
    """The numbers with these keys."""
    return {one.id: one.numero for one in db.session.execute(select(Radicado.id, Radicado.numero).where(Radicado.id.in_(keys)))}


def find_number(text: str) -> Collection[int]:
    """The key of this number, if it was given; empty when it was not."""
    return db.session.scalars(select(Radicado.id).where(Radicado.numero == text.strip().upper())).all()

"""The acts on radicados. The number is taken in the transaction of the act that it numbers: no gap, no repetition.

Whether somebody may file, answer or void is decided by the subject whose case it is, with its own permission.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.attributes import set_committed_value

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.clock import BOGOTA
from portal.core.errors import Conflict, DomainError
from portal.core.text import clean_text
from portal.database import insert_now
from portal.extensions import db
from portal.radicacion.codigos import new_code
from portal.radicacion.models import Contador, Radicado

MIN_JUSTIFICACION = 10
MAX_JUSTIFICACION = 1000

Verifier = Callable[[int], Mapping[str, Any] | None]

_verifiers: dict[str, Verifier] = {}

# Made once: every filing waits for these two while the counter is locked.
_contador, _radicado = Contador.__table__.c, Radicado.__table__.c
_ADVANCE = (
    update(Contador.__table__)  # type: ignore[arg-type]
    .where(_contador.vigencia == bindparam("en_vigencia"), _contador.serie == bindparam("en_serie"))
    .values(ultimo=_contador.ultimo + 1)
    .returning(_contador.ultimo)
)
_POINT = update(Radicado.__table__).where(_radicado.id == bindparam("el_radicado")).values(objeto_id=bindparam("al_objeto"))  # type: ignore[arg-type]


def radicar_entrada(*, objeto_tipo: str, recibida_en: datetime | None = None) -> Radicado:
    """Give the next number of what comes in, in the caller's transaction, which must file the case or fail as a whole.

    Args:
        objeto_tipo: what is numbered, as "peticion"; the caller says which with `point` once the case has its key.
        recibida_en: instant of reception; its year in Bogota is the number's. None: now, read while nobody else can take a
            number, so that of two who file at once the lower number is also the earlier (Ley 962 de 2005 art. 15).

    Norm: CPACA arts. 15 and 61; Acuerdo AGN 001 de 2024.
    """
    return _radicar("E", objeto_tipo, recibida_en)


def point(radicado: Radicado, objeto_id: int) -> None:
    """Say what a number that is written already numbers: the case that could get its key only after it."""
    db.session.connection().execute(_POINT, {"el_radicado": radicado.id, "al_objeto": objeto_id})
    set_committed_value(radicado, "objeto_id", objeto_id)


def radicar_salida(*, objeto_tipo: str, en: datetime) -> Radicado:
    """Give the next number of what goes out, in the caller's transaction.

    Args:
        objeto_tipo: what is numbered, as "respuesta".
        en: instant of dispatch; its year in Bogota is the number's.

    Norm: CPACA art. 61; Acuerdo AGN 001 de 2024.
    """
    return _radicar("S", objeto_tipo, en)


def anular(radicado: Radicado, *, justificacion: str, actor: Actor) -> None:
    """Void a number. It keeps its row and its justification, and is never given again.

    Raises:
        DomainError: the justification is missing or too short to be one.
        Conflict: it had been voided before.

    Norm: Acuerdo AGN 001 de 2024 (a voided number keeps its written, signed justification).
    """
    reason = clean_text(justificacion)
    if not MIN_JUSTIFICACION <= len(reason) <= MAX_JUSTIFICACION:
        raise DomainError(
            f"Escriba por qué se anula el radicado, entre {MIN_JUSTIFICACION} y {MAX_JUSTIFICACION} letras: queda en el expediente.",
            "justificacion",
        )
    # Conditional, so that of two officials who void at once the second is told.
    statement = (
        update(Radicado)
        .where(Radicado.id == radicado.id, Radicado.anulado_en.is_(None))
        .values(anulado_en=clock.now(), anulado_por_id=actor.id if actor.is_funcionario else None, anulado_justificacion=reason)
        .returning(Radicado.id)
        .execution_options(synchronize_session=False)
    )
    if db.session.scalar(statement) is None:
        raise Conflict(f"El radicado {radicado.numero} ya estaba anulado.")
    db.session.refresh(radicado)
    record("numero_anulado", actor=actor, sobre=("radicado", radicado.id), datos={"numero": radicado.numero, "justificacion": reason})


def register_verifier(objeto_tipo: str, verifier: Verifier) -> None:
    """Let a subject say what the public verification page shows of a case of its kind.

    Args:
        verifier: takes the case's key and returns, without personal data: `documento` (what kind of document it is),
            `anexos` (a list of `mime`, `tamano` in bytes, `sha256`, `sha256_recibido`), `texto_sha256`, `vence_el`,
            `cambios` (what a later act changed of it: since when, kind, due date); or None.
    """
    _verifiers[objeto_tipo] = verifier


def verifier_of(objeto_tipo: str) -> Verifier | None:
    return _verifiers.get(objeto_tipo)


def _radicar(serie: str, objeto_tipo: str, given: datetime | None) -> Radicado:
    instant = clock.now() if given is None else given
    if instant.tzinfo is None:
        raise ValueError("the instant needs its time zone: the number's year depends on it")
    vigencia = instant.astimezone(BOGOTA).year
    consecutivo = _next(vigencia, serie)
    if given is None and (now := clock.now()).astimezone(BOGOTA).year == vigencia:
        # Who waited for the counter over midnight of New Year's Eve came before it.
        instant = now
    radicado = Radicado(
        numero=f"{vigencia}-{serie}-{consecutivo:06d}", vigencia=vigencia, serie=serie, consecutivo=consecutivo,
        objeto_tipo=objeto_tipo, fecha=instant, codigo_verificacion=new_code(),
    )  # fmt: skip
    insert_now(radicado)
    return radicado


def _next(vigencia: int, serie: str) -> int:
    """Advance the counter; its row stays locked until the transaction ends, so numbers follow the order of reception."""
    taken = _advance(vigencia, serie)
    if taken is None:
        insert = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert
        # The year's first number. Another transaction may be making the same row: then this waits for it.
        db.session.execute(insert(Contador).values(vigencia=vigencia, serie=serie, ultimo=0).on_conflict_do_nothing())
        taken = _advance(vigencia, serie)
    if taken is None:
        raise RuntimeError("the counter cannot be advanced")
    return taken


def _advance(vigencia: int, serie: str) -> int | None:
    taken: int | None = db.session.connection().scalar(_ADVANCE, {"en_vigencia": vigencia, "en_serie": serie})
    return taken

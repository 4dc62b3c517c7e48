"""Giving and voiding radicado numbers (Acuerdo AGN 001 de 2024; Ley 962 de 2005 art. 15).

The number is taken from its counter row in the transaction of what is filed, so that a rollback leaves no gap and two
filings at once wait for each other: whoever was acknowledged first has the lower number.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.extensions import db
from portal.radicacion.models import Contador, Radicado

ENTRADA, SALIDA = "E", "S"

Verifier = Callable[[int], Mapping[str, Any] | None]
_verifiers: dict[str, Verifier] = {}


def radicar_entrada(*, objeto_tipo: str, recibida_en: datetime) -> Radicado:
    """The next incoming number; its year is that of reception in Colombia. The caller sets `objeto_id`."""
    return _next(ENTRADA, objeto_tipo, recibida_en)


def radicar_salida(*, objeto_tipo: str, en: datetime) -> Radicado:
    """The next outgoing number (CPACA art. 61: what is sent is recorded as what is received)."""
    return _next(SALIDA, objeto_tipo, en)


def _next(serie: str, objeto_tipo: str, instant: datetime) -> Radicado:
    year = instant.astimezone(clock.BOGOTA).year
    number = _advance(year, serie)
    if number is None:
        _begin_year(year, serie)
        number = _advance(year, serie)
    if number is None:
        raise LookupError(f"the counter of {year}-{serie} vanished")
    radicado = Radicado(
        numero=f"{year}-{serie}-{number:06d}",
        vigencia=year,
        serie=serie,
        consecutivo=number,
        objeto_tipo=objeto_tipo,
        fecha=instant,
        codigo_verificacion=secrets.token_urlsafe(16),
    )
    db.session.add(radicado)
    db.session.flush()
    return radicado


def _advance(year: int, serie: str) -> int | None:
    condition = (Contador.vigencia == year, Contador.serie == serie)
    return db.session.scalar(update(Contador).where(*condition).values(ultimo=Contador.ultimo + 1).returning(Contador.ultimo))


def _begin_year(year: int, serie: str) -> None:
    """Make the year's counter; when two do so at once, one of them does nothing."""
    insert = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert
    db.session.execute(insert(Contador).values(vigencia=year, serie=serie, ultimo=0).on_conflict_do_nothing())


def anular(radicado: Radicado, *, justificacion: str, actor: Actor) -> None:
    """Void a number: it stays taken, with who did it and why.

    Raises:
        DomainError: no justification.
        Conflict: it was voided before.
    """
    if not justificacion.strip():
        raise DomainError("Escriba la justificación.", "justificacion")
    if radicado.anulado_en is not None:
        raise Conflict(f"El radicado {radicado.numero} ya estaba anulado.")
    radicado.anulado_en = clock.now()
    radicado.anulado_por_id = actor.id
    radicado.anulado_justificacion = justificacion.strip()


def register_verifier(objeto_tipo: str, verifier: Verifier) -> None:
    """Say what the verification page may show of a kind of object, given its key: no personal data."""
    _verifiers[objeto_tipo] = verifier


def verify_object(radicado: Radicado) -> Mapping[str, Any] | None:
    """What the subject lets anybody with the verification code see of what this number was given to."""
    verifier = _verifiers.get(radicado.objeto_tipo)
    return verifier(radicado.objeto_id) if verifier and radicado.objeto_id is not None else None

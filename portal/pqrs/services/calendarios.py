"""Giving an official the address of their calendar, taking it back, and noting that a program reads it."""

from datetime import timedelta

from sqlalchemy import select, update

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.permissions import require
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import CalendarioPersonal
from portal.pqrs.models.calendario import ALCANCES
from portal.web.sessions import hash_token

# A program looks every hour or so: that it did is written down at most as often.
USE_STEP = timedelta(hours=1)


def dar_calendario(*, token: str, alcance: str, actor: Actor) -> CalendarioPersonal:
    """Give the official a calendar at a new secret address; the one they had stops working.

    Args:
        token: the secret, of at least 128 random bits; kept nowhere but as its hash.

    Raises:
        Forbidden: the official sees no cases.
        DomainError: an unknown scope, or the whole department's by who works in none.
    """
    require(actor, "pqrs:ver")
    if alcance not in ALCANCES:
        raise DomainError("Elija qué casos van en el calendario.", "alcance")
    if alcance == "dependencia" and actor.dependencia_id is None:
        raise DomainError("Su cuenta no está en ninguna dependencia. Elija «Los casos que tengo a mi nombre».", "alcance")
    found = find_calendario_of(actor)
    one = found or CalendarioPersonal(funcionario_id=actor.id)
    one.token_hash, one.alcance, one.creado_en, one.usado_en = hash_token(token), alcance, clock.now(), None
    db.session.add(one)
    db.session.flush()
    record("calendario_renovado" if found else "calendario_creado", actor=actor, sobre=("funcionario", one.funcionario_id))
    return one


def retirar_calendario(*, actor: Actor) -> None:
    """Take the address back: whoever has it reads nothing any more.

    Raises:
        Conflict: the official has none.
    """
    found = find_calendario_of(actor)
    if found is None:
        raise Conflict("Su calendario ya estaba retirado.")
    db.session.delete(found)
    record("calendario_retirado", actor=actor, sobre=("funcionario", found.funcionario_id))


def find_calendario_of(actor: Actor) -> CalendarioPersonal | None:
    """The official's own."""
    return db.session.scalar(select(CalendarioPersonal).where(CalendarioPersonal.funcionario_id == actor.id))


def find_calendario(token: str) -> CalendarioPersonal | None:
    """The calendar at this address, while its official's account is active."""
    found = db.session.scalar(select(CalendarioPersonal).where(CalendarioPersonal.token_hash == hash_token(token)))
    return found if found is not None and found.funcionario.activo else None


def note_use(calendario_id: int) -> None:
    """Write down, to the hour, that a program read it. Apart from the reading, in a unit of work of its own: who reads waits for nobody."""
    now = clock.now()
    with transaction():
        db.session.execute(
            update(CalendarioPersonal)
            .where(CalendarioPersonal.id == calendario_id)
            .where(CalendarioPersonal.usado_en.is_(None) | (CalendarioPersonal.usado_en < now - USE_STEP))
            .values(usado_en=now)
            .execution_options(synchronize_session=False)
        )

"""Reading the outbox."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from portal.extensions import db
from portal.outbox.models import ENVIADO, FALLIDO, PENDIENTE, OutboxMail, sin_numeros


@dataclass(frozen=True)
class Situation:
    """How the outbox stands: letters that wait, letters that failed, and since when the oldest one waits."""

    pendientes: int
    fallidos: int
    espera_desde: datetime | None


def situation() -> Situation:
    """The figures of the staff page and of the metrics; both come from small partial indexes."""
    counts = select(OutboxMail.state, func.count(), func.min(OutboxMail.created_at)).where(OutboxMail.state.in_([PENDIENTE, FALLIDO]))
    found = {state: (count, oldest) for state, count, oldest in db.session.execute(counts.group_by(OutboxMail.state))}
    waiting, oldest = found.get(PENDIENTE, (0, None))
    return Situation(waiting, found.get(FALLIDO, (0, None))[0], oldest)


def list_mails(state: str, *, antes_de: int | None, limit: int) -> Sequence[OutboxMail]:
    """Up to `limit` + 1 letters in a state (in any, when it is empty), newest first, before the one with key `antes_de`.

    Those to sealed addresses that have left are not told: their place among the others would tell which case is sealed.
    """
    told = or_(OutboxMail.sealed.is_(False), OutboxMail.state != ENVIADO)
    statement = select(OutboxMail).where(told).order_by(OutboxMail.id.desc()).limit(limit + 1)
    if state:
        statement = statement.where(OutboxMail.state == state)
    if antes_de is not None:
        statement = statement.where(OutboxMail.id < antes_de)
    return db.session.scalars(statement).all()


def subjects_of(keys: Collection[int]) -> dict[int, str]:
    """The subjects of these letters, without the numbers of cases."""
    found = db.session.execute(select(OutboxMail.id, OutboxMail.subject).where(OutboxMail.id.in_(keys)))
    return {one.id: sin_numeros(one.subject) for one in found}


def list_about(about: tuple[str, int]) -> Sequence[OutboxMail]:
    """The letters about one case, oldest first."""
    statement = select(OutboxMail).where(OutboxMail.about_type == about[0], OutboxMail.about_id == about[1])
    return db.session.scalars(statement.order_by(OutboxMail.id)).all()

"""Which e-mails that became no case are deleted, and when: those that somebody or something judged, never one that waits to be read."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.core import clock
from portal.extensions import db
from portal.pqrs.estados_correo import APARTADO, RECHAZADO
from portal.pqrs.models import CorreoRecibido

# Set aside by the word of the municipality's own mail server. What waits for another reason may be a petition (CPACA art. 15).
JUZGADO = "posible_spam"
_JUDGED_AT = func.coalesce(CorreoRecibido.atendido_en, CorreoRecibido.leido_en)


def list_vencidos(dias: int, limit: int) -> Sequence[CorreoRecibido]:
    """Those whose `dias` days have passed, oldest first, held for the unit of work; not those in which somebody is working now."""
    return db.session.scalars(
        select(CorreoRecibido).where(*_vencidos(dias)).order_by(CorreoRecibido.id).limit(limit).with_for_update(skip_locked=True)
    ).all()


def count_vencidos(dias: int) -> Sequence[tuple[str, int, datetime, datetime]]:
    """How many by reason, with the first and the last reception."""
    received = CorreoRecibido.recibido_en
    query = select(CorreoRecibido.motivo, func.count(), func.min(received), func.max(received)).where(*_vencidos(dias))
    rows = db.session.execute(query.group_by(CorreoRecibido.motivo).order_by(CorreoRecibido.motivo))
    return [(reason, count, first, last) for reason, count, first, last in rows]


def se_borra_el(correo: CorreoRecibido, dias: int) -> date | None:
    """The day from which it is deleted; None when it is not."""
    judged = correo.atendido_en or correo.leido_en
    if judged is None or correo.peticion_id is not None:
        return None
    if correo.estado == RECHAZADO or (correo.estado == APARTADO and correo.motivo == JUZGADO):
        return judged.date() + timedelta(days=dias)
    return None


def _vencidos(dias: int) -> tuple[ColumnElement[bool], ...]:
    judged = or_(CorreoRecibido.estado == RECHAZADO, and_(CorreoRecibido.estado == APARTADO, CorreoRecibido.motivo == JUZGADO))
    old = datetime.combine(clock.today() - timedelta(days=dias - 1), time(), clock.BOGOTA)
    return judged, CorreoRecibido.peticion_id.is_(None), CorreoRecibido.guardado_sha256 != "", old > _JUDGED_AT

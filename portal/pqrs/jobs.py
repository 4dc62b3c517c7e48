"""Periodic work of the PQRSD, safe to run twice: reminders, the heads' daily digest, and terms to count again."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.calendario import Calendario
from portal.core import clock
from portal.database import transaction
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.models import Peticion, Recordatorio
from portal.pqrs.queries.bandeja import is_overdue, list_por_recordar
from portal.pqrs.services import recalcular_abiertas

BATCH = 200
DIGEST_ROWS = 50


def recalcular() -> int:
    """Count again the open cases whose calendar changed, batch by batch; gives how many due dates moved."""
    moved = 0
    while True:
        with transaction():
            seen, changed = recalcular_abiertas(limit=BATCH)
        moved += changed
        if seen < BATCH:
            return moved


def recordar() -> int:
    """Remind officials at half the term, at three days and at one, and the head on the due day; each once per due date."""
    sent, last = 0, 0
    today = clock.today()
    while True:
        with transaction():
            calendario = get_calendario()
            batch = list_por_recordar(after=last, limit=BATCH, until=calendario.sumar(today, 3))
            for peticion in batch:
                sent += sum(_remind(peticion, momento) for momento in _moments(peticion, calendario, today))
                last = peticion.id
        if len(batch) < BATCH:
            return sent


def _moments(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[str]:
    """The reminders whose time has come. A late run sends the most urgent one only, not a heap of them."""
    if today > peticion.vence_el:
        return
    left = calendario.contar(today, peticion.vence_el)
    if left == 0:
        yield "hoy"
    elif left == 1:
        yield "un_dia"
    elif left <= 3:
        yield "tres_dias"
    elif calendario.contar(peticion.efectiva_el, today) * 2 >= peticion.plazo_dias:
        yield "mitad"


def _remind(peticion: Peticion, momento: str) -> bool:
    key = f"{peticion.id}:{momento}:{peticion.vence_el}"
    if not _first_time(key, peticion.id):
        return False
    recipient = mails.head(peticion) if momento == "hoy" else mails.in_charge(peticion)
    mails.recordatorio(peticion, recipient=recipient, momento=momento, key=f"recordatorio:{key}")
    if momento == "hoy" and peticion.responsable is not None and peticion.responsable != recipient:
        mails.recordatorio(peticion, recipient=peticion.responsable, momento=momento, key=f"recordatorio:{key}:responsable")
    return True


def _first_time(key: str, peticion_id: int | None) -> bool:
    """Note a reminder; False when it was noted before, also by another worker at this moment."""
    if db.session.scalar(select(Recordatorio.id).where(Recordatorio.clave == key)) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(Recordatorio(peticion_id=peticion_id, clave=key, enviado_en=clock.now()))
    except IntegrityError:
        return False
    return True


def avisar_vencidas() -> int:
    """Send each head, once a day, the list of their department's overdue cases."""
    sent = 0
    with transaction():
        heads = db.session.execute(
            select(Dependencia.id, Funcionario)
            .join(Funcionario, Funcionario.id == Dependencia.jefe_id)
            .where(Funcionario.activo)
            .order_by(Dependencia.id)
        ).all()
        for dependencia_id, chief in heads:
            overdue = list(
                db.session.scalars(
                    select(Peticion)
                    .where(is_overdue(), Peticion.dependencia_id == dependencia_id)
                    .order_by(Peticion.vence_el)
                    .limit(DIGEST_ROWS + 1)
                )
            )
            key = f"vencidas:{dependencia_id}:{clock.today()}"
            if overdue and _first_time(key, None):
                mails.resumen_vencidas(chief, overdue[:DIGEST_ROWS], total=len(overdue), key=key)
                sent += 1
    return sent

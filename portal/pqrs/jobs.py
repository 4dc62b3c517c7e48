"""Periodic work of the PQRSD, safe to run twice: reminders, the heads' daily digest, and terms to count again."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.exc import IntegrityError

from portal.calendario import Calendario
from portal.core import clock
from portal.database import transaction
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.models import Peticion, Recordatorio
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.queries.bandeja import is_overdue, list_por_recordar
from portal.pqrs.queries.repartidores import is_reservada, list_repartidores
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
    recipients = _recipients(peticion, momento)
    if not recipients or not _first_time(key, peticion.id):
        return False
    for one in recipients:
        mails.recordatorio(peticion, recipient=one, momento=momento, key=f"recordatorio:{key}:{one.id}")
    return True


def _recipients(peticion: Peticion, momento: str) -> list[Funcionario]:
    """Who must act: the official; on the due day also the head; who gives cases out when no office has it yet."""
    if peticion.dependencia is None:
        return list(list_repartidores(reservadas=is_reservada(peticion.tipo)))
    people = [mails.in_charge(peticion), mails.head(peticion) if momento == "hoy" else None]
    return list({one.id: one for one in people if one is not None}.values())


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
    """Send each head, once a day, the list of their office's overdue cases; and who gives cases out, those that nobody has."""
    with transaction():
        return _tell_heads() + _tell_repartidores()


def _tell_heads() -> int:
    query = select(Dependencia.id, Funcionario).join(Funcionario, Funcionario.id == Dependencia.jefe_id).where(Funcionario.activo)
    heads = db.session.execute(query.order_by(Dependencia.id)).all()
    return sum(_digest(chief, Peticion.dependencia_id == office, f"{office}") for office, chief in heads)


def _tell_repartidores() -> int:
    sent = 0
    for reservadas in (False, True):
        kind = Peticion.tipo.in_(RESERVADAS) if reservadas else Peticion.tipo.not_in(RESERVADAS)
        for one in list_repartidores(reservadas=reservadas):
            name = f"sin-oficina-{'reservadas' if reservadas else 'ordinarias'}:{one.id}"
            sent += _digest(one, and_(Peticion.dependencia_id.is_(None), kind), name, sin_asignar=True)
    return sent


def _digest(recipient: Funcionario, condition: ColumnElement[bool], name: str, *, sin_asignar: bool = False) -> int:
    query = select(Peticion).where(is_overdue(), condition).order_by(Peticion.vence_el, Peticion.id).limit(DIGEST_ROWS + 1)
    overdue = list(db.session.scalars(query))
    key = f"vencidas:{name}:{clock.today()}"
    if not overdue or not _first_time(key, None):
        return 0
    mails.resumen_vencidas(recipient, overdue[:DIGEST_ROWS], total=len(overdue), key=key, sin_asignar=sin_asignar)
    return 1

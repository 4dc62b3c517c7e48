"""Reminders of what offices asked of each other: the day before, on the day, and once when it is late."""

from portal.calendario import Calendario
from portal.core import clock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.pqrs import mails_encargos as mails
from portal.pqrs.jobs import BATCH, first_time
from portal.pqrs.models import Encargo
from portal.pqrs.queries.encargos import list_pendientes


def recordar_encargos() -> int:
    """Remind the office that was asked, and of what is late also who asked; each once. Gives how many reminders."""
    sent = last = 0
    while True:
        with transaction():
            calendario = get_calendario()
            batch = list_pendientes(after=last, limit=BATCH)
            for one in batch:
                sent += _remind(one, calendario)
                last = one.id
        if len(batch) < BATCH:
            return sent


def _remind(encargo: Encargo, calendario: Calendario) -> bool:
    today = clock.today()
    if today > encargo.vence_el:
        momento = "tarde"
    else:
        left = calendario.contar(today, encargo.vence_el)
        if left > 1:
            return False
        momento = "hoy" if left == 0 else "un_dia"
    key = f"encargo:{encargo.id}:{momento}:{encargo.vence_el}"
    if not first_time(key, encargo.peticion_id):
        return False
    mails.encargo_recordatorio(encargo, momento=momento, key=key)
    return True

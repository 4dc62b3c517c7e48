"""Reminders of the legend that a claim on personal data needs within two days: the day before, on the day, and once when it is late."""

from portal.calendario import Calendario
from portal.core import clock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.pqrs import mails
from portal.pqrs.jobs import BATCH, first_time
from portal.pqrs.models import Peticion
from portal.pqrs.queries.leyendas import leyenda_hasta_de, list_sin_leyenda
from portal.pqrs.queries.repartidores import is_reservada, list_repartidores


def recordar_leyendas() -> int:
    """Remind who has the claim, and of what is late also the head of the office; each once. Gives how many reminders."""
    sent = last = 0
    while True:
        with transaction():
            calendario = get_calendario()
            batch = list_sin_leyenda(after=last, limit=BATCH)
            for one in batch:
                sent += _remind(one, calendario)
                last = one.id
        if len(batch) < BATCH:
            return sent


def _remind(peticion: Peticion, calendario: Calendario) -> bool:
    limite, today = leyenda_hasta_de(peticion, calendario), clock.today()
    if limite is None:
        return False
    if today > limite:
        momento = "tarde"
    else:
        left = calendario.contar(today, limite)
        if left > 1:
            return False
        momento = "hoy" if left == 0 else "un_dia"
    people = [mails.in_charge(peticion), mails.head(peticion) if momento == "tarde" else None]
    told = {one.id: one for one in people if one is not None}.values() or list_repartidores(reservadas=is_reservada(peticion.tipo))
    key = f"leyenda:{peticion.id}:{momento}:{limite}"
    if not told or not first_time(key, peticion.id):
        return False
    for one in told:
        mails.to_official("leyenda", one, peticion, key=f"{key}:{one.id}", momento=momento, limite=limite)
    return True

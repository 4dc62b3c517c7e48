"""Reminders of the acts that come after the answer, or around it: to notify, to decide an appeal, to send papers to the judge.

Each once per its day, to who has the case and to who heads its office. The term's own reminders are in `jobs`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from portal.calendario import Calendario
from portal.core import clock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.estados import EN_INSISTENCIA, EN_RECURSO, EN_TRAMITE, POR_NOTIFICAR, RESPONDIDA, SUSPENDIDA
from portal.pqrs.jobs import BATCH, first_time
from portal.pqrs.mails_avisos import pendiente
from portal.pqrs.models import Insistencia, OrdenJudicial, Peticion
from portal.pqrs.pasos import Pasos, pasos_de_asunto, pasos_of
from portal.pqrs.queries.asuntos import list_asuntos, list_decisiones
from portal.pqrs.queries.caso import list_respuestas
from portal.pqrs.queries.recursos import find_insistencia, find_pendiente, recursos_pendientes
from portal.pqrs.services.asuntos_del_caso import list_faltan

_LOOKED_AT = (POR_NOTIFICAR, RESPONDIDA, EN_RECURSO, EN_INSISTENCIA, EN_TRAMITE, SUSPENDIDA)
# Business days. The first two are our own: no law says when to ask a court how a conflict goes, nor when to join what is ready.
CONFLICTO_TRAS, PARTES_TRAS = 20, 2
_RECURSO_ANTES = 5

Moment = tuple[str, date]


def recordar_pendientes() -> int:
    """Remind of every act whose day comes near or passed; gives how many cases."""
    sent, last = 0, 0
    while True:
        with transaction():
            calendario, today = get_calendario(), clock.today()
            query = select(Peticion).where(Peticion.estado.in_(_LOOKED_AT), Peticion.id > last).order_by(Peticion.id).limit(BATCH)
            batch = db.session.scalars(query).all()
            ordered = _ordered([one.id for one in batch])
            for peticion in batch:
                moments = _moments(peticion, ordered.get(peticion.id), calendario, today)
                sent += sum(_remind(peticion, *one) for one in moments)
                last = peticion.id
        if len(batch) < BATCH:
            return sent


def _ordered(keys: Sequence[int]) -> dict[int, date]:
    """By case, the day by which a judge ordered something, the latest order's."""
    found: dict[int, date] = {}
    for model in (Insistencia, OrdenJudicial):
        query = select(model.peticion_id, model.cumplir_el).where(model.peticion_id.in_(keys), model.cumplir_el.is_not(None))
        found |= {key: day for key, day in db.session.execute(query.order_by(model.id)) if day is not None}
    return found


def _moments(peticion: Peticion, ordenado_el: date | None, calendario: Calendario, today: date) -> Iterator[Moment]:
    yield from _of_matters(peticion, calendario, today)
    if peticion.estado in (POR_NOTIFICAR, RESPONDIDA):
        if peticion.notificada_en is None:
            yield from _of_notification(peticion, calendario, today)
    elif peticion.estado == EN_RECURSO:
        recurso = find_pendiente(peticion)
        if recurso is not None:
            yield from _by_day("recurso", recurso.vence_el, _RECURSO_ANTES, calendario, today)
    elif peticion.estado == EN_INSISTENCIA:
        insistencia = find_insistencia(peticion)
        if insistencia is not None and insistencia.remision_id is None:
            yield from _by_day("insistencia", insistencia.enviar_el, 1, calendario, today)
    elif peticion.respondida_en is None:
        if ordenado_el is not None:
            yield from _by_day("fallo", ordenado_el, 1, calendario, today)
        yield from _while_it_waits(peticion, calendario, today)


def _of_notification(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[Moment]:
    """To cite, to send or publish the aviso, to take it down. Who accepted electronic notification is told of their answer there."""
    letters = list_respuestas(peticion)
    yield from _of_steps(pasos_of(peticion, letters[-1] if letters else None, calendario), calendario, today)


def _of_matters(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[Moment]:
    """The decisions on single matters that wait to be notified, and the appeals against them."""
    for recurso in recursos_pendientes(peticion):
        yield from _by_day("recurso", recurso.vence_el, _RECURSO_ANTES, calendario, today)
    for asunto in list_asuntos(peticion):
        decided = list_decisiones(asunto)
        pasos = pasos_de_asunto(asunto, decided[-1], calendario) if decided and decided[-1].se_notifica else None
        yield from _of_steps(pasos, calendario, today)


def _of_steps(pasos: Pasos | None, calendario: Calendario, today: date) -> Iterator[Moment]:
    if pasos is None or pasos.es_electronica or pasos.carta.enviada_en is None:
        return
    if "retirar_aviso" in pasos.actos and pasos.retirar_desde is not None:
        yield "desfijar", pasos.retirar_desde
    elif "avisar" in pasos.actos and pasos.comparece_hasta is not None:
        yield "avisar", pasos.comparece_hasta
    elif "citar" in pasos.actos and pasos.citar_hasta is not None:
        yield from _by_day("citar", pasos.citar_hasta, 1, calendario, today)
    elif "publicar_aviso" in pasos.actos and not pasos.con_direccion:
        issued = pasos.carta.enviada_en.astimezone(clock.BOGOTA).date()
        if today > issued:
            yield "fijar", issued


def _while_it_waits(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[Moment]:
    """A conflict that a court decides, and parts that nobody joins."""
    if peticion.estado == SUSPENDIDA:
        if peticion.pausa_desde is not None and calendario.contar(peticion.pausa_desde, today) >= CONFLICTO_TRAS:
            yield "conflicto", peticion.pausa_desde
        return
    if peticion.is_separada and not list_faltan(peticion):
        ready = [one.parte_lista_en for one in list_asuntos(peticion) if one.respondida_en is None and one.parte_lista_en is not None]
        since = max(ready).astimezone(clock.BOGOTA).date() if ready else today
        if calendario.contar(since, today) >= PARTES_TRAS:
            yield "partes", since


def _by_day(name: str, day: date, before: int, calendario: Calendario, today: date) -> Iterator[Moment]:
    """Some business days before, on the day, and once when it is over; a late run tells the latest only."""
    if today > day:
        yield f"{name}_tarde", day
    elif today == day:
        yield f"{name}_hoy", day
    elif calendario.contar(today, day) <= before:
        yield name, day


def _remind(peticion: Peticion, momento: str, fecha: date) -> bool:
    key = f"{peticion.id}:{momento}:{fecha}"
    people = [mails.receiver(one, peticion) for one in (mails.in_charge(peticion), mails.head(peticion))]
    recipients = {one.id: one for one in people if one is not None and one.activo}.values()
    if not recipients or not first_time(key, peticion.id):
        return False
    for one in recipients:
        pendiente(peticion, recipient=one, momento=momento, fecha=fecha, key=f"pendiente:{key}:{one.id}")
    return True

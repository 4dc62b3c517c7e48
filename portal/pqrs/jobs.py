"""Periodic work of the PQRSD, safe to run twice: reminders, terms to count again, and what time alone decides."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.calendario import Calendario
from portal.core import clock
from portal.core.errors import Conflict
from portal.database import transaction
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.jobs import forget
from portal.files.storage import current_storage
from portal.pqrs import mails
from portal.pqrs.busqueda import forget_removed_words
from portal.pqrs.estados import DEVUELTA, POR_DECRETAR
from portal.pqrs.models import Asunto, Peticion, Recordatorio
from portal.pqrs.queries.asuntos import list_pendientes, list_sin_silencio
from portal.pqrs.queries.bandeja import list_por_recordar
from portal.pqrs.queries.caso import get_peticion
from portal.pqrs.queries.correo import list_originales_quitados
from portal.pqrs.queries.identidades import has_sealed_since, list_por_sellar
from portal.pqrs.queries.periodicas import list_sin_completar, list_sin_responder
from portal.pqrs.queries.repartidores import is_reservada, list_repartidores
from portal.pqrs.services import estadisticas, operar_silencio, operar_silencio_asunto, recalcular_abiertas, vencer_requerimiento
from portal.pqrs.services.identidades import sellar_caso, sellar_textos
from portal.web.logging import logger

BATCH = 200
# Business days after the person's last one. Of papers that never came the office was told that same night.
_TO_DECIDE = {POR_DECRETAR: 3, DEVUELTA: 1}
# A night without a worker must not leave a name in the index.
_SEALED_LATELY = timedelta(days=7)
_ALSO_THE_HEAD = frozenset({"hoy", "copias", "copias_hoy", "por_decidir"})


def recalcular() -> int:
    """Count again the open cases whose calendar changed, batch by batch; gives how many due dates moved."""
    moved = 0
    while True:
        with transaction():
            seen, changed = recalcular_abiertas(limit=BATCH)
        moved += changed
        if seen < BATCH:
            return moved


def vencer_requerimientos() -> int:
    """Pass on to be decided what nobody completed in time (CPACA art. 17); gives how many. A missed night is made up."""
    return _one_by_one(lambda: list_sin_completar(clock.today()), _expire)


def contar_estadisticas() -> int:
    """Count every case for the statistics page; gives how many years have figures."""
    return estadisticas.contar_estadisticas()


def operar_silencios() -> int:
    """Note which requests for information or copies the law accepts today, unanswered (CPACA art. 14.1); gives how many."""
    return _one_by_one(list_sin_responder, lambda key: operar_silencio(get_peticion(key))) + _one_by_one(
        list_sin_silencio, lambda key: operar_silencio_asunto(db.session.get_one(Asunto, key))
    )


def sellar_identidades() -> int:
    """Seal who denounced officials, and what was written in those cases, where it stands in the open; gives how many."""
    done = _one_by_one(list_por_sellar, lambda key: sellar_caso(get_peticion(key)))
    sealed = 1
    while sealed:
        with transaction():
            sealed = sellar_textos()
        done += sealed
    with transaction():
        if has_sealed_since(clock.now() - _SEALED_LATELY):
            forget_removed_words()
        left = list_originales_quitados()
    # Removed at once by the act that sealed or eliminated; a machine that stopped in between left some.
    forget({one for one in left if current_storage().exists(one)})
    return done


def _expire(key: int) -> bool:
    vencer_requerimiento(get_peticion(key))
    return True


def _one_by_one(list_keys: Callable[[], Sequence[int]], act: Callable[[int], bool]) -> int:
    """Do the act on the row of each key in a transaction of its own: one that somebody is changing now stops none of the others."""
    done = 0
    with transaction():
        keys = list_keys()
    for key in keys:
        try:
            with transaction():
                done += act(key)
        except Conflict as changed:
            # The person acted at this very moment, or somebody of the office: tomorrow's run sees what is left.
            logger().info("caso_cambiado", peticion=key, motivo=changed.message)
    return done


def recordar() -> int:
    """Remind officials at half the term, at three days and at one, and the head on the due day; each once per due date.

    In a pause nobody is reminded, until the person's time is over and the office must decide. What silence accepted has
    its own clock, of three days for the copies.
    """
    sent, last = 0, 0
    today = clock.today()
    while True:
        with transaction():
            calendario = get_calendario()
            batch = list_por_recordar(after=last, limit=BATCH, until=calendario.sumar(today, 3))
            for peticion in batch:
                sent += _remind_all(peticion, calendario, today)
                last = peticion.id
        if len(batch) < BATCH:
            return sent


def _remind_all(peticion: Peticion, calendario: Calendario, today: date) -> int:
    """The reminders of a case, or of each of its matters while they run."""
    if not peticion.is_separada or peticion.pausa_desde is not None:
        return sum(_remind(peticion, momento, fecha) for momento, fecha in _moments(peticion, calendario, today))
    waiting = [one for one in list_pendientes(peticion) if one.pausa_desde is None]
    return sum(_remind_asunto(one, momento, fecha) for one in waiting for momento, fecha in _running(one, calendario, today))


def _moments(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[tuple[str, date]]:
    """The reminders whose time has come, with the date they are about. A late run sends the most urgent one only, not a heap."""
    if peticion.pausa_desde is not None:
        yield from _moments_in_pause(peticion, calendario, today)
    else:
        yield from _running(peticion, calendario, today)


def _running(one: Peticion | Asunto, calendario: Calendario, today: date) -> Iterator[tuple[str, date]]:
    """Those of a term that runs."""
    if one.copias_el is not None:
        if today <= one.copias_el and calendario.contar(today, one.copias_el) <= 1:
            yield "copias_hoy" if today == one.copias_el else "copias", one.copias_el
    elif today <= one.vence_el:
        left = calendario.contar(today, one.vence_el)
        if left == 0:
            yield "hoy", one.vence_el
        elif left == 1:
            yield "un_dia", one.vence_el
        elif left <= 3:
            yield "tres_dias", one.vence_el
        elif left * 2 <= one.plazo_dias:
            yield "mitad", one.vence_el


def _moments_in_pause(peticion: Peticion, calendario: Calendario, today: date) -> Iterator[tuple[str, date]]:
    """Nothing runs; but once the person's time is over, the office must decide, and nothing else would remind it."""
    limite = peticion.pausa_limite_el
    if limite is None or today <= limite or peticion.estado not in _TO_DECIDE:
        return
    if calendario.contar(limite, today) >= _TO_DECIDE[peticion.estado]:
        yield "por_decidir", limite


def _remind(peticion: Peticion, momento: str, fecha: date) -> bool:
    key = f"{peticion.id}:{momento}:{fecha}"
    recipients = _recipients(peticion, momento)
    if not recipients or not first_time(key, peticion.id):
        return False
    for one in recipients:
        mails.recordatorio(peticion, recipient=one, momento=momento, fecha=fecha, key=f"recordatorio:{key}:{one.id}")
    return True


def _remind_asunto(asunto: Asunto, momento: str, fecha: date) -> bool:
    """The same of one matter: whose it is, and when it is urgent also who heads that office."""
    key = f"{asunto.peticion_id}:asunto {asunto.numero}:{momento}:{fecha}"
    people = [mails.in_charge_of(asunto), asunto.dependencia.jefe if momento in _ALSO_THE_HEAD else None]
    receivers = [mails.receiver(one, asunto.peticion) for one in people]
    recipients = {one.id: one for one in receivers if one is not None}.values()
    if not recipients or not first_time(key, asunto.peticion_id):
        return False
    for one in recipients:
        mails.recordatorio(asunto.peticion, recipient=one, momento=momento, fecha=fecha, key=f"recordatorio:{key}:{one.id}", asunto=asunto)
    return True


def _recipients(peticion: Peticion, momento: str) -> list[Funcionario]:
    """Who must act: the official; when it is urgent also the head; who gives cases out when no office has it yet."""
    if peticion.dependencia is None:
        return list(list_repartidores(reservadas=is_reservada(peticion.tipo)))
    people = [mails.in_charge(peticion), mails.head(peticion) if momento in _ALSO_THE_HEAD else None]
    receivers = [mails.receiver(one, peticion) for one in people]
    return list({one.id: one for one in receivers if one is not None}.values())


def first_time(key: str, peticion_id: int | None) -> bool:
    """Note a reminder; False when it was noted before, also by another worker at this moment."""
    if db.session.scalar(select(Recordatorio.id).where(Recordatorio.clave == key)) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(Recordatorio(peticion_id=peticion_id, clave=key, enviado_en=clock.now()))
    except IntegrityError:
        return False
    return True

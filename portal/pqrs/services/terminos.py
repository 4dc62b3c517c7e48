"""Terms that move because the calendar moved: each case on its own, with before, after and reason.

A case remembers the version of the calendar it was counted with, so the cases still to be counted again are found by
comparing versions: the work can stop at any moment and go on later, and doing it twice changes nothing.
"""

from datetime import date

from portal.audit.services import record
from portal.calendario import Calendario, fecha_larga
from portal.core import clock
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError
from portal.entidad.queries import get_calendario
from portal.entidad.services import MUESTRA, Impacto, Movimiento
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.estados import POR_DECRETAR, REQUERIDA
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.plazos import Termino
from portal.pqrs.queries.asuntos import list_pendientes, list_sin_silencio
from portal.pqrs.queries.bandeja import list_con_dia, list_por_recalcular
from portal.pqrs.queries.caso import get_peticion, termino_of
from portal.pqrs.queries.periodicas import list_sin_completar, list_sin_responder
from portal.pqrs.queries.silencio import silencio_por_anotar
from portal.pqrs.services.acto import begin, end, set_termino
from portal.pqrs.services.asuntos_respuesta import operar_silencio_asunto
from portal.pqrs.services.complemento import operar_silencio, vencer_requerimiento

# How many cases a change of the calendar looks at before it is confirmed.
PREVISTAS = 1000


def recalcular_termino(peticion: Peticion, *, calendario: Calendario, actor: Actor = SISTEMA) -> bool:
    """Compute one open case's term with today's calendar; True when its due date changed, and then people are told.

    The case keeps the after-hours policy it was filed under; only the days that count may differ.
    """
    transition = begin("recalcular_termino", peticion, actor)
    new = _recounted(peticion, calendario)
    if is_decidido(peticion):
        return _conservar(peticion, new, calendario, actor)
    if new is None:
        peticion.calendario_version = calendario.version
        return False
    before, waiting = peticion.vence_el, [(one, one.vence_el) for one in list_pendientes(peticion)]
    facts = set_termino(peticion, new)
    moved = [(one, due) for one, due in waiting if one.vence_el != due]
    if peticion.vence_el == before and not moved:
        return False
    motivo = _reason(peticion, calendario, max([before, peticion.vence_el, *(max(due, one.vence_el) for one, due in moved)]))
    if moved:
        facts["asuntos"] = [f"Asunto {one.numero}: {fecha_larga(one.vence_el)}." for one, _due in moved]
    end(transition, peticion, actor, {**facts, "motivo": motivo})
    for asunto, due in moved:
        mails.termino_recalculado(peticion, antes=due, motivo=motivo, asunto=asunto)
    if not moved:
        mails.termino_recalculado(peticion, antes=before, motivo=motivo)
    return True


def is_decidido(peticion: Peticion) -> bool:
    """Whether the term took effect already: the law accepted the petition, or the person's time to complete it ended.

    What took effect stays: a day that closes the offices later neither takes back the acceptance by silence (CPACA art. 14
    num. 1) nor makes a time that ended run again (art. 17).
    """
    return peticion.aceptada_desde is not None or peticion.estado == POR_DECRETAR


def _conservar(peticion: Peticion, new: Termino | None, calendario: Calendario, actor: Actor) -> bool:
    """Keep the date of a term that took effect, and note that the calendar would have moved it. Nobody is written to: nothing changes."""
    peticion.calendario_version = calendario.version
    if new is not None and new.vencido.vence_el != peticion.vence_el:
        kept, counted = fecha_larga(peticion.vence_el), fecha_larga(new.vencido.vence_el)
        motivo = f"Cambió el calendario de días hábiles, pero el plazo ya había tenido efecto: sigue el {kept}, y no pasa al {counted}."
        # No act of the table, for nothing moves.
        sobre, office = ("peticion", peticion.id), peticion.dependencia_id
        record("termino_conservado", actor=actor, sobre=sobre, dependencia_id=office, datos={"motivo": motivo})
    return False


def asentar_lo_ocurrido() -> None:
    """Note, before the calendar changes, what the law made happen with the one of until now: silences, and times that ended."""
    for key in list_sin_completar(clock.today()):
        vencer_requerimiento(get_peticion(key))
    for key in list_sin_responder():
        operar_silencio(get_peticion(key))
    for key in list_sin_silencio():
        operar_silencio_asunto(db.session.get_one(Asunto, key))


def prever_recuento(calendario: Calendario, fecha: date) -> Impacto:
    """What would happen to open cases if terms were counted with `calendario`, which differs from today's in the day `fecha`."""
    looked = list_con_dia(fecha, limit=PREVISTAS + 1)
    moved: list[Movimiento] = []
    kept: list[str] = []
    total = 0
    for peticion in looked[:PREVISTAS]:
        found = _movimientos(peticion, calendario)
        if found and _will_be_decided(peticion):
            kept.append(peticion.radicado)
        elif found:
            total += 1
            moved += found
    return Impacto(tuple(moved[:MUESTRA]), total, tuple(kept[:MUESTRA]), len(looked) > PREVISTAS)


def _will_be_decided(peticion: Peticion) -> bool:
    """Decided, or about to be by `asentar_lo_ocurrido`."""
    if is_decidido(peticion):
        return True
    if peticion.pausa_desde is not None:
        return peticion.estado == REQUERIDA and peticion.pausa_limite_el is not None and peticion.pausa_limite_el < clock.today()
    return silencio_por_anotar(peticion) is not None


def _movimientos(peticion: Peticion, calendario: Calendario) -> list[Movimiento]:
    if not peticion.is_separada:
        new = _recounted(peticion, calendario)
        after = new.vencido.vence_el if new else peticion.vence_el
        return [Movimiento(peticion.radicado, peticion.vence_el, after)] if after != peticion.vence_el else []
    found = []
    for one in list_pendientes(peticion):
        after = _recounted_asunto(peticion, one, calendario)
        if after != one.vence_el:
            found.append(Movimiento(f"{peticion.radicado}, asunto {one.numero}", one.vence_el, after))
    return found


def _recounted_asunto(peticion: Peticion, asunto: Asunto, calendario: Calendario) -> date:
    if asunto.aceptada_desde is not None:
        return asunto.vence_el
    try:
        return termino_of(peticion, calendario, asunto=asunto).vencido.vence_el
    except DomainError:
        return asunto.vence_el


def _recounted(peticion: Peticion, calendario: Calendario) -> Termino | None:
    """The term counted again with what was done with it; None when the date that the person was told must stand.

    An act that was in order when it was done stays so, although with today's calendar it would come a day late, or the date
    that it announced is no longer a working day: nobody takes back what was notified.
    """
    try:
        new = termino_of(peticion, calendario)
    except DomainError:
        return None
    return None if peticion.pausa_desde is not None and new.pausa is None else new


def recalcular_abiertas(*, limit: int) -> tuple[int, int]:
    """Count again up to `limit` open cases whose calendar is not today's; gives how many were seen and how many moved."""
    calendario = get_calendario()
    pending = list_por_recalcular(calendario.version, limit=limit)
    moved = sum(recalcular_termino(peticion, calendario=calendario) for peticion in pending)
    return len(pending), moved


def _reason(peticion: Peticion, calendario: Calendario, until: date) -> str:
    """The acts that close the offices within the term, or that the country's calendar changed."""
    acts = [
        f"{one.acto} ({one.fecha.strftime('%d/%m/%Y')}: {one.motivo})"
        for one in calendario.dias_no_habiles
        if peticion.efectiva_el < one.fecha <= until
    ]
    why = f"Días no hábiles dentro del término: {'; '.join(acts)}." if acts else "Se retiró un día no hábil o cambió un festivo nacional."
    return f"Cambió el calendario de días hábiles. {why}"

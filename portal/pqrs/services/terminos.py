"""Terms that move because the calendar moved: each case on its own, with before, after and reason.

A case remembers the version of the calendar it was counted with, so the cases still to be counted again are found by
comparing versions: the work can stop at any moment and go on later, and doing it twice changes nothing.
"""

from datetime import date

from portal.calendario import Calendario, fecha_larga
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError
from portal.entidad.queries import get_calendario
from portal.pqrs import mails
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import Termino
from portal.pqrs.queries.asuntos import list_pendientes
from portal.pqrs.queries.bandeja import list_por_recalcular
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.services.acto import begin, end, set_termino


def recalcular_termino(peticion: Peticion, *, calendario: Calendario, actor: Actor = SISTEMA) -> bool:
    """Compute one open case's term with today's calendar; True when its due date changed, and then people are told.

    The case keeps the after-hours policy it was filed under; only the days that count may differ.
    """
    transition = begin("recalcular_termino", peticion, actor)
    new = _recounted(peticion, calendario)
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

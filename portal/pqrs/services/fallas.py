"""More days for who could not send because the electronic means failed (CPACA art. 62 num. 2)."""

from datetime import date

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.entidad.models import Interrupcion
from portal.entidad.queries import get_calendario, list_interrupciones
from portal.pqrs import mails
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import ClaseHecho, limite_insistir_por_falla
from portal.pqrs.services.acto import begin, end
from portal.pqrs.services.actuaciones import note

# Of the log of interruptions, those that may still matter to somebody's last day.
_LOOKED_AT = 20


def hasta_por_falla(peticion: Peticion, interrupcion: Interrupcion) -> date | None:
    """The person's last day after that interruption; None when it gives them no more than they have.

    It must be over, and have begun while they could still send: three business days run from its end.
    """
    limite = peticion.pausa_limite_el
    if limite is None or peticion.pausa_desde is None or interrupcion.fin_en is None or interrupcion.fin_en > clock.now():
        return None
    begun, over = (one.astimezone(clock.BOGOTA).date() for one in (interrupcion.inicio_en, interrupcion.fin_en))
    until = limite_insistir_por_falla(over, get_calendario())
    return until if begun <= limite < until and over >= peticion.pausa_desde else None


def limite_con_fallas(limite: date, desde: date) -> date:
    """The person's last day for what runs since `desde`, with the three days after the recorded interruptions that touched it.

    For what they file by themselves, such as an appeal: nobody has to give them the days.
    """
    if clock.today() <= limite:
        return limite
    calendario = get_calendario()
    for row in reversed(list_interrupciones(_LOOKED_AT, publicadas=False)):
        if row.fin_en is None or row.fin_en > clock.now():
            continue
        begun, over = (one.astimezone(clock.BOGOTA).date() for one in (row.inicio_en, row.fin_en))
        if begun <= limite and desde <= over:
            limite = max(limite, limite_insistir_por_falla(over, calendario))
    return limite


def ampliar_por_falla(peticion: Peticion, *, interrupcion: Interrupcion, actor: Actor, version: int | None = None) -> None:
    """Give the person the three business days after a recorded interruption to complete or clarify. The pause goes on meanwhile.

    Raises:
        DomainError: that interruption gives them no more days.
    """
    transition = begin("ampliar_por_falla", peticion, actor, version)
    until = hasta_por_falla(peticion, interrupcion)
    if until is None:
        raise DomainError("Esa falla no le da más días a la persona: no tocó su último día, o ya los tiene.", "interrupcion")
    began = fecha_larga(interrupcion.inicio_en.astimezone(clock.BOGOTA).date())
    facts = note(peticion, ClaseHecho.FALLA, until)
    motivo = f"Falla registrada del {began}: {interrupcion.descripcion}"
    end(transition, peticion, actor, {**facts, "limite": str(until), "motivo": motivo})
    mails.mas_tiempo_falla(peticion, motivo=motivo)

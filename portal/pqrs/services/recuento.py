"""What a term leaves on the rows of a case: its own columns, and those of each matter that it was separated in."""

from portal.calendario import Calendario
from portal.core.errors import DomainError
from portal.entidad.queries import get_calendario
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.plazos import Termino
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.queries.caso import termino_of


def store(peticion: Peticion, termino: Termino) -> None:
    """Write the term's columns. Only acts call this (DIA-08)."""
    nuevo, pausa = termino.vencido, termino.pausa
    peticion.termino_desde = nuevo.recibida_en
    peticion.efectiva_el = nuevo.efectiva_el
    peticion.vence_el = nuevo.vence_el
    peticion.estricta_el = nuevo.estricta_el
    peticion.plazo_dias = nuevo.plazo.dias
    peticion.plazo_unidad = nuevo.plazo.unidad
    peticion.plazo_norma = nuevo.plazo.norma
    peticion.politica = nuevo.politica.value
    peticion.calendario_version = nuevo.calendario_version
    peticion.pausa_desde = pausa.desde if pausa else None
    peticion.pausa_causa = pausa.causa.value if pausa else ""
    peticion.pausa_limite_el = pausa.limite_el if pausa else None


def store_asunto(asunto: Asunto, termino: Termino) -> None:
    """The same of one matter."""
    asunto.vence_el, asunto.estricta_el = termino.vencido.vence_el, termino.vencido.estricta_el
    asunto.plazo_dias, asunto.plazo_norma = termino.vencido.plazo.dias, termino.vencido.plazo.norma
    asunto.pausa_desde = termino.pausa.desde if termino.pausa else None


def recontar(peticion: Peticion) -> None:
    """Count each matter that waits, and let the case tell the term of the one that expires first.

    The date of one that the law accepted by silence stays: that took effect. What the law does not give one of the kinds (more
    time to complete, for one) leaves that matter's date where it was.
    """
    calendario = get_calendario()
    waiting = [one for one in list_asuntos(peticion) if one.respondida_en is None]
    for one in waiting:
        counted = _count(peticion, one, calendario)
        if counted is not None and one.aceptada_desde is None:
            store_asunto(one, counted)
    if waiting:
        first = min(waiting, key=lambda one: (one.vence_el, one.numero))
        peticion.asunto_plazo_id = first.id
        counted = _count(peticion, first, calendario)
        if counted is not None:
            store(peticion, counted)
            # The same, but for the date of one that was accepted.
            peticion.vence_el, peticion.estricta_el = first.vence_el, first.estricta_el


def _count(peticion: Peticion, asunto: Asunto, calendario: Calendario) -> Termino | None:
    try:
        return termino_of(peticion, calendario, asunto=asunto)
    except DomainError:
        return None

"""What the acts on a whole case mean for the matters that it was separated in. A case without any is left as it is."""

from sqlalchemy.orm.attributes import flag_modified

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.errors import Conflict, DomainError
from portal.extensions import db
from portal.pqrs.models import Asunto, Peticion, Respuesta
from portal.pqrs.queries.asuntos import list_asuntos, list_decisiones, list_pendientes
from portal.pqrs.queries.notificaciones import conocida_el, find_notificacion
from portal.pqrs.queries.recursos import recursos_pendientes
from portal.pqrs.queries.silencio import asunto_aceptado_el


def touch(peticion: Peticion) -> None:
    """Make the second of two who change the case's matters at once be told."""
    flag_modified(peticion, "asunto_plazo_id")


def list_faltan(peticion: Peticion) -> list[Asunto]:
    """The matters whose office has not said that its part may go."""
    return [one for one in list_pendientes(peticion) if one.parte_lista_en is None]


def check_partes(peticion: Peticion) -> None:
    """Raise DomainError while a matter that the joint letter answers has no part: it would be answered by nothing."""
    missing = list_faltan(peticion)
    if missing:
        told = "; ".join(f"asunto {one.numero}, {one.dependencia.nombre}" for one in missing)
        raise DomainError(f"Falta la parte de: {told}. Cada oficina escribe la suya y la marca como lista.", "cuerpo")


def check_sin_aceptar(peticion: Peticion) -> None:
    """Raise DomainError when the law accepted one of the matters: it may no longer be refused (CPACA art. 14.1)."""
    for one in list_pendientes(peticion):
        if accepted := asunto_aceptado_el(one):
            raise DomainError(f"La ley da por aceptado el asunto {one.numero} desde el {fecha_larga(accepted)}: no se puede negar.")


def check_asuntos_firmes(peticion: Peticion, ultima: Respuesta | None) -> None:
    """Raise Conflict while the decision on one matter is not notified, or an appeal against one waits: the case may not be closed.

    Args:
        ultima: the letter that answered the whole case, which is notified as such.
    """
    for one in recursos_pendientes(peticion):
        raise Conflict(
            f"Falta decidir el recurso {one.numero.numero}, contra la respuesta al asunto {one.asunto.numero if one.asunto else ''}."
        )
    for asunto in list_asuntos(peticion):
        letters = list_decisiones(asunto)
        if not letters or not letters[-1].se_notifica or letters[-1] is ultima:
            continue
        known = conocida_el(letters[-1], find_notificacion(letters[-1]))
        if known is None or known > clock.today():
            raise Conflict(f"Falta notificar la decisión sobre el asunto {asunto.numero}. Cuando esté notificada se puede cerrar el caso.")


def mark_answered(peticion: Peticion, letter: Respuesta) -> None:
    """The joint letter answers every matter that waited."""
    for one in list_pendientes(peticion):
        one.respuesta_id, one.respondida_en = letter.id, letter.enviada_en


def ask_again(peticion: Peticion) -> None:
    """A reopened case asks all of it again: each matter waits for an answer, with its whole term from now. What was accepted stays so."""
    for one in list_asuntos(peticion):
        one.respuesta_id = one.respondida_en = one.parte_lista_en = None
    db.session.flush()

"""What the acts on a whole case mean for the matters that it was separated in. A case without any is left as it is."""

from sqlalchemy.orm.attributes import flag_modified

from portal.calendario import fecha_larga
from portal.core.errors import DomainError
from portal.extensions import db
from portal.pqrs.models import Asunto, Peticion, Respuesta
from portal.pqrs.queries.asuntos import list_asuntos, list_pendientes


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
        if one.aceptada_desde is not None:
            raise DomainError(
                f"La ley da por aceptado el asunto {one.numero} desde el {fecha_larga(one.aceptada_desde)}: no se puede negar."
            )


def mark_answered(peticion: Peticion, letter: Respuesta) -> None:
    """The joint letter answers every matter that waited."""
    for one in list_pendientes(peticion):
        one.respuesta_id, one.respondida_en = letter.id, letter.enviada_en


def ask_again(peticion: Peticion) -> None:
    """A reopened case asks all of it again: each matter waits for an answer, with its whole term from now."""
    for one in list_asuntos(peticion):
        one.respuesta_id = one.respondida_en = one.parte_lista_en = one.aceptada_desde = one.copias_el = None
    db.session.flush()

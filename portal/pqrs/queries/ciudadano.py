"""What the holder of a tracking code may see of their case: the letters, and the files of what they may read."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal.calendario import Calendario
from portal.core import clock
from portal.core.errors import NotFound
from portal.files.models import Archivo
from portal.pqrs.models import Mensaje, OrdenJudicial, Peticion, Respuesta
from portal.pqrs.plazos import limite_reapertura
from portal.pqrs.queries.archivos import Key, archivos_by_object
from portal.pqrs.queries.caso import list_cartas, list_mensajes
from portal.pqrs.queries.ordenes import list_ordenes
from portal.pqrs.queries.recursos import insistencia_of, recursos_of


def is_abierta(respuesta: Respuesta) -> bool:
    """Whether the citizen opened this letter on the tracking page, which is when it was notified (CPACA art. 56)."""
    return any(one.medio == "pagina" and one.probada_en is not None for one in respuesta.entregas)


def is_legible(carta: Respuesta) -> bool:
    """Whether the citizen may read this letter: one that decides only once it was opened, so that reading it notifies."""
    return not carta.info.decide or is_abierta(carta)


def reapertura_hasta(peticion: Peticion, calendario: Calendario, dias: int) -> date | None:
    """The last day for the person to say that the answer does not resolve what was asked; None while there is no answer.

    Args:
        dias: business days that the municipality gives, from the notification, or from the sending of what was never notified.
    """
    since = peticion.notificada_en or peticion.respondida_en
    return limite_reapertura(since.astimezone(clock.BOGOTA).date(), dias, calendario) if since else None


def list_archivos_visibles(
    peticion: Peticion, mensajes: Sequence[Mensaje], cartas: Sequence[Respuesta], ordenes: Sequence[OrdenJudicial]
) -> Mapping[Key, Sequence[Archivo]]:
    """The files of the petition, its messages and the letters that may be read, by what they belong to."""
    objects: list[Key] = [("peticion", peticion.id)]
    objects += [("mensaje", one.id) for one in mensajes]
    objects += [("respuesta", one.id) for one in cartas if is_legible(one)]
    objects += [("recurso", one.id) for one in recursos_of(peticion, cartas)]
    objects += [("orden", one.id) for one in ordenes]
    insisted = insistencia_of(peticion, cartas)
    objects += [("insistencia", insisted.id)] if insisted else []
    return archivos_by_object(objects)


def get_archivo_visible(peticion: Peticion, archivo_id: int) -> Archivo:
    """One of those files.

    Raises:
        NotFound: there is none, it is another case's, or it belongs to a letter that was not opened yet.
    """
    visible = list_archivos_visibles(peticion, list_mensajes(peticion), list_cartas(peticion), list_ordenes(peticion))
    for archivos in visible.values():
        for archivo in archivos:
            if archivo.id == archivo_id:
                return archivo
    raise NotFound

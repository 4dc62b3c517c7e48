"""What the holder of a tracking code may see of their case: answers they opened, and the files of what they may read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import and_, or_, select

from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.models import Mensaje, Peticion, Respuesta
from portal.pqrs.queries.caso import list_mensajes, list_respuestas

Objeto = tuple[str, int]


def is_abierta(respuesta: Respuesta) -> bool:
    """Whether the citizen opened this answer on the tracking page, which is when it was notified (CPACA art. 56)."""
    return any(one.medio == "pagina" and one.probada_en is not None for one in respuesta.entregas)


def list_archivos_visibles(
    peticion: Peticion, mensajes: Sequence[Mensaje], respuestas: Sequence[Respuesta]
) -> Mapping[Objeto, Sequence[Archivo]]:
    """The files of the petition, its messages and the answers that were opened, by what they belong to."""
    objects: dict[str, list[int]] = {"peticion": [peticion.id], "mensaje": [one.id for one in mensajes]}
    objects["respuesta"] = [one.id for one in respuestas if is_abierta(one)]
    conditions = [and_(Archivo.objeto_tipo == kind, Archivo.objeto_id.in_(keys)) for kind, keys in objects.items() if keys]
    found: dict[Objeto, list[Archivo]] = defaultdict(list)
    for archivo in db.session.scalars(select(Archivo).where(or_(*conditions)).order_by(Archivo.id)):
        found[archivo.objeto_tipo, archivo.objeto_id].append(archivo)
    return found


def get_archivo_visible(peticion: Peticion, archivo_id: int) -> Archivo:
    """One of those files.

    Raises:
        NotFound: there is none, it is another case's, or it belongs to an answer that was not opened yet.
    """
    visible = list_archivos_visibles(peticion, list_mensajes(peticion), list_respuestas(peticion))
    for archivos in visible.values():
        for archivo in archivos:
            if archivo.id == archivo_id:
                return archivo
    raise NotFound

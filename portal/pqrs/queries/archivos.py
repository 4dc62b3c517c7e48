"""The attachments of a case: its own, and those of its messages, answers and deliveries."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import and_, or_, select

from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.models import Entrega, Mensaje, Peticion, Respuesta

Key = tuple[str, int]


def archivos_by_object(objects: Iterable[Key]) -> Mapping[Key, Sequence[Archivo]]:
    """The attachments of several objects in one question; an object without any has an empty list."""
    found: dict[Key, list[Archivo]] = {key: [] for key in objects}
    keys: dict[str, list[int]] = {}
    for kind, key in found:
        keys.setdefault(kind, []).append(key)
    if not keys:
        return found
    conditions = [and_(Archivo.objeto_tipo == kind, Archivo.objeto_id.in_(ids)) for kind, ids in keys.items()]
    for archivo in db.session.scalars(select(Archivo).where(or_(*conditions)).order_by(Archivo.id)):
        found[(archivo.objeto_tipo, archivo.objeto_id)].append(archivo)
    return found


def get_archivo_of(peticion: Peticion, archivo_id: int) -> Archivo:
    """The attachment with this key, if it belongs to the case.

    Raises:
        NotFound: there is none; another case's attachment is none either.
    """
    found = db.session.get(Archivo, archivo_id)
    if found is None or _case_of(found) != peticion.id:
        raise NotFound
    return found


def _case_of(archivo: Archivo) -> int | None:
    key = archivo.objeto_id
    if archivo.objeto_tipo == "peticion":
        return key
    if archivo.objeto_tipo == "mensaje":
        return db.session.scalar(select(Mensaje.peticion_id).where(Mensaje.id == key))
    if archivo.objeto_tipo == "respuesta":
        return db.session.scalar(select(Respuesta.peticion_id).where(Respuesta.id == key))
    if archivo.objeto_tipo == "entrega":
        return db.session.scalar(select(Respuesta.peticion_id).join(Entrega, Entrega.respuesta_id == Respuesta.id).where(Entrega.id == key))
    return None

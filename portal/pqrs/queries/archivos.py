"""The attachments of a case: its own, and those of its messages, answers and deliveries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, or_, select

from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.models import Asunto, Encargo, Entrega, Insistencia, LeyendaReclamo, Mensaje, OrdenJudicial, Peticion, Recurso, Respuesta

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


# What belongs to a case by a row of its own → its model.
_BY_ROW: Mapping[str, Any] = {
    "mensaje": Mensaje, "respuesta": Respuesta, "recurso": Recurso, "insistencia": Insistencia, "orden": OrdenJudicial,
    "leyenda": LeyendaReclamo,
    "asunto": Asunto,
    "encargo": Encargo,
}  # fmt: skip


def _case_of(archivo: Archivo) -> int | None:
    key, kind = archivo.objeto_id, archivo.objeto_tipo
    if kind == "peticion":
        return key
    if kind in _BY_ROW:
        found: int | None = db.session.scalar(select(_BY_ROW[kind].peticion_id).where(_BY_ROW[kind].id == key))
        return found
    if kind == "entrega":
        return db.session.scalar(select(Respuesta.peticion_id).join(Entrega, Entrega.respuesta_id == Respuesta.id).where(Entrega.id == key))
    return None

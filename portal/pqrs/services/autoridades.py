"""The directory of the public bodies that petitions are passed on to: entered, edited and retired."""

from typing import Any

from sqlalchemy import select

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.text import fold, words
from portal.extensions import db
from portal.pqrs.models import Autoridad
from portal.pqrs.models.actuacion import CLASES_AUTORIDAD, ENTIDAD
from portal.pqrs.queries.propia import is_propia
from portal.pqrs.services.acto import flush, require_text

FIELDS = ("nombre", "clase", "temas", "correo", "direccion", "municipio", "telefono")


def crear_autoridad(*, actor: Actor, **datos: str) -> Autoridad:
    """Enter an authority in the directory.

    Args:
        datos: the texts of `FIELDS`; those that are left out are empty, and the kind is «entidad».

    Raises:
        DomainError: no name, one that is in the directory already however it is written, or this municipality and its offices.
    """
    permissions.require(actor, "pqrs:autoridades")
    autoridad = Autoridad(**_checked(datos, None))
    autoridad.busqueda = _searched(autoridad)
    db.session.add(autoridad)
    flush()
    told = {name: [None, getattr(autoridad, name)] for name in FIELDS if getattr(autoridad, name)}
    record("autoridad_creada", actor=actor, sobre=("autoridad", autoridad.id), datos=told)
    return autoridad


def editar_autoridad(autoridad: Autoridad, *, version: int, actor: Actor, **datos: str) -> None:
    """Change what the directory says. Letters that were sent keep what they said.

    Raises:
        Conflict: somebody else changed it since `version` was shown.
        DomainError: as when entering it.
    """
    permissions.require(actor, "pqrs:autoridades")
    if autoridad.version != version:
        raise Conflict("Otra persona cambió esta entidad mientras usted la editaba. Su texto sigue aquí: compárelo antes de guardar.")
    changes: dict[str, Any] = {}
    for name, value in _checked(datos, autoridad.id).items():
        before = getattr(autoridad, name)
        if before != value:
            changes[name] = [before, value]
            setattr(autoridad, name, value)
    if changes:
        autoridad.busqueda = _searched(autoridad)
        record("autoridad_editada", actor=actor, sobre=("autoridad", autoridad.id), datos=changes)
        flush()


def activar_autoridad(autoridad: Autoridad, *, activa: bool, actor: Actor) -> None:
    """Retire an authority, so that nothing is passed on to it, or bring it back."""
    permissions.require(actor, "pqrs:autoridades")
    if autoridad.activa == activa:
        return
    autoridad.activa = activa
    record("autoridad_activada" if activa else "autoridad_retirada", actor=actor, sobre=("autoridad", autoridad.id))
    flush()


def _checked(datos: dict[str, str], own_id: int | None) -> dict[str, str]:
    values = {name: datos.get(name, "").strip() for name in FIELDS}
    require_text(values["nombre"], "nombre", "Escriba el nombre de la entidad.")
    values["clase"] = values["clase"] or ENTIDAD
    if values["clase"] not in CLASES_AUTORIDAD:
        raise DomainError("Elija qué es: una entidad pública, o un juez o tribunal.", "clase")
    if is_propia(values["nombre"]):
        raise DomainError(
            "Ese es el nombre de esta alcaldía o de una de sus oficinas, y a ellas no se traslada: el caso se reasigna. "
            "Si es de otra entidad, escriba su nombre completo.",
            "nombre",
        )
    if is_propia("", values["correo"]):
        raise DomainError("Ese correo es de esta alcaldía. Escriba el de la otra entidad, o déjelo vacío.", "correo")
    same = _find_same(values["nombre"], own_id)
    if same is not None:
        where = "" if same.activa else ", entre las retiradas"
        raise DomainError(f"Esa entidad ya está en el directorio{where}: «{same.nombre}».", "nombre")
    return values


def _find_same(nombre: str, own_id: int | None) -> Autoridad | None:
    """Another entry with this name, whatever its accents, capitals and signs."""
    wanted = words(nombre)
    # Its search text begins with its name, folded: the first word brings the few that may be the same.
    first = wanted[0] if wanted else ""
    query = select(Autoridad).where(Autoridad.busqueda.contains(first, autoescape=True) | (Autoridad.nombre == nombre))
    rows = db.session.scalars(query.order_by(Autoridad.id))
    return next((one for one in rows if one.id != own_id and (one.nombre == nombre or words(one.nombre) == wanted)), None)


def _searched(autoridad: Autoridad) -> str:
    return fold(f"{autoridad.nombre} {autoridad.temas} {autoridad.municipio}")

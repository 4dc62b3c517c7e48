"""The directory of the public bodies that petitions are passed on to: entered, edited and retired."""

from typing import Any

from sqlalchemy import select

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.text import fold
from portal.extensions import db
from portal.pqrs.models import Autoridad
from portal.pqrs.services.acto import flush, require_text

FIELDS = ("nombre", "temas", "correo", "direccion", "municipio", "telefono")


def crear_autoridad(*, actor: Actor, **datos: str) -> Autoridad:
    """Enter an authority in the directory.

    Args:
        datos: the texts of `FIELDS`; those that are left out are empty.

    Raises:
        DomainError: no name, or one that is in the directory already.
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
    same = db.session.scalar(select(Autoridad.id).where(Autoridad.nombre == values["nombre"]))
    if same is not None and same != own_id:
        raise DomainError("Esa entidad ya está en el directorio. Búsquela también entre las retiradas.", "nombre")
    return values


def _searched(autoridad: Autoridad) -> str:
    return fold(f"{autoridad.nombre} {autoridad.temas} {autoridad.municipio}")

"""The texts that officials begin an answer with: created, edited and retired."""

from typing import Any

from sqlalchemy import select

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.extensions import db
from portal.pqrs.cartas import find_not_variables
from portal.pqrs.models import Plantilla
from portal.pqrs.services.acto import flush, require_text

FIELDS = ("nombre", "cuerpo", "tipo", "dependencia_id")


def crear_plantilla(*, nombre: str, cuerpo: str, tipo: str | None, dependencia_id: int | None, actor: Actor) -> Plantilla:
    """Keep a new template.

    Raises:
        DomainError: no name or text, a name that exists, or a variable that does not.
        Forbidden: the template would serve offices that are not the official's.
    """
    require_editar(actor, dependencia_id)
    plantilla = Plantilla(**_checked(nombre, cuerpo, tipo, dependencia_id, None))
    db.session.add(plantilla)
    db.session.flush()
    facts = {"nombre": plantilla.nombre}
    record("plantilla_creada", actor=actor, sobre=("plantilla", plantilla.id), dependencia_id=dependencia_id, datos=facts)
    return plantilla


def editar_plantilla(
    plantilla: Plantilla, *, nombre: str, cuerpo: str, tipo: str | None, dependencia_id: int | None, version: int, actor: Actor
) -> None:
    """Change a template. Answers already written with it keep their text.

    Raises:
        Conflict: somebody else changed it since.
        DomainError, Forbidden: as when creating.
    """
    require_editar(actor, plantilla.dependencia_id)
    require_editar(actor, dependencia_id)
    if plantilla.version != version:
        raise Conflict("La plantilla cambió mientras usted la editaba. Su texto sigue aquí: compárelo antes de guardar.")
    changes: dict[str, Any] = {}
    for name, value in _checked(nombre, cuerpo, tipo, dependencia_id, plantilla.id).items():
        before = getattr(plantilla, name)
        if before != value:
            changes[name] = [before, value]
            setattr(plantilla, name, value)
    if changes:
        record("plantilla_editada", actor=actor, sobre=("plantilla", plantilla.id), dependencia_id=dependencia_id, datos=changes)
        flush()


def activar_plantilla(plantilla: Plantilla, *, activa: bool, actor: Actor) -> None:
    """Retire a template from the editor, or bring it back."""
    require_editar(actor, plantilla.dependencia_id)
    if plantilla.activa == activa:
        return
    plantilla.activa = activa
    name = "plantilla_activada" if activa else "plantilla_retirada"
    record(name, actor=actor, sobre=("plantilla", plantilla.id), dependencia_id=plantilla.dependencia_id)
    flush()


def can_editar(actor: Actor, dependencia_id: int | None) -> bool:
    """Whether this official looks after the templates of that office; None means those that serve all offices."""
    if not permissions.can(actor, "pqrs:plantillas"):
        return False
    if actor.kind == "sistema" or "pqrs:ver_todas" in actor.permissions:
        return True
    return dependencia_id is not None and dependencia_id == actor.dependencia_id


def require_editar(actor: Actor, dependencia_id: int | None) -> None:
    """Raise Forbidden unless `can_editar`."""
    if not can_editar(actor, dependencia_id):
        raise Forbidden("Usted puede editar las plantillas de su dependencia, no las de otras ni las que sirven a todas.")


def _checked(nombre: str, cuerpo: str, tipo: str | None, dependencia_id: int | None, own_id: int | None) -> dict[str, Any]:
    nombre = require_text(nombre, "nombre", "Escriba un nombre para reconocer la plantilla.")
    if len(nombre) > 120:
        raise DomainError("El nombre es demasiado largo: use hasta 120 letras.", "nombre")
    cuerpo = require_text(cuerpo, "cuerpo", "Escriba el texto de la plantilla.")
    unknown = find_not_variables(cuerpo)
    if unknown:
        raise DomainError(f"No existe la variable {unknown[0][:80]}. Use una de la lista, o quítela.", "cuerpo")
    same = db.session.scalar(select(Plantilla.id).where(Plantilla.nombre == nombre))
    if same is not None and same != own_id:
        raise DomainError("Ya hay una plantilla con ese nombre. Escriba otro.", "nombre")
    return {"nombre": nombre, "cuerpo": cuerpo, "tipo": tipo or None, "dependencia_id": dependencia_id or None}

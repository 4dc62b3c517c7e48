"""The territories of the municipality: brought from a GeoJSON file, retired and brought back; and the cases put into them."""

from sqlalchemy import select, update

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.geometry import BadGeometry, bounds_of, read_areas
from portal.database import transaction
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.pqrs.models import Peticion, Territorio
from portal.pqrs.models.territorio import CLASES
from portal.pqrs.queries.territorios import find_territorio, list_sin_territorio
from portal.pqrs.services.acto import flush

PERMISSION = "entidad:perfil"
MAXIMO = 600
_BATCH = 500


def importar_territorios(content: bytes, *, clase: str, actor: Actor, demostracion: bool = False) -> tuple[int, int]:
    """Bring territories from a GeoJSON file; one whose name is there already gets the new outline. All of them, or none.

    Cases that were filed keep the territory that they have; those with a point and without a territory get theirs at night.

    Returns:
        How many are new, and how many changed.

    Raises:
        DomainError: the file cannot be used, and why.
    """
    permissions.require(actor, PERMISSION)
    if clase not in CLASES:
        raise DomainError("Elija qué son los territorios del archivo.", "clase")
    try:
        areas = read_areas(content)
    except BadGeometry as error:
        raise DomainError(str(error), "archivo") from error
    known = {one.nombre: one for one in db.session.scalars(select(Territorio))}
    new = [one for one in areas if one.nombre not in known]
    if len(known) + len(new) > MAXIMO:
        raise DomainError(f"Con este archivo habría más de {MAXIMO} territorios.", "archivo")
    for area in areas:
        row = known.get(area.nombre) or Territorio(nombre=area.nombre, activo=True)
        row.clase, row.demostracion = clase, demostracion
        row.poligonos = [[[list(point) for point in ring] for ring in one] for one in area.poligonos]
        box = bounds_of(area.poligonos)
        row.oeste, row.sur, row.este, row.norte = box.oeste, box.sur, box.este, box.norte
        db.session.add(row)
    told = {"nuevos": len(new), "cambiados": len(areas) - len(new), "territorios": ", ".join(one.nombre for one in areas)[:500]}
    record("territorios_importados", actor=actor, sobre=("entidad", 1), datos=told)
    _forms_changed()
    return len(new), len(areas) - len(new)


def activar_territorio(territorio: Territorio, *, activo: bool, actor: Actor) -> None:
    """Retire a territory from forms and maps, or bring it back. Its cases keep it."""
    permissions.require(actor, PERMISSION)
    if territorio.activo == activo:
        return
    territorio.activo = activo
    event = "territorio_activado" if activo else "territorio_retirado"
    record(event, actor=actor, sobre=("entidad", 1), datos={"territorio": territorio.nombre})
    _forms_changed()


def _forms_changed() -> None:
    """The kept pages hold the list: they go by the version of the profile."""
    get_entidad().actualizada_en = clock.now()
    flush()


def ubicar_casos() -> int:
    """Put the cases that have a point into their territory; gives how many. Safe to run twice."""
    after, placed = 0, 0
    while rows := list_sin_territorio(after, _BATCH):
        after = rows[-1][0]
        with transaction():
            for key, latitud, longitud in rows:
                if (found := find_territorio(latitud, longitud)) is not None:
                    # A column that follows from another one: no act, and no new version for who has the case open.
                    db.session.execute(update(Peticion).where(Peticion.id == key).values(territorio_id=found, version=Peticion.version))
                    placed += 1
    return placed

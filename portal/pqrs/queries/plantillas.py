"""The templates of answers, for the page that looks after them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import Peticion, Plantilla

LIMIT = 300


def list_todas() -> Sequence[Plantilla]:
    """Every template in order of name, retired ones last."""
    query = select(Plantilla).order_by(Plantilla.activa.desc(), Plantilla.nombre).limit(LIMIT)
    return db.session.scalars(query.options(joinedload(Plantilla.dependencia))).all()


def get_plantilla(plantilla_id: int) -> Plantilla:
    """The template with this key. Raises NotFound."""
    found = db.session.get(Plantilla, plantilla_id)
    if found is None:
        raise NotFound
    return found


def find_plantilla_for(peticion: Peticion, plantilla_id: int) -> Plantilla | None:
    """A template that fits the case, or None."""
    found = db.session.get(Plantilla, plantilla_id)
    if found is None or not found.activa or found.tipo not in {None, peticion.tipo}:
        return None
    return found if found.dependencia_id in {None, peticion.dependencia_id} else None

"""The directory of the public bodies that petitions are passed on to (CPACA art. 21)."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.core.errors import NotFound
from portal.core.text import fold
from portal.extensions import db
from portal.pqrs.models import Autoridad
from portal.pqrs.models.actuacion import JUEZ

# What a select offers at most; longer directories would be a list to search, not to choose from.
MOST_OFFERED = 500


def page_autoridades(
    limit: int, after: tuple[str, int] | None = None, *, texto: str = "", activas: bool | None = True, clase: str = ""
) -> Sequence[Autoridad]:
    """Authorities in order of name, from behind the key (nombre, id) on; `activas=None` gives the retired ones too.

    Args:
        clase: only those of one of `CLASES_AUTORIDAD`.
    """
    query = select(Autoridad).order_by(Autoridad.nombre, Autoridad.id).limit(limit)
    if activas is not None:
        query = query.where(Autoridad.activa.is_(activas))
    if clase:
        query = query.where(Autoridad.clase == clase)
    for word in fold(texto).split():
        query = query.where(Autoridad.busqueda.contains(word, autoescape=True))
    if after is not None:
        nombre, key = after
        query = query.where((Autoridad.nombre > nombre) | ((Autoridad.nombre == nombre) & (Autoridad.id > key)))
    return db.session.scalars(query).all()


def list_autoridades() -> Sequence[Autoridad]:
    """Those that a petition may be passed on to, in order of name."""
    return page_autoridades(MOST_OFFERED)


def list_jueces() -> Sequence[Autoridad]:
    """The judges and courts that a refusal for reserve may be sent to, in order of name."""
    return page_autoridades(MOST_OFFERED, clase=JUEZ)


def get_autoridad(autoridad_id: int) -> Autoridad:
    """The authority with this key, in use or not. Raises NotFound."""
    found = db.session.get(Autoridad, autoridad_id)
    if found is None:
        raise NotFound
    return found

"""Whether a name or an address is this municipality's own: nothing is passed on to oneself (CPACA art. 21)."""

from sqlalchemy import func, select

from portal.core.text import words
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_entidad
from portal.extensions import db

_JOINING = frozenset({"de", "del", "la", "las", "el", "los", "y", "municipal", "mpal", "mcpal"})
# What the municipality itself is called by, beside its name.
_GENERIC = frozenset({"alcaldia", "municipio", "administracion", "despacho", "alcalde", "alcaldesa"})


def is_propia(nombre: str, correo: str = "") -> bool:
    """Whether an authority with this name or address is the municipality, one of its offices or one of its officials.

    Accents, case, order, «de», «municipal» and the municipality's own name around an office's make no difference. The personería
    and the concejo are other bodies, though they often have addresses of the same domain: only whole addresses are compared.
    """
    return _is_own_address(correo.strip().lower()) or _is_own_name(nombre)


def _is_own_name(nombre: str) -> bool:
    entidad = get_entidad()
    place, region = (frozenset(words(one)) - _JOINING for one in (entidad.municipio, entidad.departamento))

    def kernel(text: str) -> frozenset[str]:
        """The words that say which body it is, without those that say that it is of this municipality."""
        said = frozenset(words(text)) - _JOINING
        return said - place - region - _GENERIC if place <= said else said - _GENERIC

    typed = kernel(nombre)
    if not typed:
        return bool(words(nombre))
    # Of those that were retired too: they are still of the municipality.
    own = [entidad.nombre, *db.session.scalars(select(Dependencia.nombre))]
    return typed in {kernel(one) for one in own}


def _is_own_address(correo: str) -> bool:
    if not correo:
        return False
    entidad = get_entidad()
    if correo in {one.strip().lower() for one in (entidad.correo, entidad.correo_judicial, entidad.datos_correo)}:
        return True
    offices = select(Dependencia.id).where(func.lower(Dependencia.correo) == correo)
    people = select(Funcionario.id).where(Funcionario.correo == correo)
    return any(db.session.scalar(one.limit(1)) is not None for one in (offices, people))

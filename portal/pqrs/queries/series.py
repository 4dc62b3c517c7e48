"""Reading the retention table, and what it says of one case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.core import clock
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import Peticion, SerieDocumental, TablaRetencion
from portal.pqrs.retencion import Plazos, plazos_de
from portal.pqrs.tipos import TIPOS, Tipo


@dataclass(frozen=True)
class Ficha:
    """What the table says of a case: its series, and its days once it was closed. `codigo` begins with its office's code."""

    tabla: TablaRetencion | None
    serie: SerieDocumental | None
    codigo: str
    cerrada_el: date | None
    plazos: Plazos | None


def list_tablas() -> Sequence[TablaRetencion]:
    """Every version, the newest first."""
    return db.session.scalars(select(TablaRetencion).order_by(TablaRetencion.numero.desc())).all()


def get_tabla(tabla_id: int) -> TablaRetencion:
    """One version.

    Raises:
        NotFound: there is none.
    """
    found = db.session.get(TablaRetencion, tabla_id)
    if found is None:
        raise NotFound("No encontramos esa versión de la tabla de retención.")
    return found


def get_serie(tabla: TablaRetencion, serie_id: int) -> SerieDocumental:
    """One series of a version.

    Raises:
        NotFound: there is none, or it is another version's.
    """
    found = db.session.get(SerieDocumental, serie_id)
    if found is None or found.tabla_id != tabla.id:
        raise NotFound("No encontramos esa serie en esta versión de la tabla.")
    return found


def adoptadas() -> Sequence[TablaRetencion]:
    """The versions that are, or were, in force, from the first to the last, with their series."""
    query = select(TablaRetencion).where(TablaRetencion.rige_desde.is_not(None)).options(selectinload(TablaRetencion.series))
    return db.session.scalars(query.order_by(TablaRetencion.rige_desde, TablaRetencion.numero)).all()


def tabla_en(dia: date, tablas: Sequence[TablaRetencion] | None = None) -> TablaRetencion | None:
    """The version in force on a day; before the first one, the first."""
    known = adoptadas() if tablas is None else tablas
    held = [one for one in known if one.rige_desde is not None and one.rige_desde <= dia]
    return held[-1] if held else (known[0] if known else None)


def serie_de(tabla: TablaRetencion | None, tipo: str) -> SerieDocumental | None:
    """The series of that version that holds the cases of a kind."""
    return next((one for one in tabla.series if tipo in one.tipos), None) if tabla else None


def ficha_de(peticion: Peticion, tablas: Sequence[TablaRetencion] | None = None) -> Ficha:
    """What the retention table says of this case; of one that is open, its series as the table of today has it."""
    closed = peticion.cerrada_en.astimezone(clock.BOGOTA).date() if peticion.cerrada_en else None
    tabla = tabla_en(closed or clock.today(), tablas)
    serie = serie_de(tabla, peticion.tipo)
    office = peticion.dependencia.codigo if peticion.dependencia else ""
    codigo = ".".join(one for one in (office, serie.codigo if serie else "") if one)
    plazos = None
    if closed and serie and tabla:
        plazos = plazos_de(closed, en_gestion=serie.en_gestion, en_central=serie.en_central, conteo=tabla.conteo)
    return Ficha(tabla, serie, codigo, closed, plazos)


def list_sin_serie(tabla: TablaRetencion) -> list[Tipo]:
    """The kinds that no series of this version holds: their cases are neither transferred nor removed."""
    held = {tipo for one in tabla.series for tipo in one.tipos}
    return [tipo for clave, tipo in TIPOS.items() if clave.value not in held]

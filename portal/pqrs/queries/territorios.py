"""Which territories there are, in which a point lies, and how many cases each has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.geometry import contains
from portal.extensions import db
from portal.pqrs.estados import ANULADA
from portal.pqrs.models import Peticion, Solicitante, Territorio
from portal.pqrs.permissions import RESERVADAS, reached_by
from portal.pqrs.queries.bandeja import start_of

POINTS = 500


@dataclass(frozen=True)
class FiltroMapa:
    """Which cases a map counts: of one kind, received from a day to another, both inclusive; empty values do not narrow."""

    tipo: str = ""
    desde: date | None = None
    hasta: date | None = None
    abiertas: bool = False


def list_territorios(*, activos: bool = True) -> Sequence[Territorio]:
    """The territories in order of name; with `activos=False` the retired ones too."""
    query = select(Territorio).order_by(Territorio.nombre)
    return db.session.scalars(query.where(Territorio.activo.is_(True)) if activos else query).all()


def list_nombres() -> Sequence[tuple[int, str]]:
    """Key and name of each that may be chosen on a form."""
    query = select(Territorio.id, Territorio.nombre).where(Territorio.activo.is_(True)).order_by(Territorio.nombre)
    return [(key, nombre) for key, nombre in db.session.execute(query)]


def get_territorio(key: int) -> Territorio:
    """One of them, retired or not. Raises NotFound."""
    found = db.session.get(Territorio, key)
    if found is None:
        raise NotFound
    return found


def find_territorio(latitud: float | None, longitud: float | None) -> int | None:
    """The key of the smallest territory in which the point lies; a vereda lies within its corregimiento."""
    if latitud is None or longitud is None:
        return None
    query = select(Territorio).where(
        Territorio.activo.is_(True), Territorio.oeste <= longitud, Territorio.este >= longitud, Territorio.sur <= latitud,
        Territorio.norte >= latitud,
    )  # fmt: skip
    found = [one for one in db.session.scalars(query) if contains(one.formas, longitud, latitud)]
    return min(found, key=lambda one: (one.caja_area, one.id)).id if found else None


def count_publico(filtro: FiltroMapa) -> Mapping[int, int]:
    """How many cases each territory has, for everybody: without the sealed kinds, without children, without voided numbers.

    Of those not even the number is told by place: it would point at somebody.
    """
    child = select(Solicitante.id).where(Solicitante.id == Peticion.solicitante_id, Solicitante.tipo == "menor").exists()
    return _count(filtro, Peticion.tipo.not_in(RESERVADAS), ~child, Peticion.estado != ANULADA)


def count_for(actor: Actor, filtro: FiltroMapa) -> Mapping[int, int]:
    """How many cases that this official reaches each territory has."""
    return _count(filtro, reached_by(actor), Peticion.estado != ANULADA)


def list_puntos_for(actor: Actor, filtro: FiltroMapa) -> Sequence[Peticion]:
    """The newest cases with a point on the map, of those that this official reaches: up to `POINTS`."""
    query = select(Peticion).where(reached_by(actor), Peticion.latitud.is_not(None), Peticion.estado != ANULADA, *_narrowed(filtro))
    return db.session.scalars(query.order_by(Peticion.recibida_en.desc(), Peticion.id.desc()).limit(POINTS)).all()


def _count(filtro: FiltroMapa, *conditions: ColumnElement[bool]) -> Mapping[int, int]:
    query = select(Peticion.territorio_id, func.count()).where(Peticion.territorio_id.is_not(None), *conditions, *_narrowed(filtro))
    return {key: total for key, total in db.session.execute(query.group_by(Peticion.territorio_id)) if key is not None}


def _narrowed(filtro: FiltroMapa) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filtro.tipo:
        found.append(Peticion.tipo == filtro.tipo)
    if filtro.desde:
        found.append(Peticion.recibida_en >= start_of(filtro.desde))
    if filtro.hasta:
        found.append(Peticion.recibida_en < start_of(filtro.hasta + timedelta(days=1)))
    if filtro.abiertas:
        found.append(Peticion.abierta.is_(True))
    return found


def list_sin_territorio(after: int, limit: int) -> Sequence[tuple[int, float, float]]:
    """Key and point of cases that have a point and no territory, from behind the key `after` on."""
    query = select(Peticion.id, Peticion.latitud, Peticion.longitud).where(
        Peticion.id > after, Peticion.territorio_id.is_(None), Peticion.latitud.is_not(None), Peticion.longitud.is_not(None)
    )
    return [(key, lat or 0.0, lon or 0.0) for key, lat, lon in db.session.execute(query.order_by(Peticion.id).limit(limit))]

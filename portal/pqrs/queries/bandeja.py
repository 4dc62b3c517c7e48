"""The officials' inbox: filters, views, order by due date, keyset pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from portal.core import clock
from portal.core.actors import Actor
from portal.extensions import db
from portal.pqrs.busqueda import matches
from portal.pqrs.estados import EN_APROBACION, POR_NOTIFICAR, RADICADA
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import reached_by

# A view says «más de 100» beyond: counting further would cost more than drawing the page.
COUNT_LIMIT = 101
VISTAS = {
    "todas": "Todas las abiertas",
    "mias": "Mías",
    "dependencia": "De mi dependencia",
    "sin_asignar": "Sin asignar",
    "vencidas": "Vencidas",
    "espera": "Esperan al ciudadano",
    "por_aprobar": "Por aprobar",
    "por_notificar": "Por notificar",
    "terminadas": "Terminadas",
}


@dataclass(frozen=True)
class Filtro:
    """What the inbox is narrowed to; empty values do not narrow. Dates are inclusive days of reception."""

    vista: str = "todas"
    texto: str = ""
    tipo: str = ""
    estado: str = ""
    dependencia_id: int | None = None
    canal: str = ""
    desde: date | None = None
    hasta: date | None = None


def start_of(day: date) -> datetime:
    """The first instant of a day in Colombia."""
    return datetime.combine(day, time(0), tzinfo=clock.BOGOTA)


def is_overdue() -> ColumnElement[bool]:
    """`plazos.semaforo(...) == "vencida"` as a condition: open, not answered, and today past the strict date."""
    return and_(Peticion.abierta, Peticion.respondida_en.is_(None), Peticion.estricta_el < clock.today())


def _view(vista: str, actor: Actor) -> list[ColumnElement[bool]]:
    views: dict[str, list[ColumnElement[bool]]] = {
        "todas": [Peticion.abierta.is_(True)],
        "mias": [Peticion.abierta.is_(True), Peticion.responsable_id == actor.id],
        "dependencia": [Peticion.abierta.is_(True), Peticion.dependencia_id == actor.dependencia_id],
        "sin_asignar": [Peticion.estado == RADICADA],
        "vencidas": [is_overdue()],
        "espera": [Peticion.abierta.is_(True), Peticion.espera_ciudadano.is_(True)],
        "por_aprobar": [Peticion.estado == EN_APROBACION],
        "por_notificar": [Peticion.estado == POR_NOTIFICAR],
        "terminadas": [Peticion.abierta.is_(False)],
    }
    return views.get(vista, views["todas"])


def _conditions(actor: Actor, filtro: Filtro) -> list[ColumnElement[bool]]:
    conditions = [reached_by(actor), *_view(filtro.vista, actor)]
    if filtro.tipo:
        conditions.append(Peticion.tipo == filtro.tipo)
    if filtro.estado:
        conditions.append(Peticion.estado == filtro.estado)
    if filtro.canal:
        conditions.append(Peticion.canal == filtro.canal)
    if filtro.dependencia_id is not None:
        conditions.append(Peticion.dependencia_id == filtro.dependencia_id)
    if filtro.desde:
        conditions.append(Peticion.recibida_en >= start_of(filtro.desde))
    if filtro.hasta:
        conditions.append(Peticion.recibida_en < start_of(filtro.hasta + timedelta(days=1)))
    if filtro.texto:
        found = matches(filtro.texto)
        if found is not None:
            conditions.append(found)
    return conditions


def list_bandeja(actor: Actor, filtro: Filtro, *, after: tuple[str, int] | None = None, limit: int = 25) -> Sequence[Peticion]:
    """Up to `limit` + 1 cases that the official reaches, by due date; finished ones newest due date first.

    Args:
        after: due date (ISO) and key of the last row of the page before.
    """
    newest_first = filtro.vista == "terminadas"
    order = [Peticion.vence_el.desc(), Peticion.id.desc()] if newest_first else [Peticion.vence_el, Peticion.id]
    query = select(Peticion).where(*_conditions(actor, filtro)).order_by(*order).limit(limit + 1)
    if after is not None:
        key, last = tuple_(Peticion.vence_el, Peticion.id), (date.fromisoformat(after[0]), after[1])
        query = query.where(key < last if newest_first else key > last)
    query = query.options(joinedload(Peticion.solicitante), joinedload(Peticion.dependencia), joinedload(Peticion.responsable))
    return db.session.scalars(query).all()


def iterate_bandeja(actor: Actor, filtro: Filtro, *, maximum: int) -> Iterator[Peticion]:
    """Every case of the filter, up to `maximum`, in pages, for an export."""
    after: tuple[str, int] | None = None
    sent = 0
    while sent < maximum:
        rows = list_bandeja(actor, filtro, after=after, limit=500)[:500]
        yield from rows[: maximum - sent]
        sent += len(rows)
        if len(rows) < 500:
            return
        after = (rows[-1].vence_el.isoformat(), rows[-1].id)
        db.session.expunge_all()


def count_vistas(actor: Actor) -> dict[str, int]:
    """How many cases each view holds, counted up to `COUNT_LIMIT`: the largest table is never counted whole."""
    counts = []
    for vista in VISTAS:
        if vista == "terminadas":
            continue
        some: Select[int] = select(Peticion.id).where(reached_by(actor), *_view(vista, actor)).limit(COUNT_LIMIT)
        counts.append(select(func.count()).select_from(some.subquery()).scalar_subquery().label(vista))
    return dict(db.session.execute(select(*counts)).one()._mapping)


def count_abiertas() -> int:
    """How many cases are open, for who watches the portal."""
    return db.session.scalar(select(func.count()).select_from(Peticion).where(Peticion.abierta.is_(True))) or 0


def count_vencidas() -> int:
    """How many open cases are overdue."""
    return db.session.scalar(select(func.count()).select_from(Peticion).where(is_overdue())) or 0


def list_by_ids(actor: Actor, ids: Sequence[int]) -> Sequence[Peticion]:
    """Those of the cases that the official reaches, for an act on several."""
    return db.session.scalars(select(Peticion).where(Peticion.id.in_(ids), reached_by(actor)).order_by(Peticion.id)).all()


def list_por_recalcular(calendario_version: str, *, limit: int) -> Sequence[Peticion]:
    """Open cases counted with another version of the calendar, that have no answer yet."""
    conditions = [Peticion.abierta, Peticion.estado != POR_NOTIFICAR, Peticion.calendario_version != calendario_version]
    return db.session.scalars(select(Peticion).where(*conditions).order_by(Peticion.id).limit(limit)).all()


def list_por_recordar(*, after: int, limit: int, until: date) -> Sequence[Peticion]:
    """Open, unanswered cases due up to `until` or whose half term may have come, by key."""
    conditions = [
        Peticion.abierta,
        Peticion.respondida_en.is_(None),
        Peticion.id > after,
        or_(Peticion.vence_el <= until, Peticion.plazo_dias > 0),
    ]
    return db.session.scalars(
        select(Peticion).where(*conditions).order_by(Peticion.id).limit(limit).options(joinedload(Peticion.dependencia))
    ).all()

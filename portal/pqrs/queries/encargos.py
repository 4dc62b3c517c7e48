"""What offices ask of each other for their cases, and who may read it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, false, func, select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import Encargo, Peticion
from portal.pqrs.permissions import reached_by, reaches

VISTAS = {"por_hacer": "Por hacer", "pedidos": "Pedidos por mi dependencia", "terminados": "Terminados"}
MOST_COUNTED = 101


def is_of(actor: Actor, encargo: Encargo) -> bool:
    """Whether the official works in the office that was asked."""
    return "pqrs:ver" in actor.permissions and actor.dependencia_id is not None and encargo.dependencia_id == actor.dependencia_id


def _asked_of(actor: Actor) -> ColumnElement[bool]:
    if actor.dependencia_id is None or "pqrs:ver" not in actor.permissions:
        return false()
    return Encargo.dependencia_id == actor.dependencia_id


def _waits() -> ColumnElement[bool]:
    return and_(
        Encargo.respondido_en.is_(None), Encargo.retirado_en.is_(None), Peticion.abierta.is_(True), Peticion.respondida_en.is_(None)
    )


def select_por_hacer(actor: Actor) -> Select[int]:
    """The keys of what waits for the official's office."""
    return select(Encargo.id).join(Peticion, Peticion.id == Encargo.peticion_id).where(_asked_of(actor), _waits())


def count_por_hacer(actor: Actor) -> ColumnElement[int]:
    """How many of them there are, up to `MOST_COUNTED`, as a column of another question."""
    return select(func.count()).select_from(select_por_hacer(actor).limit(MOST_COUNTED).subquery()).scalar_subquery()


def page_encargos(actor: Actor, vista: str, limit: int, after: int | None = None) -> Sequence[Encargo]:
    """Those of one view, latest first, from below the key `after` on: asked of the office, by it, or over."""
    query = select(Encargo).join(Peticion, Peticion.id == Encargo.peticion_id)
    if vista == "pedidos":
        own = Peticion.dependencia_id == actor.dependencia_id if actor.dependencia_id is not None else false()
        query = query.where(own, reached_by(actor), _waits())
    elif vista == "terminados":
        query = query.where(_asked_of(actor), ~_waits())
    else:
        query = query.where(_asked_of(actor), _waits())
    if after is not None:
        query = query.where(Encargo.id < after)
    loads = (joinedload(Encargo.peticion).joinedload(Peticion.dependencia), joinedload(Encargo.dependencia))
    return db.session.scalars(query.order_by(Encargo.id.desc()).limit(limit).options(*loads)).all()


def list_encargos(peticion: Peticion) -> Sequence[Encargo]:
    """Those of one case, oldest first."""
    loads = (joinedload(Encargo.dependencia), joinedload(Encargo.pedido_por), joinedload(Encargo.respondido_por))
    return db.session.scalars(select(Encargo).where(Encargo.peticion_id == peticion.id).order_by(Encargo.id).options(*loads)).all()


def get_encargo_for(actor: Actor, encargo_id: int) -> Encargo:
    """One of them, for who was asked or who reaches the case.

    Raises:
        NotFound: there is none, or the official may not know that it exists.
    """
    found = db.session.get(Encargo, encargo_id)
    if found is None or not (is_of(actor, found) or reaches(actor, found.peticion)):
        raise NotFound
    return found


def list_pendientes(*, after: int, limit: int) -> Sequence[Encargo]:
    """Everything that waits, by key, for the reminders."""
    query = select(Encargo).join(Peticion, Peticion.id == Encargo.peticion_id).where(_waits(), Encargo.id > after)
    loads = (joinedload(Encargo.peticion), joinedload(Encargo.dependencia), joinedload(Encargo.pedido_por))
    return db.session.scalars(query.order_by(Encargo.id).limit(limit).options(*loads)).all()

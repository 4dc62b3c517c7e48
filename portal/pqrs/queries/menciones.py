"""Whom a note may call, and the notes that call an official."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.extensions import db
from portal.pqrs.models import Mencion, Nota, Peticion
from portal.pqrs.permissions import QuienAlcanza, list_who_reach, reached_by

MOST_COUNTED = 101


def list_mencionables(peticion: Peticion, actor: Actor) -> list[QuienAlcanza]:
    """The officials who may see the case, but for who asks: only they may be called into it."""
    return [one for one in list_who_reach(peticion) if one.id != actor.id]


def count_por_ver(actor: Actor) -> ColumnElement[int]:
    """How many notes call the official and were not seen, up to `MOST_COUNTED`, as a column of another question."""
    some = select(Mencion.id).join(Peticion, Peticion.id == Mencion.peticion_id)
    some = some.where(Mencion.funcionario_id == actor.id, Mencion.vista_en.is_(None), reached_by(actor)).limit(MOST_COUNTED)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def page_menciones(actor: Actor, limit: int, after: int | None = None, *, por_ver: bool = False) -> Sequence[Mencion]:
    """The notes that call the official, latest first, from below the key `after` on: of the cases that they may see today."""
    query = select(Mencion).join(Peticion, Peticion.id == Mencion.peticion_id).where(Mencion.funcionario_id == actor.id, reached_by(actor))
    if after is not None:
        query = query.where(Mencion.id < after)
    if por_ver:
        query = query.where(Mencion.vista_en.is_(None))
    loads = (joinedload(Mencion.peticion), joinedload(Mencion.nota).joinedload(Nota.autor))
    return db.session.scalars(query.order_by(Mencion.id.desc()).limit(limit).options(*loads)).all()

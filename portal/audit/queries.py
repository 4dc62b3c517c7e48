"""Reading the record of acts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, false, or_, select

from portal.audit.models import Evento
from portal.audit.services import seal
from portal.audit.titles import ObjectKind, kinds
from portal.core.text import fold
from portal.extensions import db

_MOST_NAMED = 5000


def list_eventos(objeto_tipo: str, objeto_id: int, *, solo_publicos: bool = False) -> list[Evento]:
    """The acts on one object, oldest first; those of the current transaction included."""
    seal()
    statement = select(Evento).where(Evento.objeto_tipo == objeto_tipo, Evento.objeto_id == objeto_id)
    if solo_publicos:
        statement = statement.where(Evento.publico)
    return list(db.session.scalars(statement.order_by(Evento.id)))


@dataclass(frozen=True)
class Filtro:
    """Which acts the staff page shows; an empty text and None do not filter, an empty collection finds nothing.

    `objetos`: pairs of kind and keys, of which an act has one.
    """

    tipo: str = ""
    objeto_tipo: str = ""
    objetos: Mapping[str, Collection[int]] | None = None
    funcionarios: Collection[int] | None = None


def by_name(title: str, key: Any, name: Any) -> ObjectKind:
    """A kind of object of which there are hundreds at most, known by a column of its table.

    Args:
        key, name: the columns.
    """

    def names(keys: Collection[int]) -> Mapping[int, str]:
        return {found: str(text) for found, text in db.session.execute(select(key, name).where(key.in_(keys)))}

    def find(text: str) -> Collection[int]:
        wanted = fold(text)
        return [found for found, own in db.session.execute(select(key, name).limit(_MOST_NAMED)) if wanted in fold(str(own))]

    return ObjectKind(title, names, find)


def find_objects(text: str, objeto_tipo: str = "") -> Mapping[str, Collection[int]]:
    """What somebody means by a radicado or a name, by kind; of one kind when it is given."""
    among = {name: kind for name, kind in kinds().items() if objeto_tipo in ("", name)}
    return {name: found for name, kind in among.items() if (found := kind.find(text))}


def names_of(eventos: Iterable[Evento]) -> dict[tuple[str, int], str]:
    """What the object of each act is called, one question per kind: «Caso 2026-E-000044»."""
    keys: dict[str, set[int]] = {}
    for one in eventos:
        keys.setdefault(one.objeto_tipo, set()).add(one.objeto_id)
    named: dict[tuple[str, int], str] = {}
    for name, found in keys.items():
        kind = kinds().get(name)
        names = kind.names(found) if kind else {}
        named |= {(name, key): f"{kind.title if kind else name} {names.get(key, key)}" for key in found}
    return named


def list_page(filtro: Filtro, *, antes_de: int | None, limit: int) -> Sequence[Evento]:
    """Up to `limit` + 1 acts, newest first, before the act with key `antes_de`."""
    statement = select(Evento).order_by(Evento.id.desc()).limit(limit + 1)
    if antes_de is not None:
        statement = statement.where(Evento.id < antes_de)
    if filtro.tipo:
        statement = statement.where(Evento.tipo == filtro.tipo)
    if filtro.objeto_tipo:
        statement = statement.where(Evento.objeto_tipo == filtro.objeto_tipo)
    if filtro.objetos is not None:
        meant = [and_(Evento.objeto_tipo == name, Evento.objeto_id.in_(keys)) for name, keys in filtro.objetos.items()]
        statement = statement.where(or_(false(), *meant))
    if filtro.funcionarios is not None:
        statement = statement.where(Evento.actor_tipo == "funcionario", Evento.actor_id.in_(filtro.funcionarios))
    return db.session.scalars(statement).all()

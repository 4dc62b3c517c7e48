"""Reading the record of acts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.audit import chain
from portal.audit.models import AuditHead, Evento
from portal.audit.services import seal
from portal.extensions import db

_BATCH = 2000


def list_eventos(objeto_tipo: str, objeto_id: int, *, solo_publicos: bool = False) -> list[Evento]:
    """The acts on one object, oldest first; those of the current transaction included."""
    seal()
    statement = select(Evento).where(Evento.objeto_tipo == objeto_tipo, Evento.objeto_id == objeto_id)
    if solo_publicos:
        statement = statement.where(Evento.publico)
    return list(db.session.scalars(statement.order_by(Evento.id)))


@dataclass(frozen=True)
class Filtro:
    """Which acts the staff page shows; an empty value does not filter."""

    tipo: str = ""
    objeto_tipo: str = ""
    objeto_id: int | None = None
    funcionario_id: int | None = None


def list_page(filtro: Filtro, *, antes_de: int | None, limit: int) -> Sequence[Evento]:
    """Up to `limit` + 1 acts, newest first, before the act with key `antes_de`."""
    statement = select(Evento).order_by(Evento.id.desc()).limit(limit + 1)
    if antes_de is not None:
        statement = statement.where(Evento.id < antes_de)
    if filtro.tipo:
        statement = statement.where(Evento.tipo == filtro.tipo)
    if filtro.objeto_tipo:
        statement = statement.where(Evento.objeto_tipo == filtro.objeto_tipo)
    if filtro.objeto_id is not None:
        statement = statement.where(Evento.objeto_id == filtro.objeto_id)
    if filtro.funcionario_id is not None:
        statement = statement.where(Evento.actor_tipo == "funcionario", Evento.actor_id == filtro.funcionario_id)
    return db.session.scalars(statement).all()


@dataclass(frozen=True)
class Verification:
    """What walking the chain found: how many rows are sound, and the first one that is not."""

    sound: int
    broken_id: int | None = None
    reason: str = ""

    @property
    def is_sound(self) -> bool:
        return self.broken_id is None


def verify() -> Verification:
    """Walk the whole chain in batches and compute every hash again."""
    head = db.session.scalar(select(AuditHead.ultimo_id)) or 0
    previous, last = chain.GENESIS, 0
    columns = Evento.__table__.columns
    while True:
        batch = select(*columns).where(columns.id > last, columns.id <= head).order_by(columns.id).limit(_BATCH)
        rows = [row._asdict() for row in db.session.execute(batch)]
        if not rows:
            break
        for row in rows:
            if row["id"] != last + 1:
                return Verification(last, last + 1, "falta la fila")
            if row["hash_previo"] != previous:
                return Verification(last, row["id"], "no enlaza con la fila anterior")
            if row["hash"] != chain.row_hash(row, previous):
                return Verification(last, row["id"], "su contenido no es el que se registró")
            previous, last = row["hash"], row["id"]
    if last < head:
        return Verification(last, last + 1, "falta la fila")
    extra = db.session.scalar(select(columns.id).where(columns.id > head).order_by(columns.id).limit(1))
    if extra is not None:
        return Verification(last, extra, "se agregó sin pasar por el registro")
    return Verification(last)

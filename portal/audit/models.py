"""Tables of the record of acts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Connection, Index, Integer, String, Table, event, text
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, mapped_column

from portal.audit.triggers import FIRST_HEAD, HEAD_TRIGGERS, TRIGGERS
from portal.database import Instant
from portal.extensions import Base, db

# SQLite numbers rows only in a column declared INTEGER.
_Key = BigInteger().with_variant(Integer, "sqlite")


class Evento(Base):
    """One act. Never changed, never removed; of the public neither address nor browser is kept.

    `datos` holds the facts of the act; a changed field stands as `{"campo": [antes, despues]}`. `origen` is where the
    act came from (web, tarea, carga). `publico` says whether the citizen sees it in the timeline of the case.
    """

    __tablename__ = "evento"
    __table_args__ = (
        CheckConstraint("actor_tipo IN ('funcionario', 'ciudadano', 'sistema')", name="actor_tipo"),
        Index("ix_evento_objeto", "objeto_tipo", "objeto_id"),
        Index("ix_evento_tipo", "tipo"),
        Index(
            "ix_evento_funcionario", "actor_id",
            sqlite_where=text("actor_tipo = 'funcionario'"), postgresql_where=text("actor_tipo = 'funcionario'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(_Key, primary_key=True, autoincrement=False)
    en: Mapped[datetime] = mapped_column(Instant)
    tipo: Mapped[str] = mapped_column(String(60))
    actor_tipo: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[int | None]
    actor_nombre: Mapped[str] = mapped_column(String(160))
    objeto_tipo: Mapped[str] = mapped_column(String(40))
    objeto_id: Mapped[int]
    dependencia_id: Mapped[int | None]
    datos: Mapped[dict[str, Any]] = mapped_column(JSON)
    origen: Mapped[str] = mapped_column(String(20))
    publico: Mapped[bool]
    hash_previo: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The one row that says how many acts are recorded. Cutting off the chain's end shows against it."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="una_sola"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ultimo_id: Mapped[int] = mapped_column(_Key)


class PrintedHead(Base):
    """Where the chain stood at the end of a day, for everybody to read and keep: number and hash of its last act.

    Whoever could rewrite the whole chain would also have to change what others have copied. `nuevos` is how many acts were
    added since the head before.
    """

    __tablename__ = "printed_head"

    dia: Mapped[date] = mapped_column(primary_key=True)
    ultimo_id: Mapped[int] = mapped_column(_Key)
    hash: Mapped[str] = mapped_column(String(64))
    nuevos: Mapped[int] = mapped_column(_Key)
    tomada_en: Mapped[datetime] = mapped_column(Instant)


@event.listens_for(Evento.__table__, "after_create")
def _create_triggers(_table: Table, connection: Connection, **_options: Any) -> None:
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@event.listens_for(AuditHead.__table__, "after_create")
def _create_head(_table: Table, connection: Connection, **_options: Any) -> None:
    connection.exec_driver_sql(FIRST_HEAD)


@event.listens_for(PrintedHead.__table__, "after_create")
def _create_head_triggers(_table: Table, connection: Connection, **_options: Any) -> None:
    for statement in HEAD_TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a recorded act."""


def _refuse(_mapper: Mapper[Any], _connection: object, _target: Any) -> None:
    raise AppendOnlyError("a recorded act is neither changed nor removed")


for _table in (Evento, PrintedHead):
    event.listen(_table, "before_update", _refuse)
    event.listen(_table, "before_delete", _refuse)


@event.listens_for(db.session, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper is not None and mapper.class_ in {Evento, PrintedHead}:
        raise AppendOnlyError("recorded acts are neither changed nor removed")

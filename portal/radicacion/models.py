"""The counters and the numbers that they gave. Neither is ever deleted, and a number never changes (`triggers`)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, String, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, mapped_column

from portal.database import Instant
from portal.extensions import Base, db
from portal.radicacion.codigos import readable
from portal.radicacion.triggers import TRIGGERS

SERIES = {"E": "entrada", "S": "salida"}


class Contador(Base):
    """The last number given in a year and series."""

    __tablename__ = "contador"
    __table_args__ = (CheckConstraint("ultimo >= 0", name="ultimo"), CheckConstraint("serie IN ('E', 'S')", name="serie"))

    vigencia: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    serie: Mapped[str] = mapped_column(String(1), primary_key=True)
    ultimo: Mapped[int]


class Radicado(Base):
    """A number given: `2026-E-000001`. What it numbers is `objeto_tipo` and, once that has a key, `objeto_id`.

    `fecha` is the instant of reception, or of dispatch for the series S. `codigo_verificacion` opens its public
    verification page and nothing else.
    """

    __tablename__ = "radicado"
    __table_args__ = (
        UniqueConstraint("vigencia", "serie", "consecutivo"),
        CheckConstraint("serie IN ('E', 'S')", name="serie"),
        CheckConstraint("consecutivo > 0", name="consecutivo"),
        # 2026-E-000001; after 999,999 numbers of one year it grows a digit.
        CheckConstraint(
            "length(numero) >= 13 AND substr(numero, 5, 3) = '-' || serie || '-' "
            "AND CAST(substr(numero, 1, 4) AS INTEGER) = vigencia AND CAST(substr(numero, 8) AS INTEGER) = consecutivo",
            name="numero",
        ),
        CheckConstraint("length(codigo_verificacion) >= 20", name="codigo_verificacion"),
        CheckConstraint("anulado_en IS NULL OR length(anulado_justificacion) >= 10", name="anulado_justificacion"),
        Index("ix_radicado_objeto_tipo_objeto_id", "objeto_tipo", "objeto_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(String(20), unique=True)
    vigencia: Mapped[int]
    serie: Mapped[str] = mapped_column(String(1))
    consecutivo: Mapped[int]
    objeto_tipo: Mapped[str] = mapped_column(String(40))
    objeto_id: Mapped[int | None]
    fecha: Mapped[datetime] = mapped_column(Instant)
    codigo_verificacion: Mapped[str] = mapped_column(String(40), unique=True)
    anulado_en: Mapped[datetime | None] = mapped_column(Instant)
    anulado_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    anulado_justificacion: Mapped[str | None] = mapped_column(String(1000))

    @property
    def is_anulado(self) -> bool:
        return self.anulado_en is not None

    @property
    def codigo_legible(self) -> str:
        """The verification code in groups of four, as it is printed."""
        return readable(self.codigo_verificacion)


class NuncaSeBorra(Exception):
    """Somebody tried to remove a radicado or a counter; a radicado is voided with its justification instead."""


@event.listens_for(Radicado.__table__, "after_create")
@event.listens_for(Contador.__table__, "after_create")
def _create_triggers(table: Table, connection: Connection, **_options: Any) -> None:
    for statement in TRIGGERS[connection.dialect.name][table.name]:
        connection.exec_driver_sql(statement)


def _refuse(_mapper: Mapper[Any], _connection: object, _target: object) -> None:
    raise NuncaSeBorra("a radicado is never removed: void it")


event.listen(Radicado, "before_delete", _refuse)
event.listen(Contador, "before_delete", _refuse)


@event.listens_for(db.session, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if state.is_delete and mapper is not None and mapper.class_ in {Radicado, Contador}:
        raise NuncaSeBorra("radicados are never removed: void them")

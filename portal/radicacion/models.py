"""Radicado numbers: one row per number that was ever given, and the counter of each year and series."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class Contador(Base):
    """The last number given in a year and series. Updated in the transaction that uses the number: no gaps, no repeats."""

    __tablename__ = "contador"

    vigencia: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    serie: Mapped[str] = mapped_column(String(1), primary_key=True)
    ultimo: Mapped[int] = mapped_column(default=0)


class Radicado(Base):
    """A number, what it was given to, and whether it was voided. Never deleted and never given again (RAD-01)."""

    __tablename__ = "radicado"
    __table_args__ = (
        CheckConstraint("serie IN ('E', 'S')", name="serie"),
        CheckConstraint("consecutivo > 0", name="consecutivo"),
        UniqueConstraint("vigencia", "serie", "consecutivo"),
        Index("ix_radicado_objeto", "objeto_tipo", "objeto_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str] = mapped_column(String(20), unique=True)
    vigencia: Mapped[int]
    serie: Mapped[str] = mapped_column(String(1))
    consecutivo: Mapped[int]
    objeto_tipo: Mapped[str] = mapped_column(String(40))
    objeto_id: Mapped[int | None]
    fecha: Mapped[datetime] = mapped_column(Instant)
    codigo_verificacion: Mapped[str] = mapped_column(String(32), unique=True)
    anulado_en: Mapped[datetime | None] = mapped_column(Instant)
    anulado_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    anulado_justificacion: Mapped[str] = mapped_column(Text, default="")

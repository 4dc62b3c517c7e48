"""Transfers of closed cases to the central archive, each with its inventory (Ley 594 de 2000 arts. 23 and 26)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.estados_transferencia import TRANSFERENCIA
from portal.pqrs.models.peticion import Peticion

IS_HELD = text("vigente")


class Transferencia(Base):
    """One delivery. `reservada`: all of its cases are against officials, and only who sees those knows of it; never both together."""

    __tablename__ = "transferencia"
    __table_args__ = (
        CheckConstraint(f"estado IN ({', '.join(repr(one) for one in TRANSFERENCIA.states)})", name="estado"),
        Index("ix_transferencia_reservada", "reservada", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(unique=True)
    estado: Mapped[str] = mapped_column(String(12))
    reservada: Mapped[bool] = mapped_column(default=False)
    entregada_en: Mapped[datetime] = mapped_column(Instant)
    entregada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    # Received, or given back.
    decidida_en: Mapped[datetime | None] = mapped_column(Instant)
    decidida_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    motivo: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    entregada_por: Mapped[Funcionario | None] = relationship(foreign_keys=[entregada_por_id])
    decidida_por: Mapped[Funcionario | None] = relationship(foreign_keys=[decidida_por_id])
    casos: Mapped[list["CasoTransferido"]] = relationship(back_populates="transferencia", order_by="CasoTransferido.orden")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands


class CasoTransferido(Base):
    """One line of the inventory, as it was when it was delivered. `vigente`: the case is in this transfer, and in no other."""

    __tablename__ = "caso_transferido"
    __table_args__ = (
        Index("ix_caso_transferido_transferencia", "transferencia_id", "orden"),
        Index("uq_caso_transferido_vigente", "peticion_id", unique=True, sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transferencia_id: Mapped[int] = mapped_column(ForeignKey("transferencia.id"))
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    orden: Mapped[int]
    vigente: Mapped[bool] = mapped_column(default=True)
    codigo: Mapped[str] = mapped_column(String(40))
    serie: Mapped[str] = mapped_column(String(330))
    oficina: Mapped[str] = mapped_column(String(120))
    abierta_el: Mapped[date]
    cerrada_el: Mapped[date]
    documentos: Mapped[int]
    tamano: Mapped[int]

    transferencia: Mapped[Transferencia] = relationship(back_populates="casos")
    peticion: Mapped[Peticion] = relationship()

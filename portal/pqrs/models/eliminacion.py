"""Eliminations by the retention table: which cases, who proposed, who approved, and what was carried out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.estados_eliminacion import ELIMINACION
from portal.pqrs.models.peticion import Peticion

IS_HELD = text("vigente")


class Eliminacion(Base):
    """One elimination. Who approves is never who proposed. `reservada` as in a transfer."""

    __tablename__ = "eliminacion"
    __table_args__ = (
        CheckConstraint(f"estado IN ({', '.join(repr(one) for one in ELIMINACION.states)})", name="estado"),
        CheckConstraint("decidida_por_id IS NULL OR decidida_por_id <> propuesta_por_id", name="dos_personas"),
        Index("ix_eliminacion_reservada", "reservada", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(unique=True)
    estado: Mapped[str] = mapped_column(String(12))
    reservada: Mapped[bool] = mapped_column(default=False)
    # The act of the committee that examined the list.
    acta: Mapped[str] = mapped_column(String(200))
    antes: Mapped[date]
    propuesta_en: Mapped[datetime] = mapped_column(Instant)
    propuesta_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    decidida_en: Mapped[datetime | None] = mapped_column(Instant)
    decidida_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    motivo: Mapped[str] = mapped_column(Text, default="")
    aplicada_en: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    propuesta_por: Mapped[Funcionario | None] = relationship(foreign_keys=[propuesta_por_id])
    decidida_por: Mapped[Funcionario | None] = relationship(foreign_keys=[decidida_por_id])
    casos: Mapped[list["CasoEliminado"]] = relationship(back_populates="eliminacion", order_by="CasoEliminado.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands


class CasoEliminado(Base):
    """One case of an elimination. `hecho_en`: when its person and its words were removed; a run that was cut off goes on from there."""

    __tablename__ = "caso_eliminado"
    __table_args__ = (
        Index("ix_caso_eliminado_eliminacion", "eliminacion_id", "hecho_en", "id"),
        Index("uq_caso_eliminado_vigente", "peticion_id", unique=True, sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    eliminacion_id: Mapped[int] = mapped_column(ForeignKey("eliminacion.id"))
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    vigente: Mapped[bool] = mapped_column(default=True)
    codigo: Mapped[str] = mapped_column(String(40))
    serie: Mapped[str] = mapped_column(String(330))
    disposicion: Mapped[str] = mapped_column(String(12))
    cerrada_el: Mapped[date]
    termina_el: Mapped[date]
    hecho_en: Mapped[datetime | None] = mapped_column(Instant)

    eliminacion: Mapped[Eliminacion] = relationship(back_populates="casos")
    peticion: Mapped[Peticion] = relationship()

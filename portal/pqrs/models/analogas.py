"""Analogous petitions (CPACA art. 22): the sketch by which they are found, their groups, and the members of each."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.estados_grupo import GRUPO
from portal.pqrs.models.peticion import Peticion
from portal.pqrs.models.respuesta import Respuesta
from portal.radicacion.models import Radicado

ESTADOS_MIEMBRO = {"propuesto": "Por confirmar", "miembro": "En el grupo", "retirado": "Se quitó"}


class HuellaAnaloga(Base):
    """The sketch of a petition's text (`parecidas.firma`); empty when it has too few words, or is not to be compared."""

    __tablename__ = "huella_analoga"
    __table_args__ = (Index("ix_huella_analoga_recibida_el", "recibida_el", "peticion_id"),)

    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), primary_key=True, autoincrement=False)
    recibida_el: Mapped[date]
    firma: Mapped[bytes] = mapped_column(LargeBinary)


class GrupoAnalogo(Base):
    """Petitions that ask for the same. Once `publicado` it holds the single answer, which nobody changes."""

    __tablename__ = "grupo_analogo"
    __table_args__ = (
        CheckConstraint(f"estado IN ({', '.join(repr(one) for one in GRUPO.states)})", name="estado"),
        Index("ix_grupo_analogo_estado", "estado", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    estado: Mapped[str] = mapped_column(String(12))
    creado_en: Mapped[datetime] = mapped_column(Instant)
    # What the public page is called; written by who publishes.
    titulo: Mapped[str] = mapped_column(String(200), default="")
    texto: Mapped[str] = mapped_column(Text, default="")
    diario: Mapped[str] = mapped_column(String(120), default="")
    diario_el: Mapped[date | None]
    publicado_en: Mapped[datetime | None] = mapped_column(Instant)
    personas: Mapped[int] = mapped_column(default=0)
    firmante_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    radicado_id: Mapped[int | None] = mapped_column(ForeignKey("radicado.id"), unique=True)
    carta_sha256: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)

    firmante: Mapped[Funcionario | None] = relationship()
    salida: Mapped[Radicado | None] = relationship()
    miembros: Mapped[list["MiembroAnalogo"]] = relationship(back_populates="grupo", order_by="MiembroAnalogo.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands


class MiembroAnalogo(Base):
    """A petition in a group, why it was proposed, and the letter by which the single answer reached it."""

    __tablename__ = "miembro_analogo"
    __table_args__ = (
        CheckConstraint(f"estado IN ({', '.join(repr(one) for one in ESTADOS_MIEMBRO)})", name="estado"),
        UniqueConstraint("grupo_id", "peticion_id"),
        Index("ix_miembro_analogo_peticion_id", "peticion_id", "estado"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    grupo_id: Mapped[int] = mapped_column(ForeignKey("grupo_analogo.id"))
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    estado: Mapped[str] = mapped_column(String(10))
    # As `parecidas.Parecido`, with the key of the petition that it is like.
    razones: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    agregado_en: Mapped[datetime] = mapped_column(Instant)
    respuesta_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))

    grupo: Mapped[GrupoAnalogo] = relationship(back_populates="miembros")
    peticion: Mapped[Peticion] = relationship()
    respuesta: Mapped[Respuesta | None] = relationship()

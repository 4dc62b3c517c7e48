"""What is said about a case: messages with the citizen, internal notes, the survey, and the reminders already sent."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.models.sellable import TextoSellable


class Mensaje(TextoSellable, Base):
    """A message between the citizen and the municipality, on the tracking page."""

    __tablename__ = "mensaje"
    __table_args__ = (CheckConstraint("de IN ('ciudadano', 'entidad')", name="de"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    de: Mapped[str] = mapped_column(String(10))
    autor_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    enviado_en: Mapped[datetime] = mapped_column(Instant)
    pide_respuesta: Mapped[bool] = mapped_column(default=False)

    autor: Mapped[Funcionario | None] = relationship()


class Nota(Base):
    """A note among officials, never shown to the citizen."""

    __tablename__ = "nota"

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    autor_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    texto: Mapped[str] = mapped_column(Text)
    creada_en: Mapped[datetime] = mapped_column(Instant)

    autor: Mapped[Funcionario | None] = relationship()


class Encuesta(Base):
    """How the citizen rates one answer; at most once per answer."""

    __tablename__ = "encuesta"
    __table_args__ = (CheckConstraint("puntaje BETWEEN 1 AND 5", name="puntaje"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"), unique=True)
    puntaje: Mapped[int]
    resuelto: Mapped[bool]
    comentario: Mapped[str] = mapped_column(Text, default="")
    respondida_en: Mapped[datetime] = mapped_column(Instant)


class Recordatorio(Base):
    """A reminder that was sent. Its key names the due date, so that a changed date is reminded of anew, each once."""

    __tablename__ = "recordatorio"
    __table_args__ = (UniqueConstraint("clave"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int | None] = mapped_column(ForeignKey("peticion.id"), index=True)
    clave: Mapped[str] = mapped_column(String(80))
    enviado_en: Mapped[datetime] = mapped_column(Instant)

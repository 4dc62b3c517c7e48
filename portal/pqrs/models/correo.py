"""E-mails that came in, each a row before anything is done with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.estados_correo import CORREO, RECIBIDO
from portal.pqrs.models.peticion import Peticion

NOT_READ = text("leido_en IS NULL")


class CorreoRecibido(Base):
    """One message. The original is in storage under `guardado_sha256`; `sha256` is of what arrived, and takes it only once.

    `leido_en` is when it was taken apart; until then nothing of it stands here. `mensaje_sha256` is of its Message-ID. A message
    about a case whose identity is sealed is `sellado`: nothing of its sender is left here and its original is encrypted.
    `reservado`: it speaks of such a case without belonging to it, and only who may open identities sees it.
    """

    __tablename__ = "correo_recibido"
    __table_args__ = (
        CheckConstraint(f"estado IN ({', '.join(repr(one) for one in CORREO.states)})", name="estado"),
        CheckConstraint("origen IN ('buzon', 'archivo')", name="origen"),
        Index("ix_correo_recibido_estado", "estado", "id"),
        # The limit of one sender in an hour.
        Index("ix_correo_recibido_remitente", "remitente", "recibido_en"),
        Index("ix_correo_recibido_por_leer", "id", sqlite_where=NOT_READ, postgresql_where=NOT_READ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    guardado_sha256: Mapped[str] = mapped_column(String(64), index=True)
    tamano: Mapped[int]
    mensaje_sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    origen: Mapped[str] = mapped_column(String(10))
    # Only its beginning was fetched: it is greater than what is taken.
    incompleto: Mapped[bool] = mapped_column(default=False, server_default=false())
    estado: Mapped[str] = mapped_column(String(12), default=RECIBIDO)
    motivo: Mapped[str] = mapped_column(String(20), default="")
    detalle: Mapped[str] = mapped_column(Text, default="")
    recibido_en: Mapped[datetime] = mapped_column(Instant)
    creado_en: Mapped[datetime] = mapped_column(Instant)
    leido_en: Mapped[datetime | None] = mapped_column(Instant)
    intentos: Mapped[int] = mapped_column(default=0)
    remitente: Mapped[str] = mapped_column(String(254), default="")
    nombre: Mapped[str] = mapped_column(String(120), default="")
    asunto: Mapped[str] = mapped_column(Text, default="")
    # What the person wrote, and what repeats earlier letters or signs it.
    texto: Mapped[str] = mapped_column(Text, default="")
    citado: Mapped[str] = mapped_column(Text, default="")
    radicado_citado: Mapped[str] = mapped_column(String(20), default="")
    # Sentences about the attachments that could not be received.
    no_recibidos: Mapped[list[Any]] = mapped_column(JSON, default=list)
    reservado: Mapped[bool] = mapped_column(default=False, server_default=false())
    sellado: Mapped[bool] = mapped_column(default=False, server_default=false())
    peticion_id: Mapped[int | None] = mapped_column(ForeignKey("peticion.id"), index=True)
    atendido_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    atendido_en: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    peticion: Mapped[Peticion | None] = relationship()
    atendido_por: Mapped[Funcionario | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def de(self) -> str:
        """Who it comes from, as the list tells it."""
        if self.sellado:
            return "Identidad sellada"
        return f"{self.nombre} <{self.remitente}>" if self.nombre else self.remitente or "Sin remitente"

    @property
    def nombre_de_archivo(self) -> str:
        """What its original is called where it is handed out."""
        return f"correo-{self.id}.eml"

    @property
    def titulo(self) -> str:
        """Its subject, or what to call it without one."""
        if self.sellado:
            return "Correo de un caso con identidad sellada"
        return self.asunto or ("Sin asunto" if self.leido_en else "Todavía sin leer")

"""What sign-in keeps: recovery codes of the second factor, and links to set a new password."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class CodigoRecuperacion(Base):
    """A code that replaces the second factor once."""

    __tablename__ = "codigo_recuperacion"

    id: Mapped[int] = mapped_column(primary_key=True)
    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id", ondelete="CASCADE"), index=True)
    codigo_hash: Mapped[str] = mapped_column(String(64))
    usado_en: Mapped[datetime | None] = mapped_column(Instant)


class EnlaceRestablecer(Base):
    """A single-use, expiring link to set a password; only its hash is kept."""

    __tablename__ = "enlace_restablecer"

    id: Mapped[int] = mapped_column(primary_key=True)
    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    creado_en: Mapped[datetime] = mapped_column(Instant)
    vence_en: Mapped[datetime] = mapped_column(Instant)
    usado_en: Mapped[datetime | None] = mapped_column(Instant)

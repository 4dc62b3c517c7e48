"""The attachments' table. The content itself is in storage, under the SHA-256 that stands here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class Archivo(Base):
    """An attachment of a case: what it is called, what it is, and the digests that prove its content.

    `sha256` is of what is stored; `sha256_recibido` of what arrived, which differs when a picture lost its metadata.
    Sizes in bytes. `publico` is for what anybody may download.
    """

    __tablename__ = "archivo"
    __table_args__ = (
        CheckConstraint("tamano >= 0", name="tamano"),
        CheckConstraint("length(sha256) = 64 AND length(sha256_recibido) = 64", name="sha256"),
        Index("ix_archivo_objeto_tipo_objeto_id", "objeto_tipo", "objeto_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    objeto_tipo: Mapped[str] = mapped_column(String(40))
    objeto_id: Mapped[int]
    etiqueta: Mapped[str] = mapped_column(String(40))
    nombre: Mapped[str] = mapped_column(String(120))
    mime: Mapped[str] = mapped_column(String(100))
    tamano: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    sha256_recibido: Mapped[str] = mapped_column(String(64))
    publico: Mapped[bool] = mapped_column(default=False)
    creado_en: Mapped[datetime] = mapped_column(Instant)

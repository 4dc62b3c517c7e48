"""Keys with which other systems file petitions through Open311."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class ClaveApi(Base):
    """One system that may file, known by the hash of its key; the key itself is told once and kept nowhere."""

    __tablename__ = "clave_api"

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(120), unique=True)
    clave_hash: Mapped[str] = mapped_column(String(64), unique=True)
    creada_en: Mapped[datetime] = mapped_column(Instant)
    retirada_en: Mapped[datetime | None] = mapped_column(Instant)

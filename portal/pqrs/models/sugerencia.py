"""What was learned from decided cases, and what officials made of what it said."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.sugerencias.modelo import CLASE, OFICINA


class ModeloSugerencia(Base):
    """One training. Its figures stay; its content is kept of the newest ones only."""

    __tablename__ = "modelo_sugerencia"

    id: Mapped[int] = mapped_column(primary_key=True)
    creado_en: Mapped[datetime] = mapped_column(Instant)
    casos: Mapped[int]
    # Of the cases that it learned from and what was decided in each: the same cases give the same.
    muestra_sha256: Mapped[str] = mapped_column(String(64))
    # As `sugerencias.aprender` gives them: with what it was made, and by target how well it does.
    cifras: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    # As `sugerencias.modelo.guardar` wrote it; read only when something is to be suggested.
    contenido: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class SugerenciaDecidida(Base):
    """What was suggested for a case when an official decided, and what they chose; the first time for each target."""

    __tablename__ = "sugerencia_decidida"
    __table_args__ = (
        UniqueConstraint("peticion_id", "objetivo"),
        CheckConstraint(f"objetivo IN ('{CLASE}', '{OFICINA}')", name="objetivo"),
        Index("ix_sugerencia_decidida_en", "en"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    modelo_id: Mapped[int] = mapped_column(ForeignKey("modelo_sugerencia.id"))
    objetivo: Mapped[str] = mapped_column(String(12))
    sugerido: Mapped[str] = mapped_column(String(24))
    elegido: Mapped[str] = mapped_column(String(24))
    # In hundredths, as it was shown.
    confianza: Mapped[int]
    seguida: Mapped[bool]
    en: Mapped[datetime] = mapped_column(Instant)

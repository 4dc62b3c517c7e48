"""Failures and stops of the municipality's electronic means."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class Interrupcion(Base):
    """From when to when people could not send through one of the electronic means, or will not be able to.

    Who could not send has three more days when there is a record of the failure (CPACA art. 62 num. 2): this row is it.
    """

    __tablename__ = "interrupcion"
    __table_args__ = (
        CheckConstraint("fin_en IS NULL OR fin_en > inicio_en", name="termina_despues"),
        Index("ix_interrupcion_inicio_en_id", "inicio_en", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    canal: Mapped[str] = mapped_column(String(20))
    inicio_en: Mapped[datetime] = mapped_column(Instant)
    # None while it lasts.
    fin_en: Mapped[datetime | None] = mapped_column(Instant)
    descripcion: Mapped[str] = mapped_column(Text)
    # What was recorded by mistake is hidden from the public, never deleted.
    publicada: Mapped[bool] = mapped_column(default=True)
    registrada_en: Mapped[datetime] = mapped_column(Instant)
    registrada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    version: Mapped[int] = mapped_column(default=1)

    def is_en_curso(self, now: datetime) -> bool:
        """Whether it has begun and not ended."""
        return self.inicio_en <= now and (self.fin_en is None or self.fin_en > now)

    def is_programada(self, now: datetime) -> bool:
        """Whether it was announced and has not begun."""
        return self.inicio_en > now

"""Who is away, until when, and who takes their place."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base


class Ausencia(Base):
    """An official is away from one day to another, both included. Why is nobody's business here, and is not kept."""

    __tablename__ = "ausencia"
    __table_args__ = (
        CheckConstraint("hasta >= desde", name="termina_despues"),
        CheckConstraint("sustituto_id <> funcionario_id", name="otra_persona"),
        Index("ix_ausencia_funcionario", "funcionario_id", "hasta"),
        Index("ix_ausencia_sustituto", "sustituto_id", "hasta"),
        Index("ix_ausencia_desde", "desde", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"))
    sustituto_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"))
    desde: Mapped[date]
    hasta: Mapped[date]
    registrada_en: Mapped[datetime] = mapped_column(Instant)
    registrada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    # Ended by somebody before its last day; otherwise it ends by itself.
    terminada_en: Mapped[datetime | None] = mapped_column(Instant)

    funcionario: Mapped[Funcionario] = relationship(foreign_keys=[funcionario_id])
    sustituto: Mapped[Funcionario] = relationship(foreign_keys=[sustituto_id])

    def is_vigente(self, today: date) -> bool:
        """Whether the official is away on this day."""
        return self.terminada_en is None and self.desde <= today <= self.hasta

    def is_terminable(self, today: date) -> bool:
        """Whether there is something left of it to end."""
        return self.terminada_en is None and today <= self.hasta

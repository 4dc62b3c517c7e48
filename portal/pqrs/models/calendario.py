"""The calendar of due dates that an official's own program reads."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base

ALCANCES = {"mias": "Los casos que tengo a mi nombre", "dependencia": "Todos los casos de mi dependencia"}


class CalendarioPersonal(Base):
    """One official's calendar. Its address is a secret that is told once: here only its hash is kept.

    What it shows is no part of it: it is asked anew each time, with what the official may see then.
    """

    __tablename__ = "calendario_personal"
    __table_args__ = (CheckConstraint(f"alcance IN ({', '.join(repr(one) for one in ALCANCES)})", name="alcance"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    alcance: Mapped[str] = mapped_column(String(12))
    creado_en: Mapped[datetime] = mapped_column(Instant)
    # To the hour: enough to notice a program that nobody uses any more, or one that nobody knows.
    usado_en: Mapped[datetime | None] = mapped_column(Instant)

    funcionario: Mapped[Funcionario] = relationship()

    @property
    def alcance_nombre(self) -> str:
        return ALCANCES[self.alcance]

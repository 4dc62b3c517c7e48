"""How often an official wants the mail with what waits for them."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Base

DIARIO, SEMANAL, NUNCA = "diario", "semanal", "nunca"
FRECUENCIAS = {DIARIO: "Cada día hábil", SEMANAL: "Una vez por semana, el primer día hábil", NUNCA: "Nunca"}


class ResumenPreferido(Base):
    """What an official chose; who has no row gets it every business day. What is overdue in the office that they head comes anyway."""

    __tablename__ = "resumen_preferido"
    __table_args__ = (CheckConstraint(f"frecuencia IN ({', '.join(repr(one) for one in FRECUENCIAS)})", name="frecuencia"),)

    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"), primary_key=True, autoincrement=False)
    frecuencia: Mapped[str] = mapped_column(String(10))

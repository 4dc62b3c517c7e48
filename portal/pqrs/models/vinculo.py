"""Cases that belong together."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.models.peticion import Peticion

# What the first case is to the other one.
RELACIONADO, PARTE_DE = "relacionado", "parte_de"
CLASES_VINCULO = {RELACIONADO: "Está relacionado con", PARTE_DE: "Es parte de"}


class Vinculo(Base):
    """One case is related to another, or part of it. Each keeps its own term, office and answer."""

    __tablename__ = "vinculo"
    __table_args__ = (
        UniqueConstraint("peticion_id", "otra_id"),
        CheckConstraint("peticion_id <> otra_id", name="otro_caso"),
        CheckConstraint(f"clase IN ({', '.join(repr(one) for one in CLASES_VINCULO)})", name="clase"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    otra_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    clase: Mapped[str] = mapped_column(String(12))
    motivo: Mapped[str] = mapped_column(Text)
    creado_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    creado_en: Mapped[datetime] = mapped_column(Instant)

    peticion: Mapped[Peticion] = relationship(foreign_keys=[peticion_id])
    otra: Mapped[Peticion] = relationship(foreign_keys=[otra_id])

"""Two filings of one person that are the same petition: one goes on, the other is closed by reference to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.models.peticion import Peticion

IN_FORCE = text("deshecha_en IS NULL")


class Fusion(Base):
    """The repeated filing and the one that goes on. Both numbers live on; undone, the row stays."""

    __tablename__ = "fusion"
    __table_args__ = (
        CheckConstraint("peticion_id <> principal_id", name="otro_caso"),
        # A case is closed by reference to one other at a time.
        Index("uq_fusion_vigente", "peticion_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    principal_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    motivo: Mapped[str] = mapped_column(Text)
    hecha_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    hecha_en: Mapped[datetime] = mapped_column(Instant)
    deshecha_en: Mapped[datetime | None] = mapped_column(Instant)

    peticion: Mapped[Peticion] = relationship(foreign_keys=[peticion_id])
    principal: Mapped[Peticion] = relationship(foreign_keys=[principal_id])

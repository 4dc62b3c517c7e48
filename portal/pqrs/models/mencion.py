"""Whom an internal note calls."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.models.conversacion import Nota
from portal.pqrs.models.peticion import Peticion

UNSEEN = text("vista_en IS NULL")


class Mencion(Base):
    """One official whom a note calls. It is shown to them while they may see the case, and to nobody else in their name."""

    __tablename__ = "mencion"
    __table_args__ = (
        UniqueConstraint("nota_id", "funcionario_id"),
        Index("ix_mencion_funcionario", "funcionario_id", "id"),
        # Few wait to be seen: where an official arrives only those are counted.
        Index("ix_mencion_por_ver", "funcionario_id", "id", sqlite_where=UNSEEN, postgresql_where=UNSEEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"))
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    funcionario_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"))
    creada_en: Mapped[datetime] = mapped_column(Instant)
    vista_en: Mapped[datetime | None] = mapped_column(Instant)

    nota: Mapped[Nota] = relationship()
    peticion: Mapped[Peticion] = relationship()
    funcionario: Mapped[Funcionario] = relationship()

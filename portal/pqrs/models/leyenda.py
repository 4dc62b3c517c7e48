"""The legend «reclamo en trámite» that a claim on personal data puts on the database it is about (Ley 1581 de 2012 art. 15 num. 2)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base


class LeyendaReclamo(Base):
    """One legend in one database, from when to when, with its proof. It stands until the claim is decided."""

    __tablename__ = "leyenda_reclamo"
    __table_args__ = (Index("ix_leyenda_reclamo_peticion", "peticion_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    base: Mapped[str] = mapped_column(String(200))
    motivo: Mapped[str] = mapped_column(Text)
    detalle: Mapped[str] = mapped_column(Text)
    puesta_el: Mapped[date]
    # The last of its two days, as it was then; null where the claim was not complete.
    limite_el: Mapped[date | None]
    registrada_en: Mapped[datetime] = mapped_column(Instant)
    registrada_por_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"))
    quitada_el: Mapped[date | None]

    registrada_por: Mapped[Funcionario] = relationship()

    @property
    def en_termino(self) -> bool:
        return self.limite_el is None or self.puesta_el <= self.limite_el

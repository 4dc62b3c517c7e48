"""What a judge orders about a petition, a tutela mostly: who, in which process, what, by when (Decreto 2591 de 1991 arts. 27, 29)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.models.sellable import TextoSellable
from portal.radicacion.models import Radicado


class OrdenJudicial(TextoSellable, Base):
    """One order. It is never changed: a later one is another row."""

    __tablename__ = "orden_judicial"
    COLUMNA = "ordena"

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    radicado_id: Mapped[int] = mapped_column(ForeignKey("radicado.id"), unique=True)
    juez: Mapped[str] = mapped_column(String(200))
    proceso: Mapped[str] = mapped_column(String(60))
    ordenada_el: Mapped[date]
    cumplir_el: Mapped[date]
    registrada_en: Mapped[datetime] = mapped_column(Instant)
    registrada_por_id: Mapped[int] = mapped_column(ForeignKey("funcionario.id"))

    numero: Mapped[Radicado] = relationship()
    registrada_por: Mapped[Funcionario] = relationship()

    @property
    def ordena(self) -> str:
        """What is ordered, as the decision says it."""
        return self.texto

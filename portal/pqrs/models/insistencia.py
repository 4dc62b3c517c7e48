"""Insistencia against a refusal for reserve: what the person says, the sending to the judge, and what the judge decided (CPACA art. 26)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.models.actuacion import Autoridad
from portal.pqrs.models.respuesta import Respuesta
from portal.pqrs.models.sellable import TextoSellable
from portal.radicacion.models import Radicado

FALLOS = {
    "confirma": "La información es reservada: no se entrega",
    "ordena": "Se debe entregar todo lo que se negó",
    "ordena_parte": "Se debe entregar una parte",
}


class Insistencia(TextoSellable, Base):
    """One insistencia, against one refusal. `fallo` is empty until the judge decided."""

    __tablename__ = "insistencia"
    __table_args__ = (
        CheckConstraint(f"fallo IN ('', {', '.join(repr(one) for one in FALLOS)})", name="fallo"),
        UniqueConstraint("respuesta_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"))
    radicado_id: Mapped[int] = mapped_column(ForeignKey("radicado.id"), unique=True)
    presentada_en: Mapped[datetime] = mapped_column(Instant)
    # Who filed it for the person, at the counter or while notifying them; null when they did it themselves.
    recibida_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    limite_el: Mapped[date]
    en_termino: Mapped[bool]
    # Until when the papers go to the judge.
    enviar_el: Mapped[date]
    # The reposición that failed and that brought it here (Ley 1712 de 2014 art. 27); null when the person insisted.
    recurso_id: Mapped[int | None] = mapped_column(ForeignKey("recurso.id"))
    autoridad_id: Mapped[int | None] = mapped_column(ForeignKey("autoridad.id"))
    remision_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))
    fallo: Mapped[str] = mapped_column(String(12), default="")
    fallo_el: Mapped[date | None]
    detalle: Mapped[str] = mapped_column(Text, default="")
    # By when the judge ordered the delivery; null when it says nothing.
    cumplir_el: Mapped[date | None]

    carta: Mapped[Respuesta] = relationship(foreign_keys=[respuesta_id])
    remision: Mapped[Respuesta | None] = relationship(foreign_keys=[remision_id])
    autoridad: Mapped[Autoridad | None] = relationship()
    numero: Mapped[Radicado] = relationship()
    recibida_por: Mapped[Funcionario | None] = relationship()

    @property
    def fallo_nombre(self) -> str:
        return FALLOS.get(self.fallo, "")

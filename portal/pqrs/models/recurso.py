"""Reposición against a decision: what the person says, whether it came in time, until when it is decided, and how (CPACA arts. 74-80)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.models.respuesta import Respuesta
from portal.radicacion.models import Radicado

SENTIDOS = {
    "confirma": "Confirma la decisión",
    "modifica": "Modifica la decisión",
    "revoca": "Revoca la decisión",
    "rechaza": "Rechaza el recurso por tardío",
}


class Recurso(Base):
    """One reposición, against one decision. Never changed by who filed it; `sentido` is empty until it is decided."""

    __tablename__ = "recurso"
    __table_args__ = (
        CheckConstraint(f"sentido IN ('', {', '.join(repr(one) for one in SENTIDOS)})", name="sentido"),
        UniqueConstraint("respuesta_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"))
    radicado_id: Mapped[int] = mapped_column(ForeignKey("radicado.id"), unique=True)
    texto: Mapped[str] = mapped_column(Text)
    presentado_en: Mapped[datetime] = mapped_column(Instant)
    # Who filed it at the counter for the person; null when they did it themselves.
    recibido_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    # The person's last day, as it was when they filed.
    limite_el: Mapped[date]
    en_termino: Mapped[bool]
    vence_el: Mapped[date]
    sentido: Mapped[str] = mapped_column(String(12), default="")
    resuelto_en: Mapped[datetime | None] = mapped_column(Instant)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))

    carta: Mapped[Respuesta] = relationship(foreign_keys=[respuesta_id])
    decision: Mapped[Respuesta | None] = relationship(foreign_keys=[decision_id])
    numero: Mapped[Radicado] = relationship()
    recibido_por: Mapped[Funcionario | None] = relationship()

    @property
    def sentido_nombre(self) -> str:
        return SENTIDOS.get(self.sentido, "")

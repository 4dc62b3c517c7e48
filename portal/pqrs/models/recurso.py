"""Reposición against a decision: what the person says, whether it came in time, until when it is decided, and how (CPACA arts. 74-81)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.models.asunto import Asunto
from portal.pqrs.models.respuesta import Respuesta
from portal.pqrs.models.sellable import TextoSellable
from portal.radicacion.models import Radicado

SENTIDOS = {
    "confirma": "Confirma la decisión",
    "modifica": "Modifica la decisión",
    "revoca": "Revoca la decisión",
    "rechaza": "Rechaza el recurso por tardío",
}
DESISTE = "desiste"
# What the superior says of a queja: the apelación that was refused goes on, or not.
CONCEDE, NIEGA = "concede", "niega"
SENTIDOS_QUEJA = {CONCEDE: "Concede la apelación", NIEGA: "Niega la queja"}
# Against a decision; or against a refusal for defence or foreign relations, which goes to the judge when it fails.
REPOSICION, RESERVA = "reposicion", "reserva"
# Before the superior of who decided, and against the refusal of that.
APELACION, QUEJA = "apelacion", "queja"
CLASES_RECURSO = {
    REPOSICION: "Recurso de reposición",
    RESERVA: "Recurso de reposición contra una negación por reserva",
    APELACION: "Recurso de apelación",
    QUEJA: "Recurso de queja",
}
# How who appeals may choose, where a superior revises: in one writing both, or apelación at once (CPACA art. 76).
EN_SUBSIDIO = "subsidio"
MODOS = {
    EN_SUBSIDIO: "Reposición y, si no se revoca, apelación",
    REPOSICION: "Solo reposición",
    APELACION: "Directamente apelación",
}


class Recurso(TextoSellable, Base):
    """One reposición, against one decision. Never changed by who filed it; `sentido` is empty until it is decided, or withdrawn."""

    __tablename__ = "recurso"
    __table_args__ = (
        CheckConstraint(f"sentido IN ('', {', '.join(repr(one) for one in (*SENTIDOS, DESISTE, *SENTIDOS_QUEJA))})", name="sentido"),
        CheckConstraint(f"clase IN ({', '.join(repr(one) for one in CLASES_RECURSO)})", name="clase"),
        UniqueConstraint("respuesta_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"))
    radicado_id: Mapped[int] = mapped_column(ForeignKey("radicado.id"), unique=True)
    # Against the answer to one matter while the case goes on: it moves no state of the case.
    asunto_id: Mapped[int | None] = mapped_column(ForeignKey("asunto.id"), index=True)
    clase: Mapped[str] = mapped_column(String(12), default=REPOSICION, server_default=REPOSICION)
    # Reposición with apelación behind it: what is not revoked goes on to the superior.
    en_subsidio: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Since when the superior has it, and which office had the case before.
    concedido_en: Mapped[datetime | None] = mapped_column(Instant)
    origen_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    # The letter that decided the reposición of one that went on as apelación.
    reposicion_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))
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
    asunto: Mapped[Asunto | None] = relationship()
    origen: Mapped[Dependencia | None] = relationship()

    @property
    def sentido_nombre(self) -> str:
        return "La persona desistió de él" if self.sentido == DESISTE else {**SENTIDOS, **SENTIDOS_QUEJA}.get(self.sentido, "")

    @property
    def clase_nombre(self) -> str:
        return CLASES_RECURSO[self.clase]

    @property
    def is_de_reserva(self) -> bool:
        """Whether it is the one of Ley 1712 de 2014 art. 27: refused, the papers go to the judge."""
        return self.clase == RESERVA

    @property
    def is_ante_superior(self) -> bool:
        """Whether it waits for the superior: a queja does at once, an apelación since it was granted."""
        return self.clase == QUEJA or self.concedido_en is not None

    @property
    def por_conceder(self) -> bool:
        """Whether who decided must still send an apelación on, or refuse to."""
        return self.clase == APELACION and self.concedido_en is None

    def is_negado_por_silencio(self, hoy: date) -> bool:
        """Whether the law takes it as refused: two months passed without a decision that was notified (CPACA art. 86).

        It closes nothing, and the duty to decide goes on.
        """
        return not self.sentido and self.vence_el < hoy

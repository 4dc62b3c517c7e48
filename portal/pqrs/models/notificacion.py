"""How a decision is notified to who did not accept to be notified electronically: citation, in person, by aviso (CPACA arts. 66-69)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.models.peticion import Peticion
from portal.pqrs.models.respuesta import Respuesta

FORMAS = {
    "electronica": "Electrónica: la abrió en la página de seguimiento",
    "personal": "Personal",
    "aviso": "Por aviso entregado",
    "publicacion": "Por aviso publicado",
    "conducta": "Por conducta concluyente: actuó contra ella",
}
CALIDADES = {
    "interesado": "Quien presentó la solicitud",
    "representante": "Su representante",
    "apoderado": "Su apoderado o apoderada",
    "autorizado": "Persona autorizada por escrito",
}
IS_POSTED = text("fijado_el IS NOT NULL AND desfijado_el IS NULL")


class Notificacion(Base):
    """The steps by which one letter is notified. `efectiva_el`: notified on that day, or at its end when by aviso."""

    __tablename__ = "notificacion"
    __table_args__ = (
        CheckConstraint(f"forma IN ('', {', '.join(repr(one) for one in FORMAS)})", name="forma"),
        # The public page: the few that stand there now.
        Index("ix_notificacion_fijada", "fijado_el", "id", sqlite_where=IS_POSTED, postgresql_where=IS_POSTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"), unique=True)
    citacion_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))
    # The day it left: with the mail, or as the proof of its sending says. From it the person has five days to come.
    citada_el: Mapped[date | None]
    aviso_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))
    fijado_el: Mapped[date | None]
    fijado_lugar: Mapped[str] = mapped_column(String(200), default="")
    fijado_motivo: Mapped[str] = mapped_column(Text, default="")
    desfijado_el: Mapped[date | None]
    forma: Mapped[str] = mapped_column(String(12), default="")
    quien: Mapped[str] = mapped_column(String(200), default="")
    documento: Mapped[str] = mapped_column(String(60), default="")
    calidad: Mapped[str] = mapped_column(String(20), default="")
    efectiva_el: Mapped[date | None]
    registrada_en: Mapped[datetime] = mapped_column(Instant)

    peticion: Mapped[Peticion] = relationship()
    carta: Mapped[Respuesta] = relationship(foreign_keys=[respuesta_id])
    citacion: Mapped[Respuesta | None] = relationship(foreign_keys=[citacion_id])
    aviso: Mapped[Respuesta | None] = relationship(foreign_keys=[aviso_id])

    @property
    def forma_nombre(self) -> str:
        return FORMAS.get(self.forma, "")

    @property
    def calidad_nombre(self) -> str:
        return CALIDADES.get(self.calidad, "")

"""The matters of a petition that asks for several things: one number, several kinds, offices and terms."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.models.peticion import Peticion
from portal.pqrs.models.respuesta import Respuesta
from portal.pqrs.tipos import TIPOS, Tipo, TipoPeticion

UNANSWERED = text("respondida_en IS NULL")


class Asunto(Base):
    """One matter of a petition, counted from the same reception as the whole, with the term of its own kind.

    `parte` is what its office writes: for a letter of its own, or for the joint one once `parte_lista_en` says that it may go.
    """

    __tablename__ = "asunto"
    __table_args__ = (
        UniqueConstraint("peticion_id", "numero"),
        CheckConstraint(f"tipo IN ({', '.join(repr(one.value) for one in TipoPeticion)})", name="tipo"),
        # Few matters wait at any time: the inbox and the reminders look through only those.
        Index("ix_asunto_pendiente", "dependencia_id", "vence_el", "peticion_id", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
        Index("ix_asunto_dependencia", "dependencia_id", "peticion_id"),
        Index("ix_asunto_responsable", "responsable_id", "peticion_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    numero: Mapped[int]
    titulo: Mapped[str] = mapped_column(String(300))
    tipo: Mapped[str] = mapped_column(String(24))
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"))
    responsable_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))

    vence_el: Mapped[date]
    estricta_el: Mapped[date]
    plazo_dias: Mapped[int]
    plazo_norma: Mapped[str] = mapped_column(String(200))
    pausa_desde: Mapped[date | None]
    # Accepted by silence (CPACA art. 14.1): from when, and until when the copies are due.
    aceptada_desde: Mapped[date | None]
    copias_el: Mapped[date | None]

    parte: Mapped[str] = mapped_column(Text, default="")
    parte_autor_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    parte_lista_en: Mapped[datetime | None] = mapped_column(Instant)
    respuesta_id: Mapped[int | None] = mapped_column(ForeignKey("respuesta.id"))
    respondida_en: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    peticion: Mapped[Peticion] = relationship()
    dependencia: Mapped[Dependencia] = relationship()
    responsable: Mapped[Funcionario | None] = relationship(foreign_keys=[responsable_id])
    parte_autor: Mapped[Funcionario | None] = relationship(foreign_keys=[parte_autor_id])
    respuesta: Mapped[Respuesta | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def tipo_info(self) -> Tipo:
        return TIPOS[TipoPeticion(self.tipo)]

    @property
    def efectiva_el(self) -> date:
        """The day from which it counts, which is the petition's."""
        return self.peticion.efectiva_el

    @property
    def abierta(self) -> bool:
        """Whether it still waits for its answer: the petition does, and nothing was sent on this matter yet."""
        return self.peticion.abierta and self.peticion.respondida_en is None and self.respondida_en is None

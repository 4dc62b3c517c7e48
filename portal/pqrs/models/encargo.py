"""What the office of a case asks another one to do for it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.models.peticion import Peticion

WAITS = text("respondido_en IS NULL AND retirado_en IS NULL")


class Encargo(Base):
    """One thing asked of another office, with its own day: never a term of law, and it moves none (CPACA art. 14).

    The other office reads what it is asked for. Of the petition it reads the words only when `ve_solicitud`, and never who filed.
    """

    __tablename__ = "encargo"
    __table_args__ = (
        CheckConstraint("dias > 0", name="dias"),
        Index("ix_encargo_peticion", "peticion_id", "id"),
        # Few wait at any time: the lists and the reminders look through only those.
        Index("ix_encargo_pendiente", "dependencia_id", "vence_el", "id", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_encargo_dependencia", "dependencia_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"))
    pedido: Mapped[str] = mapped_column(Text)
    ve_solicitud: Mapped[bool] = mapped_column(default=False)
    dias: Mapped[int]
    vence_el: Mapped[date]
    pedido_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    pedido_en: Mapped[datetime] = mapped_column(Instant)
    respuesta: Mapped[str] = mapped_column(Text, default="")
    respondido_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    respondido_en: Mapped[datetime | None] = mapped_column(Instant)
    retirado_en: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    peticion: Mapped[Peticion] = relationship()
    dependencia: Mapped[Dependencia] = relationship()
    pedido_por: Mapped[Funcionario | None] = relationship(foreign_keys=[pedido_por_id])
    respondido_por: Mapped[Funcionario | None] = relationship(foreign_keys=[respondido_por_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def pendiente(self) -> bool:
        """Whether it waits: nobody has answered it or taken it back, and its case has no answer yet."""
        done = self.respondido_en is not None or self.retirado_en is not None
        return not done and self.peticion.abierta and self.peticion.respondida_en is None

"""Days on which this municipality does not open."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class DiaLocal(Base):
    """A local non-working day, with the act that orders it («vacantes» in Ley 4 de 1913 art. 62).

    No general law lets a mayor suspend terms at will: without its act a day cannot be added. A day withdrawn by a
    later act is kept with that act, because due dates were computed with it.
    """

    __tablename__ = "dia_local"

    id: Mapped[int] = mapped_column(primary_key=True)
    fecha: Mapped[date] = mapped_column(index=True)
    motivo: Mapped[str] = mapped_column(String(160))
    acto: Mapped[str] = mapped_column(String(160))
    publicado_en: Mapped[datetime] = mapped_column(Instant)
    registrado_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    retirado_en: Mapped[datetime | None] = mapped_column(Instant)
    retirado_acto: Mapped[str | None] = mapped_column(String(160))

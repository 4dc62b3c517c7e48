"""Who denounced officials, sealed: apart from the case and unreadable in the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class IdentidadSellada(Base):
    """What a person said of themselves in a case whose identity is sealed; it takes the place of `Solicitante` there.

    `contenido` is the sealed JSON of `Solicitante`'s fields. The two flags say nothing of who it is, and let a page say how
    the answer travels.
    """

    __tablename__ = "identidad_sellada"

    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), primary_key=True, autoincrement=False)
    contenido: Mapped[str] = mapped_column(Text)
    tiene_correo: Mapped[bool]
    tiene_direccion: Mapped[bool]
    sellada_en: Mapped[datetime] = mapped_column(Instant)

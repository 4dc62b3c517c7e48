"""What happened to a petition that moves its term, and the directory of authorities that petitions are passed on to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.plazos import ClaseHecho


class HechoTermino(Base):
    """One fact of `plazos.hechos`. The term of a case is computed from them, so they are never changed."""

    __tablename__ = "hecho_termino"
    __table_args__ = (
        CheckConstraint(f"clase IN ({', '.join(repr(one.value) for one in ClaseHecho)})", name="clase"),
        Index("ix_hecho_termino_peticion_id", "peticion_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"))
    # Of one matter only, such as its extension; empty when it is of the whole petition.
    asunto_id: Mapped[int | None] = mapped_column(ForeignKey("asunto.id"))
    clase: Mapped[str] = mapped_column(String(12))
    el: Mapped[date]
    hasta: Mapped[date | None]
    # Facts from before a reopening belong to the term that ended then.
    registrado_en: Mapped[datetime] = mapped_column(Instant)


ENTIDAD, JUEZ = "entidad", "juez"
CLASES_AUTORIDAD = {ENTIDAD: "Entidad pública", JUEZ: "Juez o tribunal"}


class Autoridad(Base):
    """A public body that may be the competent one (CPACA art. 21). Retired, not deleted: letters name it.

    `clase`: a refusal for reserve goes only to one that is a judge (CPACA art. 26).
    """

    __tablename__ = "autoridad"
    __table_args__ = (
        Index("ix_autoridad_nombre", "activa", "nombre", "id"),
        CheckConstraint(f"clase IN ({', '.join(repr(one) for one in CLASES_AUTORIDAD)})", name="clase"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(200), unique=True)
    clase: Mapped[str] = mapped_column(String(10), default=ENTIDAD, server_default=ENTIDAD)
    temas: Mapped[str] = mapped_column(String(300), default="")
    correo: Mapped[str] = mapped_column(String(254), default="")
    direccion: Mapped[str] = mapped_column(String(200), default="")
    municipio: Mapped[str] = mapped_column(String(80), default="")
    telefono: Mapped[str] = mapped_column(String(60), default="")
    activa: Mapped[bool] = mapped_column(default=True)
    # Name, subjects and place, folded, for the directory's search.
    busqueda: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def is_juez(self) -> bool:
        return self.clase == JUEZ

"""An answer of general interest that anybody may read: a text of its own, from which what identifies a person was taken out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base

IS_PUBLIC = text("retirada_en IS NULL")
TEMAS = {
    "agua": "Agua, alcantarillado y aseo",
    "alumbrado": "Alumbrado y energía",
    "ambiente": "Ambiente y animales",
    "construccion": "Construcción y uso del suelo",
    "contratacion": "Contratación y presupuesto",
    "convivencia": "Seguridad y convivencia",
    "cultura": "Cultura, deporte y turismo",
    "educacion": "Educación",
    "impuestos": "Impuestos y pagos",
    "salud": "Salud",
    "social": "Sisbén y programas sociales",
    "tramites": "Trámites y atención",
    "vias": "Vías y transporte",
    "otros": "Otros temas",
}


class Publicacion(Base):
    """One published answer. Withdrawn, it keeps its row and its reason, and nobody reads its text any more.

    `titulo`, `pregunta` and `texto` are what everybody reads; none of the words that were taken out is kept anywhere.
    """

    __tablename__ = "publicacion"
    __table_args__ = (
        CheckConstraint(f"tema IN ({', '.join(repr(one) for one in TEMAS)})", name="tema"),
        CheckConstraint("(retirada_en IS NULL) = (motivo_retiro = '')", name="retiro_con_motivo"),
        # Published once, whoever clicks twice.
        Index("uq_publicacion_vigente", "respuesta_id", unique=True, sqlite_where=IS_PUBLIC, postgresql_where=IS_PUBLIC),
        Index("ix_publicacion_lista", "publicada_en", "id", sqlite_where=IS_PUBLIC, postgresql_where=IS_PUBLIC),
        Index("ix_publicacion_tema", "tema", "publicada_en", "id", sqlite_where=IS_PUBLIC, postgresql_where=IS_PUBLIC),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"))
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    tema: Mapped[str] = mapped_column(String(20))
    titulo: Mapped[str] = mapped_column(String(160))
    pregunta: Mapped[str] = mapped_column(Text)
    texto: Mapped[str] = mapped_column(Text)
    respondida_el: Mapped[date]
    publicada_en: Mapped[datetime] = mapped_column(Instant)
    publicada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    retirada_en: Mapped[datetime | None] = mapped_column(Instant)
    retirada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    motivo_retiro: Mapped[str] = mapped_column(Text, default="")
    # The public words, folded, each after a blank: for the public search.
    busqueda: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    dependencia: Mapped[Dependencia | None] = relationship()
    publicada_por: Mapped[Funcionario | None] = relationship(foreign_keys=[publicada_por_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def tema_nombre(self) -> str:
        return TEMAS[self.tema]

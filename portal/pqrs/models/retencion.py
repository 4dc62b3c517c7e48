"""The municipality's retention table: its versions, and the documentary series of each (Ley 594 de 2000 art. 24)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base
from portal.pqrs.retencion import CONTEOS, DISPOSICIONES, MAXIMO, SIGLAS
from portal.pqrs.tipos import TIPOS, TipoPeticion


class TablaRetencion(Base):
    """One version of the table: a draft until it is adopted with the act that approves it, and then nobody changes it.

    The version that a case follows is the one that was in force on the day when the case was closed.
    """

    __tablename__ = "tabla_retencion"
    __table_args__ = (
        CheckConstraint(f"conteo IN ({', '.join(repr(one) for one in CONTEOS)})", name="conteo"),
        CheckConstraint("(adoptada_en IS NULL) = (rige_desde IS NULL)", name="adoptada_con_fecha"),
        Index("ix_tabla_retencion_rige_desde", "rige_desde", "numero"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(unique=True)
    conteo: Mapped[str] = mapped_column(String(16))
    acto: Mapped[str] = mapped_column(String(200), default="")
    aprobada_el: Mapped[date | None]
    rige_desde: Mapped[date | None]
    # Invented for the demonstration: pages and lists say so, and no municipality may take it for its own.
    demostracion: Mapped[bool] = mapped_column(default=False)
    creada_en: Mapped[datetime] = mapped_column(Instant)
    adoptada_en: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    series: Mapped[list["SerieDocumental"]] = relationship(back_populates="tabla", order_by="SerieDocumental.codigo, SerieDocumental.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def is_borrador(self) -> bool:
        return self.adoptada_en is None

    @property
    def conteo_nombre(self) -> str:
        return CONTEOS[self.conteo]


class SerieDocumental(Base):
    """A series, or a subseries of one, with the kinds of petition whose cases belong to it."""

    __tablename__ = "serie_documental"
    __table_args__ = (
        CheckConstraint(f"disposicion IN ({', '.join(repr(one) for one in DISPOSICIONES)})", name="disposicion"),
        CheckConstraint(f"en_gestion BETWEEN 0 AND {MAXIMO} AND en_central BETWEEN 0 AND {MAXIMO}", name="tiempos"),
        UniqueConstraint("tabla_id", "codigo"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tabla_id: Mapped[int] = mapped_column(ForeignKey("tabla_retencion.id"))
    # As it is printed after the office's code: «24», or «24.02» for a subseries.
    codigo: Mapped[str] = mapped_column(String(20))
    serie: Mapped[str] = mapped_column(String(160))
    subserie: Mapped[str] = mapped_column(String(160), default="")
    tipos: Mapped[list[str]] = mapped_column(JSON, default=list)
    en_gestion: Mapped[int]
    en_central: Mapped[int]
    disposicion: Mapped[str] = mapped_column(String(12))
    procedimiento: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    tabla: Mapped[TablaRetencion] = relationship(back_populates="series")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def nombre(self) -> str:
        return f"{self.serie} / {self.subserie}" if self.subserie else self.serie

    @property
    def disposicion_nombre(self) -> str:
        return DISPOSICIONES[self.disposicion]

    @property
    def sigla(self) -> str:
        return SIGLAS[self.disposicion]

    @property
    def tipos_nombres(self) -> list[str]:
        return [TIPOS[TipoPeticion(one)].plural for one in self.tipos]

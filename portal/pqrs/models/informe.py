"""The periodic reports: drafts that are counted again, and those that were issued, which nobody changes any more."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Connection, ForeignKey, Index, Integer, String, Table, Text, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Funcionario
from portal.extensions import Base
from portal.pqrs.periodos import CLASES, ClaseInforme, Periodo

BORRADOR, EXPEDIDO = "borrador", "expedido"
IS_DRAFT = text("estado = 'borrador'")
IS_FIRST = text("corrige_id IS NULL")

# What was issued is neither changed nor removed, whoever asks the database. The migration runs the same texts.
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER informe_no_update BEFORE UPDATE ON informe WHEN OLD.estado = 'expedido' "
        "BEGIN SELECT RAISE(ABORT, 'informe: what was issued does not change'); END",
        "CREATE TRIGGER informe_no_delete BEFORE DELETE ON informe WHEN OLD.estado = 'expedido' "
        "BEGIN SELECT RAISE(ABORT, 'informe: what was issued is not removed'); END",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION informe_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'informe: what was issued is neither removed nor changed'; END $$""",
        """CREATE TRIGGER informe_no_change BEFORE UPDATE OR DELETE ON informe
        FOR EACH ROW WHEN (OLD.estado = 'expedido') EXECUTE FUNCTION informe_refuse()""",
        "CREATE TRIGGER informe_no_truncate BEFORE TRUNCATE ON informe FOR EACH STATEMENT EXECUTE FUNCTION informe_refuse()",
    ),
}


class Informe(Base):
    """One report on one period.

    `datos` is all that it says; `huella` is the SHA-256 of its canonical form (`informes.canonico`). It was counted from the acts up
    to number `corte_evento_id`. A correction is a report of its own, which names the one that it corrects and why.
    """

    __tablename__ = "informe"
    __table_args__ = (
        CheckConstraint(f"clase IN ({', '.join(repr(one) for one in CLASES)})", name="clase"),
        CheckConstraint("estado IN ('borrador', 'expedido')", name="estado"),
        CheckConstraint("(estado = 'expedido') = (expedido_en IS NOT NULL)", name="expedido"),
        CheckConstraint("(corrige_id IS NULL) = (motivo = '')", name="correccion_con_motivo"),
        # One report on each period, whoever clicks twice or prepares it by night; and one correction of each report.
        Index("uq_informe_periodo", "clase", "desde", unique=True, sqlite_where=IS_FIRST, postgresql_where=IS_FIRST),
        Index("uq_informe_corrige", "corrige_id", unique=True),
        Index("ix_informe_lista", "estado", "hasta", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    desde: Mapped[date]
    hasta: Mapped[date]
    estado: Mapped[str] = mapped_column(String(10))
    corte_evento_id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    corte_en: Mapped[datetime] = mapped_column(Instant)
    # May be of hundreds of kilobytes: lists do not read it.
    datos: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    huella: Mapped[str] = mapped_column(String(64))
    csv_sha256: Mapped[str] = mapped_column(String(64), default="")
    pdf_sha256: Mapped[str] = mapped_column(String(64), default="")
    corrige_id: Mapped[int | None] = mapped_column(ForeignKey("informe.id"))
    motivo: Mapped[str] = mapped_column(Text, default="")
    expedido_en: Mapped[datetime | None] = mapped_column(Instant)
    expedido_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    version: Mapped[int] = mapped_column(default=1)

    corrige: Mapped["Informe | None"] = relationship(remote_side="Informe.id")
    expedido_por: Mapped[Funcionario | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def info(self) -> ClaseInforme:
        return CLASES[self.clase]

    @property
    def periodo(self) -> Periodo:
        return Periodo(self.desde, self.hasta)

    @property
    def titulo(self) -> str:
        """Its name with its period."""
        return f"{self.info.nombre}, {self.periodo.nombre}"

    @property
    def is_expedido(self) -> bool:
        return self.estado == EXPEDIDO


@event.listens_for(Informe.__table__, "after_create")
def _create_triggers(_table: Table, connection: Connection, **_options: Any) -> None:
    for statement in TRIGGERS[connection.dialect.name]:
        connection.exec_driver_sql(statement)

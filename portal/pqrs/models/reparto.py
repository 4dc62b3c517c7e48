"""The rules by which new cases are given to an office."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.reparto import Regla


class ReglaReparto(Base):
    """One line of the ordered list. Retired, not deleted: the history of cases names it."""

    __tablename__ = "regla_reparto"
    __table_args__ = (Index("ix_regla_reparto_orden", "activa", "orden", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    orden: Mapped[int]
    nombre: Mapped[str] = mapped_column(String(120), unique=True)
    tipo: Mapped[str] = mapped_column(String(24), default="")
    canal: Mapped[str] = mapped_column(String(12), default="")
    palabras: Mapped[str] = mapped_column(String(500), default="")
    lugares: Mapped[str] = mapped_column(String(500), default="")
    dependencia_id: Mapped[int] = mapped_column(ForeignKey("dependencia.id"))
    responsable_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    preferente: Mapped[bool] = mapped_column(default=False)
    activa: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    dependencia: Mapped[Dependencia] = relationship()
    responsable: Mapped[Funcionario | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    def as_regla(self) -> Regla:
        """The rule as the engine takes it."""
        return Regla(self.nombre, self.dependencia_id, self.tipo, self.canal, self.palabras, self.lugares)

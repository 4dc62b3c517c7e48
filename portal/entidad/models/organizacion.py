"""The municipality's profile and its dependencias."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Connection, ForeignKey, String, Text, event, false, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from portal.database import Instant
from portal.extensions import Base

# Unless the municipality decides otherwise.
DIAS_CORREO = 90


class Entidad(Base):
    """The one row of the municipality: what its pages show and the policies that its acts order.

    Deployment settings live in the environment and the law in code; only what an administrator decides is here.
    """

    __tablename__ = "entidad"
    __table_args__ = (
        CheckConstraint("id = 1", name="una_sola"),
        CheckConstraint("politica_horario IN ('siguiente_habil', 'estricta')", name="politica_horario"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    nombre: Mapped[str] = mapped_column(String(160))
    municipio: Mapped[str] = mapped_column(String(80))
    departamento: Mapped[str] = mapped_column(String(80))
    nit: Mapped[str] = mapped_column(String(20), default="")
    direccion: Mapped[str] = mapped_column(String(160), default="")
    codigo_postal: Mapped[str] = mapped_column(String(10), default="")
    horario: Mapped[str] = mapped_column(String(200), default="")
    telefono: Mapped[str] = mapped_column(String(40), default="")
    linea_gratuita: Mapped[str] = mapped_column(String(40), default="")
    linea_anticorrupcion: Mapped[str] = mapped_column(String(40), default="")
    correo: Mapped[str] = mapped_column(String(254), default="")
    correo_judicial: Mapped[str] = mapped_column(String(254), default="")
    redes: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    tema: Mapped[str] = mapped_column(String(20), default="azul")
    # Storage key and media type of the municipality's own shield; the default shield is shown without one.
    escudo_sha256: Mapped[str | None] = mapped_column(String(64))
    escudo_mime: Mapped[str | None] = mapped_column(String(40))
    hora_cierre: Mapped[time] = mapped_column(default=time(17, 0))
    politica_horario: Mapped[str] = mapped_column(String(20), default="siguiente_habil")
    sabado_habil: Mapped[bool] = mapped_column(default=False)
    # The internal regulation of petitions (CPACA art. 22) that orders closing time and policy.
    acto_reglamento: Mapped[str] = mapped_column(String(160), default="")
    cargo_quejas: Mapped[str] = mapped_column(String(160), default="")
    dias_reapertura: Mapped[int] = mapped_column(default=30)
    # Whether e-mails that come in wait until somebody files them; else they are filed as they are read.
    correo_por_confirmar: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Days after which an e-mail that became no case is deleted, counted from when it was refused or set aside.
    dias_correo: Mapped[int] = mapped_column(default=DIAS_CORREO, server_default=str(DIAS_CORREO))
    # Whether pages and letters show the code of the case's office behind its number, which stays what it is.
    radicado_con_oficina: Mapped[bool] = mapped_column(default=False, server_default=false())
    carta_trato_url: Mapped[str] = mapped_column(String(300), default="")
    # Whom to address about personal data, and since when the policy holds (Decreto 1377 de 2013, arts. 13 and 23).
    datos_area: Mapped[str] = mapped_column(String(160), default="")
    datos_correo: Mapped[str] = mapped_column(String(254), default="")
    datos_desde: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    actualizada_en: Mapped[datetime] = mapped_column(Instant)

    def calendario_datos(self) -> dict[str, Any]:
        """The settings from which terms are counted, as the audit shows them."""
        return {
            "hora_cierre": self.hora_cierre.strftime("%H:%M"),
            "politica_horario": self.politica_horario,
            "sabado_habil": self.sabado_habil,
            "acto_reglamento": self.acto_reglamento,
        }


@event.listens_for(Entidad, "before_update")
def _mark_new_version(_mapper: Mapper[Entidad], _connection: Connection, row: Entidad) -> None:
    """Whatever changed the row, its version moves: pages are kept for as long as it stands."""
    if not inspect(row).attrs.version.history.has_changes():
        row.version += 1


class Dependencia(Base):
    """An office of the municipality. `jefe_id` is the official who heads it and approves its answers."""

    __tablename__ = "dependencia"

    id: Mapped[int] = mapped_column(primary_key=True)
    codigo: Mapped[str] = mapped_column(String(12), unique=True)
    nombre: Mapped[str] = mapped_column(String(120), unique=True)
    funciones: Mapped[str] = mapped_column(Text, default="")
    ubicacion: Mapped[str] = mapped_column(String(160), default="")
    telefono: Mapped[str] = mapped_column(String(40), default="")
    correo: Mapped[str] = mapped_column(String(254), default="")
    padre_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    # Who revises the decisions of this office by apelación: only where it has a functional superior here (CPACA art. 74 num. 2).
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    jefe_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id", use_alter=True), index=True)
    exige_aprobacion: Mapped[bool] = mapped_column(default=False)
    activa: Mapped[bool] = mapped_column(default=True)
    # Grows with each edit, so that who edits an older copy is told (never by a mere sign-in or the like).
    version: Mapped[int] = mapped_column(default=1)

    padre: Mapped["Dependencia | None"] = relationship(remote_side="Dependencia.id", foreign_keys=[padre_id])
    superior: Mapped["Dependencia | None"] = relationship(remote_side="Dependencia.id", foreign_keys=[superior_id])
    jefe: Mapped[Any] = relationship("Funcionario", foreign_keys=[jefe_id], post_update=True)

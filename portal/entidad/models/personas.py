"""The officials and what their roles let them do."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.actors import Actor
from portal.database import Instant
from portal.extensions import Base

if TYPE_CHECKING:
    from portal.entidad.models.organizacion import Dependencia

funcionario_rol = Table(
    "funcionario_rol",
    Base.metadata,
    Column("funcionario_id", ForeignKey("funcionario.id", ondelete="CASCADE"), primary_key=True),
    Column("rol_id", ForeignKey("rol.id"), primary_key=True),
)


class Rol(Base):
    """A named set of permissions. `clave` is fixed for the roles that the portal brings; others may be added."""

    __tablename__ = "rol"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(40), unique=True)
    nombre: Mapped[str] = mapped_column(String(80), unique=True)
    descripcion: Mapped[str] = mapped_column(String(300), default="")
    permisos: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Roles that may change the portal itself always need a second factor (ASVS 6.3.3).
    exige_segundo_factor: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class Funcionario(Base):
    """An official with an account. Who leaves is made inactive, never deleted: their acts keep their name."""

    __tablename__ = "funcionario"
    __table_args__ = (Index("ix_funcionario_dependencia_id", "dependencia_id"), Index("ix_funcionario_nombre_id", "nombre", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(120))
    cargo: Mapped[str] = mapped_column(String(120))
    correo: Mapped[str] = mapped_column(String(254), unique=True)
    telefono: Mapped[str] = mapped_column(String(40), default="")
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    activo: Mapped[bool] = mapped_column(default=True)
    clave_hash: Mapped[str | None] = mapped_column(String(200))
    clave_cambiada_en: Mapped[datetime | None] = mapped_column(Instant)
    # Not the secret itself: random text from which it is derived together with SECRET_KEY (`segundo_factor`).
    totp_semilla: Mapped[str | None] = mapped_column(String(64))
    totp_activo: Mapped[bool] = mapped_column(default=False)
    # The last accepted time step: a code serves once (RFC 6238, 5.2).
    totp_ultimo_paso: Mapped[int] = mapped_column(default=0)
    intentos_fallidos: Mapped[int] = mapped_column(default=0)
    bloqueado_hasta: Mapped[datetime | None] = mapped_column(Instant)
    ultimo_ingreso_en: Mapped[datetime | None] = mapped_column(Instant)
    creado_en: Mapped[datetime] = mapped_column(Instant)
    # Name, post and address folded, for the administrator's search.
    busqueda: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    dependencia: Mapped["Dependencia | None"] = relationship("Dependencia", foreign_keys=[dependencia_id])
    roles: Mapped[list[Rol]] = relationship(secondary=funcionario_rol, lazy="selectin")

    def permissions(self) -> frozenset[str]:
        return frozenset(name for rol in self.roles for name in rol.permisos)

    def as_actor(self, origen: str = "web") -> Actor:
        """This official as the one who acts."""
        return Actor("funcionario", self.id, self.nombre, self.permissions(), self.dependencia_id, self.cargo, origen)

    # What Flask-Login asks of a user.
    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_active(self) -> bool:
        return self.activo

    @property
    def is_anonymous(self) -> bool:
        return False

    def get_id(self) -> str:
        return str(self.id)

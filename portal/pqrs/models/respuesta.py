"""The answer: its draft, the letter that was sent, how it was delivered, and the templates that officials write with."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.clases import CLASES, Clase, ClaseCarta
from portal.radicacion.models import Radicado

IS_DRAFT = text("enviada_en IS NULL")
MEDIOS_ENTREGA = {
    "correo": "Correo electrónico aceptado por el servidor del destinatario",
    "pagina": "Apertura en la página de seguimiento",
    "ventanilla": "Entrega en ventanilla",
    "mensajeria": "Entrega en la dirección",
    "personal": "Notificación personal",
    "aviso_envio": "Aviso entregado a la persona",
    "aviso": "Aviso público",
}
# Those that officials record, with who received or the courier's guide.
MEDIOS_A_MANO = ("ventanilla", "mensajeria")


class Respuesta(Base):
    """A letter on a case: a draft until `enviada_en`, then nobody changes it. Mostly the answer; `clase` says which act's it is.

    A reopened case may have several answers. `datos` keeps what the act's letter says in fields: the authority, the new date.
    """

    __tablename__ = "respuesta"
    __table_args__ = (
        CheckConstraint(f"clase IN ({', '.join(repr(one.value) for one in ClaseCarta)})", name="clase"),
        # At most one draft per case.
        Index("uq_respuesta_borrador", "peticion_id", unique=True, sqlite_where=IS_DRAFT, postgresql_where=IS_DRAFT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    peticion_id: Mapped[int] = mapped_column(ForeignKey("peticion.id"), index=True)
    clase: Mapped[str] = mapped_column(String(20), default=ClaseCarta.RESPUESTA.value, server_default=ClaseCarta.RESPUESTA.value)
    cuerpo: Mapped[str] = mapped_column(Text)
    datos: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    autor_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    actualizada_en: Mapped[datetime] = mapped_column(Instant)
    motivo_devolucion: Mapped[str] = mapped_column(Text, default="")
    firmante_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    radicado_id: Mapped[int | None] = mapped_column(ForeignKey("radicado.id"), unique=True)
    enviada_en: Mapped[datetime | None] = mapped_column(Instant)
    carta_sha256: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)

    autor: Mapped[Funcionario | None] = relationship(foreign_keys=[autor_id])
    firmante: Mapped[Funcionario | None] = relationship(foreign_keys=[firmante_id])
    salida: Mapped[Radicado | None] = relationship()
    entregas: Mapped[list["Entrega"]] = relationship(back_populates="respuesta", order_by="Entrega.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def info(self) -> Clase:
        return CLASES[ClaseCarta(self.clase)]

    @property
    def tiene_recurso(self) -> bool:
        """Whether reposición lies against it: by its kind, or because who sent the answer said that it decides on a right."""
        return self.info.recurso or bool(self.datos.get("decide"))

    @property
    def apela_ante(self) -> str:
        """The office that revises it by apelación, as the letter says it; empty where only reposición lies."""
        return str(self.datos.get("apelacion", {}).get("ante", ""))

    @property
    def recurre_reserva(self) -> bool:
        """Whether it refuses for defence or foreign relations, so that reposición lies against it too (Ley 1712 de 2014 art. 27)."""
        return bool(self.datos.get("reposicion"))

    @property
    def se_notifica(self) -> bool:
        """Whether it must be notified as CPACA arts. 66 to 69 say; of another answer the delivery is enough."""
        return self.tiene_recurso or self.info.notifica

    @property
    def is_recurso_de_asunto(self) -> bool:
        """Whether it decides an appeal on one matter while the rest of the case goes on: it says nothing of the whole."""
        return bool(self.datos.get("recurso_asunto"))

    @property
    def is_respuesta(self) -> bool:
        """Whether it answers what was asked; a decision that ends the petition otherwise does not."""
        return self.clase == ClaseCarta.RESPUESTA


class Entrega(Base):
    """One way in which an answer was delivered, and its proof. `probada_en` null: it was tried and waits for proof."""

    __tablename__ = "entrega"
    __table_args__ = (CheckConstraint(f"medio IN ({', '.join(repr(one) for one in MEDIOS_ENTREGA)})", name="medio"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    respuesta_id: Mapped[int] = mapped_column(ForeignKey("respuesta.id"), index=True)
    medio: Mapped[str] = mapped_column(String(12))
    iniciada_en: Mapped[datetime] = mapped_column(Instant)
    probada_en: Mapped[datetime | None] = mapped_column(Instant)
    prueba: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    registrada_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))

    respuesta: Mapped[Respuesta] = relationship(back_populates="entregas")

    @property
    def medio_nombre(self) -> str:
        return MEDIOS_ENTREGA[self.medio]


class Plantilla(Base):
    """A text that officials begin an answer with. Without kind or department it serves all."""

    __tablename__ = "plantilla_respuesta"

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(String(120), unique=True)
    cuerpo: Mapped[str] = mapped_column(Text)
    tipo: Mapped[str | None] = mapped_column(String(24))
    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    activa: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    dependencia: Mapped[Dependencia | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

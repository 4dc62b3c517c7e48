"""The case and the person who filed it, in separate tables: who may read the case need not read the person."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from portal.core import clock
from portal.core.telephone import clean_movil
from portal.core.text import words
from portal.database import Instant
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import Base
from portal.pqrs.estados import CERRADA, PETICION
from portal.pqrs.models.pregunta import ConContestadas
from portal.pqrs.models.territorio import Territorio
from portal.pqrs.preferencias import PEDIDA
from portal.pqrs.tipos import CONTRA_FUNCIONARIOS, TIPOS, Tipo, TipoPeticion
from portal.radicacion.models import Radicado

CANALES = {
    "web": "Portal web",
    "ventanilla": "Ventanilla",
    "telefono": "Teléfono",
    "papel": "Carta en papel",
    "correo": "Correo electrónico",
    "open311": "Otro sistema (Open311)",
}
MEDIOS_RESPUESTA = {
    "correo": "Correo electrónico",
    "direccion": "Dirección física",
    "aviso": "Página de seguimiento, y aviso público si no la abre",
}
SEARCHED_CHARACTERS = 600
# How letters greet whom they do not name.
SIN_NOMBRE = "ciudadana o ciudadano"
HAS_NOBODY = text("responsable_id IS NULL")
IN_PAUSE = text("pausa_desde IS NOT NULL")
ACCEPTED = text("aceptada_desde IS NOT NULL")
GOES_FIRST = text("preferente")
HAS_PLACE = text("territorio_id IS NOT NULL")


def _one_of(column: str, values: object) -> str:
    return f"{column} IN ({', '.join(repr(str(one)) for one in values)})"  # type: ignore[attr-defined]


class Solicitante(Base):
    """Who files: a natural or legal person, or a child; never kept for an anonymous petition (CPACA art. 16)."""

    __tablename__ = "solicitante"
    __table_args__ = (CheckConstraint(_one_of("tipo", ("natural", "juridica", "menor")), name="tipo"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tipo: Mapped[str] = mapped_column(String(10))
    primer_nombre: Mapped[str] = mapped_column(String(80), default="")
    segundo_nombre: Mapped[str] = mapped_column(String(80), default="")
    primer_apellido: Mapped[str] = mapped_column(String(80), default="")
    segundo_apellido: Mapped[str] = mapped_column(String(80), default="")
    razon_social: Mapped[str] = mapped_column(String(200), default="")
    tipo_documento: Mapped[str] = mapped_column(String(12), default="")
    numero_documento: Mapped[str] = mapped_column(String(30), default="", index=True)
    pais: Mapped[str] = mapped_column(String(60), default="Colombia")
    departamento: Mapped[str] = mapped_column(String(60), default="")
    municipio: Mapped[str] = mapped_column(String(80), default="")
    direccion: Mapped[str] = mapped_column(String(200), default="")
    correo: Mapped[str] = mapped_column(String(254), default="", index=True)
    telefono_fijo: Mapped[str] = mapped_column(String(30), default="")
    telefono_movil: Mapped[str] = mapped_column(String(30), default="")
    # On whose behalf, when it is not one's own.
    representado: Mapped[str] = mapped_column(String(200), default="")
    representado_documento: Mapped[str] = mapped_column(String(40), default="")
    calidad: Mapped[str] = mapped_column(String(80), default="")

    @property
    def nombre(self) -> str:
        """The full name, or the company's."""
        if self.tipo == "juridica":
            return self.razon_social
        return " ".join(part for part in (self.primer_nombre, self.segundo_nombre, self.primer_apellido, self.segundo_apellido) if part)

    @property
    def ubicacion(self) -> str:
        """The address in one line; empty when only the country is known, and it is the one that every form begins with."""
        place = [one for one in (self.direccion, self.municipio, self.departamento) if one]
        return ", ".join([*place, self.pais] if self.pais and (place or self.pais != "Colombia") else place)


class Peticion(ConContestadas, Base):
    """One case. Its state is what an act decided; whether it is late is computed from `vence_el`, never stored.

    `termino_desde` is the instant from which the term counts: reception, or the reopening. The term's columns change
    only through an act, which the audit keeps with before, after and reason (DIA-08).
    """

    __tablename__ = "peticion"
    __table_args__ = (
        CheckConstraint(_one_of("tipo", TipoPeticion), name="tipo"),
        CheckConstraint(_one_of("estado", PETICION.states), name="estado"),
        CheckConstraint(_one_of("canal", CANALES), name="canal"),
        CheckConstraint(_one_of("medio_respuesta", MEDIOS_RESPUESTA), name="medio_respuesta"),
        # The inbox's orders: all open cases, one department's, one official's; and the public register's.
        Index("ix_peticion_abierta", "abierta", "vence_el", "id"),
        Index("ix_peticion_dependencia", "dependencia_id", "abierta", "vence_el", "id"),
        Index("ix_peticion_responsable", "responsable_id", "abierta", "vence_el", "id"),
        Index("ix_peticion_dependencia_estado", "dependencia_id", "estado", "vence_el", "id"),
        # Few of an office's cases have nobody: found without looking through the others.
        Index(
            "ix_peticion_sin_responsable",
            "dependencia_id",
            "abierta",
            "vence_el",
            "id",
            sqlite_where=HAS_NOBODY,
            postgresql_where=HAS_NOBODY,
        ),
        Index("ix_peticion_estado", "estado", "vence_el", "id"),
        # Few wait for the person at any time: without their own index all open cases would be looked through.
        Index("ix_peticion_espera", "espera_ciudadano", "abierta", "vence_el", "id"),
        # Those whose person must act, by the last day that the law gives for it.
        Index("ix_peticion_pausa", "estado", "pausa_limite_el", "id"),
        # Few are in pause, and fewer accepted by silence: each view has an index of only those.
        Index("ix_peticion_en_pausa", "abierta", "vence_el", "id", sqlite_where=IN_PAUSE, postgresql_where=IN_PAUSE),
        Index("ix_peticion_silencio", "abierta", "vence_el", "id", sqlite_where=ACCEPTED, postgresql_where=ACCEPTED),
        # Those that go before others are few.
        Index("ix_peticion_preferente", "abierta", "vence_el", "id", sqlite_where=GOES_FIRST, postgresql_where=GOES_FIRST),
        Index("ix_peticion_recibida", "recibida_en", "id"),
        Index("ix_peticion_estado_recibida", "estado", "recibida_en", "id"),
        Index("ix_peticion_dependencia_recibida", "dependencia_id", "recibida_en", "id"),
        # The very same text again: a case that may be a duplicate.
        Index("ix_peticion_texto_sha256", "texto_sha256", "id"),
        Index("ix_peticion_tipo_recibida", "tipo", "recibida_en", "id"),
        # What maps count.
        Index("ix_peticion_territorio", "territorio_id", "recibida_en", sqlite_where=HAS_PLACE, postgresql_where=HAS_PLACE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    radicado_id: Mapped[int] = mapped_column(ForeignKey("radicado.id"), unique=True)
    radicado: Mapped[str] = mapped_column(String(20), unique=True)
    tipo: Mapped[str] = mapped_column(String(24))
    estado: Mapped[str] = mapped_column(String(28))
    # Follows from `estado`; kept so that the indexes above can begin with it.
    abierta: Mapped[bool] = mapped_column(default=True)
    canal: Mapped[str] = mapped_column(String(12))
    verbal: Mapped[bool] = mapped_column(default=False)

    recibida_en: Mapped[datetime] = mapped_column(Instant)
    termino_desde: Mapped[datetime] = mapped_column(Instant)
    efectiva_el: Mapped[date]
    vence_el: Mapped[date]
    estricta_el: Mapped[date]
    plazo_dias: Mapped[int]
    plazo_unidad: Mapped[str] = mapped_column(String(12))
    plazo_norma: Mapped[str] = mapped_column(String(200))
    politica: Mapped[str] = mapped_column(String(20))
    calendario_version: Mapped[str] = mapped_column(String(60))
    # The pause that runs, as `plazos.Pausa` gives it; while it does, `vence_el` is the latest that the term can end.
    pausa_desde: Mapped[date | None]
    pausa_causa: Mapped[str] = mapped_column(String(12), default="", server_default="")
    pausa_limite_el: Mapped[date | None]
    # Accepted by silence (CPACA art. 14.1): from when, and until when the copies are due.
    aceptada_desde: Mapped[date | None]
    copias_el: Mapped[date | None]

    # Separated in matters (`Asunto`): the one whose term the columns above tell, the earliest that waits. A plain key: the two
    # tables refer to each other, and a matter is never deleted.
    asunto_plazo_id: Mapped[int | None]

    asunto: Mapped[str] = mapped_column(Text)
    texto: Mapped[str] = mapped_column(Text)
    texto_sha256: Mapped[str] = mapped_column(String(64))
    # What the counter noted for the receipt: papers that were missing (CPACA art. 15), language spoken (Decreto 1166 de 2016).
    observaciones: Mapped[str] = mapped_column(Text, default="")
    latitud: Mapped[float | None]
    longitud: Mapped[float | None]
    lugar: Mapped[str] = mapped_column(String(200), default="")
    # Chosen by who files, or the one in which their point lies. A plain key: a territory is never deleted.
    territorio_id: Mapped[int | None]

    anonima: Mapped[bool] = mapped_column(default=False)
    solicitante_id: Mapped[int | None] = mapped_column(ForeignKey("solicitante.id"), index=True)
    preferente: Mapped[bool] = mapped_column(default=False)
    preferente_motivo: Mapped[str] = mapped_column(String(120), default="")
    # A key of `preferencias.CAUSAS`, and whether an official has looked at it.
    preferente_causa: Mapped[str] = mapped_column(String(12), default="", server_default="")
    preferente_estado: Mapped[str] = mapped_column(String(12), default="", server_default="")
    medio_respuesta: Mapped[str] = mapped_column(String(12))
    # Separate and revocable (CPACA art. 56): null means never accepted.
    notificacion_aceptada_en: Mapped[datetime | None] = mapped_column(Instant)
    notificacion_revocada_en: Mapped[datetime | None] = mapped_column(Instant)
    # Notices by text message: another consent than that, and no notification of anything.
    sms_aceptado_en: Mapped[datetime | None] = mapped_column(Instant)
    sms_revocado_en: Mapped[datetime | None] = mapped_column(Instant)
    aviso_datos_version: Mapped[str] = mapped_column(String(20), default="")
    codigo_hash: Mapped[str] = mapped_column(String(64))

    dependencia_id: Mapped[int | None] = mapped_column(ForeignKey("dependencia.id"))
    responsable_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    recibida_por_id: Mapped[int | None] = mapped_column(ForeignKey("funcionario.id"))
    espera_ciudadano: Mapped[bool] = mapped_column(default=False)
    respondida_en: Mapped[datetime | None] = mapped_column(Instant)
    notificada_en: Mapped[datetime | None] = mapped_column(Instant)
    cerrada_en: Mapped[datetime | None] = mapped_column(Instant)
    # The person, the words and the files were removed when the years of the retention table had passed.
    anonimizada_en: Mapped[datetime | None] = mapped_column(Instant)
    texto_busqueda: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    solicitante: Mapped[Solicitante | None] = relationship()
    dependencia: Mapped[Dependencia | None] = relationship()
    territorio: Mapped[Territorio | None] = relationship(
        primaryjoin=lambda: foreign(Peticion.territorio_id) == Territorio.id, viewonly=True
    )
    responsable: Mapped[Funcionario | None] = relationship(foreign_keys=[responsable_id])
    recibida_por: Mapped[Funcionario | None] = relationship(foreign_keys=[recibida_por_id])
    numero: Mapped[Radicado] = relationship()

    # The second of two who change one row at once is told (StaleDataError becomes a 409), nothing is overwritten.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads this name as it stands

    @property
    def tipo_info(self) -> Tipo:
        return TIPOS[TipoPeticion(self.tipo)]

    @property
    def is_separada(self) -> bool:
        """Whether it was separated in several matters, each with its own term."""
        return self.asunto_plazo_id is not None

    @property
    def is_unida(self) -> bool:
        """Whether it was closed by reference to another filing of the same person (`Fusion`): closed, and never answered."""
        return self.estado == CERRADA and self.respondida_en is None

    @property
    def canal_nombre(self) -> str:
        return CANALES[self.canal]

    @property
    def quien(self) -> str:
        """The petitioner's name, or that there is none."""
        if self.anonimizada_en is not None:
            return "Eliminado por retención documental"
        if self.solicitante is None:
            return "Identidad sellada" if self.is_sellada else "Anónimo"
        return self.solicitante.nombre

    @property
    def trato(self) -> str:
        """How a letter greets who filed."""
        return SIN_NOMBRE if self.solicitante is None else self.solicitante.nombre

    @property
    def is_sellada(self) -> bool:
        """Whether who filed is known and kept sealed, apart from the case (`models.identidad`)."""
        return not self.anonima and self.solicitante_id is None and self.anonimizada_en is None

    @property
    def preferencia_por_confirmar(self) -> bool:
        """Whether the person asked to go first, and no official has looked at it yet."""
        return self.preferente and self.preferente_estado == PEDIDA

    @property
    def como_recibe(self) -> str:
        """How the answer reaches who filed, and where: «Correo electrónico: ana@correo.example»."""
        person = self.solicitante
        place = {"correo": person.correo, "direccion": person.direccion}.get(self.medio_respuesta) if person else None
        means = MEDIOS_RESPUESTA[self.medio_respuesta]
        return f"{means}: {place}" if place else means

    @property
    def correo(self) -> str:
        """Where letters to the petitioner may go; empty when no address was given, or when it is sealed."""
        return self.solicitante.correo if self.solicitante else ""

    @property
    def accepts_notificacion_electronica(self) -> bool:
        return self.notificacion_aceptada_en is not None and self.notificacion_revocada_en is None

    @property
    def is_notificada(self) -> bool:
        """Whether the person knows the decision by now: an aviso takes effect later than it is delivered."""
        return self.notificada_en is not None and self.notificada_en <= clock.now()

    @property
    def accepts_aqui(self) -> bool:
        """Whether who opens a decision on the tracking page is notified by that: they accepted it, or chose that page for the answer."""
        return self.accepts_notificacion_electronica or self.medio_respuesta == "aviso"

    @property
    def movil(self) -> str | None:
        """The mobile number to which text messages could go; None of who is anonymous or sealed, or gave no number of Colombia."""
        if self.solicitante is None or self.tipo in CONTRA_FUNCIONARIOS:
            return None
        return clean_movil(self.solicitante.telefono_movil)

    @property
    def accepts_sms(self) -> bool:
        return self.sms_aceptado_en is not None and self.sms_revocado_en is None

    def make_texto_busqueda(self) -> str:
        """What the officials' search looks in, folded. The text's beginning is enough to find a case again."""
        who = [self.solicitante.nombre, self.solicitante.numero_documento] if self.solicitante else []
        parts = [self.radicado, *who, self.asunto, self.texto]
        # Only words: each database would cut «2026-E-000001» in its own way.
        return " ".join(words(" ".join(parts)[:SEARCHED_CHARACTERS]))

"""What the portal holds about one person, and about who filed one case (Ley 1581 de 2012 arts. 8 and 14).

The person is who filed the case that asks, or whom they represent: nobody looks up a stranger by typing a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.text import fold
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.outbox.models import SMS, OutboxMail
from portal.outbox.queries import list_about
from portal.pqrs.estados import PETICION
from portal.pqrs.models import CorreoRecibido, IdentidadSellada, Peticion, Solicitante
from portal.pqrs.models.peticion import MEDIOS_RESPUESTA
from portal.pqrs.models.sellable import is_de_sellada
from portal.pqrs.queries.archivos import archivos_by_object
from portal.pqrs.queries.caso import list_cartas, list_mensajes
from portal.pqrs.queries.ciudadano import is_legible
from portal.pqrs.queries.correo import list_correos_propios
from portal.pqrs.queries.identidades import FIELDS, read_sello

PROPIA, REPRESENTADA = "propia", "representada"
MOST_CASES = 500


@dataclass(frozen=True)
class Titular:
    """Whose data are asked for. `tipo` empty: the document's kind is not known, and its number is enough."""

    nombre: str
    tipo: str
    documento: str
    correo: str

    def is_of(self, one: Solicitante) -> bool:
        """Whether these are the same person: by document; by mail only where no document was given, for a family may share one."""
        if _same(self.documento, one.representado_documento):
            return True
        if _same(self.documento, one.numero_documento):
            return not self.tipo or self.tipo == one.tipo_documento
        return bool(self.correo) and not one.numero_documento.strip() and self.correo.lower() == one.correo.lower()


def titular_de(peticion: Peticion, de_quien: str = PROPIA) -> Titular | None:
    """The person that a case asks for; None when it does not say who it is."""
    who = peticion.solicitante
    if who is None:
        return None
    if de_quien == REPRESENTADA:
        return Titular(who.representado, "", who.representado_documento, "") if who.representado_documento.strip() else None
    return Titular(who.nombre, who.tipo_documento, who.numero_documento, who.correo) if who.numero_documento.strip() or who.correo else None


def _same(one: str, other: str) -> bool:
    wanted = "".join(fold(one).split()).replace(".", "")
    return bool(wanted) and wanted == "".join(fold(other).split()).replace(".", "")


def list_casos_de(titular: Titular) -> Sequence[Peticion]:
    """The person's cases in every office, oldest first; those whose identity is sealed are not among them."""
    mail = titular.correo.lower()
    alike = [and_(Solicitante.numero_documento == "", func.lower(Solicitante.correo) == mail)] if mail else []
    if titular.documento.strip():
        # Few have the same beginning: points and blanks are compared in `is_of`.
        start = titular.documento.strip()[:1]
        alike += [Solicitante.numero_documento.startswith(start, autoescape=True), Solicitante.representado_documento != ""]
    query = (
        select(Peticion)
        .join(Solicitante, Solicitante.id == Peticion.solicitante_id)
        .where(or_(*alike))
        .order_by(Peticion.id)
        .options(joinedload(Peticion.solicitante), joinedload(Peticion.dependencia))
    )
    return [one for one in db.session.scalars(query) if one.solicitante is not None and titular.is_of(one.solicitante)][:MOST_CASES]


def list_sellados_de(titular: Titular) -> Iterator[Peticion]:
    """The person's cases whose identity is sealed. Only the act that opens them may ask: it writes each opening down."""
    for sello in db.session.scalars(select(IdentidadSellada).order_by(IdentidadSellada.peticion_id)):
        if titular.is_of(read_sello(sello)):
            yield db.session.get_one(Peticion, sello.peticion_id)


def datos_de_caso(peticion: Peticion, persona: Solicitante | None = None) -> dict[str, Any]:
    """What the portal holds of who filed this case: the person, the consents, what they wrote, and what was sent to them.

    Args:
        persona: who filed it, when the identity was sealed and has been opened.
    """
    who = peticion.solicitante or persona
    messages, letters = list_mensajes(peticion), [one for one in list_cartas(peticion) if is_legible(one)]
    files = archivos_by_object([("peticion", peticion.id), *(("mensaje", one.id) for one in messages)])
    return {
        "radicado": peticion.radicado, "clase": peticion.tipo_info.nombre, "estado": PETICION.states[peticion.estado].title,
        "oficina": peticion.dependencia.nombre if peticion.dependencia else "", "canal": peticion.canal_nombre,
        "recibida_en": peticion.recibida_en.isoformat(), "cerrada_en": _iso(peticion.cerrada_en),
        "persona": {name: getattr(who, name) for name in FIELDS if getattr(who, name)} if who else {},
        "identidad_sellada": peticion.is_sellada,
        "asunto": peticion.asunto, "texto": peticion.texto, "lugar": peticion.lugar, "latitud": peticion.latitud,
        "longitud": peticion.longitud, "preguntas": [{"pregunta": one.pregunta, "respuesta": one.dicho} for one in peticion.contestadas],
        "preferencia": peticion.preferente_motivo,
        "consentimientos": {
            "aviso_de_datos": peticion.aviso_datos_version, "medio_de_respuesta": MEDIOS_RESPUESTA[peticion.medio_respuesta],
            "notificacion_electronica_aceptada_en": _iso(peticion.notificacion_aceptada_en),
            "notificacion_electronica_revocada_en": _iso(peticion.notificacion_revocada_en),
            "mensajes_de_texto_aceptados_en": _iso(peticion.sms_aceptado_en),
            "mensajes_de_texto_revocados_en": _iso(peticion.sms_revocado_en),
        },
        "mensajes": [{"de": one.de, "enviado_en": one.enviado_en.isoformat(), "texto": one.texto} for one in messages],
        "correos_recibidos": [_correo(one, peticion) for one in list_correos_propios(peticion)],
        "mensajes_de_texto": [
            {"a": one.recipient, "texto": one.body, "estado": one.state, "enviado_en": _iso(one.sent_at)}
            for one in list_about(("peticion", peticion.id)) if one.canal == SMS
        ],
        "cartas": [
            {"numero": one.salida.numero if one.salida else "", "clase": one.info.nombre, "enviada_en": _iso(one.enviada_en),
             "texto": one.cuerpo}
            for one in letters
        ],
        "archivos": [
            {"nombre": one.nombre, "tipo": one.mime, "bytes": one.tamano, "sha256": one.sha256} for found in files.values() for one in found
        ],
    }  # fmt: skip


def _correo(one: CorreoRecibido, peticion: Peticion) -> dict[str, Any]:
    """One e-mail of theirs; of a sealed case its original is encrypted, and only that it came is told (ADR 0014)."""
    held = {"numero": one.id, "recibido_en": one.recibido_en.isoformat(), "cifrado": one.sellado or is_de_sellada(peticion)}
    if held["cifrado"]:
        return held
    return {
        **held, "de": one.de, "asunto": one.asunto, "texto": one.texto, "citado": one.citado,
        "archivo": f"{peticion.radicado}-{one.nombre_de_archivo}", "bytes": one.tamano, "sha256": one.guardado_sha256,
    }  # fmt: skip


def list_correos_a(correo: str) -> list[dict[str, str]]:
    """The letters of the outbox to an address."""
    if not correo:
        return []
    query = select(OutboxMail).where(OutboxMail.recipient.in_({correo, correo.lower()}), ~OutboxMail.sealed).order_by(OutboxMail.id)
    return [
        {"asunto": one.subject, "estado": one.state, "escrito_en": one.created_at.isoformat(), "enviado_en": _iso(one.sent_at)}
        for one in db.session.scalars(query)
    ]


def cuenta_de(correo: str) -> dict[str, Any]:
    """The account of an official with this address, without what would open it."""
    found = db.session.scalar(select(Funcionario).where(Funcionario.correo == correo.lower())) if correo else None
    if found is None:
        return {}
    return {
        "nombre": found.nombre, "cargo": found.cargo, "correo": found.correo, "telefono": found.telefono, "activa": found.activo,
        "creada_en": _iso(found.creado_en), "ultimo_ingreso_en": _iso(found.ultimo_ingreso_en),
        "roles": [one.nombre for one in found.roles],
    }  # fmt: skip


def _iso(moment: Any) -> str:
    return moment.isoformat() if moment else ""

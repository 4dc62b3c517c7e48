"""Filing: the act that gives a petition its number, its term and its tracking code, in one transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.telephone import clean_movil
from portal.database import insert_now
from portal.entidad.queries import get_calendario
from portal.files.services import Received, register
from portal.pqrs import mails, mails_correo
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Peticion, Solicitante
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.plazos import Termino, vencimiento
from portal.pqrs.preferencias import CAUSAS, CONFIRMADA, ELEGIBLES, NINO, PEDIDA
from portal.pqrs.preguntas import Contestada
from portal.pqrs.queries.reglas import list_para_repartir
from portal.pqrs.queries.territorios import find_territorio
from portal.pqrs.services import identidades
from portal.pqrs.services.acto import require_text, set_termino
from portal.pqrs.services.reparto import repartir
from portal.pqrs.services.sugerencias import seguir
from portal.pqrs.sugerencias.modelo import CLASE
from portal.pqrs.tipos import TipoPeticion
from portal.radicacion.services import point, radicar_entrada

AVISO_DATOS_VERSION = "2026-11"
SIN_MOVIL = "Para recibir mensajes de texto escriba un celular de Colombia: diez números que comienzan por 3."


@dataclass(frozen=True)
class DatosSolicitante:
    """Who files, as CPACA art. 16 asks; names of fields as in `Solicitante`."""

    tipo: str
    primer_nombre: str = ""
    segundo_nombre: str = ""
    primer_apellido: str = ""
    segundo_apellido: str = ""
    razon_social: str = ""
    tipo_documento: str = ""
    numero_documento: str = ""
    pais: str = "Colombia"
    departamento: str = ""
    municipio: str = ""
    direccion: str = ""
    correo: str = ""
    telefono_fijo: str = ""
    telefono_movil: str = ""
    representado: str = ""
    representado_documento: str = ""
    calidad: str = ""


@dataclass(frozen=True)
class DatosPeticion:
    """What is filed. `solicitante` None means anonymous. Coordinates in degrees, WGS 84. `preferencia`: one of `ELEGIBLES`.

    `codigo_por_correo` is the tracking code, for who files by e-mail and sees no page; `no_recibidos`, sentences about files of it
    that could not be received.
    """

    tipo: TipoPeticion
    asunto: str
    texto: str
    solicitante: DatosSolicitante | None
    medio_respuesta: str
    acepta_notificacion: bool = False
    acepta_sms: bool = False
    canal: str = "web"
    verbal: bool = False
    latitud: float | None = None
    longitud: float | None = None
    lugar: str = ""
    observaciones: str = ""
    archivos: Sequence[Received] = field(default_factory=tuple)
    preferencia: str = ""
    territorio_id: int | None = None
    # Whether the official who filed it asked which kind it is like.
    con_sugerencia: bool = False
    codigo_por_correo: str = ""
    no_recibidos: Sequence[str] = ()
    # The extra questions of the form that were answered; nobody must answer any.
    contestadas: Sequence[Contestada] = ()


def radicar(datos: DatosPeticion, *, actor: Actor, codigo_hash: str, recibida_en: datetime | None = None) -> Peticion:
    """File a petition: number, effective date, due date, acknowledgement by mail when there is an address.

    A rule of the municipality may give it to its office at once (`reparto`). No respectful petition is refused (CPACA art. 15
    par. 2): only what makes an answer impossible is asked for.

    Args:
        codigo_hash: hash of the tracking code that the citizen receives.
        recibida_en: when the municipality received it; now, unless an official files a paper received earlier today, or it came by
            e-mail, whose term runs from the instant at which the mail server had it, whenever it is read.

    Raises:
        DomainError: the text is missing, the chosen way of answering lacks its address, or `recibida_en` is not earlier.
        Forbidden: an official without the permission of the counter.
    """
    transition = PETICION.transitions["radicar"]
    if actor.kind == "funcionario":
        permissions.require(actor, transition.permission)
    _check(datos)
    by_mail = datos.canal == "correo" and recibida_en is not None and not _is_today(recibida_en)
    _check_when(recibida_en, any_day=by_mail)
    # All that can be read before the number is: whoever files next waits from the number on.
    calendario, rules = get_calendario(), list_para_repartir()
    # What came on an earlier day is numbered in today's order.
    numero = radicar_entrada(objeto_tipo="peticion", recibida_en=None if by_mail else recibida_en)
    received = recibida_en if by_mail and recibida_en is not None else numero.fecha
    term = vencimiento(datos.tipo, received, calendario, presencial=datos.canal == "ventanilla")
    peticion = _make(datos, actor, codigo_hash, received)
    peticion.contestar(datos.contestadas, sellar=datos.tipo.value in RESERVADAS)
    set_termino(peticion, Termino(term))
    peticion.radicado_id, peticion.radicado = numero.id, numero.numero
    peticion.texto_busqueda = peticion.make_texto_busqueda()
    _write(peticion, datos.solicitante)
    point(numero, peticion.id)
    for received_file in datos.archivos:
        register(received_file, sobre=("peticion", peticion.id), etiqueta="anexo")
    _acknowledge(peticion, datos)
    followed = seguir(peticion, CLASE, peticion.tipo, actor=actor) if datos.con_sugerencia else {}
    record(
        transition.event,
        actor=actor,
        sobre=("peticion", peticion.id),
        datos={
            **followed,
            "radicado": peticion.radicado,
            "tipo": peticion.tipo,
            "canal": peticion.canal,
            "efectiva_el": str(peticion.efectiva_el),
            "vence_el": str(peticion.vence_el),
            "anonima": peticion.anonima,
            "anexos": len(datos.archivos),
        },
        publico=True,
    )
    repartir(peticion, rules)
    if peticion.preferencia_por_confirmar and CAUSAS[peticion.preferente_causa].es_urgente:
        mails.preferencia_pedida(peticion)
    return peticion


def _write(peticion: Peticion, who: DatosSolicitante | None) -> None:
    if peticion.solicitante is not None:
        insert_now(peticion.solicitante)
        peticion.solicitante_id = peticion.solicitante.id
    insert_now(peticion)
    if who is not None and peticion.is_sellada:
        identidades.sellar(peticion, vars(who))


def _acknowledge(peticion: Peticion, datos: DatosPeticion) -> None:
    if datos.codigo_por_correo:
        mails_correo.radicada(
            peticion, anexos=len(datos.archivos), codigo=datos.codigo_por_correo, no_recibidos=datos.no_recibidos
        )  # fmt: skip
    else:
        mails.radicada(peticion, anexos=len(datos.archivos))


def _is_today(instant: datetime) -> bool:
    return instant.astimezone(clock.BOGOTA).date() == clock.today()


def _check_when(recibida_en: datetime | None, *, any_day: bool) -> None:
    if recibida_en is None:
        return
    # An earlier day's number would break the order of arrival that the register promises (Ley 962 de 2005 art. 15).
    if recibida_en > clock.now() or not (any_day or _is_today(recibida_en)):
        raise DomainError("La hora de recibo debe ser de hoy y no puede estar en el futuro.", "hora")


def _check(datos: DatosPeticion) -> None:
    require_text(datos.texto, "texto", "Escriba qué pide o qué pasó. Con sus palabras está bien.")
    who = datos.solicitante
    if datos.medio_respuesta == "correo" and (who is None or not who.correo):
        raise DomainError("Escriba su correo electrónico para recibir allí la respuesta, o elija otro medio.", "correo")
    if datos.medio_respuesta == "direccion" and (who is None or not who.direccion):
        raise DomainError("Escriba su dirección para enviarle allí la respuesta, o elija otro medio.", "direccion")
    if datos.preferencia and datos.preferencia not in ELEGIBLES:
        raise DomainError("Elija una de las razones de la lista, o ninguna.", "preferencia")
    if datos.acepta_notificacion and (who is None or not who.correo):
        raise DomainError("Para aceptar la notificación electrónica escriba su correo.", "correo")
    if datos.acepta_sms and (who is None or clean_movil(who.telefono_movil) is None):
        raise DomainError(SIN_MOVIL, "telefono_movil")


def _make(datos: DatosPeticion, actor: Actor, codigo_hash: str, received: datetime) -> Peticion:
    text = datos.texto.strip()
    given = datos.solicitante
    who = Solicitante(**vars(given)) if given and datos.tipo.value not in RESERVADAS else None
    is_child = given is not None and given.tipo == "menor"
    ground = NINO if is_child else datos.preferencia
    return Peticion(
        tipo=datos.tipo.value,
        estado=PETICION.transitions["radicar"].hacia,
        abierta=True,
        canal=datos.canal,
        verbal=datos.verbal,
        recibida_en=received,
        asunto=datos.asunto.strip() or summarize(text),
        texto=text,
        texto_sha256=hashlib.sha256(text.encode()).hexdigest(),
        latitud=datos.latitud,
        longitud=datos.longitud,
        lugar=datos.lugar,
        territorio_id=datos.territorio_id or find_territorio(datos.latitud, datos.longitud),
        observaciones=datos.observaciones.strip(),
        anonima=given is None,
        solicitante=who,
        preferente=bool(ground),
        preferente_motivo=CAUSAS[ground].nombre if ground else "",
        preferente_causa=ground,
        # Children and adolescents go before any other (DL 019 de 2012 art. 12); what others say of themselves is looked at.
        preferente_estado=CONFIRMADA if is_child else PEDIDA if ground else "",
        medio_respuesta=datos.medio_respuesta,
        notificacion_aceptada_en=clock.now() if datos.acepta_notificacion else None,
        # Never of a case against officials: a number on a telephone that others see would tell who denounced.
        sms_aceptado_en=clock.now() if datos.acepta_sms and who is not None else None,
        aviso_datos_version=AVISO_DATOS_VERSION,
        codigo_hash=codigo_hash,
        recibida_por_id=actor.id if actor.is_funcionario else None,
        version=1,
    )


def summarize(text: str, limit: int = 90) -> str:
    """The first words of a text as its subject, cut between words at about `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:.") + "…"

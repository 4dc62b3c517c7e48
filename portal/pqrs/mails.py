"""The letters of the PQRSD, one function each. They are written in the act's own transaction and sent by the worker.

No letter carries the text of the petition nor the tracking code: a mailbox may be shared or read by others. (Who files by e-mail
sees no page: to them alone `mails_correo` sends the code.)
"""

from collections.abc import Sequence
from datetime import date

from portal.core import clock
from portal.entidad.models import Funcionario
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.outbox.services import Attachment, enqueue
from portal.pqrs import mails_sms
from portal.pqrs.models import Asunto, Ausencia, Autoridad, Entrega, Peticion, Respuesta
from portal.pqrs.permissions import RESERVADAS, reaches
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.caso import corre_desde
from portal.pqrs.queries.identidades import correo_sellado
from portal.pqrs.queries.repartidores import is_reservada, list_control_interno, list_repartidores
from portal.web.urls import absolute_url

# The letters that tell of an answer or another decision, and may carry it: whether they arrive is proof of its delivery.
CON_DECISION = ("pqrs/respuesta", "pqrs/decision")


def _to_citizen(
    letter: str,
    peticion: Peticion,
    attachments: tuple[Attachment, ...] = (),
    *,
    key: str | None = None,
    secrets: Sequence[str] = (),
    **context: object,
) -> None:
    """A letter to who filed, when they gave an address; and a text message that there is one, when they accepted that."""
    mails_sms.avisar(peticion, letter, key=key)
    address = correo_sellado(peticion) if peticion.is_sellada else peticion.correo
    if not address:
        return
    enqueue(
        f"pqrs/{letter}",
        to=address,
        sealed=peticion.is_sellada,
        context={"peticion": peticion, "url_seguimiento": absolute_url("pqrs.seguimiento", radicado=peticion.radicado), **context},
        about=("peticion", peticion.id),
        attachments=attachments,
        key=key,
        secrets=secrets,
        thread=peticion.radicado,
    )


def _to_official(letter: str, recipient: Funcionario | None, peticion: Peticion, *, key: str | None = None, **context: object) -> None:
    """A letter to an official; nobody is written to when nobody is in charge."""
    recipient = receiver(recipient, peticion)
    if recipient is None or not recipient.activo:
        return
    enqueue(
        f"pqrs/{letter}",
        to=recipient.correo,
        context={
            "peticion": peticion,
            "funcionario": recipient,
            "url_caso": absolute_url("gestion_pqrs.caso", radicado=peticion.radicado),
            **context,
        },
        about=("peticion", peticion.id),
        key=key,
    )


# For the letters that have a module of their own.
to_citizen, to_official = _to_citizen, _to_official


def receiver(official: Funcionario | None, peticion: Peticion) -> Funcionario | None:
    """Who gets a letter meant for an official: while they are away, whoever takes their place and may see the case."""
    instead = sustituto_de(official)
    return instead if instead is not None and reaches(instead.as_actor(), peticion) else official


def _shown(peticion: Peticion, texto: str) -> str:
    """What an official wrote, where others may read the mailbox: nothing of a complaint against officials."""
    return "" if peticion.tipo in RESERVADAS else texto


shown = _shown


def in_charge(peticion: Peticion) -> Funcionario | None:
    """The official of the case, or the head of its department."""
    if peticion.responsable is not None and peticion.responsable.activo:
        return peticion.responsable
    return head(peticion)


def head(peticion: Peticion) -> Funcionario | None:
    """Who heads the case's department."""
    found: Funcionario | None = peticion.dependencia.jefe if peticion.dependencia else None
    return found


def radicada(peticion: Peticion, *, anexos: int) -> None:
    """Acknowledgement with radicado, date and time (CPACA arts. 61.3 and 62.1)."""
    _to_citizen("radicada", peticion, anexos=anexos)


def clasificada(peticion: Peticion, *, motivo: str) -> None:
    """The kind changed, and with it the due date."""
    _to_citizen("clasificada", peticion, motivo=motivo)


def asignada(peticion: Peticion, *, recipient: Funcionario | None) -> None:
    """An official has a case."""
    _to_official("asignada", recipient, peticion)


def mensaje(peticion: Peticion, *, texto: str, pide_respuesta: bool) -> None:
    """The office wrote on the tracking page. Of a complaint against officials a mailbox that others read says nothing."""
    _to_citizen("mensaje", peticion, texto=_shown(peticion, texto), pide_respuesta=pide_respuesta)


def mensaje_recibido(peticion: Peticion) -> None:
    """The citizen wrote."""
    _to_official("mensaje_recibido", in_charge(peticion), peticion)


def por_aprobar(peticion: Peticion, *, recipient: Funcionario) -> None:
    """A head has an answer to approve."""
    _to_official("por_aprobar", recipient, peticion)


def devuelta(peticion: Peticion, *, recipient: Funcionario | None, motivo: str) -> None:
    """A draft came back with what must change."""
    _to_official("devuelta", recipient, peticion, motivo=motivo)


def respuesta(peticion: Peticion, answer: Respuesta, letter: Received, *, is_delivery: bool) -> None:
    """There is an answer, or another decision. The letter goes along only when electronic notification was accepted (CPACA art. 56)."""
    attachments = (Attachment(letter.nombre, letter.mime, letter.sha256),) if is_delivery else ()
    _to_citizen(
        "respuesta" if answer.is_respuesta else "decision", peticion, attachments,
        salida=answer.salida.numero if answer.salida else "", is_delivery=is_delivery, clase=answer.info,
    )  # fmt: skip


def reabierta(peticion: Peticion, *, motivo: str) -> None:
    """The case is open again, with its new due date."""
    _to_citizen("reabierta", peticion, motivo=motivo)


def inconformidad(peticion: Peticion, *, motivo: str) -> None:
    """The citizen says that the answer does not resolve what was asked."""
    _to_official("inconformidad", in_charge(peticion), peticion, motivo=motivo)


def desistida(peticion: Peticion) -> None:
    """The citizen withdrew."""
    _to_citizen("desistida", peticion)
    _to_official("desistida_oficina", in_charge(peticion), peticion)


def anulada(peticion: Peticion, *, justificacion: str) -> None:
    """The radicado was voided, with its justification."""
    _to_citizen("anulada", peticion, justificacion=justificacion)


def requerimiento(peticion: Peticion, *, limite: date | None) -> None:
    """What is missing, and until when. Without `limite` the request came too late to pause the term."""
    _to_citizen("requerimiento", peticion, limite=limite)


def devolucion(peticion: Peticion, *, limite: date | None) -> None:
    """The petition was not understood: what to clarify, and until when."""
    _to_citizen("devolucion", peticion, limite=limite)


def complemento(peticion: Peticion) -> None:
    """The person brought what was missing."""
    _to_citizen("complemento", peticion, corre_desde=corre_desde())
    _to_official("complemento_oficina", in_charge(peticion), peticion, corre_desde=corre_desde())


def mas_tiempo(peticion: Peticion) -> None:
    """The person has more time to complete the petition."""
    _to_citizen("mas_tiempo", peticion)
    _to_official("mas_tiempo_oficina", in_charge(peticion), peticion)


def sin_complemento(peticion: Peticion) -> None:
    """Nothing came in time: the person may still bring it, and the office must decide."""
    _to_citizen("sin_complemento", peticion)
    _to_official("sin_complemento_oficina", in_charge(peticion), peticion)


def reanudada(peticion: Peticion, *, motivo: str) -> None:
    """The term runs again."""
    _to_citizen("reanudada", peticion, motivo=_shown(peticion, motivo), corre_desde=corre_desde())


def conflicto(peticion: Peticion, *, motivo: str) -> None:
    """The term stands still while a court decides who is competent."""
    _to_citizen("conflicto", peticion, motivo=_shown(peticion, motivo))


def prorroga(peticion: Peticion, *, motivo: str) -> None:
    """Why the answer takes longer, and until when (CPACA art. 14 par.): told before the term expires."""
    _to_citizen("prorroga", peticion, motivo=_shown(peticion, motivo))


def traslado(peticion: Peticion, letter: Respuesta, made: Received, *, autoridad: Autoridad, motivo: str) -> None:
    """The petition goes to the competent body, with its text and its files by the letter; the person gets a copy (CPACA art. 21)."""
    copy = Attachment(made.nombre, made.mime, made.sha256)
    parte = letter.datos.get("parte", "")
    _to_citizen("traslado", peticion, (copy,), autoridad=autoridad, motivo=motivo, parte=parte)
    if autoridad.correo:
        sent = [Attachment(one.nombre, one.mime, one.sha256) for one in list_archivos("peticion", peticion.id)]
        enqueue(
            "pqrs/traslado_autoridad", to=autoridad.correo, context={"peticion": peticion, "autoridad": autoridad, "parte": parte},
            about=("peticion", peticion.id), attachments=(copy, *sent),
        )  # fmt: skip


def sin_traslado(peticion: Peticion, made: Received, *, autoridad: Autoridad | None, motivo: str) -> None:
    """The petition is answered here after all: the person and the body that it had gone to get the letter."""
    copy = Attachment(made.nombre, made.mime, made.sha256)
    _to_citizen("sin_traslado", peticion, (copy,), autoridad=autoridad, motivo=motivo, hoy=clock.today())
    if autoridad and autoridad.correo:
        context = {"peticion": peticion, "autoridad": autoridad}
        enqueue("pqrs/sin_traslado_autoridad", to=autoridad.correo, context=context, about=("peticion", peticion.id), attachments=(copy,))


def preferencia_pedida(peticion: Peticion) -> None:
    """Somebody says that there is danger or harm that cannot be undone: who must look at it is told at once (CPACA art. 20)."""
    in_hand = in_charge(peticion)
    told = [in_hand] if in_hand else list_repartidores(reservadas=is_reservada(peticion.tipo))
    for one in told:
        _to_official("preferencia_pedida", one, peticion)


def preferencia_retirada(peticion: Peticion) -> None:
    """The precedence that the person asked for was not confirmed; why, they read on the tracking page."""
    _to_citizen("preferencia_retirada", peticion)


def citacion(peticion: Peticion, letter: Respuesta, *, lugar: str) -> None:
    """Come and be notified of a decision; what was decided stands in no mail (CPACA art. 68)."""
    _to_citizen("citacion", peticion, lugar=lugar, salida=letter.salida.numero if letter.salida else "")


def aviso(peticion: Peticion, letter: Respuesta, made: Received, copia: Sequence[Archivo]) -> None:
    """The aviso with the copy of the decision that the law asks for (CPACA art. 69)."""
    attached = (Attachment(made.nombre, made.mime, made.sha256), *(Attachment(one.nombre, one.mime, one.sha256) for one in copia))
    _to_citizen("aviso", peticion, attached, salida=letter.salida.numero if letter.salida else "")


def mas_tiempo_falla(peticion: Peticion, *, motivo: str) -> None:
    """The means failed: the person has more days to complete or clarify (CPACA art. 62 num. 2)."""
    _to_citizen("mas_tiempo_falla", peticion, motivo=motivo)


def continuacion(peticion: Peticion, *, motivo: str) -> None:
    """The office goes on ex officio with what was withdrawn."""
    _to_citizen("continuacion", peticion, motivo=_shown(peticion, motivo))


def silencio(peticion: Peticion) -> None:
    """By law the request counts as accepted: the person, the official, the head and control interno are told."""
    _to_citizen("silencio", peticion)
    told = [in_charge(peticion), head(peticion), *list_control_interno()]
    for one in {one.id: one for one in told if one is not None}.values():
        _to_official("silencio_oficina", one, peticion)


def in_charge_of(asunto: Asunto) -> Funcionario | None:
    """The official of a matter, or the head of its office."""
    if asunto.responsable is not None and asunto.responsable.activo:
        return asunto.responsable
    found: Funcionario | None = asunto.dependencia.jefe
    return found


def asuntos(peticion: Peticion, *, asuntos: Sequence[Asunto]) -> None:
    """The petition was separated: each matter's office and date. Not their titles, which tell what the petition is about."""
    _to_citizen("asuntos", peticion, asuntos=asuntos)


def asunto_clasificado(asunto: Asunto, *, motivo: str) -> None:
    """The kind of one matter changed, and with it that matter's date."""
    _to_citizen("asunto_clasificado", asunto.peticion, asunto=asunto, motivo=_shown(asunto.peticion, motivo))


def asunto_asignado(asunto: Asunto) -> None:
    """An office has a matter."""
    _to_official("asunto_asignado", in_charge_of(asunto), asunto.peticion, asunto=asunto)


def partes_listas(peticion: Peticion) -> None:
    """Every office has written its part: the case's office may join them."""
    _to_official("partes_listas", in_charge(peticion), peticion)


def respuesta_asunto(asunto: Asunto, letter: Respuesta, made: Received) -> None:
    """One matter has its answer. The letter goes along only when electronic notification was accepted (CPACA art. 56)."""
    peticion = asunto.peticion
    by_mail = peticion.medio_respuesta == "correo" and peticion.accepts_notificacion_electronica
    if by_mail:
        letter.entregas.append(Entrega(medio="correo", iniciada_en=clock.now(), prueba={"correo": peticion.correo}))
    attachments = (Attachment(made.nombre, made.mime, made.sha256),) if by_mail else ()
    _to_citizen(
        "respuesta_asunto", peticion, attachments, key=f"asunto-carta:{letter.id}", asunto=asunto,
        salida=letter.salida.numero if letter.salida else "", is_delivery=by_mail, es_recurso=letter.is_recurso_de_asunto,
    )  # fmt: skip


def respuesta_unica(peticion: Peticion, *, numero: str, url: str) -> None:
    """The answer to all who ask for the same is published; the person's own letter is in tracking."""
    _to_citizen("respuesta_unica", peticion, numero=numero, url=url)


def silencio_asunto(asunto: Asunto) -> None:
    """By law one matter counts as accepted: the person, its official, its head and control interno are told."""
    _to_citizen("silencio_asunto", asunto.peticion, asunto=asunto)
    told = [in_charge_of(asunto), asunto.dependencia.jefe, *list_control_interno()]
    for one in {one.id: one for one in told if one is not None}.values():
        _to_official("silencio_asunto_oficina", one, asunto.peticion, asunto=asunto)


def termino_recalculado(peticion: Peticion, *, antes: date, motivo: str, asunto: Asunto | None = None) -> None:
    """The due date of the case, or of one of its matters, moved because the calendar did: citizen and official are told."""
    _to_citizen("termino", peticion, antes=antes, motivo=motivo, asunto=asunto)
    whose = in_charge_of(asunto) if asunto else in_charge(peticion)
    _to_official("termino_oficina", whose, peticion, antes=antes, motivo=motivo, asunto=asunto)


def recordatorio(
    peticion: Peticion, *, recipient: Funcionario | None, momento: str, fecha: date, key: str, asunto: Asunto | None = None
) -> None:
    """A date comes near, or came: `momento` is mitad, tres_dias, un_dia or hoy of the due date; copias or copias_hoy; por_decidir.

    Args:
        asunto: the matter whose date it is, of a case that was separated in several.
    """
    _to_official("recordatorio", recipient, peticion, key=key, momento=momento, fecha=fecha, asunto=asunto)


def ausencia(registrada: Ausencia) -> None:
    """Somebody takes another's place from one day to another: both are told."""
    for one in (registrada.sustituto, registrada.funcionario):
        if one.activo:
            enqueue(
                "pqrs/ausencia",
                to=one.correo,
                context={
                    "funcionario": one,
                    "ausencia": registrada,
                    "url_ausencia": absolute_url("gestion_pqrs.ausencia", ausencia_id=registrada.id),
                },
            )

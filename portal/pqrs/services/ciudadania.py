"""The acts of who filed, from the tracking page."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.audit.services import record
from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario, get_entidad
from portal.extensions import db
from portal.files.services import Received
from portal.outbox.services import forget_sms
from portal.pqrs import mails
from portal.pqrs.estados import PETICION, POR_NOTIFICAR
from portal.pqrs.models import Encuesta, Mensaje, Peticion, Respuesta
from portal.pqrs.queries.ciudadano import is_abierta, reapertura_hasta
from portal.pqrs.queries.notificaciones import SIN_NOTIFICAR
from portal.pqrs.services.acto import begin, end, require_own, require_text
from portal.pqrs.services.complemento import Llegada, check_llegada, keep_message
from portal.pqrs.services.expedir import open_notifies
from portal.pqrs.services.fallas import limite_con_fallas
from portal.pqrs.services.responder import check_no_archivada, last_respuesta, prove, restart


def aportar(peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor, llegada: Llegada | None = None) -> Mensaje:
    """Send the office a message or files.

    Raises:
        DomainError: neither text nor files.
        Conflict: the case is closed.
    """
    transition = begin("aportar", peticion, actor)
    if not texto.strip() and not archivos:
        raise DomainError("Escriba un mensaje o adjunte un archivo.", "texto")
    came = check_llegada(llegada, peticion.recibida_en.astimezone(clock.BOGOTA).date())
    message = keep_message(peticion, texto, archivos, actor, llegada)
    # A message is not what was formally asked for: during a pause that is still awaited.
    peticion.espera_ciudadano = peticion.espera_ciudadano and peticion.pausa_desde is not None
    end(transition, peticion, actor, {**came, "archivos": len(archivos)})
    mails.mensaje_recibido(peticion)
    return message


def abrir_respuesta(peticion: Peticion, *, acepta: bool = False, actor: Actor) -> None:
    """The citizen opens the answer by a deliberate act: from this instant it is notified, if they accept this way (CPACA art. 56).

    A decision is only read, and not notified, by who accepted it neither before nor now: the citation and the aviso go on. A case
    whose answer was delivered by other means stays in its state; doing it twice changes nothing.

    Args:
        acepta: the person says now that opening this decision notifies it.
    """
    answer = last_respuesta(peticion)
    if answer is not None and answer.se_notifica and not (acepta or peticion.accepts_aqui):
        _read_only(peticion, answer, actor)
    elif peticion.estado == POR_NOTIFICAR:
        transition = begin("abrir_respuesta", peticion, actor)
        _open(peticion, actor)
        end(transition, peticion, actor, _opened(peticion, answer))
    elif _is_partial(peticion):
        # What was sent answers one matter only: it is opened by `abrir_asunto`.
        raise Conflict("Todavía falta responder otros asuntos de su solicitud.")
    elif answer is not None and (not is_abierta(answer) or (acepta and not peticion.is_notificada)):
        require_own(peticion, actor)
        _open(peticion, actor)
        # No act of the table, for nothing moves; but the municipality must be able to certify this moment.
        record(
            PETICION.transitions["abrir_respuesta"].event, actor=actor, sobre=("peticion", peticion.id),
            dependencia_id=peticion.dependencia_id, datos=_opened(peticion, answer), publico=True,
        )  # fmt: skip


def _read_only(peticion: Peticion, letter: Respuesta, actor: Actor) -> None:
    """Note that the person read a decision that is still to be notified. It moves nothing."""
    require_own(peticion, actor)
    if is_abierta(letter):
        return
    prove(peticion, "pagina", {SIN_NOTIFICAR: True}, clock.now(), actor)
    record(
        "decision_leida", actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id,
        datos={"carta_sha256": letter.carta_sha256}, publico=True,
    )  # fmt: skip


def _opened(peticion: Peticion, letter: Respuesta | None) -> dict[str, object]:
    """What the municipality certifies of an opening (CPACA art. 56): the letter, and that the person accepted at that moment."""
    facts: dict[str, object] = {"medio": "pagina", "carta_sha256": letter.carta_sha256 if letter else ""}
    return {**facts, "acepto_al_abrir": True} if letter and letter.se_notifica and not peticion.accepts_aqui else facts


def _is_partial(peticion: Peticion) -> bool:
    letter = last_respuesta(peticion) if peticion.is_separada and peticion.respondida_en is None else None
    return letter is not None and bool(letter.datos.get("asunto"))


def _open(peticion: Peticion, actor: Actor) -> None:
    """Note the opening. It notifies, unless the person was notified before: an aviso takes effect later than it is delivered."""
    now = clock.now()
    letter = prove(peticion, "pagina", {}, now, actor).respuesta
    if peticion.is_notificada:
        return
    peticion.notificada_en = now
    open_notifies(letter, now.astimezone(clock.BOGOTA).date())


def desistir(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Withdraw expressly (CPACA art. 18). No reason is asked for; the petition may be filed again."""
    transition = begin("desistir", peticion, actor, version)
    peticion.cerrada_en = clock.now()
    peticion.espera_ciudadano = False
    end(transition, peticion, actor, {"motivo": motivo.strip()} if motivo.strip() else {})
    mails.desistida(peticion)


def pedir_reapertura(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Say that the answer does not resolve what was asked; the case is open again with a whole term from now.

    Raises:
        DomainError: no reason.
        Conflict: the business days that the municipality gives for this, from the answer's notification, have passed; a new
            petition is always possible.
    """
    transition = begin("pedir_reapertura", peticion, actor, version)
    check_no_archivada(peticion)
    motivo = require_text(motivo, "motivo", "Escriba qué faltó en la respuesta.")
    last = reapertura_hasta(peticion, get_calendario(), get_entidad().dias_reapertura)
    since = peticion.notificada_en or peticion.respondida_en
    if last is not None and since is not None:
        last = limite_con_fallas(last, since.astimezone(clock.BOGOTA).date())
    if last is not None and clock.today() > last:
        raise Conflict(f"Esto se podía decir hasta el {fecha_larga(last)}. Presente una solicitud nueva y mencione este radicado.")
    facts = restart(peticion)
    end(transition, peticion, actor, {"motivo": motivo, **facts})
    mails.reabierta(peticion, motivo=motivo)
    mails.inconformidad(peticion, motivo=motivo)


def calificar(peticion: Peticion, *, puntaje: int, resuelto: bool, comentario: str, actor: Actor) -> Encuesta:
    """Rate the answer from 1 (very bad) to 5 (very good), once per answer.

    Raises:
        DomainError: the mark is not between 1 and 5.
        Conflict: this answer was rated already.
    """
    transition = begin("calificar", peticion, actor)
    if not 1 <= puntaje <= 5:
        raise DomainError("Elija una calificación de 1 a 5.", "puntaje")
    answer = last_respuesta(peticion)
    if answer is None:
        raise Conflict("Este caso no tiene respuesta que calificar.")
    if db.session.scalar(select(Encuesta.id).where(Encuesta.respuesta_id == answer.id)) is not None:
        raise Conflict("Usted ya calificó esta respuesta. Gracias.")
    survey = Encuesta(
        peticion_id=peticion.id,
        respuesta_id=answer.id,
        puntaje=puntaje,
        resuelto=resuelto,
        comentario=comentario.strip(),
        respondida_en=clock.now(),
    )
    db.session.add(survey)
    end(transition, peticion, actor, {"puntaje": puntaje, "resuelto": resuelto}, publico=False)
    return survey


def revocar_notificacion(peticion: Peticion, *, actor: Actor) -> None:
    """Take back the acceptance of electronic notification (CPACA art. 56); the answer will be delivered otherwise."""
    transition = begin("revocar_notificacion", peticion, actor)
    if peticion.notificacion_revocada_en is not None:
        raise Conflict("Esto ya se hizo: desde antes no le notificamos por correo electrónico en este caso.")
    if not peticion.accepts_notificacion_electronica:
        raise Conflict("Usted no tiene aceptada la notificación electrónica en este caso.")
    peticion.notificacion_revocada_en = clock.now()
    end(transition, peticion, actor)


def aceptar_sms(peticion: Peticion, *, actor: Actor) -> None:
    """Ask for notices by text message to the number that was given. They are no notification, and say nothing of the case.

    Raises:
        Conflict: it was asked for already, or there is no mobile number: none was given, or nobody may know whose case it is.
    """
    transition = begin("aceptar_sms", peticion, actor)
    if peticion.accepts_sms:
        raise Conflict("Esto ya se hizo: le avisamos por mensaje de texto en este caso.")
    if peticion.movil is None:
        raise Conflict("En este caso no tenemos un celular de Colombia al cual avisarle.")
    peticion.sms_aceptado_en, peticion.sms_revocado_en = clock.now(), None
    end(transition, peticion, actor)


def revocar_sms(peticion: Peticion, *, actor: Actor) -> None:
    """Take back the acceptance of text messages; those that wait are not sent.

    Raises:
        Conflict: they were not accepted, or that was taken back already.
    """
    transition = begin("revocar_sms", peticion, actor)
    if not peticion.accepts_sms:
        raise Conflict("Esto ya se hizo: no le enviamos mensajes de texto en este caso.")
    peticion.sms_revocado_en = clock.now()
    forget_sms(("peticion", peticion.id), only_waiting=True)
    end(transition, peticion, actor)

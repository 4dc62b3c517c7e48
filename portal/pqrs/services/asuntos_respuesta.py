"""The answer to one matter by a letter of its own: sent, delivered with its proof, opened; and what silence does to it."""

from datetime import datetime

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import Conflict, DomainError, NotFound
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.cartas import check_ready
from portal.pqrs.clases import REPOSICION_DE_RESPUESTA, ClaseCarta
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Asunto, Entrega, Peticion, Respuesta
from portal.pqrs.plazos import is_a_tiempo
from portal.pqrs.queries.asuntos import carta_propia, find_asunto_of, get_asunto, list_decisiones, list_pendientes
from portal.pqrs.queries.ciudadano import is_abierta
from portal.pqrs.queries.notificaciones import SIN_NOTIFICAR, conocida_el, find_notificacion
from portal.pqrs.queries.silencio import asunto_aceptado_el, silencio_de_asunto_por_anotar
from portal.pqrs.services.acto import begin, check_se_puede_negar, end, require_text
from portal.pqrs.services.asuntos import adjuntar_a, begin_asunto, end_asunto
from portal.pqrs.services.asuntos_del_caso import touch
from portal.pqrs.services.expedir import LetterMaker, can_enviar_asunto, open_notificacion, open_notifies, send, start_delivery
from portal.pqrs.services.recuento import recontar
from portal.pqrs.services.responder import MANUAL_MEANS, get_borrador, prove_carta


def find_firmante_asunto(asunto: Asunto, actor: Actor) -> Funcionario | None:
    """Who is going to sign the letter on the matter, as far as can be told before it is sent."""
    if can_enviar_asunto(asunto, actor) and permissions.can(actor, "pqrs:responder", asunto):
        return db.session.get(Funcionario, actor.id)
    head: Funcionario | None = asunto.dependencia.jefe
    return head if asunto.dependencia.exige_aprobacion else asunto.responsable or head


def responder_asunto(
    asunto: Asunto, *, make_letter: LetterMaker, actor: Actor, version: int | None = None, decide: bool = False
) -> Respuesta:
    """Answer one matter with its own letter. The last one answers the case, which then waits for its delivery.

    Args:
        decide: it denies or decides on a right: it is notified, and reposición lies against it, which the letter then says.

    Raises:
        DomainError: nothing is written, the head of the office must send it, a joint draft would be left without a use, or it denies
            what the law accepted for want of an answer.
        Conflict: the matter or the case changed since it was read.
    """
    peticion = asunto.peticion
    is_last = [one.id for one in list_pendientes(peticion)] == [asunto.id]
    transition = begin_asunto("responder_ultimo_asunto" if is_last else "responder_asunto", asunto, actor, version)
    if not can_enviar_asunto(asunto, actor):
        raise DomainError(f"En {asunto.dependencia.nombre} las cartas las firma quien la dirige. Pídale que la envíe.")
    if decide:
        check_se_puede_negar(asunto_aceptado_el(asunto), "decide")
    if decide and asunto.dependencia.superior_id is not None:
        raise DomainError(
            "Las decisiones de esta oficina se pueden apelar, y eso es de toda la solicitud: decida en la respuesta conjunta.",
            "decide",
        )
    text = require_text(asunto.parte, "texto", "Escriba y guarde la respuesta de este asunto antes de enviarla.")
    check_ready(text, "texto")
    if is_last and get_borrador(peticion) is not None:
        raise DomainError("Hay una respuesta conjunta en borrador. Envíela desde el caso: responde también este asunto.")
    now = clock.now()
    letter = Respuesta(
        peticion_id=peticion.id, clase=ClaseCarta.RESPUESTA.value, autor_id=asunto.parte_autor_id, actualizada_en=now, enviada_en=now,
        cuerpo=f"{text}\n\n{REPOSICION_DE_RESPUESTA}" if decide else text,
        datos={"asunto": asunto.numero, "titulo": asunto.titulo, **({"decide": True} if decide else {})},
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    adjuntar_a(asunto, letter)
    made = send(peticion, letter, make_letter=make_letter, actor=actor)
    asunto.respuesta_id, asunto.respuesta, asunto.respondida_en = letter.id, letter, now
    facts = {
        "asunto": asunto.numero, "salida": letter.salida.numero if letter.salida else "",
        "en_termino": is_a_tiempo(asunto.vence_el, now), "carta_sha256": letter.carta_sha256,
    }  # fmt: skip
    touch(peticion)
    if is_last:
        peticion.respondida_en, peticion.espera_ciudadano = now, False
        end(transition, peticion, actor, facts)
        start_delivery(peticion, letter, made)
    else:
        recontar(peticion)
        if letter.se_notifica:
            open_notificacion(letter)
        end_asunto(transition, asunto, actor, {**facts, "caso_vence_el": str(peticion.vence_el)})
        mails.respuesta_asunto(asunto, letter, made)
    return letter


def get_carta(asunto: Asunto) -> Respuesta:
    """The letter that was sent on this matter alone. Raises NotFound."""
    letter = carta_propia(asunto)
    if letter is None:
        raise NotFound("Este asunto no tiene una carta propia.")
    return letter


def entregar_asunto(asunto: Asunto, *, medio: str, detalle: str, fecha: datetime, actor: Actor) -> Entrega:
    """Record that the letter on one matter was delivered by hand or at the address.

    Raises:
        DomainError: the means is not one that officials record, the proof is missing, or the instant is impossible.
        NotFound: the matter has no letter of its own.
        Conflict: it is a decision, which is notified in its own way (CPACA arts. 66 to 69).
    """
    transition = begin_asunto("entregar_asunto", asunto, actor, waits=False)
    letter = get_carta(asunto)
    if letter.se_notifica:
        raise Conflict("Esta decisión se notifica: cite a la persona, notifíquela en persona o envíele el aviso.")
    if medio not in MANUAL_MEANS:
        raise DomainError("Elija cómo se entregó.", "medio")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: quién recibió, o el número de guía.")
    if fecha > clock.now() or (letter.enviada_en is not None and fecha.date() < letter.enviada_en.astimezone(clock.BOGOTA).date()):
        raise DomainError("La fecha de entrega va entre el día de la carta y hoy.", "fecha")
    delivery = prove_carta(letter, medio, {"detalle": detalle}, fecha, actor)
    end_asunto(transition, asunto, actor, {"medio": medio})
    return delivery


def abrir_asunto(peticion: Peticion, *, numero: int, acepta: bool = False, actor: Actor) -> None:
    """The person opens the answer to one matter, or the decision of their appeal on it, which notifies it (CPACA art. 56).

    Twice changes nothing. Who was notified before stays notified since then. As with `abrir_respuesta`, a decision is only read by who
    accepted this way neither before nor now.

    Args:
        acepta: the person says now that opening this decision notifies it.

    Raises:
        NotFound: the case has no such matter, or nothing was sent on it alone.
    """
    transition = begin("abrir_asunto", peticion, actor)
    asunto = get_asunto(peticion, numero)
    get_carta(asunto)
    letters = list_decisiones(asunto)
    letter = next((one for one in letters if not is_abierta(one) or (acepta and conocida_el(one, find_notificacion(one)) is None)), None)
    if letter is None:
        return
    now = clock.now()
    if letter.se_notifica and not (acepta or peticion.accepts_aqui):
        prove_carta(letter, "pagina", {SIN_NOTIFICAR: True}, now, actor)
        record(
            "decision_leida", actor=actor, sobre=("peticion", peticion.id), dependencia_id=asunto.dependencia_id,
            datos={"asunto": asunto.numero, "carta_sha256": letter.carta_sha256}, publico=True,
        )  # fmt: skip
        return
    prove_carta(letter, "pagina", {}, now, actor)
    open_notifies(letter, now.astimezone(clock.BOGOTA).date())
    end_asunto(transition, asunto, actor, {"medio": "pagina", "carta_sha256": letter.carta_sha256})


def record_mail_accepted_asunto(letter_id: int, message_id: str) -> None:
    """The person's mail server accepted the letter on a matter: delivered, not notified, which needs them to open it."""
    asunto = find_asunto_of(letter_id)
    if asunto is None or not asunto.peticion.accepts_notificacion_electronica:
        return
    transition = PETICION.check("entregar_asunto", asunto.peticion.estado)
    prove_carta(db.session.get_one(Respuesta, letter_id), "correo", {"mensaje": message_id}, clock.now(), SISTEMA)
    end_asunto(transition, asunto, SISTEMA, {"medio": "correo"})


def operar_silencio_asunto(asunto: Asunto) -> bool:
    """Note that a matter asking for documents or information is accepted by law, unanswered (CPACA art. 14.1); True when it was."""
    silence = silencio_de_asunto_por_anotar(asunto)
    if silence is None:
        return False
    transition = begin_asunto("operar_silencio_asunto", asunto, SISTEMA)
    asunto.aceptada_desde, asunto.copias_el = silence.aceptada_desde, silence.copias_el
    end_asunto(transition, asunto, SISTEMA, {"aceptada_desde": str(silence.aceptada_desde), "copias_el": str(silence.copias_el)})
    mails.silencio_asunto(asunto)
    return True

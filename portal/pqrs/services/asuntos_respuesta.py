"""The answer to one matter by a letter of its own: sent, delivered with its proof, opened; and what silence does to it."""

from datetime import datetime

from portal.core import clock, permissions
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError, NotFound
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.cartas import check_ready
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Asunto, Entrega, Peticion, Respuesta
from portal.pqrs.plazos import aceptacion_por_silencio, is_a_tiempo
from portal.pqrs.queries.asuntos import get_asunto, list_pendientes
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.asuntos import adjuntar_a, begin_asunto, end_asunto
from portal.pqrs.services.asuntos_del_caso import touch
from portal.pqrs.services.expedir import LetterMaker, send, start_delivery
from portal.pqrs.services.recuento import recontar
from portal.pqrs.services.responder import MANUAL_MEANS, get_borrador


def can_enviar_asunto(asunto: Asunto, actor: Actor) -> bool:
    """Whether this official may send the letter on the matter: where the head signs, only who approves there."""
    if not asunto.dependencia.exige_aprobacion:
        return True
    return "pqrs:aprobar" in actor.permissions and actor.dependencia_id == asunto.dependencia_id


def find_firmante_asunto(asunto: Asunto, actor: Actor) -> Funcionario | None:
    """Who is going to sign the letter on the matter, as far as can be told before it is sent."""
    if can_enviar_asunto(asunto, actor) and permissions.can(actor, "pqrs:responder", asunto):
        return db.session.get(Funcionario, actor.id)
    head: Funcionario | None = asunto.dependencia.jefe
    return head if asunto.dependencia.exige_aprobacion else asunto.responsable or head


def responder_asunto(asunto: Asunto, *, make_letter: LetterMaker, actor: Actor, version: int | None = None) -> Respuesta:
    """Answer one matter with its own letter. The last one answers the case, which then waits for its delivery.

    Raises:
        DomainError: nothing is written, the head of the office must send it, or a joint draft would be left without a use.
        Conflict: the matter or the case changed since it was read.
    """
    peticion = asunto.peticion
    is_last = [one.id for one in list_pendientes(peticion)] == [asunto.id]
    transition = begin_asunto("responder_ultimo_asunto" if is_last else "responder_asunto", asunto, actor, version)
    if not can_enviar_asunto(asunto, actor):
        raise DomainError(f"En {asunto.dependencia.nombre} las cartas las firma quien la dirige. Pídale que la envíe.")
    text = require_text(asunto.parte, "texto", "Escriba y guarde la respuesta de este asunto antes de enviarla.")
    check_ready(text, "texto")
    if is_last and get_borrador(peticion) is not None:
        raise DomainError("Hay una respuesta conjunta en borrador. Envíela desde el caso: responde también este asunto.")
    now = clock.now()
    letter = Respuesta(
        peticion_id=peticion.id, clase=ClaseCarta.RESPUESTA.value, cuerpo=text, autor_id=asunto.parte_autor_id, actualizada_en=now,
        enviada_en=now, datos={"asunto": asunto.numero, "titulo": asunto.titulo},
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
        end_asunto(transition, asunto, actor, {**facts, "caso_vence_el": str(peticion.vence_el)})
        mails.respuesta_asunto(asunto, letter, made)
    return letter


def get_carta(asunto: Asunto) -> Respuesta:
    """The letter that was sent on this matter alone. Raises NotFound."""
    if asunto.respuesta is None or not asunto.respuesta.datos.get("asunto"):
        raise NotFound("Este asunto no tiene una carta propia.")
    return asunto.respuesta


def _prove(asunto: Asunto, medio: str, proof: dict[str, object], when: datetime, actor: Actor) -> Entrega:
    letter = get_carta(asunto)
    delivery = next((one for one in letter.entregas if one.medio == medio and one.probada_en is None), None)
    if delivery is None:
        delivery = Entrega(respuesta_id=letter.id, medio=medio, iniciada_en=when, prueba={})
        letter.entregas.append(delivery)
    delivery.probada_en, delivery.prueba = when, {**delivery.prueba, **proof}
    delivery.registrada_por_id = actor.id if actor.is_funcionario else None
    db.session.flush()
    return delivery


def entregar_asunto(asunto: Asunto, *, medio: str, detalle: str, fecha: datetime, actor: Actor) -> Entrega:
    """Record that the letter on one matter was delivered by hand or at the address.

    Raises:
        DomainError: the means is not one that officials record, the proof is missing, or the instant is impossible.
        NotFound: the matter has no letter of its own.
    """
    transition = begin_asunto("entregar_asunto", asunto, actor, waits=False)
    letter = get_carta(asunto)
    if medio not in MANUAL_MEANS:
        raise DomainError("Elija cómo se entregó.", "medio")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: quién recibió, o el número de guía.")
    if fecha > clock.now() or (letter.enviada_en is not None and fecha.date() < letter.enviada_en.astimezone(clock.BOGOTA).date()):
        raise DomainError("La fecha de entrega va entre el día de la carta y hoy.", "fecha")
    delivery = _prove(asunto, medio, {"detalle": detalle}, fecha, actor)
    end_asunto(transition, asunto, actor, {"medio": medio})
    return delivery


def abrir_asunto(peticion: Peticion, *, numero: int, actor: Actor) -> None:
    """The person opens the answer to one matter, which notifies it (CPACA art. 56). Twice changes nothing.

    Raises:
        NotFound: the case has no such matter, or nothing was sent on it alone.
    """
    transition = begin("abrir_asunto", peticion, actor)
    asunto = get_asunto(peticion, numero)
    if any(one.medio == "pagina" and one.probada_en for one in get_carta(asunto).entregas):
        return
    _prove(asunto, "pagina", {}, clock.now(), actor)
    end_asunto(transition, asunto, actor, {"medio": "pagina", "carta_sha256": get_carta(asunto).carta_sha256})


def record_mail_accepted_asunto(letter_id: int, message_id: str) -> None:
    """The person's mail server accepted the letter on a matter: delivered, not notified, which needs them to open it."""
    asunto = db.session.scalar(db.select(Asunto).where(Asunto.respuesta_id == letter_id))
    if asunto is None or not asunto.peticion.accepts_notificacion_electronica:
        return
    transition = PETICION.check("entregar_asunto", asunto.peticion.estado)
    _prove(asunto, "correo", {"mensaje": message_id}, clock.now(), SISTEMA)
    end_asunto(transition, asunto, SISTEMA, {"medio": "correo"})


def operar_silencio_asunto(asunto: Asunto) -> bool:
    """Note that a matter asking for documents or information is accepted by law, unanswered (CPACA art. 14.1); True when it was."""
    if asunto.pausa_desde is not None or asunto.aceptada_desde is not None or not asunto.abierta:
        return False
    calendario = get_calendario()
    silence = aceptacion_por_silencio(termino_of(asunto.peticion, calendario, asunto=asunto).vencido, calendario)
    if silence is None or clock.today() < silence.aceptada_desde:
        return False
    transition = begin_asunto("operar_silencio_asunto", asunto, SISTEMA)
    asunto.aceptada_desde, asunto.copias_el = silence.aceptada_desde, silence.copias_el
    end_asunto(transition, asunto, SISTEMA, {"aceptada_desde": str(silence.aceptada_desde), "copias_el": str(silence.copias_el)})
    mails.silencio_asunto(asunto)
    return True

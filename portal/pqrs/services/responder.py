"""The answer: written, approved, sent as a letter with its outgoing number, delivered with proof; and reopened."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import Conflict, DomainError, NotFound
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.queries import get_archivo
from portal.files.services import Received, register
from portal.pqrs import mails
from portal.pqrs.cartas import check_ready
from portal.pqrs.clases import DECIDEN, REPOSICION_DE_RESPUESTA, ClaseCarta
from portal.pqrs.estados import EN_APROBACION, POR_NOTIFICAR
from portal.pqrs.models import Entrega, Peticion, Respuesta
from portal.pqrs.models.respuesta import MEDIOS_A_MANO
from portal.pqrs.plazos import Termino, is_a_tiempo, vencimiento
from portal.pqrs.queries.silencio import aceptada_el
from portal.pqrs.services.acto import begin, check_se_puede_negar, end, require_text, set_termino
from portal.pqrs.services.asuntos_del_caso import ask_again, check_asuntos_firmes, check_partes, check_sin_aceptar, mark_answered
from portal.pqrs.services.expedir import LetterMaker, can_enviar, cierre_con, send, start_delivery, superior_of
from portal.pqrs.tipos import TipoPeticion

MANUAL_MEANS = MEDIOS_A_MANO
OTHER_DRAFT = "Se guardó otra versión de esta respuesta mientras usted escribía. Su texto sigue aquí: compárelo antes de guardar."


def get_borrador(peticion: Peticion) -> Respuesta | None:
    """The draft of the answer, when there is one."""
    return db.session.scalar(select(Respuesta).where(Respuesta.peticion_id == peticion.id, Respuesta.enviada_en.is_(None)))


def proyectar(
    peticion: Peticion, *, cuerpo: str, actor: Actor, archivos: Sequence[Received] = (), version_borrador: int | None = None
) -> Respuesta:
    """Keep the draft of the answer, with the files that will go along with it.

    Args:
        archivos: files to add to those that the draft has.
        version_borrador: the draft's version on screen (0 or None: there was no draft).

    Raises:
        DomainError: the text is empty.
        Conflict: somebody else changed the draft meanwhile; nothing was overwritten.
    """
    transition = begin("proyectar", peticion, actor)
    text = require_text(cuerpo, "cuerpo", "Escriba la respuesta.")
    draft = get_borrador(peticion)
    if (draft.version if draft else 0) != (version_borrador or 0):
        raise Conflict(OTHER_DRAFT)
    if draft is None:
        draft = _new_draft(peticion, text, actor)
    elif draft.cuerpo == text and not archivos:
        return draft
    draft.cuerpo, draft.autor_id, draft.actualizada_en = text, actor.id, clock.now()
    for received in archivos:
        register(received, sobre=("respuesta", draft.id), etiqueta="respuesta")
    end(transition, peticion, actor, {"anexos_agregados": len(archivos)} if archivos else {}, publico=False)
    return draft


def _new_draft(peticion: Peticion, text: str, actor: Actor) -> Respuesta:
    draft = Respuesta(peticion_id=peticion.id, cuerpo=text, autor_id=actor.id, actualizada_en=clock.now())
    db.session.add(draft)
    try:
        db.session.flush()
    except IntegrityError as error:
        # Two wrote the first draft at the same moment: the index lets only one of them in.
        raise Conflict(OTHER_DRAFT) from error
    return draft


def quitar_anexo(peticion: Peticion, *, archivo_id: int, actor: Actor) -> None:
    """Take a file off the draft; what was sent keeps its files for ever.

    Raises:
        NotFound: the draft has no such file.
    """
    transition = begin("proyectar", peticion, actor)
    draft = get_borrador(peticion)
    if draft is None:
        raise NotFound
    archivo = get_archivo(archivo_id, sobre=("respuesta", draft.id))
    draft.actualizada_en = clock.now()
    db.session.delete(archivo)
    end(transition, peticion, actor, {"anexo_quitado": archivo.nombre}, publico=False)


def pedir_aprobacion(peticion: Peticion, *, actor: Actor, version: int | None = None) -> None:
    """Give the draft to the head of the department.

    Raises:
        DomainError: there is no draft, it still has a variable or an empty point in it, or the department has nobody who approves.
    """
    transition = begin("pedir_aprobacion", peticion, actor, version)
    draft = get_borrador(peticion)
    if draft is None:
        raise DomainError("Todavía no hay respuesta escrita. Escríbala y guárdela primero.", "cuerpo")
    check_ready(draft.cuerpo)
    head = peticion.dependencia.jefe if peticion.dependencia else None
    if head is None:
        raise DomainError("La dependencia no tiene jefe registrado. Pida a quien administra el portal que lo registre.")
    draft.motivo_devolucion = ""
    end(transition, peticion, actor, publico=False)
    mails.por_aprobar(peticion, recipient=head)


def devolver_proyecto(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Send the draft back to who wrote it, with what must change."""
    transition = begin("devolver_proyecto", peticion, actor, version)
    draft = get_borrador(peticion)
    motivo = require_text(motivo, "motivo", "Escriba qué hay que corregir.")
    if draft is not None:
        draft.motivo_devolucion = motivo
    end(transition, peticion, actor, {"motivo": motivo}, publico=False)
    mails.devuelta(peticion, recipient=peticion.responsable or (draft.autor if draft else None), motivo=motivo)


def responder(
    peticion: Peticion,
    *,
    make_letter: LetterMaker,
    actor: Actor,
    archivos: Sequence[Received] = (),
    version: int | None = None,
    version_borrador: int | None = None,
    decide: bool = False,
) -> Respuesta:
    """Send the answer: the letter takes its outgoing number in this transaction and can no longer be changed.

    The case waits in «por notificar» until a delivery is proved. An answer sent by 23:59 of the due day is in time.

    Args:
        decide: it denies or decides on a right: it is notified, and reposición lies against it, which the letter then says.

    Raises:
        DomainError: there is no draft, it has holes, the head of the department must approve it first, or it denies what the law
            accepted for want of an answer.
        Conflict: the draft or the case changed since it was read.
    """
    transition = begin("responder", peticion, actor, version)
    draft = get_borrador(peticion)
    if draft is None:
        raise DomainError("Todavía no hay respuesta escrita. Escríbala y guárdela primero.", "cuerpo")
    if version_borrador is not None and draft.version != version_borrador:
        raise Conflict("La respuesta cambió después de que usted la leyó. Léala otra vez antes de enviarla.")
    if not can_enviar(peticion, actor):
        raise DomainError("Esta dependencia pide que su jefe apruebe la respuesta antes de enviarla. Use «Enviar a aprobación».")
    check_partes(peticion)
    check_ready(draft.cuerpo, se_devuelve=peticion.estado == EN_APROBACION)
    now = clock.now()
    if decide:
        check_se_puede_negar(aceptada_el(peticion), "decide")
        check_sin_aceptar(peticion)
        superior = superior_of(peticion)
        draft.datos = {**draft.datos, "decide": True, **superior}
        draft.cuerpo = f"{draft.cuerpo}\n\n{cierre_con(superior, REPOSICION_DE_RESPUESTA)}"
    letter = send(peticion, draft, make_letter=make_letter, actor=actor, archivos=archivos)
    mark_answered(peticion, draft)
    peticion.respondida_en = now
    peticion.espera_ciudadano = False
    end(
        transition,
        peticion,
        actor,
        {
            "salida": draft.salida.numero if draft.salida else "",
            "en_termino": is_a_tiempo(peticion.vence_el, now),
            "carta_sha256": letter.sha256,
        },
    )
    start_delivery(peticion, draft, letter)
    return draft


def registrar_entrega(
    peticion: Peticion,
    *,
    medio: str,
    detalle: str,
    fecha: datetime,
    actor: Actor,
    version: int | None = None,
    archivos: Sequence[Received] = (),
) -> Entrega:
    """Record that the answer was handed over at the counter or at the address: from then on the person knows it.

    Args:
        detalle: who received it, or the courier's guide number.
        fecha: when it was delivered.

    Raises:
        DomainError: the means is not one that officials record, the proof is missing, or the instant is impossible.
        Conflict: it is a decision, which is notified in its own way (CPACA arts. 66 to 69).
    """
    transition = begin("registrar_entrega", peticion, actor, version)
    answer = last_respuesta(peticion)
    if answer is not None and answer.se_notifica:
        raise Conflict("Esta decisión se notifica: cite a la persona, notifíquela en persona o envíele el aviso.")
    if medio not in MANUAL_MEANS:
        raise DomainError("Elija cómo se entregó.", "medio")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: quién recibió, o el número de guía.")
    sent = peticion.respondida_en
    if fecha > clock.now():
        raise DomainError("La fecha de entrega no puede estar en el futuro.", "fecha")
    if sent is not None and fecha.date() < sent.date():
        raise DomainError("La entrega no puede ser anterior a la respuesta.", "fecha")
    delivery = prove(peticion, medio, {"detalle": detalle}, fecha, actor)
    peticion.notificada_en = peticion.notificada_en or fecha
    for received in archivos:
        register(received, sobre=("entrega", delivery.id), etiqueta="prueba")
    # Who received stands in the proof: the record of acts, which nothing is ever taken out of, names no person.
    end(transition, peticion, actor, {"medio": medio})
    return delivery


def record_mail_accepted(peticion: Peticion, message_id: str) -> None:
    """The citizen's mail server accepted the answer. Delivered, but not «notificada»: that needs the person to open it."""
    if peticion.estado != POR_NOTIFICAR or not peticion.accepts_notificacion_electronica:
        return
    transition = begin("registrar_entrega", peticion, SISTEMA)
    prove(peticion, "correo", {"mensaje": message_id}, clock.now(), SISTEMA)
    end(transition, peticion, SISTEMA, {"medio": "correo"})


def last_respuesta(peticion: Peticion) -> Respuesta | None:
    """The newest letter that decides the petition: its answer, mostly. The decision of an appeal on one matter decides only that one."""
    sent = select(Respuesta).where(Respuesta.peticion_id == peticion.id, Respuesta.enviada_en.is_not(None), Respuesta.clase.in_(DECIDEN))
    return next((one for one in db.session.scalars(sent.order_by(Respuesta.id.desc())) if not one.is_recurso_de_asunto), None)


def prove(peticion: Peticion, medio: str, proof: Mapping[str, object], when: datetime, actor: Actor) -> Entrega:
    """Note the proof of one delivery of the newest answer, beginning the delivery if nobody had."""
    answer = last_respuesta(peticion)
    if answer is None:
        raise DomainError("Este caso no tiene respuesta enviada.")
    return prove_carta(answer, medio, proof, when, actor)


def prove_carta(carta: Respuesta, medio: str, proof: Mapping[str, object], when: datetime, actor: Actor) -> Entrega:
    """Note the proof of one delivery of a letter, beginning the delivery if nobody had."""
    delivery = next((one for one in carta.entregas if one.medio == medio and one.probada_en is None), None)
    if delivery is None:
        delivery = Entrega(respuesta_id=carta.id, medio=medio, iniciada_en=when, prueba={})
        carta.entregas.append(delivery)
    delivery.probada_en = when
    delivery.prueba = {**delivery.prueba, **proof}
    delivery.registrada_por_id = actor.id if actor.is_funcionario else None
    db.session.flush()
    return delivery


def cerrar(peticion: Peticion, *, actor: Actor, version: int | None = None) -> None:
    """End a case whose answer was delivered.

    Raises:
        Conflict: its decision, or that on one of its matters, is not notified yet, or an appeal waits.
    """
    transition = begin("cerrar", peticion, actor, version)
    letter = last_respuesta(peticion)
    if letter is not None and letter.se_notifica and not peticion.is_notificada:
        raise Conflict("Falta notificar la decisión. Cuando esté notificada se puede cerrar el caso.")
    check_asuntos_firmes(peticion, letter)
    peticion.cerrada_en = clock.now()
    end(transition, peticion, actor)


def reabrir(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Take up again a case that was answered or withdrawn; its term is counted from now, whole."""
    transition = begin("reabrir", peticion, actor, version)
    check_no_archivada(peticion)
    motivo = require_text(motivo, "motivo", "Escriba por qué reabre el caso.")
    facts = restart(peticion)
    end(transition, peticion, actor, {"motivo": motivo, **facts})
    mails.reabierta(peticion, motivo=motivo)


def check_no_archivada(peticion: Peticion) -> None:
    """Raise Conflict when what was not clarified in its ten days was archived: that moves only by an appeal or a judge (CPACA art. 19)."""
    letter = last_respuesta(peticion)
    if letter is not None and letter.clase == ClaseCarta.ARCHIVO:
        raise Conflict("La solicitud se archivó porque no se aclaró. Procede el recurso de reposición, o presentar una nueva.")


def restart(peticion: Peticion) -> dict[str, str]:
    """Count the term anew from now: what is asked is asked again. Gives the new dates, for the audit.

    Of what the law accepted for want of an answer nothing is counted anew: it stays accepted, and its copies are owed since then
    (CPACA art. 14.1).
    """
    ask_again(peticion)
    if peticion.aceptada_desde is None:
        set_termino(peticion, Termino(vencimiento(TipoPeticion(peticion.tipo), clock.now(), get_calendario())))
    peticion.respondida_en = peticion.notificada_en = peticion.cerrada_en = None
    return {"vence_el": str(peticion.vence_el), "efectiva_el": str(peticion.efectiva_el)}

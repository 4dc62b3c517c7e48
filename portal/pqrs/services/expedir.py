"""Issuing a letter: its outgoing number, its PDF and its row, in the transaction of the act that it belongs to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails
from portal.pqrs.cartas import check_ready
from portal.pqrs.clases import APELACION, CLASES, ClaseCarta
from portal.pqrs.estados import EN_APROBACION
from portal.pqrs.models import Asunto, Entrega, Notificacion, Peticion, Respuesta
from portal.pqrs.queries.notificaciones import find_notificacion
from portal.radicacion.models import Radicado
from portal.radicacion.services import radicar_salida

# Makes the letter's PDF and stores it: (petition, letter, outgoing number, signer) → what was stored.
LetterMaker = Callable[[Peticion, Respuesta, Radicado, Funcionario], Received]


def needs_aprobacion(peticion: Peticion) -> bool:
    """Whether the case's department asks that its head approves each letter before it is sent."""
    return peticion.dependencia is not None and peticion.dependencia.exige_aprobacion


def can_enviar(peticion: Peticion, actor: Actor) -> bool:
    """Whether this official may send letters on the case without asking its head: the head who sends approves by sending."""
    if not needs_aprobacion(peticion):
        return True
    return "pqrs:aprobar" in actor.permissions and (peticion.estado == EN_APROBACION or actor.dependencia_id == peticion.dependencia_id)


def can_enviar_asunto(asunto: Asunto, actor: Actor) -> bool:
    """Whether this official may send the letters on the matter: where the head signs, only who approves there."""
    if not asunto.dependencia.exige_aprobacion:
        return True
    return "pqrs:aprobar" in actor.permissions and actor.dependencia_id == asunto.dependencia_id


def find_firmante(peticion: Peticion, actor: Actor) -> Funcionario | None:
    """Who is going to sign the answer, as far as can be told before it is sent: who looks at it, when they may send it.

    Otherwise the head where the head signs; elsewhere the official who has the case, and without one the head.
    """
    if can_enviar(peticion, actor) and permissions.can(actor, "pqrs:responder", peticion):
        return db.session.get(Funcionario, actor.id)
    head = peticion.dependencia.jefe if peticion.dependencia else None
    return head if needs_aprobacion(peticion) else peticion.responsable or head


def expedir(
    peticion: Peticion,
    clase: ClaseCarta,
    cuerpo: str,
    *,
    make_letter: LetterMaker,
    actor: Actor,
    archivos: Sequence[Received] = (),
    datos: Mapping[str, Any] | None = None,
    campo: str = "motivo",
    cierre: str | None = None,
    asunto: Asunto | None = None,
) -> tuple[Respuesta, Received]:
    """Issue the letter of an act that is written and sent at once; gives its row and its PDF.

    Args:
        cuerpo: what the official wrote; the paragraph that the law asks for at the end is added here.
        datos: what the letter says in fields: the new date, the authority.
        campo: the form's field that the official wrote in.
        cierre: that paragraph, where it is not the one of all letters of the kind.
        asunto: the matter that the letter is on: its office sends it.

    Raises:
        DomainError: the department asks that its head sends, or the text has holes.
    """
    if not (can_enviar_asunto(asunto, actor) if asunto else can_enviar(peticion, actor)):
        raise DomainError("Esta dependencia pide que su jefe firme las cartas. Pídale que haga este trámite.")
    check_ready(cuerpo, campo)
    superior = superior_of(peticion) if CLASES[clase].recurso and clase is not ClaseCarta.DESISTIMIENTO else {}
    ending = cierre_con(superior, CLASES[clase].cierre) if cierre is None else cierre
    now = clock.now()
    letter = Respuesta(
        peticion_id=peticion.id, clase=clase.value, cuerpo=f"{cuerpo}\n\n{ending}" if ending else cuerpo,
        datos={**(datos or {}), **superior}, autor_id=actor.id, actualizada_en=now, enviada_en=now,
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    return letter, send(peticion, letter, make_letter=make_letter, actor=actor, archivos=archivos)


def superior_of(peticion: Peticion) -> dict[str, Any]:
    """What a letter keeps of the office that revises it by apelación; nothing where only reposición lies (CPACA art. 74 num. 2).

    Against the desistimiento only reposición lies, whoever decrees it (CPACA art. 17).
    """
    above = peticion.dependencia.superior if peticion.dependencia else None
    return {"apelacion": {"id": above.id, "ante": above.nombre}} if above is not None and above.activa else {}


def cierre_con(superior: Mapping[str, Any], otherwise: str) -> str:
    """The paragraph that says what lies against a decision, with apelación where there is a superior."""
    return APELACION.format(superior["apelacion"]["ante"]) if superior else otherwise


def send(peticion: Peticion, letter: Respuesta, *, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = ()) -> Received:
    """Give a letter its number and its PDF; from here on nobody changes it."""
    now = clock.now()
    letter.firmante_id, letter.enviada_en, letter.actualizada_en = actor.id, now, now
    letter.salida = radicar_salida(objeto_tipo="respuesta", en=now)
    letter.salida.objeto_id = letter.id
    signer = db.session.get_one(Funcionario, actor.id)
    for received in archivos:
        register(received, sobre=("respuesta", letter.id), etiqueta="respuesta")
    made = make_letter(peticion, letter, letter.salida, signer)
    letter.carta_sha256 = made.sha256
    register(made, sobre=("respuesta", letter.id), etiqueta="carta")
    return made


def open_notificacion(letter: Respuesta) -> Notificacion:
    """Begin to keep the steps by which a decision is notified."""
    steps = Notificacion(peticion_id=letter.peticion_id, respuesta_id=letter.id, registrada_en=clock.now())
    db.session.add(steps)
    db.session.flush()
    return steps


def open_notifies(letter: Respuesta, day: date) -> None:
    """Note in the steps of a decision, if it has any, that the person opened it: unless an earlier day stands there."""
    steps = find_notificacion(letter)
    if steps is None or (steps.efectiva_el is not None and steps.efectiva_el <= day):
        return
    steps.forma, steps.efectiva_el = "electronica", day
    if steps.fijado_el is not None and steps.desfijado_el is None:
        # A name stands on the public page no longer than it must.
        steps.desfijado_el = day


def start_delivery(peticion: Peticion, letter: Respuesta, made: Received) -> None:
    """Begin to deliver a letter that decides: by mail when that was accepted; otherwise its proof is recorded by hand."""
    # What was notified before was another decision.
    peticion.notificada_en = None
    if letter.se_notifica:
        open_notificacion(letter)
    by_mail = peticion.medio_respuesta == "correo" and peticion.accepts_notificacion_electronica
    if by_mail:
        db.session.add(Entrega(respuesta_id=letter.id, medio="correo", iniciada_en=clock.now(), prueba={"correo": peticion.correo}))
    mails.respuesta(peticion, letter, made, is_delivery=by_mail)

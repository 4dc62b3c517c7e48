"""The acts around what the office of a case asks another one to do for it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.models import Dependencia
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails_encargos as mails
from portal.pqrs.models import Encargo, Peticion
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.queries.encargos import is_of
from portal.pqrs.services.acto import begin, end, flush, require_text

MAXIMO_LETRAS = 20_000
# What a file of an encargo came with.
PEDIDO, RESPUESTA = "encargo", "encargo_respuesta"
REPEATED_WITHIN = timedelta(minutes=1)


def encargar(
    peticion: Peticion, *, dependencia: Dependencia, pedido: str, dias: int, ve_solicitud: bool = False, archivos: Sequence[Received] = (),
    actor: Actor,
) -> Encargo:  # fmt: skip
    """Ask another office for something that the answer needs. The term of the case goes on (CPACA art. 14).

    The same words to the same office twice in a minute are one: a repeated click.

    Args:
        dias: business days from today that the office has.
        ve_solicitud: whether it may read the petition's words; who filed it never sees.

    Raises:
        DomainError: no words or too many, no such office or the case's own, a day after the case's own due date, or a complaint
            against officials, of which another office may not learn.
    """
    transition = begin("encargar", peticion, actor)
    pedido = _words(pedido, "pedido", "Escriba qué necesita de la otra dependencia.")
    if peticion.tipo in RESERVADAS:
        raise DomainError(
            "Una denuncia o queja contra funcionarios no se comenta con otra dependencia. Reasigne el caso si le corresponde.", "pedido"
        )
    if not dependencia.activa or dependencia.id == peticion.dependencia_id:
        raise DomainError("Elija otra dependencia que esté activa.", "dependencia")
    today = clock.today()
    if not 1 <= dias <= 60:
        raise DomainError("Escriba entre 1 y 60 días hábiles.", "dias")
    vence_el = get_calendario().sumar(today, dias)
    if today <= peticion.vence_el < vence_el:
        raise DomainError(f"El caso vence el {peticion.vence_el:%d/%m/%Y}, antes que ese encargo. Dé menos días.", "dias")
    last = db.session.scalar(select(Encargo).where(Encargo.peticion_id == peticion.id).order_by(Encargo.id.desc()).limit(1))
    if last is not None and _is_repeated(last, dependencia, pedido, actor):
        return last
    encargo = Encargo(
        peticion=peticion, dependencia=dependencia, pedido=pedido, ve_solicitud=ve_solicitud, dias=dias, vence_el=vence_el,
        pedido_por_id=actor.id, pedido_en=clock.now(),
    )  # fmt: skip
    db.session.add(encargo)
    db.session.flush()
    for received in archivos:
        register(received, sobre=("encargo", encargo.id), etiqueta=PEDIDO)
    end(transition, peticion, actor, {"encargado_a": dependencia.nombre, "encargo_vence_el": str(vence_el)}, publico=False)
    mails.encargo_pedido(encargo)
    return encargo


def responder_encargo(
    encargo: Encargo, *, respuesta: str, archivos: Sequence[Received] = (), actor: Actor, version: int | None = None
) -> None:
    """Give the case's office what it asked for.

    Raises:
        Forbidden: the official does not work in the office that was asked.
        Conflict: it was answered or taken back meanwhile, or the case has its answer.
        DomainError: no words, or too many.
    """
    permissions.require(actor, "pqrs:proyectar")
    if not is_of(actor, encargo):
        raise Forbidden("Este encargo es de otra dependencia.")
    _check_waits(encargo, version)
    encargo.respuesta = _words(respuesta, "respuesta", "Escriba la respuesta.")
    for received in archivos:
        register(received, sobre=("encargo", encargo.id), etiqueta=RESPUESTA)
    encargo.respondido_por_id, encargo.respondido_en = actor.id, clock.now()
    in_time = clock.today() <= encargo.vence_el
    facts = {"encargado_a": encargo.dependencia.nombre, "en_termino": in_time}
    peticion = encargo.peticion
    record("encargo_respondido", actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id, datos=facts)
    flush()
    mails.encargo_respondido(encargo)


def retirar_encargo(encargo: Encargo, *, actor: Actor, version: int | None = None) -> None:
    """Take back what was asked: it is not needed any more.

    Raises:
        Forbidden: the case is not the official's office's.
        Conflict: as when answering.
    """
    permissions.require(actor, "pqrs:proyectar", encargo.peticion)
    _check_waits(encargo, version)
    encargo.retirado_en = clock.now()
    facts = {"encargado_a": encargo.dependencia.nombre}
    peticion = encargo.peticion
    record("encargo_retirado", actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id, datos=facts)
    flush()


def _is_repeated(last: Encargo, dependencia: Dependencia, pedido: str, actor: Actor) -> bool:
    same = (last.dependencia_id, last.pedido, last.pedido_por_id) == (dependencia.id, pedido, actor.id)
    return same and last.retirado_en is None and clock.now() - last.pedido_en < REPEATED_WITHIN


def _check_waits(encargo: Encargo, version: int | None) -> None:
    if not encargo.pendiente or (version is not None and version != encargo.version):
        raise Conflict("Este encargo ya no espera respuesta: alguien lo respondió, lo retiró o respondió el caso.")


def _words(text: str, field: str, message: str) -> str:
    found = require_text(text, field, message)
    if len(found) > MAXIMO_LETRAS:
        raise DomainError("El texto puede tener hasta 20.000 letras y el suyo es más largo.", field)
    return found

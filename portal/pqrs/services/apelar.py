"""Apelación before the functional superior of who decided, and the queja against refusing it. Norm: CPACA arts. 74, 76 to 80.

In a municipality most decisions have none: there is no apelación against those of the mayor, of who acts by their delegation, or of
the heads of its bodies (art. 74 num. 2). An office has a superior only where its municipality says so, and the letter then names it.
"""

from collections.abc import Sequence

from sqlalchemy import select

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails_recursos
from portal.pqrs.clases import QUEJA as CIERRE_QUEJA
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Peticion, Recurso, Respuesta
from portal.pqrs.models.recurso import CONCEDE, QUEJA, SENTIDOS_QUEJA
from portal.pqrs.plazos import limite_decidir_recurso, limite_queja
from portal.pqrs.queries.recursos import find_pendiente
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.expedir import LetterMaker, expedir, start_delivery
from portal.pqrs.services.fallas import limite_con_fallas
from portal.pqrs.services.notificar import know
from portal.pqrs.services.recursos import facts_of, give_back, send_up
from portal.pqrs.services.responder import last_respuesta
from portal.radicacion.services import radicar_entrada


def conceder_apelacion(peticion: Peticion, *, actor: Actor, version: int | None = None) -> Recurso:
    """Send an apelación that was filed at once on to the superior, whose office has the case from now on.

    Raises:
        Conflict: no apelación waits to be sent on.
    """
    transition = begin("conceder_apelacion", peticion, actor, version)
    recurso = _to_send_on(peticion)
    send_up(peticion, recurso)
    end(transition, peticion, actor, {"ante": recurso.carta.apela_ante, "limite": str(recurso.vence_el)})
    mails_recursos.ante_superior(peticion, recurso)
    return recurso


def rechazar_apelacion(
    peticion: Peticion, *, motivo: str, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = (),
    version: int | None = None,
) -> Respuesta:  # fmt: skip
    """Refuse to send an apelación on, because it lacks what the law asks for (CPACA arts. 77 and 78). Queja lies against it.

    Raises:
        DomainError: no reasons.
        Conflict: no apelación waits to be sent on.
    """
    transition = begin("rechazar_apelacion", peticion, actor, version)
    recurso = _to_send_on(peticion)
    motivo = require_text(motivo, "motivo", "Escriba por qué la rechaza: llegó tarde, o no trae lo que pide el artículo 77.")
    above = recurso.carta.datos["apelacion"]
    letter, made = expedir(
        peticion, ClaseCarta.RECHAZO_APELACION, f"Se rechaza el recurso de apelación {recurso.numero.numero}.\n\n{motivo}",
        make_letter=make_letter, actor=actor, archivos=archivos, datos={"recurso": recurso.numero.numero, "queja": above},
        cierre=CIERRE_QUEJA.format(above["ante"]),
    )  # fmt: skip
    recurso.sentido, recurso.resuelto_en, recurso.decision_id = "rechaza", clock.now(), letter.id
    end(transition, peticion, actor, {"salida": letter.salida.numero if letter.salida else "", "carta_sha256": letter.carta_sha256})
    start_delivery(peticion, letter, made)
    return letter


def presentar_queja(peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor) -> Recurso:
    """File queja before the superior against the refusal of an apelación; its office has the case until it decides.

    Late it is filed too, and recorded as late.

    Raises:
        DomainError: no reasons are given.
        Conflict: the newest decision refuses no apelación, or a queja was filed already.
    """
    transition = begin("presentar_queja", peticion, actor)
    carta = last_respuesta(peticion)
    if carta is None or carta.clase != ClaseCarta.RECHAZO_APELACION:
        raise Conflict("El recurso de queja procede solo contra el rechazo de una apelación.")
    if db.session.scalar(select(Recurso.id).where(Recurso.respuesta_id == carta.id)) is not None:
        raise Conflict("Ya hay un recurso de queja contra esta decisión.")
    text, calendario = require_text(texto, "texto", "Escriba por qué la apelación sí procedía."), get_calendario()
    know(peticion, carta)
    now = clock.now()
    notified = (peticion.notificada_en or now).astimezone(clock.BOGOTA).date()
    limite = limite_con_fallas(limite_queja(notified, calendario), notified)
    recurso = Recurso(
        clase=QUEJA, peticion_id=peticion.id, respuesta_id=carta.id, carta=carta, texto=text, presentado_en=now, limite_el=limite,
        en_termino=clock.today() <= limite, recibido_por_id=actor.id if actor.is_funcionario else None,
        vence_el=limite_decidir_recurso(clock.today(), calendario), numero=radicar_entrada(objeto_tipo="recurso", recibida_en=now),
    )  # fmt: skip
    db.session.add(recurso)
    db.session.flush()
    recurso.numero.objeto_id = recurso.id
    for received in archivos:
        register(received, sobre=("recurso", recurso.id), etiqueta="recurso")
    peticion.cerrada_en = None
    send_up(peticion, recurso)
    end(transition, peticion, actor, {**facts_of(recurso, archivos), "ante": carta.datos["queja"]["ante"]})
    mails_recursos.recurso(peticion, recurso)
    return recurso


def decidir_queja(
    peticion: Peticion, *, sentido: str, motivo: str, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = (),
    version: int | None = None,
) -> Respuesta:  # fmt: skip
    """The superior grants the apelación that was refused, which it then decides, or denies the queja.

    Args:
        sentido: `concede` or `niega`.

    Raises:
        DomainError: no reasons, or an unknown `sentido`.
        Conflict: no queja waits.
    """
    transition = begin("conceder_queja" if sentido == CONCEDE else "negar_queja", peticion, actor, version)
    recurso = find_pendiente(peticion)
    if recurso is None or recurso.clase != QUEJA:
        raise Conflict("Este caso no tiene un recurso de queja por resolver.")
    if sentido not in SENTIDOS_QUEJA:
        raise DomainError("Elija qué resuelve.", "sentido")
    motivo = require_text(motivo, "motivo", "Escriba las razones. La persona las leerá.")
    told = "Se concede la apelación: esta oficina la decide." if sentido == CONCEDE else "Se niega la queja: la apelación no procede."
    letter, made = expedir(
        peticion, ClaseCarta.RECURSO, f"Recurso de queja {recurso.numero.numero}. {told}\n\n{motivo}", make_letter=make_letter, actor=actor,
        archivos=archivos, datos={"sentido": sentido, "recurso": recurso.numero.numero},
        cierre="Usted no tiene que hacer nada más: le enviaremos la decisión de la apelación." if sentido == CONCEDE else None,
    )  # fmt: skip
    recurso.sentido, recurso.resuelto_en, recurso.decision_id = sentido, clock.now(), letter.id
    if sentido == CONCEDE:
        _take_up(recurso)
    else:
        give_back(peticion, recurso)
    facts = {"salida": letter.salida.numero if letter.salida else "", "sentido": SENTIDOS_QUEJA[sentido]}
    end(transition, peticion, actor, {**facts, "carta_sha256": letter.carta_sha256})
    start_delivery(peticion, letter, made)
    return letter


def _take_up(queja: Recurso) -> None:
    """The apelación that was refused waits again, before the superior; its office goes on as the one that it came from."""
    refused = db.session.scalars(select(Recurso).where(Recurso.decision_id == queja.respuesta_id)).one()
    refused.sentido, refused.resuelto_en, refused.decision_id = "", None, None
    refused.concedido_en, refused.origen_id = clock.now(), queja.origen_id


def _to_send_on(peticion: Peticion) -> Recurso:
    recurso = find_pendiente(peticion)
    if recurso is None or not recurso.por_conceder:
        raise Conflict("Este caso no tiene una apelación por conceder o rechazar.")
    return recurso

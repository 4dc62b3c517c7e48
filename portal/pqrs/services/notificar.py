"""Notifying a decision to who did not accept to be notified electronically: citation, in person, by aviso, by public notice.

What the person does alone, opening the decision on the tracking page, is in `ciudadania`. Each step serves the decision of the whole
case or, with `asunto`, that on one matter, which has a letter of its own. Norm: CPACA arts. 66 to 69.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.transitions import Transition
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import Received, register
from portal.outbox.models import OutboxMail
from portal.pqrs import mails
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Asunto, Entrega, Notificacion, Peticion, Respuesta
from portal.pqrs.models.notificacion import CALIDADES
from portal.pqrs.plazos import aviso_desde, aviso_surte_efecto, fin_de_fijacion, limite_citacion
from portal.pqrs.queries.asuntos import list_decisiones
from portal.pqrs.queries.cartas import find_carta_of
from portal.pqrs.queries.identidades import SELLADO, find_sello
from portal.pqrs.queries.notificaciones import COPIA, conocida_el, find_notificacion
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.asuntos import begin_asunto, end_asunto
from portal.pqrs.services.copia_publica import CopyMaker, make_copia
from portal.pqrs.services.expedir import LetterMaker, expedir, open_notificacion
from portal.pqrs.services.responder import last_respuesta, prove_carta
from portal.pqrs.textos import texto_aviso, texto_citacion
from portal.sealing import seal

MEDIOS_ENVIO = ("mensajeria", "ventanilla")
_END_OF_DAY = time(23, 59, 59)


def citar(
    peticion: Peticion, *, lugar: str, make_letter: LetterMaker, actor: Actor, version: int | None = None, asunto: Asunto | None = None
) -> Respuesta:
    """Ask the person to come and be notified. By mail it leaves now; otherwise `registrar_envio` says when it left.

    Later than the fifth day it is still sent, and recorded as late.

    Args:
        lugar: where to come, and at what hours.

    Raises:
        DomainError: the place is missing, or nobody knows an address or mail of the person.
        Conflict: the decision is notified, or the citation was sent already.
    """
    transition, carta, steps = _begin("citar", peticion, actor, version, asunto)
    if steps.citacion_id is not None:
        raise Conflict("La citación ya se envió.")
    if not has_address(peticion):
        raise DomainError("No hay correo ni dirección a dónde citar. Publique el aviso.")
    lugar = require_text(lugar, "lugar", "Escriba dónde y en qué horario se notifica.")
    in_time = clock.today() <= limite_citacion(_issued_on(carta), get_calendario())
    letter, _made = expedir(
        peticion,
        ClaseCarta.CITACION,
        texto_citacion(carta, lugar),
        make_letter=make_letter,
        actor=actor,
        asunto=asunto,
        datos={"carta_id": carta.id},
    )
    steps.citacion_id = letter.id
    if peticion.correo:
        steps.citada_el = clock.today()
    _end(transition, peticion, asunto, actor, {"salida": _number(letter), "en_termino": in_time})
    mails.citacion(peticion, letter, lugar=lugar)
    return letter


def notificar_personalmente(
    peticion: Peticion, *, quien: str, documento: str, calidad: str, fecha: datetime, copia_entregada: bool, actor: Actor,
    archivos: Sequence[Received] = (), version: int | None = None, asunto: Asunto | None = None,
) -> Notificacion:  # fmt: skip
    """Record that the person, or who acts for them, was notified in person and got a whole copy of the decision (CPACA art. 67).

    Args:
        calidad: one of `CALIDADES`.
        copia_entregada: without the copy the notification is void.

    Raises:
        DomainError: who it was, their identity or the copy is missing, or the instant is impossible.
        Conflict: the decision is notified already.
    """
    transition, carta, steps = _begin("notificar_personalmente", peticion, actor, version, asunto)
    quien = require_text(quien, "quien", "Escriba el nombre de quien se notificó.")
    documento = require_text(documento, "documento", "Escriba el documento que mostró: clase y número.")
    if calidad not in CALIDADES:
        raise DomainError("Elija en qué calidad se notificó.", "calidad")
    if not copia_entregada:
        raise DomainError("Entregue copia completa y gratuita de la decisión: sin ella la notificación no vale.", "copia_entregada")
    _check_instant(carta, fecha)
    proof = {"detalle": f"{quien}, {documento}. {CALIDADES[calidad]}. Recibió copia completa de la decisión."}
    if peticion.is_sellada:
        # Who came may be who denounced: it is read where the identity is opened.
        proof = {"detalle": "Identidad sellada. Recibió copia completa de la decisión.", SELLADO: seal(proof["detalle"])}
        quien, documento = "Identidad sellada", ""
    steps.quien, steps.documento, steps.calidad = quien, documento, calidad
    _register(prove_carta(carta, "personal", proof, fecha, actor), archivos)
    _notified(peticion, asunto, steps, "personal", fecha.astimezone(clock.BOGOTA).date(), fecha)
    # Who came is told on no public line: it may be somebody else than who filed.
    _end(transition, peticion, asunto, actor, {"efectiva_el": str(steps.efectiva_el)})
    return steps


def avisar(
    peticion: Peticion, *, make_letter: LetterMaker, actor: Actor, version: int | None = None, asunto: Asunto | None = None
) -> Respuesta:
    """Send the aviso with a copy of the decision, when five days after the citation nobody came (CPACA art. 69).

    Raises:
        Conflict: the decision is notified, the aviso was sent, or the citation was not or its five days run still.
    """
    transition, carta, steps = _begin("avisar", peticion, actor, version, asunto)
    if steps.aviso_id is not None:
        raise Conflict("El aviso ya se envió.")
    if steps.citada_el is None:
        raise Conflict("Primero envíe la citación, y registre su envío si no fue por correo.")
    first = aviso_desde(steps.citada_el, get_calendario())
    if clock.today() < first:
        raise Conflict(f"La persona puede venir a notificarse. El aviso se envía desde el {fecha_larga(first)}.")
    letter, made = expedir(
        peticion,
        ClaseCarta.AVISO,
        texto_aviso(carta, peticion),
        make_letter=make_letter,
        actor=actor,
        asunto=asunto,
        datos={"carta_id": carta.id},
    )
    steps.aviso_id = letter.id
    _end(transition, peticion, asunto, actor, {"salida": _number(letter)})
    mails.aviso(peticion, letter, made, list_archivos("respuesta", carta.id, etiqueta="carta"))
    return letter


def registrar_aviso(
    peticion: Peticion,
    *,
    detalle: str,
    fecha: datetime,
    actor: Actor,
    archivos: Sequence[Received] = (),
    version: int | None = None,
    asunto: Asunto | None = None,
) -> Notificacion:
    """Record that the aviso was delivered: the decision is notified at the end of the next day (CPACA art. 69).

    Raises:
        DomainError: the proof is missing or the instant is impossible.
        Conflict: no aviso was sent, or the decision is notified already.
    """
    transition, carta, steps = _begin("registrar_aviso", peticion, actor, version, asunto)
    if steps.aviso is None or steps.aviso.enviada_en is None:
        raise Conflict("Todavía no se ha enviado el aviso.")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: quién recibió, el número de guía o el correo que lo aceptó.")
    _check_instant(steps.aviso, fecha)
    _register(prove_carta(carta, "aviso_envio", {"detalle": detalle}, fecha, actor), archivos)
    day = aviso_surte_efecto(fecha.astimezone(clock.BOGOTA).date(), get_calendario())
    _notified(peticion, asunto, steps, "aviso", day, _end_of(day))
    _end(transition, peticion, asunto, actor, {"efectiva_el": str(day)})
    return steps


def publicar_aviso(
    peticion: Peticion, *, lugar: str, motivo: str, make_copy: CopyMaker, actor: Actor, copias: Sequence[Received] = (), quitar: str = "",
    version: int | None = None, asunto: Asunto | None = None,
) -> Notificacion:  # fmt: skip
    """Put the aviso on the public page, when nobody knows where the person is; it must stand in a public place too (CPACA art. 69).

    Args:
        lugar: the public place.
        motivo: why no address serves; compulsory when the case has one.
        copias: the picture of the decision that is published; without it, the letter without addresses and documents.
        quitar: the words that are covered in the letter, one per line.

    Raises:
        DomainError: the place or the reason is missing, or the copy may hide what can be read.
        Conflict: the notice stands already, the decision is notified, or the person can be cited.
    """
    transition, carta, steps = _begin("publicar_aviso", peticion, actor, version, asunto, only_formal=False)
    if steps.fijado_el is not None:
        raise Conflict("El aviso ya está publicado.")
    lugar = require_text(lugar, "lugar", "Escriba en qué lugar público se fija, por ejemplo la cartelera de la alcaldía.")
    if has_address(peticion):
        motivo = require_text(motivo, "motivo", "Escriba por qué no se le encuentra: por ejemplo, la citación se devolvió.")
        if carta.se_notifica and steps.citada_el is None:
            raise Conflict("El caso tiene correo o dirección: primero envíe la citación.")
    steps.fijado_el, steps.fijado_lugar, steps.fijado_motivo = clock.today(), lugar, motivo.strip()
    db.session.flush()
    copia = make_copia(peticion, carta, copias=copias, quitar=quitar, make_copy=make_copy)
    register(copia, sobre=("notificacion", steps.id), etiqueta=COPIA)
    until = fin_de_fijacion(steps.fijado_el, get_calendario())
    _end(
        transition, peticion, asunto, actor, {"lugar": lugar, "hasta": str(until), **({"motivo": motivo.strip()} if motivo.strip() else {})}
    )
    return steps


def retirar_aviso(
    peticion: Peticion,
    *,
    fecha: date,
    actor: Actor,
    archivos: Sequence[Received] = (),
    version: int | None = None,
    asunto: Asunto | None = None,
) -> Notificacion:
    """Record that the notice was taken down after its five days: notified at the end of the next day (CPACA art. 69).

    Raises:
        DomainError: the day is in the future, or the five days were not over.
        Conflict: no notice stands.
    """
    transition, carta, steps = _begin("retirar_aviso", peticion, actor, version, asunto, only_formal=False)
    if steps.fijado_el is None or steps.desfijado_el is not None:
        raise Conflict("No hay un aviso publicado.")
    last = fin_de_fijacion(steps.fijado_el, get_calendario())
    if fecha > clock.today():
        raise DomainError("La fecha del retiro no puede estar en el futuro.", "fecha")
    if fecha < last:
        raise DomainError(f"El aviso debe estar fijado cinco días hábiles: hasta el {fecha_larga(last)}.", "fecha")
    steps.desfijado_el = fecha
    proof = {"detalle": f"{steps.fijado_lugar} y página del portal, desde el {fecha_larga(steps.fijado_el)} hasta el {fecha_larga(fecha)}."}
    _register(prove_carta(carta, "aviso", proof, clock.now(), actor), archivos)
    day = aviso_surte_efecto(fecha, get_calendario())
    _notified(peticion, asunto, steps, "publicacion", day, _end_of(day))
    _end(transition, peticion, asunto, actor, {"efectiva_el": str(day)})
    return steps


def registrar_envio(
    peticion: Peticion, *, carta: Respuesta, medio: str, detalle: str, fecha: datetime, actor: Actor, archivos: Sequence[Received] = (),
    version: int | None = None,
) -> Entrega:  # fmt: skip
    """Record how a letter that decides nothing was sent or handed over: what was asked of the person, an extension, a citation.

    Args:
        medio: `ventanilla` or `mensajeria`.

    Raises:
        DomainError: the letter is not one of those of the case, the proof is missing, or the instant is impossible.
    """
    transition = begin("registrar_envio", peticion, actor, version)
    if carta.peticion_id != peticion.id or carta.enviada_en is None or carta.info.decide:
        raise DomainError("Elija una carta de este caso.", "carta")
    if medio not in MEDIOS_ENVIO:
        raise DomainError("Elija cómo se envió.", "medio")
    detalle = require_text(detalle, "detalle", "Escriba la prueba: el número de guía, o quién recibió y su documento.")
    _check_instant(carta, fecha)
    sending = Entrega(
        respuesta_id=carta.id, medio=medio, iniciada_en=fecha, probada_en=fecha, prueba={"detalle": detalle}, registrada_por_id=actor.id
    )
    db.session.add(sending)
    db.session.flush()
    _register(sending, archivos)
    steps = db.session.scalar(select(Notificacion).where(Notificacion.citacion_id == carta.id))
    if steps is not None and steps.citada_el is None:
        steps.citada_el = fecha.astimezone(clock.BOGOTA).date()
    end(transition, peticion, actor, {"salida": _number(carta), "medio": medio})
    return sending


def record_letter_accepted(mail: OutboxMail) -> None:
    """A mail server accepted a letter that decides nothing: the proof of its sending, kept with the letter."""
    carta = find_carta_of(mail)
    if carta is None:
        return
    proof = {"mensaje": mail.message_id, "correo": mail.para}
    db.session.add(Entrega(respuesta_id=carta.id, medio="correo", iniciada_en=mail.created_at, probada_en=clock.now(), prueba=proof))
    db.session.flush()


def know(peticion: Peticion, carta: Respuesta) -> None:
    """Note that who acts against a decision knows it, when nobody had notified it, or it would take effect only later (CPACA art. 72)."""
    steps = find_notificacion(carta)
    of_case = not carta.datos.get("asunto") or is_del_caso(peticion, carta)
    if of_case:
        is_known = peticion.is_notificada
    else:
        day = conocida_el(carta, steps)
        is_known = day is not None and day <= clock.today()
    if is_known:
        return
    steps = steps or open_notificacion(carta)
    steps.forma, steps.efectiva_el = "conducta", clock.today()
    if steps.fijado_el is not None and steps.desfijado_el is None:
        steps.desfijado_el = clock.today()
    if of_case:
        peticion.notificada_en = clock.now()


def has_address(peticion: Peticion) -> bool:
    """Whether the case says where to write to the person."""
    person, sello = peticion.solicitante, find_sello(peticion)
    if sello is not None:
        return sello.tiene_correo or sello.tiene_direccion
    return person is not None and bool(person.correo or person.direccion)


def _begin(
    act: str, peticion: Peticion, actor: Actor, version: int | None, asunto: Asunto | None, *, only_formal: bool = True
) -> tuple[Transition, Respuesta, Notificacion]:
    """The act, the decision that waits to be notified, and its steps.

    Args:
        asunto: the matter whose own decision it is, while it is not the letter that answered the case.
        only_formal: refuse an answer that decides on no right: its delivery is recorded instead.
    """
    transition = begin_asunto(f"{act}_asunto", asunto, actor, version, waits=False) if asunto else begin(act, peticion, actor, version)
    carta = _decision_of(asunto) if asunto else last_respuesta(peticion)
    if carta is None:
        raise Conflict("Este caso no tiene una decisión enviada.")
    if only_formal and not carta.se_notifica:
        raise Conflict("Esta respuesta no se notifica así. Registre su entrega.")
    steps = find_notificacion(carta) or open_notificacion(carta)
    known = conocida_el(carta, steps) if asunto else peticion.notificada_en or steps.efectiva_el
    if known is not None:
        raise Conflict("Esta decisión ya está notificada.")
    return transition, carta, steps


def _decision_of(asunto: Asunto) -> Respuesta | None:
    """The newest decision on one matter.

    Raises:
        Conflict: it answered the whole case, which is where it is notified.
    """
    carta = next(reversed(list_decisiones(asunto)), None)
    if carta is not None and is_del_caso(asunto.peticion, carta):
        raise Conflict("Con esta carta quedó respondido el caso: notifíquela desde la página del caso.")
    return carta


def is_del_caso(peticion: Peticion, carta: Respuesta) -> bool:
    """Whether the letter on a matter is also the one that answered the whole case, which is notified as such."""
    newest = last_respuesta(peticion) if peticion.respondida_en is not None else None
    return newest is not None and newest.id == carta.id


def _end(transition: Transition, peticion: Peticion, asunto: Asunto | None, actor: Actor, facts: dict[str, Any]) -> None:
    if asunto is not None:
        end_asunto(transition, asunto, actor, facts)
    else:
        end(transition, peticion, actor, facts)


def _notified(peticion: Peticion, asunto: Asunto | None, steps: Notificacion, forma: str, day: date, instant: datetime) -> None:
    steps.forma, steps.efectiva_el = forma, day
    if steps.fijado_el is not None and steps.desfijado_el is None:
        # Notified otherwise: a name stands on the public page no longer than it must.
        steps.desfijado_el = clock.today()
    if asunto is None:
        peticion.notificada_en = instant


def _check_instant(carta: Respuesta, fecha: datetime) -> None:
    if fecha > clock.now():
        raise DomainError("La fecha no puede estar en el futuro.", "fecha")
    if fecha.astimezone(clock.BOGOTA).date() < _issued_on(carta):
        raise DomainError("La fecha no puede ser anterior a la carta.", "fecha")


def _issued_on(carta: Respuesta) -> date:
    if carta.enviada_en is None:
        raise Conflict("Esa carta no se ha enviado.")
    return carta.enviada_en.astimezone(clock.BOGOTA).date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, _END_OF_DAY, tzinfo=clock.BOGOTA)


def _register(delivery: Entrega, archivos: Sequence[Received]) -> None:
    for received in archivos:
        register(received, sobre=("entrega", delivery.id), etiqueta="prueba")


def _number(letter: Respuesta) -> str:
    return letter.salida.numero if letter.salida else ""

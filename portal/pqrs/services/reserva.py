"""Refusing what the law reserves, whole or in part; the person's insistencia; and what the judge decides. Norm: CPACA arts. 24 to 27."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails_recursos
from portal.pqrs.clases import INSISTENCIA_O_REPOSICION, ClaseCarta
from portal.pqrs.models import Autoridad, Insistencia, Peticion, Respuesta
from portal.pqrs.models.insistencia import FALLOS
from portal.pqrs.plazos import ClaseHecho, limite_enviar_al_juez, limite_insistencia
from portal.pqrs.queries.ordenes import must_entregar
from portal.pqrs.queries.recursos import find_insistencia
from portal.pqrs.queries.silencio import aceptada_el
from portal.pqrs.reservas import AUTORIDADES, get_reservas
from portal.pqrs.services.acto import begin, check_se_puede_negar, end, require_text
from portal.pqrs.services.actuaciones import note
from portal.pqrs.services.asuntos_del_caso import check_sin_aceptar
from portal.pqrs.services.expedir import LetterMaker, expedir, start_delivery
from portal.pqrs.services.fallas import limite_con_fallas
from portal.pqrs.services.notificar import know
from portal.pqrs.services.responder import last_respuesta, restart
from portal.radicacion.services import radicar_entrada


def negar_reserva(
    peticion: Peticion, *, reservas: Sequence[str], niega: str, dano: str, entrega: str = "", make_letter: LetterMaker, actor: Actor,
    archivos: Sequence[Received] = (), version: int | None = None,
) -> Respuesta:  # fmt: skip
    """Refuse what is reserved, with its exact norm and the harm that giving it would do; what is not reserved is given.

    Args:
        reservas: keys of `reservas.RESERVAS`.
        niega: what is not given, named one by one.
        dano: the present, probable and specific harm (Ley 1712 de 2014 art. 28): the burden of proof is the entity's.
        entrega: the answer on the rest; empty when all of it is refused.

    Raises:
        DomainError: something of the above is missing; the law counts the petition or a matter of it as accepted by now (art. 14.1); a
            judge ordered to hand it over; or an authority asks, against which reserve cannot be raised (art. 27).
    """
    transition = begin("negar_reserva", peticion, actor, version)
    check_se_puede_negar(aceptada_el(peticion))
    check_sin_aceptar(peticion)
    if must_entregar(peticion):
        raise DomainError("Un juez ordenó entregar lo que se negó: ya no se puede negar otra vez (Ley 1437 de 2011, art. 26).")
    if peticion.tipo in AUTORIDADES:
        raise DomainError(
            "La reserva no se puede oponer a una autoridad que pide en ejercicio de sus funciones (Ley 1437 de 2011, art. 27). Entréguelo "
            "y adviértale que es reservado."
        )
    grounds = get_reservas(reservas)
    niega = require_text(niega, "niega", "Escriba qué documentos o datos no se entregan. La reserva no cubre el resto.")
    dano = require_text(dano, "dano", "Escriba qué daño causaría entregarlo: presente, probable y específico.")
    norms = "\n".join(f"- {one.norma}: {one.texto.lower()}." for one in grounds)
    parts = [
        entrega.strip(), f"No se entrega, porque la ley lo reserva:\n{niega}", f"Normas que lo reservan:\n\n{norms}",
        f"Daño que causaría entregarlo:\n{dano}",
    ]  # fmt: skip
    has_appeal = any(one.reposicion for one in grounds)
    letter, made = expedir(
        peticion, ClaseCarta.NEGACION, "\n\n".join(one for one in parts if one), make_letter=make_letter, actor=actor, archivos=archivos,
        datos={"reservas": [one.clave for one in grounds], "parcial": bool(entrega.strip()), "reposicion": has_appeal},
        cierre=INSISTENCIA_O_REPOSICION if has_appeal else None,
    )  # fmt: skip
    peticion.respondida_en, peticion.espera_ciudadano = clock.now(), False
    salida = letter.salida.numero if letter.salida else ""
    end(
        transition,
        peticion,
        actor,
        {"salida": salida, "carta_sha256": letter.carta_sha256, "normas": "; ".join(one.norma for one in grounds)},
    )
    start_delivery(peticion, letter, made)
    return letter


def insistir(peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor) -> Insistencia:
    """File the insistencia: the papers go to the judge. Late it is filed too, and recorded as late.

    Raises:
        DomainError: no reasons are given.
        Conflict: the newest letter refuses nothing for reserve, or it was insisted already.
    """
    transition = begin("insistir", peticion, actor)
    carta = last_respuesta(peticion)
    if carta is None or carta.clase != ClaseCarta.NEGACION:
        raise Conflict("Solo se puede insistir contra una negación por reserva.")
    if db.session.scalar(select(Insistencia.id).where(Insistencia.respuesta_id == carta.id)) is not None:
        raise Conflict("Ya hay una insistencia contra esta negación.")
    text = require_text(texto, "texto", "Escriba por qué cree que la información no es reservada.")
    now, calendario = clock.now(), get_calendario()
    know(peticion, carta)
    notified = (peticion.notificada_en or now).astimezone(clock.BOGOTA).date()
    limite = limite_con_fallas(limite_insistencia(notified, calendario), notified)
    one = Insistencia(
        peticion_id=peticion.id, respuesta_id=carta.id, texto=text, presentada_en=now, limite_el=limite, en_termino=clock.today() <= limite,
        recibida_por_id=actor.id if actor.is_funcionario else None, enviar_el=limite_enviar_al_juez(clock.today(), calendario),
        numero=radicar_entrada(objeto_tipo="insistencia", recibida_en=now),
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    one.numero.objeto_id = one.id
    for received in archivos:
        register(received, sobre=("insistencia", one.id), etiqueta="insistencia")
    peticion.cerrada_en = None
    facts = {"radicado": one.numero.numero, "en_termino": one.en_termino, "limite": str(one.enviar_el), "archivos": len(archivos)}
    end(transition, peticion, actor, facts)
    mails_recursos.insistencia(peticion, one)
    return one


def enviar_al_juez(
    peticion: Peticion, *, autoridad: Autoridad, nota: str, make_letter: LetterMaker, actor: Actor, version: int | None = None
) -> Respuesta:
    """Send the petition, the refusal and the insistencia to the judge who decides: for a municipality, the administrative judge.

    Args:
        autoridad: the court, of the directory.
        nota: what the office says besides; may be empty.

    Raises:
        DomainError: the authority is not in use, or is no judge.
        Conflict: the papers were sent already.
    """
    transition = begin("enviar_al_juez", peticion, actor, version)
    one = _pending(peticion)
    if one.remision_id is not None:
        raise Conflict("Los documentos ya se enviaron al juez.")
    if not autoridad.activa:
        raise DomainError("Esa entidad ya no está en el directorio. Elija otra.", "autoridad")
    if not autoridad.is_juez:
        raise DomainError("Decide un juez: elija un juzgado o un tribunal del directorio (Ley 1437 de 2011, art. 26).", "autoridad")
    number = one.carta.salida.numero if one.carta.salida else ""
    what = "el recurso de reposición" if one.recurso_id else "la insistencia"
    text = (
        f"Enviamos, para que se decida si la información es reservada, la solicitud {peticion.radicado}, la negación de la carta {number} "
        f"y {what} {one.numero.numero}, presentado por escrito el {fecha_larga(one.presentada_en.astimezone(clock.BOGOTA).date())}"
        f"{'' if one.en_termino else ', después de su último día'}."
    )
    letter, made = expedir(
        peticion, ClaseCarta.REMISION_JUEZ, f"{text}\n\n{nota.strip()}".strip(), make_letter=make_letter, actor=actor,
        datos={"autoridad": autoridad.nombre, "autoridad_id": autoridad.id},
    )  # fmt: skip
    one.autoridad_id, one.remision_id = autoridad.id, letter.id
    salida = letter.salida.numero if letter.salida else ""
    end(transition, peticion, actor, {"salida": salida, "autoridad": autoridad.nombre, "en_termino": clock.today() <= one.enviar_el})
    mails_recursos.insistencia_enviada(peticion, one, made, autoridad=autoridad)
    return letter


def registrar_fallo(
    peticion: Peticion, *, fallo: str, fallo_el: date, detalle: str, cumplir_el: date | None = None, actor: Actor,
    version: int | None = None,
) -> Insistencia:  # fmt: skip
    """Record what the judge decided. What must be given is given as an answer: the case goes on with a whole term from today, or
    until the day that the judge gave, when that is earlier.

    Args:
        fallo: one of `FALLOS`.
        cumplir_el: the day by which the judge ordered the delivery, when the decision says one.

    Raises:
        DomainError: an unknown decision, no words about it, or an impossible day.
        Conflict: the papers were not sent to the judge.
    """
    orders = fallo in ("ordena", "ordena_parte")
    transition = begin("cumplir_fallo" if orders else "registrar_fallo", peticion, actor, version)
    one = _pending(peticion)
    if one.remision_id is None:
        raise Conflict("Primero envíe los documentos al juez.")
    if fallo not in FALLOS:
        raise DomainError("Elija qué decidió el juez.", "fallo")
    detalle = require_text(detalle, "detalle", "Escriba qué juez decidió, en qué providencia y qué ordena.")
    if not one.presentada_en.astimezone(clock.BOGOTA).date() <= fallo_el <= clock.today():
        raise DomainError("La fecha de la decisión va entre la insistencia y hoy.", "fallo_el")
    if cumplir_el is not None and (not orders or cumplir_el < fallo_el):
        raise DomainError("La fecha para entregar es posterior a la decisión, y solo si ordena entregar.", "cumplir_el")
    one.fallo, one.fallo_el, one.detalle, one.cumplir_el = fallo, fallo_el, detalle, cumplir_el
    facts = {"sentido": FALLOS[fallo], "detalle": detalle}
    if orders:
        facts |= restart(peticion)
        if cumplir_el is not None:
            note(peticion, ClaseHecho.ORDEN, cumplir_el)
        facts["vence_el"] = str(peticion.vence_el)
    end(transition, peticion, actor, facts)
    mails_recursos.fallo(peticion, one)
    return one


def _pending(peticion: Peticion) -> Insistencia:
    one = find_insistencia(peticion)
    if one is None or one.fallo:
        raise Conflict("Este caso no tiene una insistencia por decidir.")
    return one

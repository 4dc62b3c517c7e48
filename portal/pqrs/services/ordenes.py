"""A judge's order about a petition: it takes a number, gives the case its own last day, and takes up again what had ended.

Norm: Decreto 2591 de 1991 arts. 27 and 29 (tutela): it is obeyed without delay, and its day is the judge's.
"""

from collections.abc import Sequence
from datetime import date

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails_recursos
from portal.pqrs.estados import EN_RECURSO, PETICION
from portal.pqrs.models import OrdenJudicial, Peticion
from portal.pqrs.plazos import ClaseHecho
from portal.pqrs.queries.recursos import find_pendiente
from portal.pqrs.services.acto import begin, end, require_text
from portal.pqrs.services.actuaciones import note
from portal.pqrs.services.responder import restart
from portal.radicacion.services import radicar_entrada


def registrar_orden(
    peticion: Peticion, *, juez: str, proceso: str, ordena: str, ordenada_el: date, cumplir_el: date, archivos: Sequence[Received] = (),
    vencida: bool = False, actor: Actor, version: int | None = None,
) -> OrdenJudicial:  # fmt: skip
    """Record what a judge ordered. An open case keeps its state and gets the judge's day; one that waits or ended goes on.

    Of a case whose appeal is being decided it is the appeal that gets the day.

    Args:
        vencida: whoever records it knows that the day to comply has passed already.

    Raises:
        DomainError: something is missing; a day cannot be, as an order from before the petition; or the day to comply has passed and
            nobody said that it is so.
    """
    goes_on = peticion.estado in PETICION.transitions["seguir_por_orden"].desde
    transition = begin("seguir_por_orden" if goes_on else "registrar_orden", peticion, actor, version)
    juez = require_text(juez, "juez", "Escriba qué juez o tribunal lo ordena.")
    proceso = require_text(proceso, "proceso", "Escriba el número del proceso.")
    ordena = require_text(ordena, "ordena", "Escriba qué ordena, como lo dice la decisión.")
    if ordenada_el > clock.today():
        raise DomainError("La fecha de la orden no puede estar en el futuro.", "ordenada_el")
    filed = peticion.recibida_en.astimezone(clock.BOGOTA).date()
    if ordenada_el < filed:
        raise DomainError(f"La orden no puede ser anterior a la solicitud, que se recibió el {fecha_larga(filed)}.", "ordenada_el")
    if cumplir_el < ordenada_el:
        raise DomainError("El día para cumplirla no puede ser anterior a la orden.", "cumplir_el")
    if cumplir_el < clock.today() and not vencida:
        raise DomainError("Ese día ya pasó. Revíselo; si es el que dice la orden, marque la casilla y registre otra vez.", "cumplir_el")
    one = OrdenJudicial(
        peticion_id=peticion.id, juez=juez, proceso=proceso, texto=ordena, ordenada_el=ordenada_el, cumplir_el=cumplir_el,
        registrada_en=clock.now(), registrada_por_id=actor.id, numero=radicar_entrada(objeto_tipo="orden"),
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    one.numero.objeto_id = one.id
    for received in archivos:
        register(received, sobre=("orden", one.id), etiqueta="orden")
    _obey(peticion, one, actor)
    facts = {"radicado": one.numero.numero, "juez": juez, "proceso": proceso, "cumplir_el": str(cumplir_el)}
    dates = {"vence_el": str(peticion.vence_el), "efectiva_el": str(peticion.efectiva_el)}
    end(transition, peticion, actor, {**facts, "archivos": len(archivos), **dates})
    mails_recursos.orden(peticion, one)
    return one


def _obey(peticion: Peticion, one: OrdenJudicial, actor: Actor) -> None:
    """Give the case, or the appeal that waits, the judge's day."""
    if peticion.estado == EN_RECURSO:
        recurso = find_pendiente(peticion)
        if recurso is not None:
            recurso.vence_el = one.cumplir_el
        return
    if peticion.respondida_en is not None or not peticion.abierta:
        restart(peticion)
        # It ended before any office had it: whoever got the order has the case.
        peticion.dependencia_id = peticion.dependencia_id or actor.dependencia_id
    peticion.espera_ciudadano = False
    note(peticion, ClaseHecho.ORDEN, one.cumplir_el)

"""Transfers to the central archive: delivered with their inventory, received, or given back (Ley 594 de 2000 arts. 23 and 26)."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.transitions import Transition
from portal.extensions import db
from portal.pqrs.estados_transferencia import TRANSFERENCIA
from portal.pqrs.models import CasoTransferido, Transferencia
from portal.pqrs.queries.transferencias import PorTransferir, list_por_transferir, medir
from portal.pqrs.services.acto import flush, require_text


def entregar_transferencia(keys: Collection[int], *, reservadas: bool = False, actor: Actor) -> Transferencia:
    """Deliver these cases to the central archive, with their inventory as it is now.

    Raises:
        DomainError: none was chosen, or one of them may not go: open, too young, in a transfer already, or not seen by the official.
    """
    act = TRANSFERENCIA.transitions["entregar_transferencia"]
    permissions.require(actor, act.permission)
    ready = {one.peticion.id: one for one in list_por_transferir(actor, reservadas=reservadas)}
    if not keys:
        raise DomainError("Marque al menos un caso.", "casos")
    if not set(keys) <= set(ready):
        raise DomainError("Alguno de esos casos ya no está en la lista. Revísela y vuelva a marcar.", "casos")
    number = (db.session.scalar(select(func.max(Transferencia.numero))) or 0) + 1
    made = Transferencia(numero=number, estado=act.hacia or "", reservada=reservadas, entregada_en=clock.now(), entregada_por_id=actor.id)
    sizes = medir(keys)
    rows = [one for key, one in ready.items() if key in keys]
    made.casos = [_line(place, one, sizes[one.peticion.id]) for place, one in enumerate(rows, 1)]
    db.session.add(made)
    try:
        flush()
    except IntegrityError as error:
        raise Conflict("Alguien entregó alguno de esos casos mientras usted los marcaba. Revise la lista.") from error
    _record(act, made, actor)
    for one in rows:
        office = one.peticion.dependencia_id
        record("caso_transferido", actor=actor, sobre=("peticion", one.peticion.id), dependencia_id=office, datos={"numero": number})
    return made


def recibir_transferencia(transferencia: Transferencia, *, version: int, actor: Actor) -> None:
    """The central archive has them all."""
    act = _begin("recibir_transferencia", transferencia, version, actor)
    _end(act, transferencia, actor)


def devolver_transferencia(transferencia: Transferencia, *, motivo: str, version: int, actor: Actor) -> None:
    """The central archive gives them back: the cases are in the office's archive again, and may be transferred anew.

    Raises:
        DomainError: no reason.
    """
    act = _begin("devolver_transferencia", transferencia, version, actor)
    transferencia.motivo = require_text(motivo, "motivo", "Escriba qué falta o qué hay que corregir.")
    for one in transferencia.casos:
        one.vigente = False
        facts = {"numero": transferencia.numero, "motivo": transferencia.motivo}
        record("caso_devuelto", actor=actor, sobre=("peticion", one.peticion_id), datos=facts)
    _end(act, transferencia, actor)


def _line(place: int, one: PorTransferir, size: tuple[int, int]) -> CasoTransferido:
    peticion, ficha = one.peticion, one.ficha
    if ficha.serie is None or ficha.cerrada_el is None:
        raise ValueError("only a closed case with a series is transferred")
    return CasoTransferido(
        peticion_id=peticion.id, orden=place, codigo=ficha.codigo, serie=ficha.serie.nombre,
        oficina=peticion.dependencia.nombre if peticion.dependencia else "", abierta_el=peticion.recibida_en.date(),
        cerrada_el=ficha.cerrada_el, documentos=size[0], tamano=size[1],
    )  # fmt: skip


def _begin(name: str, transferencia: Transferencia, version: int, actor: Actor) -> Transition:
    act = TRANSFERENCIA.transitions[name]
    permissions.require(actor, act.permission)
    if version != transferencia.version:
        raise Conflict("La transferencia cambió mientras usted la miraba. Revísela y decida otra vez.")
    return TRANSFERENCIA.check(name, transferencia.estado)


def _end(act: Transition, transferencia: Transferencia, actor: Actor) -> None:
    transferencia.estado = act.hacia or transferencia.estado
    transferencia.decidida_en, transferencia.decidida_por_id = clock.now(), actor.id
    _record(act, transferencia, actor)
    flush()


def _record(act: Transition, transferencia: Transferencia, actor: Actor) -> None:
    facts = {"numero": transferencia.numero, "casos": len(transferencia.casos)}
    record(act.event, actor=actor, sobre=("transferencia", transferencia.id), datos=facts)

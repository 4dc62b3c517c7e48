"""Proposing, approving and refusing an elimination by the retention table. Two persons: who approves is never who proposed."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import Conflict, DomainError
from portal.core.transitions import Transition
from portal.extensions import db
from portal.pqrs.estados_eliminacion import ELIMINACION
from portal.pqrs.models import CasoEliminado, Eliminacion
from portal.pqrs.queries.eliminaciones import PorEliminar, list_por_eliminar
from portal.pqrs.services.acto import flush, require_text


def proponer_eliminacion(
    keys: Collection[int], *, antes: date, acta: str, serie: str = "", reservadas: bool = False, actor: Actor
) -> Eliminacion:
    """Propose that these cases be eliminated.

    Args:
        antes: the day that the list was asked for; the cases were closed before it.
        acta: the act of the committee that examined the list.

    Raises:
        DomainError: none was chosen, no act, or one of the cases may not go.
    """
    act = ELIMINACION.transitions["proponer_eliminacion"]
    permissions.require(actor, act.permission)
    acta = require_text(acta, "acta", "Escriba el acta del comité que revisó la lista.")
    if len(acta) > 200:
        raise DomainError("Escriba el acta en 200 letras o menos.", "acta")
    ready = {one.peticion.id: one for one in list_por_eliminar(actor, antes=antes, serie=serie, reservadas=reservadas)}
    if not keys:
        raise DomainError("Marque al menos un caso.", "casos")
    if not set(keys) <= set(ready):
        raise DomainError("Alguno de esos casos ya no está en la lista. Revísela y vuelva a marcar.", "casos")
    made = Eliminacion(
        numero=(db.session.scalar(select(func.max(Eliminacion.numero))) or 0) + 1, estado=act.hacia or "", reservada=reservadas, acta=acta,
        antes=antes, propuesta_en=clock.now(), propuesta_por_id=actor.id,
    )  # fmt: skip
    made.casos = [_line(one) for key, one in ready.items() if key in keys]
    db.session.add(made)
    try:
        flush()
    except IntegrityError as error:
        raise Conflict("Alguien propuso alguno de esos casos mientras usted los marcaba. Revise la lista.") from error
    _record(act, made, actor)
    return made


def aprobar_eliminacion(eliminacion: Eliminacion, *, version: int, actor: Actor) -> None:
    """Approve it. Nothing goes yet: `flask pqrs anonimizar --aplicar` carries it out.

    Raises:
        DomainError: the actor is who proposed it.
    """
    act = _begin("aprobar_eliminacion", eliminacion, version, actor)
    if eliminacion.propuesta_por_id == actor.id:
        raise DomainError("La aprueba otra persona: usted la propuso.")
    _decide(act, eliminacion, actor)


def rechazar_eliminacion(eliminacion: Eliminacion, *, motivo: str, version: int, actor: Actor) -> None:
    """Refuse it, or take the approval back before it was carried out: the cases stay.

    Raises:
        DomainError: no reason; the actor is who proposed it; or some of its cases are gone already.
    """
    act = _begin("rechazar_eliminacion", eliminacion, version, actor)
    if eliminacion.propuesta_por_id == actor.id:
        raise DomainError("La decide otra persona: usted la propuso.")
    if any(one.hecho_en for one in eliminacion.casos):
        raise DomainError("Ya se empezó a aplicar: lo que se eliminó no vuelve.")
    eliminacion.motivo = require_text(motivo, "motivo", "Escriba por qué se conservan.")
    for one in eliminacion.casos:
        one.vigente = False
    _decide(act, eliminacion, actor)


def terminar_si_aplicada(eliminacion: Eliminacion) -> bool:
    """Mark an approved elimination as carried out when none of its cases waits any more."""
    left = db.session.scalar(select(func.count()).where(CasoEliminado.eliminacion_id == eliminacion.id, CasoEliminado.hecho_en.is_(None)))
    if left:
        return False
    act = ELIMINACION.check("aplicar_eliminacion", eliminacion.estado)
    eliminacion.estado, eliminacion.aplicada_en = act.hacia or "", clock.now()
    _record(act, eliminacion, SISTEMA)
    flush()
    return True


def _line(one: PorEliminar) -> CasoEliminado:
    ficha = one.ficha
    if ficha.serie is None or ficha.plazos is None or ficha.cerrada_el is None:
        raise ValueError("only a closed case with a series is eliminated")
    return CasoEliminado(
        peticion_id=one.peticion.id, codigo=ficha.codigo, serie=ficha.serie.nombre, disposicion=ficha.serie.disposicion,
        cerrada_el=ficha.cerrada_el, termina_el=ficha.plazos.termina_el,
    )  # fmt: skip


def _begin(name: str, eliminacion: Eliminacion, version: int, actor: Actor) -> Transition:
    act = ELIMINACION.transitions[name]
    permissions.require(actor, act.permission)
    if version != eliminacion.version:
        raise Conflict("La eliminación cambió mientras usted la miraba. Revísela y decida otra vez.")
    return ELIMINACION.check(name, eliminacion.estado)


def _decide(act: Transition, eliminacion: Eliminacion, actor: Actor) -> None:
    eliminacion.estado = act.hacia or eliminacion.estado
    eliminacion.decidida_en, eliminacion.decidida_por_id = clock.now(), actor.id
    _record(act, eliminacion, actor)
    flush()


def _record(act: Transition, eliminacion: Eliminacion, actor: Actor) -> None:
    facts = {"numero": eliminacion.numero, "casos": len(eliminacion.casos), "acta": eliminacion.acta}
    if eliminacion.motivo:
        facts["motivo"] = eliminacion.motivo
    record(act.event, actor=actor, sobre=("eliminacion", eliminacion.id), datos=facts)

"""How every act begins and ends: the table, the permission and the version are checked; the state and the audit follow."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from portal.audit.services import record
from portal.calendario import fecha_larga
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.core.transitions import Transition
from portal.extensions import db
from portal.pqrs.estados import ABIERTAS, DE_UNIDA, PETICION
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import may_widen
from portal.pqrs.plazos import Termino
from portal.pqrs.services.recuento import recontar, store

# Neutral: it may have been the same person, in another window or by a second click.
CHANGED = "El caso cambió mientras usted trabajaba. No se perdió lo que usted escribió: revise el caso y decida otra vez."


NOT_FROM_TRACKING = "Esta acción no se puede hacer desde la página de seguimiento."


def require_own(peticion: Peticion, actor: Actor) -> None:
    """Raise Forbidden unless `actor` is the holder of this case's code."""
    if actor.kind != "ciudadano" or actor.id != peticion.id:
        raise Forbidden(NOT_FROM_TRACKING)


def begin(act: str, peticion: Peticion, actor: Actor, version: int | None = None) -> Transition:
    """Check that `actor` may do `act` to the case as it is now.

    Args:
        version: the case's version that the actor had on screen; None when the act cannot overwrite anything.

    Raises:
        Conflict: the state does not allow the act, or somebody changed the case since.
        Forbidden: the act is not this actor's, or not on this case.
    """
    transition = PETICION.transitions[act]
    if actor.kind == "ciudadano":
        if transition.quien != "ciudadano":
            raise Forbidden(NOT_FROM_TRACKING)
        require_own(peticion, actor)
    else:
        permissions.require(actor, transition.permission, peticion)
    if version is not None and version != peticion.version:
        raise Conflict(CHANGED)
    if peticion.anonimizada_en is not None:
        raise Conflict("Este caso se eliminó según la tabla de retención: solo quedan su número, su clase y sus fechas.")
    if peticion.is_unida and act not in DE_UNIDA:
        raise Conflict("Esta solicitud se unió a otra de la misma persona, que es la que sigue. Haga esto en la otra, o sepárelas primero.")
    return PETICION.check(act, peticion.estado)


def end(
    transition: Transition,
    peticion: Peticion,
    actor: Actor,
    datos: Mapping[str, Any] | None = None,
    *,
    publico: bool = True,
) -> None:
    """Move the case to its new state and record the act. `publico` acts stand on the citizen's timeline."""
    facts = dict(datos or {})
    if transition.hacia is not None and transition.hacia != peticion.estado:
        facts["estado"] = [peticion.estado, transition.hacia]
        peticion.estado = transition.hacia
        peticion.abierta = transition.hacia in ABIERTAS
    record(
        transition.event,
        actor=actor,
        sobre=("peticion", peticion.id),
        dependencia_id=peticion.dependencia_id,
        datos=facts,
        publico=publico,
    )
    flush()


def flush() -> None:
    """Write the act's changes now.

    Raises:
        Conflict: another transaction changed one of the rows first; this one can only be undone.
    """
    try:
        db.session.flush()
    except StaleDataError as error:
        raise Conflict(CHANGED) from error


def require_text(text: str, field: str, message: str) -> str:
    """The text without blanks around it.

    Raises:
        DomainError: it is empty; `message` says what is asked for.
    """
    cleaned = text.strip()
    if not cleaned:
        raise DomainError(message, field)
    return cleaned


def check_may_give(actor: Actor, peticion: Peticion, oficinas: Iterable[int], field: str) -> None:
    """Raise DomainError when a case against officials, or a matter of it, would be given to an office that does not know of it yet."""
    if any(one != peticion.dependencia_id for one in oficinas) and not may_widen(actor, peticion):
        raise DomainError("Es un caso reservado: solo control interno lo da a otra oficina. Pídaselo en una nota interna.", field)


def check_se_puede_negar(aceptada_desde: date | None, field: str | None = None) -> None:
    """Raise DomainError when the law accepted a petition, or one of its matters, for want of an answer (CPACA art. 14.1)."""
    if aceptada_desde is not None:
        raise DomainError(
            f"La ley la entiende aceptada desde el {fecha_larga(aceptada_desde)}: ya no se puede negar "
            "(Ley 1437 de 2011, art. 14, num. 1). Responda y entregue lo que se pidió.",
            field,
        )


def set_termino(peticion: Peticion, termino: Termino) -> dict[str, Any]:
    """Store a term, with those of the matters, and give what changed, for the audit. Only acts call this (DIA-08)."""
    before = {"vence_el": peticion.vence_el, "plazo_dias": peticion.plazo_dias, "efectiva_el": peticion.efectiva_el}
    store(peticion, termino)
    if peticion.is_separada:
        recontar(peticion)
    return {
        name: [str(before[name]) if before[name] is not None else None, str(getattr(peticion, name))]
        for name in before
        if before[name] != getattr(peticion, name)
    }

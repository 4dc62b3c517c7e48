"""Acts on the days when this municipality does not open. Each needs the act that orders it.

No general law lets a mayor suspend terms at will (normativa, section 7): the act is what a judge will ask for.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from portal.audit.services import record
from portal.calendario import Calendario, DiaNoHabil
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, NotFound
from portal.core.permissions import require
from portal.entidad.models import DiaLocal
from portal.entidad.queries import get_calendario
from portal.entidad.services.edicion import all_or_nothing, require_text
from portal.extensions import db

MUESTRA = 20


@dataclass(frozen=True)
class Movimiento:
    """A due date that a change of the calendar would move: whose it is, before and after."""

    caso: str
    antes: date
    despues: date


@dataclass(frozen=True)
class Impacto:
    """What a change of the calendar would do to open cases.

    Args:
        movimientos: up to `MUESTRA` of those that move.
        total: how many move in all; `is_minimo` when not all of them were looked at.
        conservados: cases whose term took effect already, up to `MUESTRA`: their date stays.
    """

    movimientos: tuple[Movimiento, ...] = ()
    total: int = 0
    conservados: tuple[str, ...] = ()
    is_minimo: bool = False


class PorConfirmar(DomainError):
    """The change moves due dates of open cases: who makes it must see which, and say so."""

    def __init__(self, impacto: Impacto) -> None:
        super().__init__("Este cambio mueve la fecha límite de casos abiertos. Revíselos y confirme.")
        self.impacto = impacto


# Says what a calendar would do to open cases; the day is the one that changes.
CalendarForeseer = Callable[[Calendario, date], Impacto]
# Receives the reason in words and who acts; recomputes its open cases and answers how many due dates it changed.
CalendarListener = Callable[[str, Actor], int]

_listeners: list[CalendarListener] = []
_foreseers: list[CalendarForeseer] = []
_settlers: list[Callable[[], None]] = []
_ACT_MISSING = "Escriba el acto que lo ordena, por ejemplo «Decreto 045 del 12 de marzo de 2026»."


def on_calendar_change(handler: CalendarListener) -> CalendarListener:
    """Register who must recompute when a local day is added or withdrawn, in the same transaction.

    `handler(motivo, actor)` gets the reason in words and the actor, and returns how many due dates changed.
    """
    if handler not in _listeners:
        _listeners.append(handler)
    return handler


def before_calendar_change(settle: Callable[[], None], foresee: CalendarForeseer) -> None:
    """Register who notes what the law made happen until now, so that no later day undoes it, and who foresees what a change would move."""
    if foresee not in _foreseers:
        _settlers.append(settle)
        _foreseers.append(foresee)


def _check_confirmed(calendario: Calendario, fecha: date, confirmado: bool) -> None:
    if confirmado:
        return
    for foresee in _foreseers:
        impacto = foresee(calendario, fecha)
        if impacto.total:
            raise PorConfirmar(impacto)


@all_or_nothing
def add_dia(*, fecha: date, motivo: str, acto: str, actor: Actor, confirmado: bool = False) -> tuple[DiaLocal, int]:
    """Make `fecha` a non-working day; returns it with the number of open cases whose due date changed.

    Args:
        confirmado: who acts saw which due dates move.

    Raises:
        PorConfirmar: open cases would move, and that was not confirmed.
        DomainError: motive or act is missing, the day is already there or is already non-working by law.
    """
    require(actor, "entidad:dias")
    motivo = require_text(motivo, "Escriba el motivo, por ejemplo «Fiestas patronales».", "motivo")
    acto = require_text(acto, _ACT_MISSING, "acto")
    _check_new(fecha)
    calendario = get_calendario()
    known = (*calendario.dias_no_habiles, DiaNoHabil(fecha, motivo, acto))
    _check_confirmed(replace(calendario, dias_no_habiles=known), fecha, confirmado)
    _settle()
    dia = DiaLocal(
        fecha=fecha, motivo=motivo, acto=acto, publicado_en=clock.now(), registrado_por_id=actor.id if actor.is_funcionario else None
    )
    db.session.add(dia)
    db.session.flush()
    record(
        "dia_no_habil_agregado", actor=actor, sobre=("dia_local", dia.id), datos={"fecha": [None, fecha.isoformat()], "acto": [None, acto]}
    )
    return dia, _tell(f"El {fecha:%d/%m/%Y} pasó a ser día no hábil: {motivo} ({acto}).", actor)


@all_or_nothing
def withdraw_dia(key: int, *, acto: str, actor: Actor, confirmado: bool = False) -> tuple[DiaLocal, int]:
    """Withdraw a local day by a later act; returns it with the number of open cases whose due date changed.

    The row stays: due dates were computed with it.

    Args:
        confirmado: who acts saw which due dates move.

    Raises:
        PorConfirmar: open cases would move, and that was not confirmed.
        Conflict: it had been withdrawn already.
        DomainError: the act is missing.
        NotFound: there is no such day.
    """
    require(actor, "entidad:dias")
    acto = require_text(acto, _ACT_MISSING, "acto")
    dia = db.session.get(DiaLocal, key, with_for_update=True, populate_existing=True)
    if dia is None:
        raise NotFound
    if dia.retirado_en is not None:
        raise Conflict("Este día ya se había retirado.")
    calendario = get_calendario()
    left = tuple(one for one in calendario.dias_no_habiles if one.fecha != dia.fecha)
    _check_confirmed(replace(calendario, dias_no_habiles=left), dia.fecha, confirmado)
    _settle()
    dia.retirado_en, dia.retirado_acto = clock.now(), acto
    db.session.flush()
    record(
        "dia_no_habil_retirado",
        actor=actor,
        sobre=("dia_local", key),
        datos={"fecha": [dia.fecha.isoformat(), None], "acto": [dia.acto, acto]},
    )
    return dia, _tell(f"El {dia.fecha:%d/%m/%Y} volvió a ser día hábil ({acto}).", actor)


def _check_new(fecha: date) -> None:
    present = select(DiaLocal.id).where(DiaLocal.fecha == fecha, DiaLocal.retirado_en.is_(None))
    if db.session.scalar(present) is not None:
        raise DomainError("Ese día ya está en la lista.", "fecha")
    if abs(fecha.year - clock.today().year) > 5:
        raise DomainError("Revise el año de la fecha.", "fecha")
    reason = get_calendario().motivo_no_habil(fecha)
    if reason is not None:
        raise DomainError(f"Ese día ya es no hábil: {reason.texto}.", "fecha")


def _settle() -> None:
    for settle in _settlers:
        settle()


def _tell(motivo: str, actor: Actor) -> int:
    return sum(handler(motivo, actor) for handler in _listeners)

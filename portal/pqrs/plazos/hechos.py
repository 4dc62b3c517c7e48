"""The facts that move a term, and the term that they leave: one reading for the case, its explanation and the terminal.

A case's term is never patched: it is computed from its reception and from what happened since, so that whoever has the
facts reaches the same date. Sources: CPACA arts. 14 par., 17, 19 and 39; Ley 1581 de 2012 art. 15.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from portal.calendario import Calendario, fecha_larga
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs.plazos.actuaciones import limite_aclarar
from portal.pqrs.plazos.reglas import is_con_efecto_suspensivo, limite_completar, prorroga_completar, prorrogar, reanudar
from portal.pqrs.plazos.vencimientos import CausaPausa, Suspension, Vencimiento, vencimiento


class ClaseHecho(StrEnum):
    """What happened, as stored and as `flask calendario vence --evento` takes it."""

    REQUERIDA = "requerida"
    MAS_TIEMPO = "mas_tiempo"
    APORTADA = "aportada"
    DEVUELTA = "devuelta"
    ACLARADA = "aclarada"
    SUSPENDIDA = "suspendida"
    REANUDADA = "reanudada"
    PRORROGADA = "prorrogada"
    FALLA = "falla"
    REINICIADA = "reiniciada"
    ORDEN = "orden"


_BEGINS = {
    ClaseHecho.REQUERIDA: CausaPausa.COMPLETAR,
    ClaseHecho.DEVUELTA: CausaPausa.ACLARAR,
    ClaseHecho.SUSPENDIDA: CausaPausa.COMPETENCIA,
}
_ENDS = {
    ClaseHecho.APORTADA: CausaPausa.COMPLETAR,
    ClaseHecho.ACLARADA: CausaPausa.ACLARAR,
    ClaseHecho.REANUDADA: CausaPausa.COMPETENCIA,
}
# Cause of a pause → the fact that ends it.
FIN_DE_PAUSA = MappingProxyType({causa: clase for clase, causa in _ENDS.items()})


@dataclass(frozen=True)
class Hecho:
    """One fact: what, on which day, and for an extension, the days after a failure, or a judge's order, until which day."""

    clase: ClaseHecho
    el: date
    hasta: date | None = None


@dataclass(frozen=True)
class Pausa:
    """The term stands still since `desde`; the person has until `limite_el` to act, when the law says so."""

    desde: date
    causa: CausaPausa
    limite_el: date | None


@dataclass(frozen=True)
class Termino:
    """A term after its facts.

    Args:
        vencido: the due date as it stands; during a pause, as if the pause ended on its last day.
        pausa: the pause that has not ended, or None.
        sin_efecto: the facts that were recorded but moved nothing, such as papers asked for on day eleven.
        conflicto_hasta: the day on which the decision of the last conflict of competence was known; None when there was none.
    """

    vencido: Vencimiento
    pausa: Pausa | None = None
    sin_efecto: tuple[Hecho, ...] = ()
    conflicto_hasta: date | None = None


@dataclass(frozen=True)
class _Reading:
    """The reading so far: `base` is the term without the pause that runs."""

    base: Vencimiento
    pausa: Pausa | None = None
    sin_efecto: tuple[Hecho, ...] = ()
    con_mas_tiempo: bool = False


def aplicar(vencido: Vencimiento, hechos: Iterable[Hecho], calendario: Calendario) -> Termino:
    """The term that `hechos`, in order, leave of the term `vencido`.

    Raises:
        DomainError: a fact is out of order, or the law does not allow it (an extension after expiry, for one).
    """
    reading = _Reading(vencido)
    previous: date | None = None
    settled: date | None = None
    for one in hechos:
        if previous is not None and one.el < previous:
            raise DomainError(f"Los hechos van en orden de fecha: {fecha_larga(one.el)} es anterior a {fecha_larga(previous)}.", "evento")
        previous = one.el
        reading = _apply(reading, one, calendario)
        settled = one.el if one.clase is ClaseHecho.REANUDADA else settled
    return Termino(_provisional(reading, calendario), reading.pausa, reading.sin_efecto, settled)


def _apply(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    if one.clase in _BEGINS:
        return _begin(reading, one, calendario)
    if one.clase in _ENDS:
        return _end(reading, one, calendario)
    if one.clase is ClaseHecho.FALLA:
        return _after_failure(reading, one)
    return _ONE_BY_ONE[one.clase](reading, one, calendario)


def _extend(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    if reading.pausa is not None:
        raise DomainError("El plazo está en pausa: no se puede prorrogar hasta que vuelva a correr.", "hasta")
    if one.hasta is None:
        raise DomainError("A la prórroga le falta la fecha nueva.", "hasta")
    return replace(reading, base=prorrogar(reading.base, one.el, one.hasta, calendario))


def _begin(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    if reading.pausa is not None:
        raise DomainError("El plazo ya está en pausa.", "evento")
    # What a judge ordered waits for nobody.
    if reading.base.ordenada_desde is not None:
        return replace(reading, sin_efecto=(*reading.sin_efecto, one))
    causa = _BEGINS[one.clase]
    if causa is CausaPausa.COMPLETAR and not is_con_efecto_suspensivo(reading.base, one.el, calendario):
        return replace(reading, sin_efecto=(*reading.sin_efecto, one))
    # A term that has expired cannot be kept from expiring.
    if one.el > reading.base.vence_el:
        return replace(reading, sin_efecto=(*reading.sin_efecto, one))
    return replace(reading, pausa=Pausa(one.el, causa, _limit(reading.base, one.el, causa, calendario)), con_mas_tiempo=False)


def _limit(vencido: Vencimiento, el: date, causa: CausaPausa, calendario: Calendario) -> date | None:
    if causa is CausaPausa.COMPLETAR:
        return limite_completar(vencido, el, calendario)
    return limite_aclarar(el, calendario) if causa is CausaPausa.ACLARAR else None


def _more_time(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    pausa = reading.pausa
    if pausa is None or pausa.causa is not CausaPausa.COMPLETAR:
        raise DomainError("No hay documentos pedidos para los que pedir más tiempo.", "evento")
    if reading.con_mas_tiempo:
        raise DomainError("Ya se dio más tiempo una vez; la ley no prevé otra.", "evento")
    longer = prorroga_completar(reading.base, pausa.desde, one.el, calendario)
    return replace(reading, pausa=replace(pausa, limite_el=max(longer, pausa.limite_el or longer)), con_mas_tiempo=True)


def _after_failure(reading: _Reading, one: Hecho) -> _Reading:
    """The person's last day after the means failed: never earlier than it was (CPACA art. 62 num. 2)."""
    pausa = reading.pausa
    if one.hasta is None:
        raise DomainError("A la falla le falta el día hasta el que se puede insistir.", "hasta")
    if pausa is None or pausa.limite_el is None or one.hasta <= pausa.limite_el:
        return replace(reading, sin_efecto=(*reading.sin_efecto, one))
    return replace(reading, pausa=replace(pausa, limite_el=one.hasta))


def _anew(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    """A decision fell, or the case was taken up again: the whole term counts from the day after."""
    tipo, noon = reading.base.plazo.tipo, datetime.combine(one.el, time(12), tzinfo=BOGOTA)
    # A revocation or a judge's decision is of the office itself: the closing hour does not move its day.
    return _Reading(vencimiento(tipo, noon, calendario, presencial=True), sin_efecto=reading.sin_efecto)


def _ordered(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    """A judge gave a day: it stands whatever else the term says, and nothing keeps it waiting. It never gives more than the law does."""
    if one.hasta is None:
        raise DomainError("A la orden del juez le falta el día en que se debe cumplir.", "hasta")
    base = reading.base
    if reading.pausa is not None:
        base = reanudar(base, Suspension(reading.pausa.desde, one.el, reading.pausa.causa), calendario)
    legal = base.ordenada_desde or base.vence_el
    is_over = legal < one.el
    due = one.hasta if is_over else min(legal, one.hasta)
    strict = due if is_over else min(due, base.estricta_el)
    return replace(reading, base=replace(base, vence_el=due, estricta_el=strict, ordenada_desde=legal), pausa=None)


def _end(reading: _Reading, one: Hecho, calendario: Calendario) -> _Reading:
    pausa = reading.pausa
    if pausa is None or pausa.causa is not _ENDS[one.clase]:
        # Papers that nobody asked for in time are welcome, and move nothing.
        return replace(reading, sin_efecto=(*reading.sin_efecto, one))
    resumed = reanudar(reading.base, Suspension(pausa.desde, one.el, pausa.causa), calendario)
    return replace(reading, base=resumed, pausa=None)


def _provisional(reading: _Reading, calendario: Calendario) -> Vencimiento:
    pausa = reading.pausa
    if pausa is None:
        return reading.base
    if pausa.limite_el is None:
        return reading.base
    assumed = reanudar(reading.base, Suspension(pausa.desde, pausa.limite_el, pausa.causa), calendario)
    # The pause is not over: it is not told as one that ended.
    return replace(assumed, suspensiones=reading.base.suspensiones)


_ONE_BY_ONE: Mapping[ClaseHecho, Callable[[_Reading, Hecho, Calendario], _Reading]] = MappingProxyType(
    {
        ClaseHecho.MAS_TIEMPO: _more_time,
        ClaseHecho.PRORROGADA: _extend,
        ClaseHecho.REINICIADA: _anew,
        ClaseHecho.ORDEN: _ordered,
    }
)

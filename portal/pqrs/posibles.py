"""What the law lets an office do with a petition today: the days that bound its acts, and the acts that are out of time."""

from dataclasses import dataclass
from datetime import date

from portal.calendario import Calendario
from portal.core import clock
from portal.pqrs.estados import DEVUELTA, POR_DECRETAR
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import (
    ClaseHecho,
    Hecho,
    Limite,
    Termino,
    limite_prorroga,
    limite_traslado,
    list_limites,
    razon_no_prorrogar,
    silencio_negativo_el,
)
from portal.pqrs.queries.caso import list_hechos, termino_of
from portal.pqrs.queries.silencio import aceptada_el
from portal.pqrs.reservas import AUTORIDADES
from portal.pqrs.tipos import TipoPeticion


@dataclass(frozen=True)
class Posibles:
    """What each act would do if it were done today; None where it could not be done.

    Args:
        completar_hasta: the person's last day if they are asked to complete today; None: asking would pause nothing.
        aclarar_hasta: the person's last day if the petition is sent back today to be clarified.
        prorroga_hasta: the latest new date of an extension.
        traslado_el: the last day to pass the petition on.
    """

    termino: Termino
    limites: tuple[Limite, ...]
    completar_hasta: date | None
    aclarar_hasta: date | None
    prorroga_hasta: date | None
    traslado_el: date
    fuera: frozenset[str]

    @property
    def is_traslado_tarde(self) -> bool:
        return clock.today() > self.traslado_el


def negada_por_silencio_el(peticion: Peticion, calendario: Calendario) -> date | None:
    """The day on which three months passed without a notified decision, of an open case of which they did (CPACA art. 83).

    A fact to be told, which moves and closes nothing: the duty to decide goes on. None of one that the law counts as accepted, or
    whose answer was notified.
    """
    if not peticion.abierta or peticion.notificada_en is not None or peticion.aceptada_desde is not None:
        return None
    last = silencio_negativo_el(TipoPeticion(peticion.tipo), peticion.termino_desde, calendario)
    return last if last is not None and last < clock.today() else None


def posibles_of(peticion: Peticion, calendario: Calendario) -> Posibles:
    """What may be done with an open case today. `fuera` holds the acts that the state allows and the law does not."""
    calendario = calendario.with_politica(peticion.politica)
    hoy, hechos = clock.today(), list_hechos(peticion)
    termino = termino_of(peticion, calendario, hechos=hechos)

    def limit_after(clase: ClaseHecho) -> date | None:
        if termino.pausa is not None:
            return None
        pausa = termino_of(peticion, calendario, mas=[Hecho(clase, hoy)], hechos=hechos).pausa
        return pausa.limite_el if pausa else None

    longest = limite_prorroga(termino.vencido, calendario)
    can_extend = longest is not None and termino.pausa is None and razon_no_prorrogar(termino.vencido, hoy, longest, calendario) is None
    clarify = limit_after(ClaseHecho.DEVUELTA)
    return Posibles(
        termino=termino,
        limites=list_limites(termino, calendario),
        completar_hasta=limit_after(ClaseHecho.REQUERIDA),
        aclarar_hasta=clarify,
        prorroga_hasta=longest if can_extend else None,
        traslado_el=limite_traslado(termino.vencido, calendario, termino.conflicto_hasta),
        fuera=_out_of_time(
            peticion,
            can_extend=can_extend,
            can_pause=clarify is not None,
            has_failed=any(one.clase is ClaseHecho.FALLA for one in hechos),
            is_accepted=aceptada_el(peticion, (termino.vencido, calendario)) is not None,
        ),
    )


def _out_of_time(peticion: Peticion, *, can_extend: bool, can_pause: bool, has_failed: bool, is_accepted: bool) -> frozenset[str]:
    out = set()
    if not can_extend:
        out.add("prorrogar")
    if not can_pause:
        # A term that has expired cannot be kept from expiring.
        out |= {"devolver", "plantear_conflicto"}
    if has_failed and peticion.estado == POR_DECRETAR and peticion.pausa_limite_el and clock.today() <= peticion.pausa_limite_el:
        # The means failed, and the person has days again.
        out.add("decretar_desistimiento")
    if peticion.estado == DEVUELTA and peticion.pausa_limite_el is not None and clock.today() <= peticion.pausa_limite_el:
        out.add("archivar")
    if is_accepted:
        # Accepted by law: it may no longer be refused (CPACA art. 14.1).
        out |= {"rechazar", "remitir", "decretar_desistimiento", "archivar", "negar_reserva"}
        # What is owed is owed here and now: nothing more is asked for, and nobody else is to answer.
        out |= {"requerir", "requerir_tarde", "trasladar", "trasladar_parte", "devolver", "plantear_conflicto", "clasificar"}
    if peticion.tipo in AUTORIDADES:
        # Against an authority that asks in its functions reserve cannot be raised (CPACA art. 27).
        out.add("negar_reserva")
    return frozenset(out)

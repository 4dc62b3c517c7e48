"""The due date of a petition and its traffic light (normativa: CPACA arts. 14, 15 par. 1 and 54; Ley 4 de 1913 arts. 59-62)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.calendario import Calendario, Politica
from portal.core.clock import BOGOTA
from portal.pqrs.plazos.tabla import Plazo, get_plazo
from portal.pqrs.tipos import TipoPeticion

# «Próxima»: this many business days or fewer are left.
DIAS_PROXIMA = 3


class CausaPausa(StrEnum):
    """Why a term stands still."""

    COMPLETAR = "completar"
    ACLARAR = "aclarar"
    COMPETENCIA = "competencia"


@dataclass(frozen=True)
class Suspension:
    """A pause that ended: asked to complete on one day, papers brought on another (CPACA art. 17), or the like."""

    requerida_el: date
    aportada_el: date
    causa: CausaPausa = CausaPausa.COMPLETAR


@dataclass(frozen=True)
class Vencimiento:
    """Until when a petition must be answered, and what it was computed with.

    Args:
        efectiva_el: day from which it counts; day 1 is the next business day.
        vence_el: last day, until midnight in Bogotá, by the municipality's policy.
        estricta_el: the strictest reading of the law, after which the light is red; never later than `vence_el`. It is the date
            under the policy `estricta`; for hd_consulta also counting the day of receipt, as Ley 1581 de 2012 art. 14 may be read.
        prorrogada_desde: due date before its extension; None when it was not extended.
        ordenada_desde: due date before a judge ordered to answer by another day; None when none did.
        suspensiones: pauses already ended.
    """

    recibida_en: datetime
    efectiva_el: date
    vence_el: date
    estricta_el: date
    plazo: Plazo
    politica: Politica
    calendario_version: str
    presencial: bool = False
    prorrogada_desde: date | None = None
    ordenada_desde: date | None = None
    suspensiones: tuple[Suspension, ...] = ()


class Semaforo(StrEnum):
    """The traffic light of a petition; `cerrada` for one that no longer runs."""

    EN_TERMINO = "en_termino"
    PROXIMA = "proxima"
    VENCIDA = "vencida"
    CERRADA = "cerrada"


def vencimiento(tipo: TipoPeticion, recibida_en: datetime, calendario: Calendario, *, presencial: bool = False) -> Vencimiento:
    """The due date of a petition of `tipo` received at the instant `recibida_en`.

    Args:
        presencial: received at the counter. Whoever is already inside must be served (CPACA art. 7.3), so the hour does
            not move it.

    Raises:
        ValueError: `recibida_en` has no zone.
        SinPlazo: no term is known for that date.
        FueraDeCalendario: the count leaves the known years.
    """
    recibida_el = calendario.with_politica(Politica.ESTRICTA).efectiva(recibida_en)
    efectiva_el = recibida_el if presencial else calendario.efectiva(recibida_en)
    plazo = get_plazo(tipo, recibida_el)
    return Vencimiento(
        recibida_en=recibida_en.astimezone(BOGOTA),
        efectiva_el=efectiva_el,
        vence_el=calendario.sumar(efectiva_el, plazo.dias),
        estricta_el=calendario.sumar(_antes_del_dia_1(tipo, recibida_el), plazo.dias),
        plazo=plazo,
        politica=calendario.politica,
        calendario_version=calendario.version,
        presencial=presencial,
    )


def _antes_del_dia_1(tipo: TipoPeticion, recibida_el: date) -> date:
    # Ley 1581 de 2012 art. 14 counts the consulta «from the date of receipt»: read strictly, that day is already day 1.
    return recibida_el - timedelta(days=1) if tipo == TipoPeticion.HD_CONSULTA else recibida_el


def is_a_tiempo(vence_el: date, respondida_en: datetime) -> bool:
    """Whether an answer delivered at that instant is in time: the last day runs to midnight (Ley 4 de 1913 arts. 59-60).

    Raises ValueError when the instant has no zone.
    """
    if respondida_en.tzinfo is None:
        raise ValueError("respondida_en debe llevar zona horaria")
    return respondida_en.astimezone(BOGOTA).date() <= vence_el


def dias_restantes(vence_el: date, hoy: date, calendario: Calendario) -> int:
    """Business days left after `hoy`, or minus those passed since `vence_el`; 0 on the last day."""
    return calendario.contar(hoy, vence_el) if hoy <= vence_el else -calendario.contar(vence_el, hoy)


def umbral_proxima(hoy: date, calendario: Calendario) -> date:
    """The last due date that is «próxima» on `hoy`: for the same condition in a list's query."""
    return calendario.sumar(hoy, DIAS_PROXIMA)


def semaforo(vence_el: date, estricta_el: date, hoy: date, abierta: bool, calendario: Calendario) -> Semaforo:
    """The light of a petition on the day `hoy`.

    Red once the strict date has passed, so that the reading of the law that is safest for the citizen is the one that warns.
    Near when three business days or fewer are left to it. A closed petition has no light.
    """
    limite = min(vence_el, estricta_el)
    if not abierta:
        return Semaforo.CERRADA
    if hoy > limite:
        return Semaforo.VENCIDA
    return Semaforo.PROXIMA if limite <= umbral_proxima(hoy, calendario) else Semaforo.EN_TERMINO

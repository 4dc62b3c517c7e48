"""What the citizen's page says of where the case stands: the pause and how it ends, the decision and what may be done against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.calendario import Calendario
from portal.core import clock
from portal.core.errors import DomainError
from portal.entidad.queries import get_entidad
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import TRASLADADA
from portal.pqrs.models import Insistencia, Peticion, Recurso, Respuesta
from portal.pqrs.pasos import Pasos, pasos_of
from portal.pqrs.plazos import FIN_DE_PAUSA, CausaPausa, ClaseHecho, Hecho
from portal.pqrs.posibles import negada_por_silencio_el
from portal.pqrs.queries.caso import list_hechos, termino_of
from portal.pqrs.queries.ciudadano import is_abierta, reapertura_hasta
from portal.pqrs.queries.fusiones import find_fusion
from portal.pqrs.queries.recursos import insistencia_of, recursos_of

# Cause of a pause → the letter that says what the person must do.
_PIDE = {CausaPausa.COMPLETAR: ClaseCarta.REQUERIMIENTO, CausaPausa.ACLARAR: ClaseCarta.DEVOLUCION}


@dataclass(frozen=True)
class PausaVista:
    """A pause as the page tells it.

    Args:
        limite_el: the person's last day; None when nothing is asked of them.
        si_hoy: the last day to answer if the pause ended today.
        mas_tiempo_hasta: their last day if they ask for more time today; None when the law gives no more.
        carta: the letter that says what to do.
    """

    causa: str
    desde: date
    limite_el: date | None
    si_hoy: date
    mas_tiempo_hasta: date | None
    carta: Respuesta | None

    @property
    def is_tarde(self) -> bool:
        return self.limite_el is not None and clock.today() > self.limite_el


def situacion_of(peticion: Peticion, cartas: Sequence[Respuesta], calendario: Calendario) -> dict[str, Any]:
    """What the page's template asks for: the letters by what they do, the pause, the transfer, the appeal."""
    decisiones = _of_case(peticion, [one for one in cartas if one.info.decide and not one.is_recurso_de_asunto])
    ultima = decisiones[-1] if decisiones else None
    pasos, recursos = pasos_of(peticion, ultima, calendario), _of_whole(recursos_of(peticion, cartas))
    insistencia, appeal = insistencia_of(peticion, cartas), pasos.recurso_hasta if pasos else None
    reopening = reapertura_hasta(peticion, calendario, get_entidad().dias_reapertura)
    return {
        "cartas": [one for one in cartas if not one.info.decide],
        "respuestas": [(one, is_abierta(one)) for one in decisiones],
        "fusion": find_fusion(peticion),
        "ultima": ultima,
        "por_abrir": ultima is not None and not is_abierta(ultima),
        "pausa": pausa_of(peticion, cartas, calendario),
        "traslado": carta_de_traslado(peticion, cartas),
        "carta_sin_pausa": carta_sin_pausa(peticion, cartas),
        "pasos": pasos,
        "recursos": recursos,
        "pasos_hoy": clock.today(),
        "insistencia": insistencia,
        "insistir_hasta": pasos.insistir_hasta if pasos else None,
        "puede_insistir": pasos is not None and pasos.insistir_hasta is not None and not _is_insisted(insistencia, ultima),
        "negada_el": negada_por_silencio_el(peticion, calendario),
        "puede_quejarse": _can_complain(pasos, recursos),
        "puede_recurrir": _can_appeal(pasos, recursos, ultima),
        "recurso_hasta": appeal,
        "reapertura_hasta": reopening,
        "reapertura_vencida": reopening is not None and clock.today() > reopening,
        "recurso_vencido": appeal is not None and clock.today() > appeal,
    }


def _of_whole(recursos: Sequence[Recurso]) -> list[Recurso]:
    """The appeals against what decides the case; those on one matter stand with the matter."""
    return [one for one in recursos if one.asunto_id is None]


def _of_case(peticion: Peticion, decisiones: Sequence[Respuesta]) -> list[Respuesta]:
    """The letters on the case. Those on one matter stand with their matter; the last of them is also what answered the case."""
    answered = peticion.respondida_en is not None
    return [one for one in decisiones if not one.datos.get("asunto") or (answered and one is decisiones[-1])]


def pausa_of(peticion: Peticion, cartas: Sequence[Respuesta], calendario: Calendario) -> PausaVista | None:
    """The pause that the case is in, or None: one that was decided or withdrawn meanwhile waits for nobody."""
    if peticion.pausa_desde is None or peticion.respondida_en is not None or not peticion.abierta:
        return None
    causa, hechos = CausaPausa(peticion.pausa_causa), list_hechos(peticion)
    return PausaVista(
        causa=causa.value,
        desde=peticion.pausa_desde,
        limite_el=peticion.pausa_limite_el,
        si_hoy=_ended_today(peticion, causa, hechos, calendario),
        mas_tiempo_hasta=_more_time(peticion, hechos, calendario) if causa is CausaPausa.COMPLETAR else None,
        carta=_newest(cartas, _PIDE.get(causa)),
    )


def _ended_today(peticion: Peticion, causa: CausaPausa, hechos: Sequence[Hecho], calendario: Calendario) -> date:
    return termino_of(peticion, calendario, mas=[Hecho(FIN_DE_PAUSA[causa], clock.today())], hechos=hechos).vencido.vence_el


def _more_time(peticion: Peticion, hechos: Sequence[Hecho], calendario: Calendario) -> date | None:
    try:
        termino = termino_of(peticion, calendario, hechos=hechos, mas=[Hecho(ClaseHecho.MAS_TIEMPO, clock.today())])
    except DomainError:
        return None
    return termino.pausa.limite_el if termino.pausa else None


def _newest(cartas: Sequence[Respuesta], clase: ClaseCarta | None) -> Respuesta | None:
    return next((one for one in reversed(cartas) if one.clase == clase), None)


def carta_de_traslado(peticion: Peticion, cartas: Sequence[Respuesta]) -> Respuesta | None:
    """The letter with which the whole petition went to another body."""
    return _newest(cartas, ClaseCarta.TRASLADO) if peticion.estado == TRASLADADA else None


def carta_sin_pausa(peticion: Peticion, cartas: Sequence[Respuesta]) -> Respuesta | None:
    """The letter that asks the person for something too late to pause the term, while they have not answered it."""
    newest = _newest(cartas, ClaseCarta.REQUERIMIENTO)
    awaited = peticion.espera_ciudadano and peticion.abierta and peticion.pausa_desde is None
    return newest if awaited and newest is not None and not newest.datos.get("con_efecto") else None


def _is_insisted(one: Insistencia | None, ultima: Respuesta | None) -> bool:
    return one is not None and ultima is not None and one.respuesta_id == ultima.id


def _can_complain(pasos: Pasos | None, recursos: Sequence[Recurso]) -> bool:
    return pasos is not None and pasos.queja_hasta is not None and pasos.carta.id not in {one.respuesta_id for one in recursos}


def _can_appeal(pasos: Pasos | None, recursos: Sequence[Recurso], ultima: Respuesta | None) -> bool:
    """Whether the page offers the form of the appeal.

    Who has not opened the decision reads it first: then they know what they appeal against, and since when the days run.
    """
    if pasos is None or ultima is None or pasos.recurso_hasta is None or not pasos.puede_recurrir:
        return False
    return ultima.id not in {one.respuesta_id for one in recursos}

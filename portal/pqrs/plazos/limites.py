"""Until when each act around a petition may be done: the list that officials see beside the due date."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.calendario import Calendario
from portal.core.clock import BOGOTA
from portal.pqrs.plazos.actuaciones import leyenda_en_tramite, silencio_negativo
from portal.pqrs.plazos.hechos import Termino
from portal.pqrs.plazos.reglas import CON_SILENCIO, aceptacion_por_silencio, limite_prorroga, limite_requerir, limite_traslado
from portal.pqrs.plazos.vencimientos import CausaPausa, Vencimiento
from portal.pqrs.tipos import TipoPeticion

# What asks for no decision, and what another authority asks: three months without one mean nothing.
_SIN_DECISION = frozenset({
    TipoPeticion.SUGERENCIA, TipoPeticion.FELICITACION, TipoPeticion.ENTRE_AUTORIDADES, TipoPeticion.CONGRESO, TipoPeticion.DEFENSORIA,
    TipoPeticion.INSISTENCIA,
})  # fmt: skip


@dataclass(frozen=True)
class Limite:
    """One last day (or, for `silencio`, the first day of its effect), in words for officials."""

    clave: str
    titulo: str
    el: date
    norma: str


def list_limites(termino: Termino, calendario: Calendario) -> tuple[Limite, ...]:
    """The days that bound the acts on a petition, whether they have passed or not, in the order in which they come."""
    vencido = termino.vencido
    found = [
        *_of_office(termino, calendario), *_of_pause(termino), *_of_silence(vencido, calendario), *_of_legend(termino, calendario),
        *_of_denial(vencido, calendario),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.el))


def _of_office(termino: Termino, calendario: Calendario) -> list[Limite]:
    vencido = termino.vencido
    pass_on = limite_traslado(vencido, calendario, termino.conflicto_hasta)
    is_reclamo = vencido.plazo.tipo is TipoPeticion.HD_RECLAMO
    law = "Ley 1581 de 2012, art. 15" if is_reclamo else "Ley 1437 de 2011, art. {}"
    found = [
        Limite("trasladar", "Trasladar a la entidad competente", pass_on, law.format(21)),
        Limite("requerir", "Pedir que complete la solicitud", limite_requerir(vencido, calendario), law.format(17)),
    ]
    longest = limite_prorroga(vencido, calendario)
    if longest is not None and vencido.prorrogada_desde is None and vencido.ordenada_desde is None:
        norma = law if is_reclamo else "Ley 1437 de 2011, art. 14, parágrafo"
        if vencido.plazo.tipo is TipoPeticion.HD_CONSULTA:
            norma = "Ley 1581 de 2012, art. 14"
        found.append(Limite("prorroga", "Fecha más lejana de una prórroga", longest, norma))
    return found


def _of_pause(termino: Termino) -> list[Limite]:
    pausa = termino.pausa
    if pausa is None or pausa.limite_el is None:
        return []
    if pausa.causa is CausaPausa.ACLARAR:
        return [Limite("aclarar", "La persona puede aclarar", pausa.limite_el, "Ley 1437 de 2011, art. 19")]
    is_reclamo = termino.vencido.plazo.tipo is TipoPeticion.HD_RECLAMO
    return [
        Limite(
            "completar",
            "La persona puede completar",
            pausa.limite_el,
            "Ley 1581 de 2012, art. 15" if is_reclamo else "Ley 1437 de 2011, art. 17",
        )
    ]


def _of_silence(vencido: Vencimiento, calendario: Calendario) -> list[Limite]:
    silence = aceptacion_por_silencio(vencido, calendario)
    if silence is None:
        return []
    norma = "Ley 1437 de 2011, art. 14, num. 1"
    return [
        Limite("silencio", "Sin respuesta, se entiende aceptada desde", silence.aceptada_desde, norma),
        Limite("copias", "Sin respuesta, entregar las copias", silence.copias_el, norma),
    ]


def leyenda_hasta(termino: Termino, calendario: Calendario) -> date | None:
    """By when a claim on personal data has its legend: two days from the day on which it was complete; None while it is not.

    None also for other kinds. Source: Ley 1581 de 2012 art. 15 num. 2.
    """
    pausa, vencido = termino.pausa, termino.vencido
    if vencido.plazo.tipo is not TipoPeticion.HD_RECLAMO or (pausa is not None and pausa.causa is CausaPausa.COMPLETAR):
        return None
    arrived = [one.aportada_el for one in vencido.suspensiones if one.causa is CausaPausa.COMPLETAR]
    return leyenda_en_tramite(arrived[-1] if arrived else vencido.efectiva_el, calendario)


def silencio_negativo_el(tipo: TipoPeticion, recibida_en: datetime, calendario: Calendario) -> date | None:
    """When three months pass without a notified decision, after which the law takes it as a denial; None where that means nothing.

    It closes nothing, and the duty to decide goes on. Source: CPACA art. 83.
    """
    if tipo in CON_SILENCIO or tipo in _SIN_DECISION:
        return None
    return silencio_negativo(recibida_en.astimezone(BOGOTA).date(), calendario)


def _of_legend(termino: Termino, calendario: Calendario) -> list[Limite]:
    last = leyenda_hasta(termino, calendario)
    return [Limite("leyenda", "Poner «reclamo en trámite» en la base de datos", last, "Ley 1581 de 2012, art. 15")] if last else []


def _of_denial(vencido: Vencimiento, calendario: Calendario) -> list[Limite]:
    last = silencio_negativo_el(vencido.plazo.tipo, vencido.recibida_en, calendario)
    title = "Tres meses sin decisión notificada; después la ley la entiende negada"
    return [Limite("silencio_negativo", title, last, "Ley 1437 de 2011, art. 83")] if last else []

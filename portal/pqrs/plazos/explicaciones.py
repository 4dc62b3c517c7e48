"""A due date explained so that the citizen can check it: reception, the day from which it counts and why, and every day after."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.calendario import NORMA_DIAS, Calendario, DiaExplicado, Politica, articulo_hora, explicar_dia, fecha_larga
from portal.core.clock import BOGOTA
from portal.pqrs.plazos.hechos import Pausa
from portal.pqrs.plazos.vencimientos import CausaPausa, Suspension, Vencimiento
from portal.pqrs.tipos import TipoPeticion

_NORMA_RECEPCION = "Ley 1437 de 2011, arts. 14 y 15"
_NORMA_FUERA_DE_HORARIO = "Ley 1437 de 2011, arts. 15 y 54"
_NORMA_PRESENCIAL = "Ley 1437 de 2011, art. 7, num. 3"
_NORMAS_PAUSA = {
    CausaPausa.COMPLETAR: "Ley 1437 de 2011, art. 17",
    CausaPausa.ACLARAR: "Ley 1437 de 2011, art. 19",
    CausaPausa.COMPETENCIA: "Ley 1437 de 2011, art. 39",
}
_MOTIVOS_PAUSA = {
    CausaPausa.COMPLETAR: "Se pidió completar la solicitud",
    CausaPausa.ACLARAR: "Se pidió aclarar la solicitud",
    CausaPausa.COMPETENCIA: "El juez decide a qué entidad le corresponde",
}
_NORMA_RECLAMO_INCOMPLETO = "Ley 1581 de 2012, art. 15"
_NORMA_MEDIANOCHE = "Ley 4 de 1913, arts. 59 y 60"


@dataclass(frozen=True)
class Explicacion:
    """The whole story of a due date, in sentences in Spanish.

    Args:
        recepcion: when it was received.
        efectiva, norma_efectiva: from which day it counts, why, and by which norm.
        dias: every calendar day after that one, until the due date.
        final, norma_final: until when it may be answered, and by which norm.
        is_calendario_distinto: the due date was counted with a calendar other than the one that explains it here, so that a
            day may not match; the page must say so.
    """

    recepcion: str
    efectiva: str
    norma_efectiva: str
    plazo: str
    norma_plazo: str
    dias: tuple[DiaExplicado, ...]
    final: str
    norma_final: str
    is_calendario_distinto: bool


def explicar_vencimiento(vencido: Vencimiento, calendario: Calendario, pausa: Pausa | None = None) -> Explicacion:
    """Explain how `vence_el` was reached, day by day, with the norm of each step.

    Days of a pause, and those of an extension, are named as such (CPACA arts. 14 par., 17, 19 and 39). With a `pausa` that
    has not ended, the days are told as if it ended on its last day, and `final` says so; without a last day, until it began.
    """
    shown = vencido if pausa is None else _as_if_it_ended(vencido, pausa)
    efectiva, norma_efectiva = _explicar_efectiva(vencido, calendario)
    recibida = vencido.recibida_en.astimezone(BOGOTA)
    return Explicacion(
        recepcion=f"Se recibió el {fecha_larga(recibida.date())} a {articulo_hora(recibida.time())}",
        efectiva=efectiva,
        norma_efectiva=norma_efectiva,
        plazo=f"El plazo es de {vencido.plazo.texto}. El día 1 es el primer día hábil después de esa fecha.",
        norma_plazo=vencido.plazo.norma,
        dias=_explicar_dias(shown, calendario, pausa.desde if pausa and pausa.limite_el is None else vencido.vence_el),
        final=_explicar_final(vencido, pausa),
        norma_final=_NORMA_MEDIANOCHE if pausa is None else _NORMAS_PAUSA[pausa.causa],
        is_calendario_distinto=vencido.calendario_version != calendario.version,
    )


def _as_if_it_ended(vencido: Vencimiento, pausa: Pausa) -> Vencimiento:
    if pausa.limite_el is None:
        return vencido
    return replace(vencido, suspensiones=(*vencido.suspensiones, Suspension(pausa.desde, pausa.limite_el, pausa.causa)))


def _explicar_final(vencido: Vencimiento, pausa: Pausa | None) -> str:
    if vencido.ordenada_desde is not None:
        by_law = f"Por la ley vencía el {fecha_larga(vencido.ordenada_desde)}."
        return f"Un juez ordenó responder. El último día es el {fecha_larga(vencido.vence_el)}, hasta la medianoche. {by_law}"
    if pausa is None:
        return f"El plazo termina el {fecha_larga(vencido.vence_el)}, a la medianoche."
    since = f"El plazo está en pausa desde el {fecha_larga(pausa.desde)}: {_MOTIVOS_PAUSA[pausa.causa].lower()}."
    if pausa.limite_el is None:
        return f"{since} Vuelve a correr el día siguiente de la decisión, por los días que faltaban."
    return (
        f"{since} Vuelve a correr el día siguiente de lo que falta. Si llega el último día que da la ley, "
        f"el {fecha_larga(pausa.limite_el)}, el plazo termina el {fecha_larga(vencido.vence_el)}."
    )


def _explicar_efectiva(vencido: Vencimiento, calendario: Calendario) -> tuple[str, str]:
    recibida = vencido.recibida_en.astimezone(BOGOTA)
    dia = fecha_larga(vencido.efectiva_el)
    if vencido.presencial:
        return f"Se entregó en persona, así que cuenta desde ese día, el {dia}.", _NORMA_PRESENCIAL
    if vencido.politica is Politica.ESTRICTA:
        return f"Cuenta desde el día en que se recibió, el {dia}, a cualquier hora.", _NORMA_RECEPCION
    if vencido.efectiva_el == recibida.date():
        cierre = f"sin pasar de {articulo_hora(calendario.cierre)}, hora de cierre"
        return f"Se recibió en día hábil y {cierre}. Por eso cuenta desde ese día, el {dia}.", _NORMA_RECEPCION
    motivo = calendario.motivo_no_habil(recibida.date())
    if motivo is None:
        causa = f"Se recibió después de {articulo_hora(calendario.cierre)}, hora de cierre"
        return f"{causa}. Por eso cuenta desde el día hábil siguiente, el {dia}.", _NORMA_FUERA_DE_HORARIO
    # With its name: beside another date «ese día» would be the wrong one. A Saturday needs no reason besides.
    reason = ": se" if motivo.norma == NORMA_DIAS else f", por {_en_frase(motivo.texto)}. Se"
    return f"El {fecha_larga(recibida.date())} no es hábil{reason} tiene por recibida el {dia}.", _NORMA_FUERA_DE_HORARIO


def _en_frase(texto: str) -> str:
    return texto[0].lower() + texto[1:]


def _explicar_dias(vencido: Vencimiento, calendario: Calendario, hasta: date) -> tuple[DiaExplicado, ...]:
    dias: list[DiaExplicado] = []
    numero = 0
    for offset in range(1, (hasta - vencido.efectiva_el).days + 1):
        dia = vencido.efectiva_el + timedelta(days=offset)
        explicado = _explicar_pausado(dia, vencido) or explicar_dia(dia, numero + 1, calendario)
        if explicado.cuenta and vencido.prorrogada_desde is not None and dia > vencido.prorrogada_desde:
            explicado = replace(explicado, motivo=f"{explicado.motivo} (plazo prorrogado)")
        numero += explicado.cuenta
        dias.append(explicado)
    return tuple(dias)


def _explicar_pausado(dia: date, vencido: Vencimiento) -> DiaExplicado | None:
    for pausa in vencido.suspensiones:
        if vencido.plazo.tipo == TipoPeticion.HD_RECLAMO and pausa.causa is CausaPausa.COMPLETAR and dia <= pausa.aportada_el:
            return _no_cuenta(dia, "El reclamo no estaba completo", _NORMA_RECLAMO_INCOMPLETO)
        if _is_en_pausa(dia, pausa):
            return _no_cuenta(dia, f"Plazo en pausa: {_MOTIVOS_PAUSA[pausa.causa].lower()}", _NORMAS_PAUSA[pausa.causa])
    return None


def _is_en_pausa(dia: date, pausa: Suspension) -> bool:
    return pausa.requerida_el < dia <= pausa.aportada_el


def _no_cuenta(dia: date, motivo: str, norma: str) -> DiaExplicado:
    return DiaExplicado(fecha=dia, numero=None, cuenta=False, motivo=motivo, norma=norma)

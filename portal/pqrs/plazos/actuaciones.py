"""The shorter terms around a petition: notice, appeals, insistence, service failures. Days are business days unless said.

Each returns the last day, counted from the day after the fact it takes.
"""

from datetime import date, datetime, timedelta

from portal.calendario import Calendario
from portal.pqrs.tipos import TipoPeticion

# CPACA art. 22: «more than ten» analogous petitions.
MINIMO_PETICIONES_ANALOGAS = 11
_CON_RESPUESTA_UNICA = frozenset({TipoPeticion.INFORMACION, TipoPeticion.DOCUMENTOS, TipoPeticion.PETICION_GENERAL, TipoPeticion.CONSULTA})


def can_respuesta_unica(tipo: TipoPeticion, personas: int) -> bool:
    """Whether analogous petitions of that many persons may get one single published answer (CPACA art. 22)."""
    return tipo in _CON_RESPUESTA_UNICA and personas >= MINIMO_PETICIONES_ANALOGAS


def limite_aclarar(devuelta_el: date, calendario: Calendario) -> date:
    """To clarify a petition whose purpose cannot be understood: 10 days from its return, then it is archived (CPACA art. 19)."""
    return calendario.sumar(devuelta_el, 10)


def limite_insistencia(notificada_el: date, calendario: Calendario) -> date:
    """For the person to insist after a refusal for reserve: 10 days from its notification (CPACA art. 26 par.)."""
    return calendario.sumar(notificada_el, 10)


def limite_enviar_al_juez(insistida_el: date, calendario: Calendario) -> date:
    """To send the papers to the judge after an insistencia: 3 days.

    CPACA art. 26 sets none: it is the term that Ley 1712 de 2014 art. 27 gives for its own case, as our own rule.
    """
    return calendario.sumar(insistida_el, 3)


def limite_reposicion_reserva(notificada_el: date, calendario: Calendario) -> date:
    """For reposición against a refusal on grounds of defence, security or foreign relations: 3 days (Ley 1712 de 2014 art. 27)."""
    return calendario.sumar(notificada_el, 3)


def limite_recurso(notificado_el: date, calendario: Calendario) -> date:
    """For reposición and apelación: 10 days from the notification (CPACA art. 76)."""
    return calendario.sumar(notificado_el, 10)


def limite_queja(notificado_el: date, calendario: Calendario) -> date:
    """For queja against the refusal of an apelación: 5 days from its notification (CPACA art. 74 num. 3)."""
    return calendario.sumar(notificado_el, 5)


def limite_reapertura(notificada_el: date, dias: int, calendario: Calendario) -> date:
    """To say that the answer does not resolve what was asked: as many days as the municipality gives, from its notification.

    No law sets them; with none, `dias` 0, the answer's own day is the last.
    """
    return calendario.sumar(notificada_el, dias) if dias else notificada_el


def limite_decidir_recurso(presentado_el: date, calendario: Calendario) -> date:
    """To decide a reposición and notify it: two calendar months, after which silence counts as a denial (CPACA art. 86).

    Read as a secondary source quotes the article. The duty to decide goes on, and nothing happens by itself on that day.
    """
    return calendario.sumar_meses(presentado_el, 2)


def limite_citacion(expedido_el: date, calendario: Calendario) -> date:
    """To send the citation for personal notification: 5 days from the issue of the act (CPACA art. 68)."""
    return calendario.sumar(expedido_el, 5)


def aviso_desde(citacion_enviada_el: date, calendario: Calendario) -> date:
    """First day for notice by aviso: the one after the 5 days given to come in person (CPACA art. 69)."""
    return calendario.sumar(citacion_enviada_el, 6)


def limite_comparecer(citacion_enviada_el: date, calendario: Calendario) -> date:
    """The last day for the person to come and be notified: 5 days from the sending of the citation (CPACA art. 69)."""
    return calendario.sumar(citacion_enviada_el, 5)


def fin_de_fijacion(fijado_el: date, calendario: Calendario) -> date:
    """The last of the 5 days for which a notice stands on the site and in a public place (CPACA art. 69)."""
    return calendario.sumar(fijado_el, 5)


def aviso_surte_efecto(entregado_el: date, calendario: Calendario) -> date:
    """The day at whose end the aviso takes effect: the one after its delivery, or after its removal from the site (CPACA art. 69)."""
    return calendario.sumar(entregado_el, 1)


def limite_insistir_por_falla(falla_el: date, calendario: Calendario) -> date:
    """For the sender to insist, or use another channel, after a recorded failure of the electronic means: 3 days (CPACA art. 62.2)."""
    return calendario.sumar(falla_el, 3)


def leyenda_en_tramite(reclamo_completo_el: date, calendario: Calendario) -> date:
    """To place «reclamo en trámite» in the database: 2 days from the complete claim (Ley 1581 de 2012 art. 15)."""
    return calendario.sumar(reclamo_completo_el, 2)


def silencio_negativo(radicada_el: date, calendario: Calendario) -> date:
    """The day on which three calendar months without a notified decision are complete (CPACA art. 83).

    For information only: it neither ends the duty to decide nor closes a case.
    """
    return calendario.sumar_meses(radicada_el, 3)


def limite_remision_a_sede(radicada_en: datetime) -> datetime:
    """To forward what was filed away from the seat of its addressee: 24 hours (Decreto Ley 019 de 2012 art. 14)."""
    return radicada_en + timedelta(hours=24)


def limite_pregunta_rendicion(preguntada_el: date, calendario: Calendario) -> date:
    """To answer and publish a citizen's question in accountability: 15 days from the day after it (Ley 1757 de 2015 art. 56)."""
    return calendario.sumar(preguntada_el, 15)

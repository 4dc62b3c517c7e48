"""What an act may do to a term, and until when it may be done: extension, transfer, completion, silence.

Sources: CPACA arts. 14, 17 and 21 (Ley 1755 de 2015); Ley 1581 de 2012 arts. 14-15; Código Civil art. 67.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.calendario import Calendario, fecha_larga
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs.plazos.vencimientos import CausaPausa, Suspension, Vencimiento
from portal.pqrs.tipos import TIPOS, TipoPeticion

CON_SILENCIO = frozenset({TipoPeticion.INFORMACION, TipoPeticion.DOCUMENTOS})
_DIAS_COPIAS = 3


@dataclass(frozen=True)
class Silencio:
    """What follows when a request for documents or information has no answer in time (CPACA art. 14.1)."""

    aceptada_desde: date
    copias_el: date


def limite_prorroga(vencido: Vencimiento, calendario: Calendario) -> date | None:
    """The latest new due date of an extension, or None when the kind admits none.

    Twice the term in total (CPACA art. 14 par., strict reading); 10+5 and 15+8 for personal data (Ley 1581 arts. 14-15).
    Counted from the due date without extension, so that a pause moves it too.
    """
    if vencido.plazo.maximo_prorroga is None:
        return None
    return calendario.sumar(_sin_prorroga(vencido), vencido.plazo.maximo_prorroga - vencido.plazo.dias)


def razon_no_prorrogar(vencido: Vencimiento, aviso_el: date, hasta: date, calendario: Calendario) -> str | None:
    """Why the term cannot be extended to `hasta` with a notice given on `aviso_el`, in Spanish; None when it can.

    Source: CPACA art. 14 par.: exceptional, notice before expiry, at most twice the term. One extension per petition.
    """
    if vencido.prorrogada_desde is not None:
        return "El plazo ya se prorrogó una vez."
    if vencido.ordenada_desde is not None:
        return "Un juez fijó la fecha para responder: no se puede prorrogar."
    limite = limite_prorroga(vencido, calendario)
    if limite is None:
        return f"La ley no permite prorrogar: {TIPOS[vencido.plazo.tipo].nombre}."
    if aviso_el > vencido.vence_el:
        return f"El aviso debía darse antes de vencer el plazo, el {fecha_larga(vencido.vence_el)}."
    if not vencido.vence_el < hasta <= limite:
        return f"La nueva fecha debe ser posterior al {fecha_larga(vencido.vence_el)} y no puede pasar del {fecha_larga(limite)}."
    return None if calendario.is_habil(hasta) else "La nueva fecha debe ser un día hábil."


def can_prorrogar(vencido: Vencimiento, aviso_el: date, hasta: date, calendario: Calendario) -> bool:
    """Whether the term can be extended to `hasta` with a notice given on `aviso_el`; see `razon_no_prorrogar`."""
    return razon_no_prorrogar(vencido, aviso_el, hasta, calendario) is None


def prorrogar(vencido: Vencimiento, aviso_el: date, hasta: date, calendario: Calendario) -> Vencimiento:
    """The due date moved to `hasta`, the date announced to the person. The strict date never exceeds its own maximum.

    Raises DomainError with the reason when the extension is not allowed.
    """
    if razon := razon_no_prorrogar(vencido, aviso_el, hasta, calendario):
        raise DomainError(razon, "hasta")
    extra = (vencido.plazo.maximo_prorroga or vencido.plazo.dias) - vencido.plazo.dias
    return replace(
        vencido,
        vence_el=hasta,
        estricta_el=min(hasta, calendario.sumar(vencido.estricta_el, extra)),
        prorrogada_desde=vencido.vence_el,
        calendario_version=calendario.version,
    )


def limite_traslado(vencido: Vencimiento, calendario: Calendario, conflicto_hasta: date | None = None) -> date:
    """The last day to inform and send a written petition to the competent body: 5 business days (CPACA art. 21).

    Two for a claim on personal data (Ley 1581 art. 15). An oral petitioner is told at once. After a conflict of competence they count
    from `conflicto_hasta`, the day on which it was known who is competent (CPACA art. 39): nobody could send it on before.
    """
    return calendario.sumar(max(vencido.efectiva_el, conflicto_hasta or vencido.efectiva_el), 2 if _is_reclamo_datos(vencido) else 5)


def limite_requerir(vencido: Vencimiento, calendario: Calendario) -> date:
    """The last day to ask the petitioner to complete: 10 business days from filing (CPACA art. 17); 5 for a claim on personal data."""
    return calendario.sumar(vencido.efectiva_el, 5 if _is_reclamo_datos(vencido) else 10)


def is_con_efecto_suspensivo(vencido: Vencimiento, requerida_el: date, calendario: Calendario) -> bool:
    """Whether asking to complete on that day pauses the term.

    Asked later than `limite_requerir`, or with the term already expired, it is recorded «sin efecto suspensivo».
    """
    return requerida_el <= min(limite_requerir(vencido, calendario), vencido.vence_el)


def limite_completar(vencido: Vencimiento, requerida_el: date, calendario: Calendario) -> date:
    """The petitioner's last day to complete: one calendar month (CPACA art. 17); two for a claim on personal data (Ley 1581 art. 15)."""
    return calendario.sumar_meses(requerida_el, _meses_para_completar(vencido))


def prorroga_completar(vencido: Vencimiento, requerida_el: date, pedida_el: date, calendario: Calendario) -> date:
    """The petitioner's last day when they ask for more time: as long again (CPACA art. 17).

    Raises DomainError when asked after the first limit, or for a claim on personal data, whose law gives no more time.
    """
    if _is_reclamo_datos(vencido):
        raise DomainError("La Ley 1581 de 2012 no prevé más tiempo para completar el reclamo de datos personales.")
    limite = limite_completar(vencido, requerida_el, calendario)
    if pedida_el > limite:
        raise DomainError(f"La prórroga para completar debía pedirse a más tardar el {fecha_larga(limite)}.")
    return calendario.sumar_meses(requerida_el, 2 * _meses_para_completar(vencido))


def consumidos(vencido: Vencimiento, requerida_el: date, calendario: Calendario) -> int:
    """Business days of the term used when asking to complete on `requerida_el`, that day included; days of earlier pauses are not.

    When the pause begins is not written in CPACA art. 17: this is the project's convention.
    """
    pausados = sum(calendario.contar(pausa.requerida_el, min(pausa.aportada_el, requerida_el)) for pausa in vencido.suspensiones)
    return calendario.contar(vencido.efectiva_el, requerida_el) - pausados


def reanudar(vencido: Vencimiento, pausa: Suspension, calendario: Calendario) -> Vencimiento:
    """The due date after a pause: the days that were left when it began, counted from the day after it ended.

    With no day left it ends on the first business day after the pause, the day on which the law makes it run again.
    Sources: CPACA arts. 17 and 39; for a petition sent back to be clarified (art. 19) the law is silent and this is the
    reading that is safest for the citizen.

    Raises DomainError when the pause ends before it begins, or begins before the reception.
    """
    _check_order(vencido, pausa.requerida_el, pausa.aportada_el)
    begins_anew = _is_reclamo_datos(vencido) and pausa.causa is CausaPausa.COMPLETAR

    def reanudado(desde: date, antes: date) -> date:
        restantes = vencido.plazo.dias if begins_anew else calendario.contar(desde, antes)
        return calendario.sumar(pausa.aportada_el, max(restantes, 1))

    desde = max(pausa.requerida_el, vencido.efectiva_el)
    sin_prorroga = vencido.prorrogada_desde
    if sin_prorroga is not None and pausa.requerida_el <= sin_prorroga:
        sin_prorroga = reanudado(desde, sin_prorroga)
    return replace(
        vencido,
        vence_el=reanudado(desde, vencido.vence_el),
        # The strict reading may count from before `efectiva_el`: nothing is consumed until the request itself.
        estricta_el=min(reanudado(pausa.requerida_el, vencido.estricta_el), reanudado(desde, vencido.vence_el)),
        prorrogada_desde=sin_prorroga,
        calendario_version=calendario.version,
        suspensiones=(*vencido.suspensiones, pausa),
    )


def _check_order(vencido: Vencimiento, requerida_el: date, aportada_el: date) -> None:
    if requerida_el < vencido.recibida_en.astimezone(BOGOTA).date():
        raise DomainError("No se puede pedir completar una petición antes de recibirla.", "requerida_el")
    if aportada_el < requerida_el:
        raise DomainError("Los documentos no pueden llegar antes de pedirlos.", "aportada_el")


def aceptacion_por_silencio(vencido: Vencimiento, calendario: Calendario) -> Silencio | None:
    """When an unanswered request for documents or information is accepted by law, and when its copies are due (CPACA art. 14.1).

    None for other kinds. An extension does not move it: whether it could is disputed, and this answer is the safe one.
    """
    if vencido.plazo.tipo not in CON_SILENCIO:
        return None
    limite = _sin_prorroga(vencido)
    return Silencio(limite + timedelta(days=1), calendario.sumar(limite, _DIAS_COPIAS))


def _sin_prorroga(vencido: Vencimiento) -> date:
    return vencido.prorrogada_desde or vencido.ordenada_desde or vencido.vence_el


def _is_reclamo_datos(vencido: Vencimiento) -> bool:
    return vencido.plazo.tipo == TipoPeticion.HD_RECLAMO


def _meses_para_completar(vencido: Vencimiento) -> int:
    return 2 if _is_reclamo_datos(vencido) else 1

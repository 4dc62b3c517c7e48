"""Whether the law accepted a petition, or a matter of it, for want of an answer (CPACA art. 14.1), noted or not yet.

The night's work notes it in the case. What the law made happen at midnight does not wait for that.
"""

from datetime import date

from portal.calendario import Calendario
from portal.core import clock
from portal.entidad.queries import get_calendario
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.plazos import CON_SILENCIO, Silencio, Vencimiento, aceptacion_por_silencio
from portal.pqrs.queries.caso import termino_of

_KINDS = frozenset(one.value for one in CON_SILENCIO)


def silencio_por_anotar(peticion: Peticion, contado: tuple[Vencimiento, Calendario] | None = None) -> Silencio | None:
    """The silence that took effect and is not noted in the case; None for other kinds, in pause, answered, and before its day.

    Args:
        contado: its term and the calendar, from who has counted it already.
    """
    if peticion.tipo not in _KINDS or not peticion.abierta or peticion.respondida_en is not None or peticion.aceptada_desde is not None:
        return None
    # In pause the term stored is the latest that it may end: it does not run. Separated in matters, silence is of each of them.
    if peticion.pausa_desde is not None or peticion.is_separada:
        return None
    if contado is None:
        calendario = get_calendario()
        contado = termino_of(peticion, calendario).vencido, calendario
    return _begun(aceptacion_por_silencio(*contado))


def silencio_de_asunto_por_anotar(asunto: Asunto) -> Silencio | None:
    """The same of one matter."""
    if asunto.tipo not in _KINDS or asunto.pausa_desde is not None or asunto.aceptada_desde is not None or not asunto.abierta:
        return None
    calendario = get_calendario()
    return _begun(aceptacion_por_silencio(termino_of(asunto.peticion, calendario, asunto=asunto).vencido, calendario))


def aceptada_el(peticion: Peticion, contado: tuple[Vencimiento, Calendario] | None = None) -> date | None:
    """Since when the law counts a petition as accepted; None: it does not. `contado` as above."""
    silence = silencio_por_anotar(peticion, contado)
    return silence.aceptada_desde if silence else peticion.aceptada_desde


def asunto_aceptado_el(asunto: Asunto) -> date | None:
    """Since when the law counts a matter as accepted; None: it does not."""
    silence = silencio_de_asunto_por_anotar(asunto)
    return silence.aceptada_desde if silence else asunto.aceptada_desde


def _begun(silence: Silencio | None) -> Silencio | None:
    return silence if silence is not None and silence.aceptada_desde <= clock.today() else None

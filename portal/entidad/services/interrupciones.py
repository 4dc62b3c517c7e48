"""Acts on the log of interruptions, which anybody may read.

It changes no term of the entity: the law gives three days to who could not send (CPACA art. 62 num. 2), and nothing
moves the day by which a case must be answered.
"""

from datetime import datetime, timedelta

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import require
from portal.entidad.models import Interrupcion
from portal.entidad.services.edicion import all_or_nothing, apply_changes, get_for_edit, require_text
from portal.extensions import db

CANALES = {
    "portal": "Todo el portal",
    "radicacion": "Presentar solicitudes por el portal",
    "seguimiento": "Seguir solicitudes y leer respuestas",
    "correo": "Correo institucional",
    "otro": "Otro medio electrónico",
}
_FARTHEST = timedelta(days=366)


@all_or_nothing
def registrar_interrupcion(
    *, canal: str, inicio_en: datetime, fin_en: datetime | None, descripcion: str, publicada: bool = True, actor: Actor
) -> Interrupcion:
    """Put an interruption on record: one that was, that is, or that is announced.

    Args:
        canal: one of `CANALES`.
        inicio_en: since when, with its zone.
        fin_en: until when; None while nobody knows.
        descripcion: what failed, in words for the public.
        publicada: whether the public sees it.

    Raises:
        DomainError: the text is missing, or the times make no sense.
    """
    require(actor, "entidad:interrupciones")
    datos = {
        "canal": _known(canal),
        "inicio_en": inicio_en,
        "fin_en": fin_en,
        "descripcion": require_text(descripcion, "Escriba qué falló, en palabras sencillas.", "descripcion"),
        "publicada": publicada,
    }
    _check_times(inicio_en, fin_en)
    row = Interrupcion(**datos, registrada_en=clock.now(), registrada_por_id=actor.id if actor.is_funcionario else None)
    db.session.add(row)
    db.session.flush()
    told = {name: [None, value.isoformat() if isinstance(value, datetime) else value] for name, value in datos.items()}
    record("interrupcion_registrada", actor=actor, sobre=("interrupcion", row.id), datos=told)
    return row


@all_or_nothing
def corregir_interrupcion(
    key: int, *, version: int, canal: str, inicio_en: datetime, fin_en: datetime | None, descripcion: str, publicada: bool, actor: Actor
) -> Interrupcion:
    """Say when it ended, or correct what was recorded; what it said before stays in the audit.

    Args:
        version: of the copy that the editor saw.

    Raises:
        Conflict: somebody else saved meanwhile.
        DomainError: the text is missing, or the times make no sense.
        NotFound: there is no such interruption.
    """
    require(actor, "entidad:interrupciones")
    datos = {
        "canal": _known(canal),
        "inicio_en": inicio_en,
        "fin_en": fin_en,
        "descripcion": require_text(descripcion, "Escriba qué falló, en palabras sencillas.", "descripcion"),
        "publicada": publicada,
    }
    _check_times(inicio_en, fin_en)
    row = get_for_edit(Interrupcion, key, version)
    changes = apply_changes(row, datos)
    db.session.flush()
    if changes:
        record("interrupcion_corregida", actor=actor, sobre=("interrupcion", key), datos=changes)
    return row


def _known(canal: str) -> str:
    if canal not in CANALES:
        raise DomainError("Elija uno de los servicios de la lista.", "canal")
    return canal


def _check_times(inicio_en: datetime, fin_en: datetime | None) -> None:
    if abs(inicio_en - clock.now()) > 5 * _FARTHEST or inicio_en > clock.now() + _FARTHEST:
        raise DomainError("Revise el año: la interrupción debe ser de los últimos cinco años o anunciarse con menos de uno.", "inicio_en")
    if fin_en is not None and fin_en <= inicio_en:
        raise DomainError("Debe terminar después de comenzar. Revise la fecha y la hora.", "fin_en")
    if fin_en is not None and fin_en - inicio_en > _FARTHEST:
        raise DomainError("Revise el año: ninguna interrupción dura tanto.", "fin_en")

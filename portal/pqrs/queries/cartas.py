"""The mails that went with the letters of a case."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.outbox.queries import list_about
from portal.pqrs.clases import DECIDEN, ClaseCarta
from portal.pqrs.mails import CON_DECISION
from portal.pqrs.models import Peticion, Respuesta

# Letter and mail are written by one act, in one transaction.
_SAME_ACT = timedelta(minutes=1)
_CORREOS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(DECIDEN, (*CON_DECISION, "pqrs/respuesta_asunto")),
    ClaseCarta.REQUERIMIENTO: ("pqrs/requerimiento",),
    ClaseCarta.PRORROGA: ("pqrs/prorroga",),
    ClaseCarta.TRASLADO: ("pqrs/traslado", "pqrs/traslado_autoridad"),
    ClaseCarta.TRASLADO_PARCIAL: ("pqrs/traslado", "pqrs/traslado_autoridad"),
    ClaseCarta.SIN_TRASLADO: ("pqrs/sin_traslado", "pqrs/sin_traslado_autoridad"),
    ClaseCarta.DEVOLUCION: ("pqrs/devolucion",),
    ClaseCarta.CONTINUACION: ("pqrs/continuacion",),
    ClaseCarta.CITACION: ("pqrs/citacion",),
    ClaseCarta.AVISO: ("pqrs/aviso",),
    ClaseCarta.REMISION_JUEZ: ("pqrs/insistencia_enviada", "pqrs/insistencia_juez"),
}


# The mails by which a letter that decides nothing leaves: their acceptance by the mail server proves its sending.
CON_ENVIO = tuple(dict.fromkeys(one for clase, names in _CORREOS.items() if clase not in DECIDEN for one in names))


def find_carta_of(mail: OutboxMail) -> Respuesta | None:
    """The letter that this mail brought or told of."""
    sent = select(Respuesta).where(Respuesta.peticion_id == mail.about_id, Respuesta.enviada_en.is_not(None))
    found = db.session.scalars(sent.order_by(Respuesta.id.desc()))
    return next((one for one in found if _went_with(mail, one)), None)


def correos_by_carta(peticion: Peticion, cartas: Sequence[Respuesta]) -> Mapping[int, Sequence[OutboxMail]]:
    """The mails by which each letter was sent or told, by the letter's key: whether they arrived is in their state."""
    if not cartas:
        return {}
    mails = list_about(("peticion", peticion.id))
    return {one.id: [mail for mail in mails if _went_with(mail, one)] for one in cartas}


def _went_with(mail: OutboxMail, carta: Respuesta) -> bool:
    sent = carta.enviada_en
    return sent is not None and mail.letter in _CORREOS[carta.clase] and sent <= mail.created_at <= sent + _SAME_ACT

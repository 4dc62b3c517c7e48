"""Which cases the night's work looks at. Only their keys: each is then read again in a transaction of its own."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from portal.extensions import db
from portal.pqrs.estados import REQUERIDA
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import CON_SILENCIO


def list_sin_completar(today: date) -> Sequence[int]:
    """Those whose person's time to complete ended before today."""
    conditions = [Peticion.estado == REQUERIDA, Peticion.pausa_limite_el < today]
    return db.session.scalars(select(Peticion.id).where(*conditions).order_by(Peticion.id)).all()


def list_sin_responder() -> Sequence[int]:
    """Those of the kinds that the law may accept by silence: open, unanswered, not in pause, and not accepted yet.

    Whether their days have passed is the engine's to say: an extension moves the due date and not the silence.
    """
    conditions = [
        Peticion.abierta,
        Peticion.tipo.in_([one.value for one in CON_SILENCIO]),
        Peticion.respondida_en.is_(None),
        Peticion.pausa_desde.is_(None),
        Peticion.aceptada_desde.is_(None),
        # Separated in matters, silence is of each of them.
        Peticion.asunto_plazo_id.is_(None),
    ]
    return db.session.scalars(select(Peticion.id).where(*conditions).order_by(Peticion.id)).all()

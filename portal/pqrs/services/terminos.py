"""Terms that move because the calendar moved: each case on its own, with before, after and reason."""

from portal.calendario import Calendario
from portal.core.actors import SISTEMA, Actor
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import mails
from portal.pqrs.models import Peticion
from portal.pqrs.plazos import vencimiento
from portal.pqrs.queries import list_ids_recalculables
from portal.pqrs.services.acto import begin, end, set_termino
from portal.pqrs.tipos import TipoPeticion


def recalcular_termino(peticion: Peticion, *, calendario: Calendario, motivo: str, actor: Actor = SISTEMA) -> bool:
    """Compute one open case's term with today's calendar; True when its due date changed.

    The policy of the case stays the one it was filed under; only the days that count may differ.
    """
    transition = begin("recalcular_termino", peticion, actor)
    with_its_policy = calendario.with_politica(peticion.politica)
    new = vencimiento(TipoPeticion(peticion.tipo), peticion.termino_desde, with_its_policy)
    if new.vence_el == peticion.vence_el and new.estricta_el == peticion.estricta_el:
        return False
    before = peticion.vence_el
    facts = set_termino(peticion, new)
    end(transition, peticion, actor, {**facts, "motivo": motivo})
    mails.termino_recalculado(peticion, antes=before, motivo=motivo)
    return True


def recalcular_abiertas(motivo: str, *, batch: int = 200) -> int:
    """Recompute every open case after the calendar changed, in batches that can be repeated; returns how many moved."""
    moved, last = 0, 0
    while True:
        with transaction():
            calendario = get_calendario()
            ids = list_ids_recalculables(after=last, limit=batch)
            for one in ids:
                peticion = db.session.get_one(Peticion, one)
                moved += recalcular_termino(peticion, calendario=calendario, motivo=motivo)
        if len(ids) < batch:
            return moved
        last = ids[-1]

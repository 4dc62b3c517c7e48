"""Reading the orders of judges about a case."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.audit.models import Evento
from portal.extensions import db
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Insistencia, OrdenJudicial, Peticion

_EVENTOS = frozenset(PETICION.transitions[act].event for act in ("registrar_orden", "seguir_por_orden"))


def list_ordenes(peticion: Peticion) -> Sequence[OrdenJudicial]:
    """Those of the case, oldest first."""
    query = select(OrdenJudicial).where(OrdenJudicial.peticion_id == peticion.id).options(joinedload(OrdenJudicial.numero))
    return db.session.scalars(query.order_by(OrdenJudicial.id)).all()


def has_orden(peticion: Peticion) -> bool:
    """Whether a judge ordered something about the case."""
    return db.session.scalar(select(OrdenJudicial.id).where(OrdenJudicial.peticion_id == peticion.id).limit(1)) is not None


def must_entregar(peticion: Peticion) -> bool:
    """Whether the judge of an insistencia ordered to hand over what was denied, or a part of it (CPACA art. 26)."""
    ordered = Insistencia.peticion_id == peticion.id, Insistencia.fallo.in_(["ordena", "ordena_parte"])
    return db.session.scalar(select(Insistencia.id).where(*ordered).limit(1)) is not None


def ordenes_of(peticion: Peticion, eventos: Iterable[Evento]) -> Sequence[OrdenJudicial]:
    """`list_ordenes` for who has read what happened to the case: where no order was recorded nothing is asked."""
    return list_ordenes(peticion) if any(one.tipo in _EVENTOS for one in eventos) else []

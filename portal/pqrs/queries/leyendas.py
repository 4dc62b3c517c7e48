"""Reading the legends of claims on personal data, and which claims wait for theirs."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.calendario import Calendario
from portal.extensions import db
from portal.pqrs.models import Asunto, LeyendaReclamo, Peticion
from portal.pqrs.plazos import leyenda_hasta
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.tipos import TipoPeticion

_RECLAMO = TipoPeticion.HD_RECLAMO.value


def list_leyendas(peticion: Peticion) -> Sequence[LeyendaReclamo]:
    """Those of the case, oldest first."""
    query = select(LeyendaReclamo).where(LeyendaReclamo.peticion_id == peticion.id).options(joinedload(LeyendaReclamo.registrada_por))
    return db.session.scalars(query.order_by(LeyendaReclamo.id)).all()


def leyendas_of(peticion: Peticion, asuntos: Sequence[Asunto]) -> Sequence[LeyendaReclamo]:
    """`list_leyendas` for who has read the case's matters: where nothing is such a claim nothing is asked."""
    is_claim = peticion.tipo == _RECLAMO or any(one.tipo == _RECLAMO for one in asuntos)
    return list_leyendas(peticion) if is_claim else []


def is_reclamo(peticion: Peticion) -> bool:
    """Whether the case, or one of its matters, is a claim on personal data."""
    return peticion.tipo == _RECLAMO or (peticion.is_separada and any(one.tipo == _RECLAMO for one in list_asuntos(peticion)))


def leyenda_hasta_de(peticion: Peticion, calendario: Calendario) -> date | None:
    """By when the case's legend is due; None when it is no such claim, or is not complete yet."""
    calendario = calendario.with_politica(peticion.politica)
    if not peticion.is_separada:
        return leyenda_hasta(termino_of(peticion, calendario), calendario) if peticion.tipo == _RECLAMO else None
    days = [
        leyenda_hasta(termino_of(peticion, calendario, asunto=one), calendario) for one in list_asuntos(peticion) if one.tipo == _RECLAMO
    ]
    return min((one for one in days if one is not None), default=None)


def list_sin_leyenda(*, after: int, limit: int) -> Sequence[Peticion]:
    """Open claims that nobody has answered and no legend tells of, in the order of their keys."""
    with_matter = select(Asunto.peticion_id).where(Asunto.tipo == _RECLAMO, Asunto.respondida_en.is_(None))
    query = select(Peticion).where(
        Peticion.id > after,
        Peticion.abierta,
        Peticion.respondida_en.is_(None),
        (Peticion.tipo == _RECLAMO) | Peticion.id.in_(with_matter),
        Peticion.id.not_in(select(LeyendaReclamo.peticion_id)),
    )
    return db.session.scalars(query.order_by(Peticion.id).limit(limit)).all()

"""Which filings were joined to which, seen from either."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.extensions import db
from portal.pqrs.estados import CERRADA
from portal.pqrs.models import Fusion, Peticion


def find_fusion(peticion: Peticion) -> Fusion | None:
    """The joining by which this case was closed, while it stands."""
    if not peticion.is_unida:
        return None
    query = select(Fusion).where(Fusion.peticion_id == peticion.id, Fusion.deshecha_en.is_(None))
    return db.session.scalar(query.options(joinedload(Fusion.principal)))


def list_unidas(peticion: Peticion) -> Sequence[Fusion]:
    """The filings that were joined to this one, oldest first."""
    # One that a judge ordered to go on is closed no more.
    closed = (Peticion.estado == CERRADA, Peticion.respondida_en.is_(None))
    query = select(Fusion).join(Peticion, Peticion.id == Fusion.peticion_id).order_by(Fusion.id)
    query = query.where(Fusion.principal_id == peticion.id, Fusion.deshecha_en.is_(None), *closed)
    return db.session.scalars(query.options(joinedload(Fusion.peticion))).all()

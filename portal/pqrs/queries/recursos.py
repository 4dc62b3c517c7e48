"""Reading the appeals of a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.extensions import db
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Insistencia, Peticion, Recurso, Respuesta


def list_recursos(peticion: Peticion) -> Sequence[Recurso]:
    """Those of the case, oldest first."""
    loads = (joinedload(Recurso.carta).joinedload(Respuesta.salida), joinedload(Recurso.numero), joinedload(Recurso.decision))
    return db.session.scalars(select(Recurso).where(Recurso.peticion_id == peticion.id).order_by(Recurso.id).options(*loads)).all()


def recursos_of(peticion: Peticion, cartas: Sequence[Respuesta]) -> Sequence[Recurso]:
    """`list_recursos` for who has read the case's letters: without one that admits an appeal nothing is asked."""
    return list_recursos(peticion) if any(one.tiene_recurso or one.recurre_reserva for one in cartas) else []


def insistencia_of(peticion: Peticion, cartas: Sequence[Respuesta]) -> Insistencia | None:
    """`find_insistencia` likewise: only a refusal for reserve is insisted on."""
    return find_insistencia(peticion) if any(one.clase == ClaseCarta.NEGACION for one in cartas) else None


def find_pendiente(peticion: Peticion) -> Recurso | None:
    """The one that waits to be decided."""
    query = select(Recurso).where(Recurso.peticion_id == peticion.id, Recurso.sentido == "")
    return db.session.scalar(query.order_by(Recurso.id.desc()).limit(1))


def find_insistencia(peticion: Peticion) -> Insistencia | None:
    """The newest insistencia of the case."""
    loads = (joinedload(Insistencia.carta).joinedload(Respuesta.salida), joinedload(Insistencia.numero))
    query = select(Insistencia).where(Insistencia.peticion_id == peticion.id).options(*loads)
    return db.session.scalar(query.order_by(Insistencia.id.desc()).limit(1))

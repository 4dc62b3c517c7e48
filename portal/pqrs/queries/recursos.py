"""Reading the appeals of a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.models import Asunto, Insistencia, Peticion, Recurso, Respuesta


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


def get_recurso(peticion: Peticion, key: int) -> Recurso:
    """One of the case. Raises NotFound."""
    found = db.session.get(Recurso, key)
    if found is None or found.peticion_id != peticion.id:
        raise NotFound("No encontramos ese recurso.")
    return found


def find_pendiente(peticion: Peticion) -> Recurso | None:
    """The one that waits to be decided, against what decides the case."""
    query = select(Recurso).where(Recurso.peticion_id == peticion.id, Recurso.sentido == "", Recurso.asunto_id.is_(None))
    return db.session.scalar(query.order_by(Recurso.id.desc()).limit(1))


def find_pendiente_asunto(asunto: Asunto) -> Recurso | None:
    """The one that waits to be decided, against the answer to one matter."""
    return db.session.scalar(select(Recurso).where(Recurso.asunto_id == asunto.id, Recurso.sentido == ""))


def list_recursos_asunto(asunto: Asunto) -> list[Recurso]:
    """Those against the answer that the matter has, oldest first."""
    loads = (joinedload(Recurso.carta).joinedload(Respuesta.salida), joinedload(Recurso.numero), joinedload(Recurso.decision))
    query = select(Recurso).where(Recurso.asunto_id == asunto.id, Recurso.respuesta_id == asunto.respuesta_id)
    return list(db.session.scalars(query.order_by(Recurso.id).options(*loads)))


def recursos_pendientes(peticion: Peticion) -> Sequence[Recurso]:
    """Those against the answers to its matters that wait, oldest first; of a case that was never separated nothing is asked."""
    if not peticion.is_separada:
        return []
    query = select(Recurso).where(Recurso.peticion_id == peticion.id, Recurso.sentido == "", Recurso.asunto_id.is_not(None))
    return db.session.scalars(query.order_by(Recurso.id).options(joinedload(Recurso.asunto))).all()


def find_insistencia(peticion: Peticion) -> Insistencia | None:
    """The newest insistencia of the case."""
    loads = (joinedload(Insistencia.carta).joinedload(Respuesta.salida), joinedload(Insistencia.numero))
    query = select(Insistencia).where(Insistencia.peticion_id == peticion.id).options(*loads)
    return db.session.scalar(query.order_by(Insistencia.id.desc()).limit(1))

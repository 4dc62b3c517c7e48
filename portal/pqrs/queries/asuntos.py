"""Reading the matters of a petition."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import Asunto, Peticion, Recurso, Respuesta
from portal.pqrs.plazos import CON_SILENCIO


def list_asuntos(peticion: Peticion) -> Sequence[Asunto]:
    """The matters of a case in order; of one that was not separated, none, and nothing is asked."""
    if not peticion.is_separada:
        return []
    loads = (joinedload(Asunto.dependencia), joinedload(Asunto.responsable), joinedload(Asunto.respuesta), joinedload(Asunto.peticion))
    return db.session.scalars(select(Asunto).where(Asunto.peticion_id == peticion.id).order_by(Asunto.numero).options(*loads)).all()


def list_pendientes(peticion: Peticion) -> list[Asunto]:
    """Those that nothing was sent on yet, whatever happened to the case."""
    return [one for one in list_asuntos(peticion) if one.respondida_en is None]


def get_asunto(peticion: Peticion, numero: int) -> Asunto:
    """The matter with this number. Raises NotFound."""
    found = next((one for one in list_asuntos(peticion) if one.numero == numero), None)
    if found is None:
        raise NotFound("No encontramos ese asunto en el caso.")
    return found


def carta_propia(asunto: Asunto) -> Respuesta | None:
    """The letter that answered this matter alone; None while there is none, or when a joint letter answered it."""
    return asunto.respuesta if asunto.respuesta is not None and asunto.respuesta.datos.get("asunto") else None


def list_decisiones(asunto: Asunto) -> list[Respuesta]:
    """What decided this matter alone, oldest first: its own letter, and that on the appeal against it."""
    own = carta_propia(asunto)
    if own is None:
        return []
    query = select(Recurso).where(Recurso.asunto_id == asunto.id, Recurso.decision_id.is_not(None)).order_by(Recurso.id)
    loads = (joinedload(Recurso.decision).joinedload(Respuesta.salida),)
    decided = db.session.scalars(query.options(*loads)).all() if own.tiene_recurso else []
    return [own, *(one.decision for one in decided if one.decision is not None and one.respuesta_id == own.id)]


def find_asunto_of(letter_id: int) -> Asunto | None:
    """The matter that a letter decides alone: its answer, or the decision of the appeal against that."""
    found = db.session.scalar(select(Asunto).where(Asunto.respuesta_id == letter_id))
    query = select(Asunto).join(Recurso, Recurso.asunto_id == Asunto.id).where(Recurso.decision_id == letter_id)
    return found or db.session.scalar(query)


def own_pendientes(actor: Actor, peticiones: Iterable[Peticion]) -> Mapping[int, Sequence[Asunto]]:
    """The matters that wait for the official or their office, by case, for the rows of a list; asked only if a case was separated."""
    keys = [one.id for one in peticiones if one.is_separada and one.abierta and one.respondida_en is None]
    found: dict[int, list[Asunto]] = {}
    if not keys:
        return found
    own = Asunto.responsable_id == actor.id
    if actor.dependencia_id is not None:
        own = own | (Asunto.dependencia_id == actor.dependencia_id)
    query = select(Asunto).where(Asunto.peticion_id.in_(keys), Asunto.respondida_en.is_(None), own)
    for one in db.session.scalars(query.order_by(Asunto.peticion_id, Asunto.numero).options(joinedload(Asunto.peticion))):
        found.setdefault(one.peticion_id, []).append(one)
    return found


def list_sin_silencio() -> Sequence[int]:
    """Matters that the law may accept by silence: unanswered, not in pause, and not accepted yet."""
    conditions = [
        Peticion.abierta, Peticion.respondida_en.is_(None), Asunto.respondida_en.is_(None), Asunto.pausa_desde.is_(None),
        Asunto.aceptada_desde.is_(None), Asunto.tipo.in_([one.value for one in CON_SILENCIO]),
    ]  # fmt: skip
    return db.session.scalars(
        select(Asunto.id).join(Peticion, Peticion.id == Asunto.peticion_id).where(*conditions).order_by(Asunto.id)
    ).all()

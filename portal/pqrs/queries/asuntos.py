"""Reading the matters of a petition."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import Asunto, Peticion
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

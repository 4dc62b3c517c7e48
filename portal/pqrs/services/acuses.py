"""An official says that they have a case that was given to them, and how often they want to be told of what waits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from portal.audit.models import Evento
from portal.audit.services import record
from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden
from portal.core.permissions import require
from portal.extensions import db
from portal.pqrs.models import Peticion, ResumenPreferido
from portal.pqrs.models.resumen import DIARIO, FRECUENCIAS
from portal.pqrs.queries.ausencias import sustituto_de

RECIBIDA = "asignacion_recibida"
_GIVEN = ("peticion_asignada", "peticion_asignada_por_regla", "peticion_reasignada")


def acusar(peticion: Peticion, *, actor: Actor) -> bool:
    """Say that the case was received by whom it was given to, or by who takes their place. Said twice, it is written once.

    It moves no term and no state: the head sees that nobody has to be called.

    Raises:
        Forbidden: the case is somebody else's.
        DomainError: it waits no more.
    """
    require(actor, "pqrs:proyectar", peticion)
    if not can_acusar(peticion, actor):
        raise Forbidden("Este caso está a nombre de otra persona.")
    if not peticion.abierta or peticion.respondida_en is not None:
        raise DomainError("Este caso ya no espera respuesta: no hace falta confirmar que lo recibió.")
    if peticion.id not in list_sin_acusar([peticion.id]):
        return False
    record(RECIBIDA, actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id)
    return True


def can_acusar(peticion: Peticion, actor: Actor) -> bool:
    """Whether the case is the official's, or of somebody whose place they take today."""
    instead = sustituto_de(peticion.responsable)
    return actor.id in {peticion.responsable_id, instead.id if instead else None} - {None}


def list_sin_acusar(keys: Sequence[int], desde: datetime | None = None) -> set[int]:
    """Those of the cases whose last giving, not earlier than `desde`, nobody has said to have received."""
    kinds = Evento.tipo.in_((*_GIVEN, RECIBIDA))
    last = select(func.max(Evento.id)).where(Evento.objeto_tipo == "peticion", Evento.objeto_id.in_(keys), kinds).group_by(Evento.objeto_id)
    query = select(Evento.objeto_id).where(Evento.id.in_(last), Evento.tipo != RECIBIDA)
    return set(db.session.scalars(query if desde is None else query.where(Evento.en >= desde)))


def frecuencia_de(funcionario_id: int) -> str:
    """How often this official wants the mail."""
    found = db.session.get(ResumenPreferido, funcionario_id)
    return found.frecuencia if found else DIARIO


def elegir_frecuencia(*, frecuencia: str, actor: Actor) -> None:
    """The official chooses how often.

    Raises:
        DomainError: an unknown frequency.
    """
    require(actor, "pqrs:ver")
    if frecuencia not in FRECUENCIAS:
        raise DomainError("Elija cada cuánto quiere recibirlo.", "frecuencia")
    before = frecuencia_de(actor.id or 0)
    found = db.session.get(ResumenPreferido, actor.id) or ResumenPreferido(funcionario_id=actor.id)
    found.frecuencia = frecuencia
    db.session.add(found)
    if before != frecuencia:
        record("resumen_elegido", actor=actor, sobre=("funcionario", actor.id or 0), datos={"frecuencia": [before, frecuencia]})

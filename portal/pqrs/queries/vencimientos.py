"""What an official must do by which day, in one list: for their calendar and for the daily mail. No word of any petition is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select

from portal.audit.models import Evento
from portal.core.actors import Actor
from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.estados import EN_INSISTENCIA, EN_RECURSO
from portal.pqrs.models import Asunto, Encargo, Insistencia, OrdenJudicial, Peticion, Recurso
from portal.pqrs.permissions import RESERVADAS, reached_by
from portal.pqrs.queries.ausencias import is_mine
from portal.pqrs.queries.encargos import select_por_hacer
from portal.pqrs.queries.registro import shown_as
from portal.pqrs.tipos import TIPOS

RESPONDER, COPIAS, RECURSO, INSISTENCIA, FALLO, ENCARGO = "responder", "copias", "recurso", "insistencia", "fallo", "encargo"
ESPERA = "mensajes"
QUE = {
    RESPONDER: "Responder",
    COPIAS: "Entregar las copias",
    RECURSO: "Decidir el recurso",
    INSISTENCIA: "Enviar la insistencia al juez",
    FALLO: "Cumplir lo que ordenó el juez",
    ENCARGO: "Responder un encargo",
    ESPERA: "Espera a la persona",
}
# Only these columns leave the database: nobody's name, and no word that a person wrote.
_CASE = (Peticion.id, Peticion.radicado, Peticion.tipo, Peticion.responsable_id, Dependencia.nombre.label("dependencia"))


@dataclass(frozen=True)
class Fecha:
    """One day of one case. `clave` is the same for as long as the thing lasts, whatever its day becomes.

    `tipo` is the kind as the public register shows it: what is against officials stands among the others. `estricta_el` is the day
    from whose end on it counts as late.
    """

    clave: str
    que: str
    el: date
    estricta_el: date
    peticion_id: int
    radicado: str
    tipo: str
    dependencia: str
    encargo_id: int | None = None
    responsable_id: int | None = None
    sin_oficina: bool = False

    @property
    def titulo(self) -> str:
        return QUE[self.que]


@dataclass(frozen=True)
class Ambito:
    """Whose days: the official's own cases, those of some offices, those that no office has yet. Never more than they may see now."""

    mias: bool = False
    oficinas: frozenset[int] = frozenset()
    sin_oficina: tuple[bool, ...] = ()  # True: those against officials; False: the others.


def list_fechas(actor: Actor, ambito: Ambito, *, limit: int) -> list[Fecha]:
    """What waits for the official, or for their offices, by day: up to `limit` of each sort. A term in pause has no day."""
    if "pqrs:ver" not in actor.permissions:
        return []
    own = _own_cases(actor, ambito)
    found = [*_cases(actor, own, limit), *_matters(actor, ambito, own, limit), *_of_letters(actor, own, limit)]
    if actor.dependencia_id in ambito.oficinas:
        found += _asked(actor, limit)
    return sorted(found, key=lambda one: (one.el, one.clave))


def list_cambios(keys: Sequence[int]) -> dict[int, datetime]:
    """When each of these cases was last acted on."""
    query = select(Evento.objeto_id, func.max(Evento.en)).where(Evento.objeto_tipo == "peticion", Evento.objeto_id.in_(keys))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Evento.objeto_id))}


def _own_cases(actor: Actor, ambito: Ambito) -> ColumnElement[bool]:
    found = [is_mine(actor) if ambito.mias else false(), Peticion.dependencia_id.in_(ambito.oficinas)]
    for against_officials in ambito.sin_oficina:
        kind = Peticion.tipo.in_(RESERVADAS) if against_officials else Peticion.tipo.not_in(RESERVADAS)
        found.append(and_(Peticion.dependencia_id.is_(None), kind))
    return or_(*found)


def _rows(query: Any) -> Sequence[Row[Any]]:
    found: Sequence[Row[Any]] = db.session.execute(query).all()
    return found


def _fecha(row: Row[Any], clave: str, que: str, el: date, tipo: str | None = None, **more: Any) -> Fecha:
    kind = tipo or row.tipo
    name = TIPOS[shown_as(kind)].nombre
    office = row.dependencia or "Sin asignar"
    return Fecha(
        clave, que, el, more.pop("estricta_el", el), row.id, row.radicado, name, office, responsable_id=row.responsable_id,
        sin_oficina=row.dependencia is None, **more
    )  # fmt: skip


def _waits() -> tuple[ColumnElement[bool], ...]:
    return Peticion.abierta.is_(True), Peticion.respondida_en.is_(None)


def _cases(actor: Actor, own: ColumnElement[bool], limit: int) -> list[Fecha]:
    columns = (*_CASE, Peticion.vence_el, Peticion.estricta_el, Peticion.copias_el)
    query = select(*columns).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
    query = query.where(reached_by(actor), own, *_waits(), Peticion.pausa_desde.is_(None))
    rows = _rows(query.order_by(Peticion.vence_el, Peticion.id).limit(limit))
    return [_of_term(one, f"caso-{one.id}") for one in rows]


def _of_term(row: Row[Any], clave: str, tipo: str | None = None) -> Fecha:
    if row.copias_el is not None:
        return _fecha(row, clave, COPIAS, row.copias_el, tipo)
    return _fecha(row, clave, RESPONDER, row.vence_el, tipo, estricta_el=row.estricta_el)


def _matters(actor: Actor, ambito: Ambito, own: ColumnElement[bool], limit: int) -> list[Fecha]:
    """The matters of others' cases, and of their own those whose day is not the case's."""
    mine = or_(Asunto.responsable_id == actor.id if ambito.mias else false(), Asunto.dependencia_id.in_(ambito.oficinas))
    columns = (
        *_CASE, Asunto.id.label("asunto_id"), Asunto.tipo.label("asunto_tipo"), Asunto.vence_el, Asunto.estricta_el, Asunto.copias_el,
    )  # fmt: skip
    query = select(*columns).join(Asunto, Asunto.peticion_id == Peticion.id).join(Dependencia, Dependencia.id == Asunto.dependencia_id)
    told = and_(own, Asunto.id == Peticion.asunto_plazo_id)
    query = query.where(reached_by(actor), *_waits(), mine, ~told, Asunto.respondida_en.is_(None), Asunto.pausa_desde.is_(None))
    # The case's own pause stops all of its matters.
    rows = _rows(query.where(Peticion.pausa_desde.is_(None)).order_by(Asunto.vence_el, Asunto.id).limit(limit))
    return [_of_term(one, f"asunto-{one.asunto_id}", one.asunto_tipo) for one in rows]


def _of_letters(actor: Actor, own: ColumnElement[bool], limit: int) -> list[Fecha]:
    """What comes after a decision: an appeal to decide, papers for the judge, what the judge ordered."""
    base = select(*_CASE).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id).where(reached_by(actor), own)
    appeals = base.add_columns(Recurso.id.label("otro_id"), Recurso.vence_el).join(Recurso, Recurso.peticion_id == Peticion.id)
    rows = _rows(appeals.where(Recurso.sentido == "", Peticion.estado == EN_RECURSO).order_by(Recurso.vence_el, Recurso.id).limit(limit))
    found = [_fecha(one, f"recurso-{one.otro_id}", RECURSO, one.vence_el) for one in rows]
    orders = base.add_columns(OrdenJudicial.id.label("otro_id"), OrdenJudicial.cumplir_el)
    orders = orders.join(OrdenJudicial, OrdenJudicial.peticion_id == Peticion.id).where(*_waits())
    found += [_fecha(one, f"orden-{one.otro_id}", FALLO, one.cumplir_el) for one in _rows(orders.order_by(OrdenJudicial.id).limit(limit))]
    papers = base.add_columns(Insistencia.id.label("otro_id"), Insistencia.enviar_el, Insistencia.remision_id, Insistencia.cumplir_el)
    papers = papers.join(Insistencia, Insistencia.peticion_id == Peticion.id)
    waits = or_(
        and_(Peticion.estado == EN_INSISTENCIA, Insistencia.remision_id.is_(None)),
        and_(*_waits(), Insistencia.cumplir_el.is_not(None), Insistencia.remision_id.is_not(None)),
    )
    for one in _rows(papers.where(waits).order_by(Insistencia.enviar_el, Insistencia.id).limit(limit)):
        que, el = (INSISTENCIA, one.enviar_el) if one.remision_id is None else (FALLO, one.cumplir_el)
        found.append(_fecha(one, f"{que}-{one.otro_id}", que, el))
    return found


def _asked(actor: Actor, limit: int) -> list[Fecha]:
    """What other offices asked of this one. Who was asked may not read the case: its number and its day are all there is."""
    columns = (*_CASE, Encargo.id.label("encargo_id"), Encargo.vence_el)
    query = (
        select(*columns).join(Encargo, Encargo.peticion_id == Peticion.id).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
    )
    query = query.where(Encargo.id.in_(select_por_hacer(actor))).order_by(Encargo.vence_el, Encargo.id).limit(limit)
    return [_fecha(one, f"encargo-{one.encargo_id}", ENCARGO, one.vence_el, encargo_id=one.encargo_id) for one in _rows(query)]


def list_esperan(actor: Actor, *, limit: int) -> list[Fecha]:
    """The official's own cases that wait for the person, with the last day that the person has, or the case's own."""
    columns = (*_CASE, Peticion.vence_el, Peticion.pausa_limite_el)
    query = select(*columns).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
    query = query.where(reached_by(actor), is_mine(actor), *_waits(), Peticion.espera_ciudadano.is_(True))
    rows = _rows(query.order_by(Peticion.vence_el, Peticion.id).limit(limit))
    return [_fecha(one, f"espera-{one.id}", ESPERA, one.pausa_limite_el or one.vence_el) for one in rows]

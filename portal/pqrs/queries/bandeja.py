"""The officials' inbox: filters, views, order by due date, keyset pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, false, func, or_, select, tuple_, union_all
from sqlalchemy.orm import joinedload

from portal.core import clock
from portal.core.actors import Actor
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.outbox.models import FALLIDO, OutboxMail
from portal.pqrs.busqueda import matches
from portal.pqrs.estados import DEVUELTA, EN_APROBACION, EN_INSISTENCIA, EN_RECURSO, POR_DECRETAR, POR_NOTIFICAR, RADICADA
from portal.pqrs.mails import CON_DECISION
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.permissions import reached_by
from portal.pqrs.plazos import umbral_proxima
from portal.pqrs.preferencias import NINO, PEDIDA
from portal.pqrs.queries.ausencias import is_mine
from portal.pqrs.queries.correo import count_por_mirar
from portal.pqrs.queries.encargos import count_por_hacer
from portal.pqrs.queries.menciones import count_por_ver

# A view says «más de 100» beyond: counting further would cost more than drawing the page.
COUNT_LIMIT = 101
# Easter, a holiday and local days lie between the two dates of a case at most.
_MOST_BETWEEN_DATES = timedelta(days=15)
VISTAS = {
    "todas": "Todas las abiertas",
    "mias": "Mías",
    "dependencia": "De mi dependencia",
    "asuntos": "Con asuntos nuestros",
    "sin_asignar": "Sin asignar",
    "sin_responsable": "Sin responsable",
    "vencidas": "Vencidas",
    "por_vencer": "Por vencer",
    "preferentes": "Preferentes",
    "preferencia_por_confirmar": "Preferencia por confirmar",
    "espera": "Esperan al ciudadano",
    "en_pausa": "En pausa",
    "por_decidir": "Por decidir",
    "silencio": "Aceptadas por silencio",
    "con_recurso": "Con recurso o insistencia",
    "por_aprobar": "Por aprobar",
    "por_notificar": "Por notificar",
    "correo_fallido": "Correo que no llegó",
    "terminadas": "Terminadas",
}
# Views that stand in the way while there is nothing in them.
ONLY_WITH_CASES = frozenset(
    {
        "con_recurso",
        "asuntos",
        "preferentes",
        "preferencia_por_confirmar",
        "sin_responsable",
        "en_pausa",
        "por_decidir",
        "silencio",
        "correo_fallido",
    }
)
# Views that only make sense for who may do the act that empties them, or watches over it: any of these permissions. What is
# mine, of my office, of nobody, overdue or waiting for the citizen is offered to everybody who sees cases.
QUIEN: Mapping[str, frozenset[str]] = {
    "sin_responsable": frozenset({"pqrs:reasignar"}),
    "preferencia_por_confirmar": frozenset({"pqrs:preferencia"}),
    "por_decidir": frozenset({"pqrs:decidir"}),
    "silencio": frozenset({"pqrs:decidir", "pqrs:ver_reservadas"}),
    "con_recurso": frozenset({"pqrs:decidir", "pqrs:ver_reservadas"}),
    "por_aprobar": frozenset({"pqrs:aprobar"}),
    "por_notificar": frozenset({"pqrs:entregar"}),
    "correo_fallido": frozenset({"pqrs:entregar"}),
}


@dataclass(frozen=True)
class Filtro:
    """What the inbox is narrowed to; empty values do not narrow. Dates are inclusive days of reception."""

    vista: str = "todas"
    texto: str = ""
    tipo: str = ""
    estado: str = ""
    dependencia_id: int | None = None
    canal: str = ""
    territorio_id: int | None = None
    desde: date | None = None
    hasta: date | None = None
    mias: bool = False


def start_of(day: date) -> datetime:
    """The first instant of a day in Colombia."""
    return datetime.combine(day, time(0), tzinfo=clock.BOGOTA)


def is_overdue() -> ColumnElement[bool]:
    """`plazos.semaforo(...) == "vencida"` as a condition: open, not answered, and today past the strict date."""
    return and_(Peticion.abierta, *_runs(), Peticion.estricta_el < clock.today())


def is_near() -> ColumnElement[bool]:
    """`plazos.semaforo(...) == "proxima"` as a condition: open, not answered, and the strict date is near."""
    today = clock.today()
    until = umbral_proxima(today, get_calendario())
    # By the due date too, which the indexes begin with: the strict one is the same day or some days before it.
    indexed = Peticion.vence_el.between(today, until + _MOST_BETWEEN_DATES)
    return and_(Peticion.abierta, indexed, *_runs(), Peticion.estricta_el.between(today, until))


def _runs() -> tuple[ColumnElement[bool], ...]:
    """The clock runs: nothing decided, and no pause."""
    return Peticion.respondida_en.is_(None), Peticion.pausa_desde.is_(None)


def _accepted() -> CompoundSelect[int]:
    """Cases that the law accepted for want of an answer, whole or in a matter: until it is delivered, not only until a letter leaves.

    Two short lists put together, for one condition of both would look through every open case.
    """
    whole = select(Peticion.id).where(Peticion.aceptada_desde.is_not(None), Peticion.abierta.is_(True))
    return whole.union(select(Asunto.peticion_id).where(Asunto.aceptada_desde.is_not(None), Asunto.respondida_en.is_(None)))


def _to_decide() -> ColumnElement[bool]:
    """The person did not bring, or did not clarify, what was asked for: nothing ends until the office decides it."""
    not_clarified = and_(Peticion.estado == DEVUELTA, Peticion.pausa_limite_el < clock.today())
    return or_(Peticion.estado == POR_DECRETAR, not_clarified)


def _mail_failed() -> ColumnElement[bool]:
    """The answer could not be delivered by mail: somebody must deliver it otherwise."""
    failed = select(OutboxMail.about_id).where(
        OutboxMail.state == FALLIDO, OutboxMail.letter.in_(CON_DECISION), OutboxMail.about_type == "peticion"
    )
    return and_(Peticion.estado == POR_NOTIFICAR, Peticion.id.in_(failed))


def _waiting_matters(actor: Actor) -> Select[int]:
    """The cases of which this official, or their office, has a matter that waits for its answer."""
    mine = Asunto.responsable_id == actor.id
    own = mine if actor.dependencia_id is None else mine | (Asunto.dependencia_id == actor.dependencia_id)
    return select(Asunto.peticion_id).where(Asunto.respondida_en.is_(None), own)


def _view(vista: str, actor: Actor) -> list[ColumnElement[bool]]:
    if vista == "por_vencer":
        return [is_near()]
    # Who works in no office has no office's cases; those that no office has yet are another view.
    is_own = Peticion.dependencia_id == actor.dependencia_id if actor.dependencia_id is not None else false()
    own_office = [Peticion.abierta.is_(True), is_own]
    views: dict[str, list[ColumnElement[bool]]] = {
        "todas": [Peticion.abierta.is_(True)],
        "mias": [Peticion.abierta.is_(True), is_mine(actor)],
        "dependencia": own_office,
        "asuntos": [Peticion.abierta.is_(True), Peticion.respondida_en.is_(None), Peticion.id.in_(_waiting_matters(actor))],
        "sin_asignar": [Peticion.estado == RADICADA],
        "sin_responsable": [*own_office, Peticion.responsable_id.is_(None), Peticion.respondida_en.is_(None)],
        "vencidas": [is_overdue()],
        "preferentes": [Peticion.preferente.is_(True), Peticion.abierta.is_(True), Peticion.respondida_en.is_(None)],
        "preferencia_por_confirmar": [
            Peticion.preferente.is_(True),
            Peticion.abierta.is_(True),
            Peticion.respondida_en.is_(None),
            Peticion.preferente_estado == PEDIDA,
        ],
        "espera": [Peticion.abierta.is_(True), Peticion.espera_ciudadano.is_(True)],
        # A pause ends with the decision or the withdrawal; its dates stay for who asks how the term was counted.
        "en_pausa": [Peticion.pausa_desde.is_not(None), Peticion.abierta.is_(True), Peticion.respondida_en.is_(None)],
        "por_decidir": [_to_decide(), Peticion.dependencia_id == actor.dependencia_id],
        "silencio": [Peticion.id.in_(_accepted()), Peticion.abierta.is_(True)],
        # Another office's answers are not this official's to approve, even if they see them.
        "por_aprobar": [Peticion.estado == EN_APROBACION, is_own],
        "con_recurso": [Peticion.estado.in_((EN_RECURSO, EN_INSISTENCIA))],
        "por_notificar": [Peticion.estado == POR_NOTIFICAR],
        "correo_fallido": [_mail_failed()],
        "terminadas": [Peticion.abierta.is_(False)],
    }
    return views.get(vista, views["todas"])


def shows_vista(actor: Actor, vista: str) -> bool:
    """Whether a view is this official's matter."""
    return vista not in QUIEN or bool(QUIEN[vista] & actor.permissions)


def _conditions(actor: Actor, filtro: Filtro) -> list[ColumnElement[bool]]:
    conditions = [reached_by(actor), *_view(filtro.vista, actor)]
    if filtro.tipo:
        conditions.append(Peticion.tipo == filtro.tipo)
    if filtro.estado:
        conditions.append(Peticion.estado == filtro.estado)
    if filtro.canal:
        conditions.append(Peticion.canal == filtro.canal)
    if filtro.territorio_id is not None:
        conditions.append(Peticion.territorio_id == filtro.territorio_id)
    if filtro.dependencia_id is not None:
        conditions.append(Peticion.dependencia_id == filtro.dependencia_id)
    if filtro.desde:
        conditions.append(Peticion.recibida_en >= start_of(filtro.desde))
    if filtro.hasta:
        conditions.append(Peticion.recibida_en < start_of(filtro.hasta + timedelta(days=1)))
    if filtro.mias:
        conditions.append(is_mine(actor))
    if filtro.texto:
        conditions.append(matches(filtro.texto))
    return conditions


# Where a page of the list ends: due date (ISO), rank (a child's, -1; another that goes before others, 0; the rest, 1), and key.
Place = tuple[str, int, int]
_CHILD = -1
# Of a child: before any other that is open (DL 019 de 2012 art. 12). In the words of the partial index of those that go first.
_OF_CHILD = and_(Peticion.preferente.is_(True), Peticion.preferente_causa == NINO)
_OF_OTHERS = or_(Peticion.preferente.is_(False), Peticion.preferente_causa != NINO)


def place_of(peticion: Peticion, actor: Actor | None = None) -> Place:
    """Where the next page begins, when this is the last case of a page; with `actor`, of the view of the office's own matters."""
    due = peticion.vence_el
    if actor is not None:
        due = db.session.scalar(select(_own_due(actor)).where(Peticion.id == peticion.id)) or due
    rank = _CHILD if peticion.preferente and peticion.preferente_causa == NINO else 0 if peticion.preferente else 1
    return due.isoformat(), rank, peticion.id


def _own_due(actor: Actor) -> ColumnElement[date]:
    """The earliest date of the matters of a case that wait for this official or their office: another office's do not move it."""
    own = _waiting_matters(actor).with_only_columns(func.min(Asunto.vence_el)).where(Asunto.peticion_id == Peticion.id)
    return own.correlate(Peticion).scalar_subquery()


def list_bandeja(actor: Actor, filtro: Filtro, *, after: Place | None = None, limit: int = 25) -> Sequence[Peticion]:
    """Up to `limit` + 1 cases that the official reaches: those of children first, then the others by due date, and of one day those
    with precedence first; finished ones newest due date first, and those with matters of the office by the date of its own.

    Args:
        after: the place of the last row of the page before.
    """
    query = select(Peticion).limit(limit + 1)
    query = query.options(joinedload(Peticion.solicitante), joinedload(Peticion.dependencia), joinedload(Peticion.responsable))
    if filtro.vista == "terminadas":
        query = query.where(*_conditions(actor, filtro)).order_by(Peticion.vence_el.desc(), Peticion.id.desc())
        if after is not None:
            query = query.where(tuple_(Peticion.vence_el, Peticion.id) < (date.fromisoformat(after[0]), after[2]))
        return db.session.scalars(query).all()
    own = actor if filtro.vista == "asuntos" else None
    keys = select(Peticion.id).where(*_conditions(actor, filtro)).limit(limit + 1)
    in_children = after is None or after[1] == _CHILD
    parts = [_by_due(keys.where(_OF_OTHERS), None if in_children else after, own).subquery()]
    if in_children:
        # Each part is read from an index in its order, and only their first rows are put together: of children there are few.
        parts.append(_by_due(keys.where(_OF_CHILD), after, own).subquery())
    found = union_all(*(select(one.c.id) for one in parts)).subquery()
    due = _own_due(own) if own is not None else Peticion.vence_el
    # The children of the first part before all; within each, in its order.
    ordered = query.where(Peticion.id.in_(select(found.c.id))).order_by(case((_OF_CHILD, 0), else_=1), due, _rank(), Peticion.id)
    return db.session.scalars(ordered).all()


def _rank() -> ColumnElement[int]:
    return case((_OF_CHILD, _CHILD), (Peticion.preferente, 0), else_=1)


def _by_due(query: Select[Any], after: Place | None, own: Actor | None) -> Select[Any]:
    """By due date, and of one day those with precedence first, from a place on; with `own`, by the date of their office's matters."""
    rank = _rank()
    due = _own_due(own) if own is not None else Peticion.vence_el
    query = query.order_by(due, rank, Peticion.id)
    if after is None:
        return query
    day = date.fromisoformat(after[0])
    if own is None:
        # It says nothing new: with it the index finds where the page begins.
        query = query.where(Peticion.vence_el >= day)
    return query.where(tuple_(due, rank, Peticion.id) > (day, after[1], after[2]))


def iterate_bandeja(actor: Actor, filtro: Filtro, *, maximum: int) -> Iterator[Peticion]:
    """Every case of the filter, up to `maximum`, in pages, for an export."""
    after: Place | None = None
    sent = 0
    while sent < maximum:
        rows = list_bandeja(actor, filtro, after=after, limit=500)[:500]
        yield from rows[: maximum - sent]
        sent += len(rows)
        if len(rows) < 500:
            return
        after = place_of(rows[-1], actor if filtro.vista == "asuntos" else None)
        db.session.expunge_all()


def count_vistas(actor: Actor, *, mias: bool = False) -> dict[str, int]:
    """How many cases each view holds, counted up to `COUNT_LIMIT`: the largest table is never counted whole. «encargos» is how
    many things other offices asked of this one, «menciones» how many notes call the official and were not seen, «correos» how
    many e-mails wait for somebody to look at them.

    Args:
        mias: only those that are with the official.
    """
    counts = []
    for vista in VISTAS:
        if vista == "terminadas":
            continue
        some: Select[int] = select(Peticion.id).where(reached_by(actor), *_view(vista, actor)).limit(COUNT_LIMIT)
        if mias and vista != "asuntos":
            some = some.where(is_mine(actor))
        counts.append(select(func.count()).select_from(some.subquery()).scalar_subquery().label(vista))
    counts.append(count_por_hacer(actor).label("encargos"))
    counts.append(count_por_ver(actor).label("menciones"))
    counts.append(count_por_mirar(actor).label("correos"))
    return dict(db.session.execute(select(*counts)).one()._mapping)


def count_abiertas() -> int:
    """How many cases are open, for who watches the portal."""
    return db.session.scalar(select(func.count()).select_from(Peticion).where(Peticion.abierta.is_(True))) or 0


def count_vencidas() -> int:
    """How many open cases are overdue."""
    return db.session.scalar(select(func.count()).select_from(Peticion).where(is_overdue())) or 0


def list_by_ids(actor: Actor, ids: Sequence[int]) -> Sequence[Peticion]:
    """Those of the cases that the official reaches, for an act on several."""
    return db.session.scalars(select(Peticion).where(Peticion.id.in_(ids), reached_by(actor)).order_by(Peticion.id)).all()


def list_por_recalcular(calendario_version: str, *, limit: int) -> Sequence[Peticion]:
    """Open cases counted with another version of the calendar, that have no answer yet."""
    conditions = [Peticion.abierta, Peticion.respondida_en.is_(None), Peticion.calendario_version != calendario_version]
    return db.session.scalars(select(Peticion).where(*conditions).order_by(Peticion.id).limit(limit)).all()


def list_con_dia(fecha: date, *, limit: int) -> Sequence[Peticion]:
    """Open cases without an answer whose term has this day in it, by key: those that it could move."""
    reaches_it = or_(Peticion.vence_el >= fecha, Peticion.asunto_plazo_id.is_not(None))
    conditions = [
        Peticion.abierta,
        Peticion.respondida_en.is_(None),
        Peticion.termino_desde < start_of(fecha + timedelta(days=1)),
        reaches_it,
    ]
    return db.session.scalars(select(Peticion).where(*conditions).order_by(Peticion.id).limit(limit)).all()


def list_por_recordar(*, after: int, limit: int, until: date) -> Sequence[Peticion]:
    """Open, unanswered cases due up to `until` or whose half term may have come, by key."""
    conditions = [
        Peticion.abierta,
        Peticion.respondida_en.is_(None),
        Peticion.id > after,
        or_(Peticion.vence_el <= until, Peticion.plazo_dias > 0),
    ]
    return db.session.scalars(
        select(Peticion).where(*conditions).order_by(Peticion.id).limit(limit).options(joinedload(Peticion.dependencia))
    ).all()

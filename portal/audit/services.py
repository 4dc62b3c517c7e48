"""Recording acts. An act is noted while it happens and written, chained, as the last thing before its commit.

The chain has one head row, which each transaction locks to add to it. Written last, the lock lasts as long as the
commit and is always the last one taken, so that two transactions never wait for each other in a circle (ADR 0004).
A rollback drops what was noted; a rollback to a savepoint drops what was noted since.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import Session, SessionTransaction

from portal.audit import chain
from portal.audit.models import AuditHead, Evento
from portal.core import clock
from portal.core.actors import Actor
from portal.extensions import db

_PENDING = "audit_pending"
_MARKS = "audit_marks"


def record(
    evento: str,
    *,
    actor: Actor,
    sobre: tuple[str, int],
    dependencia_id: int | None = None,
    datos: Mapping[str, Any] | None = None,
    publico: bool = False,
) -> None:
    """Note an act in the transaction that performs it.

    Args:
        evento: what happened, a past participle: `peticion_radicada`.
        actor: who did it.
        sobre: kind and key of the object: `("peticion", 12)`.
        dependencia_id: the office that the act concerns, for its statistics.
        datos: facts; a changed field as `{"campo": [antes, despues]}`. No personal data that the case does not hold.
        publico: whether the citizen sees it in the timeline.
    """
    objeto_tipo, objeto_id = sobre
    row = {
        "en": clock.now(), "tipo": evento,
        "actor_tipo": actor.kind, "actor_id": actor.id, "actor_nombre": actor.nombre[:160],
        "objeto_tipo": objeto_tipo, "objeto_id": objeto_id, "dependencia_id": dependencia_id,
        "datos": chain.plain(datos), "origen": actor.origen, "publico": publico,
    }  # fmt: skip
    session = db.session()
    if not session.in_transaction():
        session.begin()
    session.info.setdefault(_PENDING, []).append(row)


def seal() -> None:
    """Write now what was noted so far; the commit does it by itself. Queries call it to see the whole timeline."""
    _seal(db.session())


def seal_many(rows: Iterable[chain.Row]) -> int:
    """Chain and write many acts at once, for loading demonstration data; returns how many.

    Args:
        rows: dicts with every column of `Evento` but `id`, `hash_previo` and `hash`; `datos` already plain JSON.
    """
    seal()
    return _append(db.session(), list(rows))


def _seal(session: Session) -> None:
    pending = session.info.get(_PENDING)
    if pending:
        session.flush()
        session.info[_PENDING] = []
        _append(session, pending)


def _append(session: Session, rows: list[chain.Row]) -> int:
    if not rows:
        return 0
    advance = update(AuditHead).values(ultimo_id=AuditHead.ultimo_id + len(rows)).returning(AuditHead.ultimo_id)
    connection = session.connection()
    last = connection.scalar(advance)
    if last is None:
        raise RuntimeError("audit_head has no row: apply the migrations")
    before = last - len(rows)
    # A separate statement: only after the lock is held does it see the row that its last holder wrote.
    previous = connection.scalar(select(Evento.hash).where(Evento.id == before)) if before else None
    connection.execute(insert(Evento), list(chain.link(rows, before + 1, previous or chain.GENESIS)))
    return len(rows)


@event.listens_for(db.session, "before_commit")
def _seal_before_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        _seal(session)


@event.listens_for(db.session, "after_transaction_create")
def _mark(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info.setdefault(_MARKS, {})[transaction] = list(session.info.get(_PENDING, ()))


@event.listens_for(db.session, "after_soft_rollback")
def _forget_since_mark(session: Session, previous: SessionTransaction) -> None:
    marks = session.info.get(_MARKS, {})
    if previous in marks:
        session.info[_PENDING] = marks.pop(previous)


@event.listens_for(db.session, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_PENDING, None)
        session.info.pop(_MARKS, None)

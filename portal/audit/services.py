"""Recording acts. An act is noted while it happens and written, chained, as the last thing before its commit.

The chain has one head row, which each transaction locks to add to it. Written last, the lock lasts as long as the
commit and is always the last one taken, so that two transactions never wait for each other in a circle (ADR 0004).
A rollback drops what was noted; a rollback to a savepoint drops what was noted since.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, event, insert, select, update
from sqlalchemy.orm import Session, SessionTransaction

from portal.audit import chain
from portal.audit.models import AuditHead, Evento
from portal.core import clock
from portal.core.actors import Actor
from portal.extensions import db

_head, _evento = AuditHead.__table__.c, Evento.__table__.c
# Made once: they run while the chain is locked.
_MOVE_HEAD = update(AuditHead.__table__).values(ultimo_id=_head.ultimo_id + bindparam("cuantos")).returning(_head.ultimo_id)  # type: ignore[arg-type]
_HASH_AT = select(_evento.hash).where(_evento.id == bindparam("lugar"))
_INSERT = insert(Evento.__table__)  # type: ignore[arg-type]

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


def seal_chained(count: int, previous: str, write: Callable[[Connection], None]) -> bool:
    """Add acts that were chained beforehand with `chain.link`, if the chain still ends where they go on from.

    For loading a million of them: the hashes are made in another process, and `write` knows a faster way than INSERT.

    Args:
        count: how many acts `write` is going to write, with every column of `Evento`.
        previous: the hash that they go on from.

    Returns:
        Whether they were written; False when the chain has grown meanwhile.
    """
    seal()
    connection = db.session().connection()
    last, end = _advance(connection, count)
    if (end or chain.GENESIS) != previous:
        connection.execute(update(AuditHead).values(ultimo_id=last - count))
        return False
    write(connection)
    return True


def read_end() -> tuple[int, str]:
    """Key and hash of the last act of the chain."""
    last = db.session.scalar(select(AuditHead.ultimo_id)) or 0
    return last, db.session.scalar(select(Evento.hash).where(Evento.id == last)) or chain.GENESIS


def _seal(session: Session) -> None:
    pending = session.info.get(_PENDING)
    if pending:
        session.flush()
        session.info[_PENDING] = []
        _append(session, pending)


def _append(session: Session, rows: list[chain.Row]) -> int:
    if not rows:
        return 0
    connection = session.connection()
    last, previous = _advance(connection, len(rows))
    connection.execute(_INSERT, list(chain.link(rows, last - len(rows) + 1, previous or chain.GENESIS)))
    return len(rows)


def _advance(connection: Connection, count: int) -> tuple[int, str | None]:
    """Lock the chain's head and move it on; gives its new place and the hash of the row that it stood at."""
    last = connection.scalar(_MOVE_HEAD, {"cuantos": count})
    if last is None:
        raise RuntimeError("audit_head has no row: apply the migrations")
    # A separate statement: only after the lock is held does it see the row that its last holder wrote.
    return last, connection.scalar(_HASH_AT, {"lugar": last - count}) if last > count else None


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

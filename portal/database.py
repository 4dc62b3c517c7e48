"""How the portal talks to its database: column types, SQLite's settings, and the one door for a unit of work.

SQLite runs in WAL with `synchronous=FULL`: with NORMAL a power cut lost filings that had been acknowledged.
A unit of work that will write opens with BEGIN IMMEDIATE, so that it never reads first and then finds the
database locked when it comes to write (ADR 0003).
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, Insert, event, insert
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.types import TypeDecorator

from portal.core.clock import BOGOTA
from portal.extensions import Base, db

BUSY_SECONDS = 15
# SQLite's own waiting sleeps longer each time, up to a tenth of a second, while a filing is done in three thousandths.
_ASK_AGAIN_SECONDS = 0.0003
_AFTER_COMMIT = "portal_after_commit"
_will_write: ContextVar[bool] = ContextVar("will_write", default=False)

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    # Per connection, and a worker has one per thread: the operating system caches the file for all of them.
    "PRAGMA cache_size=-2000",
)


class Instant(TypeDecorator[datetime]):
    """An instant: stored in UTC, handed out in America/Bogota. Naive datetimes are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(BOGOTA)


def set_will_write(value: bool) -> None:
    """Say whether the unit of work that starts now is going to write."""
    _will_write.set(value)


def will_write() -> bool:
    return _will_write.get()


def after_commit(work: Callable[[], None]) -> None:
    """Do `work` as soon as this unit of work is kept; never, when it is undone.

    A machine that stops between both leaves it undone, so a job must do the same again; and what fails in it must not be told
    as a failure of the unit, which is kept: `work` reports its own errors.
    """
    db.session.info.setdefault(_AFTER_COMMIT, []).append(work)


def commit() -> None:
    """Keep the unit of work, and do what waited for that."""
    db.session.commit()
    for work in db.session.info.pop(_AFTER_COMMIT, ()):
        work()


@event.listens_for(db.session, "after_rollback")
def _forget_what_waited(session: Session) -> None:
    session.info.pop(_AFTER_COMMIT, None)


@contextmanager
def transaction() -> Iterator[None]:
    """One unit of work of a command or a job: commits at the end, rolls back whole on any error."""
    token = _will_write.set(True)
    try:
        # What an earlier read opened would make the database refuse this unit's first write.
        db.session.rollback()
        yield
        commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _will_write.reset(token)


class WriteQueue:
    """The threads of one process that want to write to SQLite, one after another.

    SQLite lets one connection write at a time, and who finds it taken must ask again. Here the next thread of a process goes
    on at once, and only one of each process asks.
    """

    _KEY = "is_in_write_queue"

    def __init__(self) -> None:
        self._lock = Lock()

    def enter(self, info: dict[Any, Any]) -> None:
        """Wait for this connection's turn, as long as SQLite itself would; then SQLite decides."""
        if not info.get(self._KEY):
            info[self._KEY] = self._lock.acquire(timeout=BUSY_SECONDS)

    def leave(self, info: dict[Any, Any]) -> None:
        """The connection went back to its pool: whatever it wrote is kept or undone."""
        if info.pop(self._KEY, False):
            self._lock.release()


@cache
def _insert_into(model: type[Base]) -> tuple[Insert, dict[str, str], str]:
    """The statement that inserts a row of a mapped class, its columns by the names of their attributes, and its key's name."""
    mapper = sa_inspect(model)
    columns = {mapper.get_property_by_column(one).key: one.key for one in mapper.local_table.c}
    (key,) = mapper.primary_key
    return insert(mapper.local_table), columns, mapper.get_property_by_column(key).key  # type: ignore[arg-type]


def insert_now(row: Base) -> None:
    """Write a new row of a table with one key, at once, and give it to the session as a row that was read.

    For the rows that every filing writes while the others wait: a session that puts its rows in order first takes four times
    as long. Columns that point to other rows must be set by the caller; what only has a default is read when it is asked for.
    """
    statement, columns, key_name = _insert_into(type(row))
    values = {columns[name]: value for name, value in row.__dict__.items() if name in columns}
    result = db.session.connection().execute(statement, values)
    written: Any = result.inserted_primary_key
    setattr(row, key_name, written[0])
    make_transient_to_detached(row)
    db.session.add(row)


def create_private(path: str | None) -> None:
    """Make a new SQLite file that only its owner reads; SQLite gives -wal and -shm the same rights. One that exists stays as it is."""
    if path and path != ":memory:" and not path.startswith("file:"):
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _begin_immediate(connection: Connection) -> None:
    """Take SQLite's lock on writing, asking often. Raises OperationalError when it cannot be had for `BUSY_SECONDS`."""
    raw: Any = connection.connection.dbapi_connection
    until = monotonic() + BUSY_SECONDS
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while monotonic() < until:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            sleep(_ASK_AGAIN_SECONDS)
        # Once more by SQLAlchemy, for the error in its words.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def prepare_engine(engine: Engine) -> None:
    """Give an engine the settings that durability depends on; PostgreSQL keeps its own (safe) defaults."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(dbapi_connection: Any, _record: Any) -> None:
        # The driver's own transaction control is off: BEGIN is ours, in `begin` below.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "do_connect")
    def make_it_private(_dialect: Any, _record: Any, _arguments: Any, _parameters: Any) -> None:
        create_private(engine.url.database)

    queue = WriteQueue()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if not will_write():
            connection.exec_driver_sql("BEGIN")
            return
        queue.enter(connection.info)
        _begin_immediate(connection)

    @event.listens_for(engine, "checkin")
    def leave_queue(_dbapi_connection: Any, record: Any) -> None:
        queue.leave(record.info)

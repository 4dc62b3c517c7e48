"""How the portal talks to its database: column types, SQLite's settings, and the one door for a unit of work.

SQLite runs in WAL with `synchronous=FULL`: with NORMAL a power cut lost filings that had been acknowledged.
A unit of work that will write opens with BEGIN IMMEDIATE, so that it never reads first and then finds the
database locked when it comes to write (ADR 0003).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, event
from sqlalchemy.types import TypeDecorator

from portal.core.clock import BOGOTA
from portal.extensions import db

_will_write: ContextVar[bool] = ContextVar("will_write", default=False)

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=15000",
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


@contextmanager
def transaction() -> Iterator[None]:
    """One unit of work of a command or a job: commits at the end, rolls back whole on any error."""
    token = _will_write.set(True)
    try:
        # What an earlier read opened would make the database refuse this unit's first write.
        db.session.rollback()
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _will_write.reset(token)


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

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write() else "BEGIN")

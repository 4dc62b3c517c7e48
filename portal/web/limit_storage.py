"""Where tries are counted: a database of its own, so that counting never waits for a filing.

With SQLite it is a second file beside the portal's, written without syncing; with PostgreSQL an unlogged table in a
schema of its own. A power cut may lose the counters and nothing else.
"""

import threading
from typing import Any

from flask import Flask, current_app
from limits.storage import Storage
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, ProgrammingError, SQLAlchemyError

from portal.core import clock
from portal.database import create_private

_EXTENSION = "portal_limits"
_SCHEMES = ["portal"]
_CHECK = "SELECT 1 FROM {table} LIMIT 1"

_SQLITE_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS intentos (clave TEXT PRIMARY KEY, veces INTEGER NOT NULL, vence REAL NOT NULL) WITHOUT ROWID",
)
_POSTGRESQL_SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS limites",
    "CREATE UNLOGGED TABLE IF NOT EXISTS limites.intentos "
    "(clave TEXT PRIMARY KEY, veces INTEGER NOT NULL, vence DOUBLE PRECISION NOT NULL)",
)

# One statement: on both databases parallel tries are counted one by one.
_COUNT = """
INSERT INTO {table} AS guardado (clave, veces, vence) VALUES (:clave, :veces, :vence)
ON CONFLICT (clave) DO UPDATE SET
    veces = CASE WHEN guardado.vence <= :ahora THEN excluded.veces ELSE guardado.veces + excluded.veces END,
    vence = CASE WHEN guardado.vence <= :ahora THEN excluded.vence ELSE guardado.vence END
RETURNING veces
"""


class CounterDatabase:
    """The engine of the counters and the name of their table; the table is made when it is first needed."""

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite and url.database not in {None, "", ":memory:"}:
            url = url.set(database=f"{str(url.database).removesuffix('.sqlite3')}-limites.sqlite3")
        self.table = "intentos" if self.is_sqlite else "limites.intentos"
        options = "-c synchronous_commit=off -c statement_timeout=5000"
        connect_args: dict[str, Any] = {"timeout": 5} if self.is_sqlite else {"options": options}
        self.engine: Engine = create_engine(
            url, isolation_level="AUTOCOMMIT", connect_args=connect_args, hide_parameters=True, pool_pre_ping=not self.is_sqlite
        )
        self._ready = False
        self._lock = threading.Lock()
        if self.is_sqlite:
            event.listen(self.engine, "connect", _careless)
            event.listen(self.engine, "do_connect", lambda *_: create_private(self.engine.url.database))

    def execute(self, statement: str, **values: Any) -> Any:
        """Run one statement and give the first column of its first row, if it has any."""
        self._ensure_table()
        with self.engine.connect() as connection:
            result = connection.execute(text(statement.format(table=self.table)), values)
            return result.scalar() if result.returns_rows else result.rowcount

    def _ensure_table(self) -> None:
        with self._lock:
            if self._ready:
                return
            try:
                with self.engine.connect() as connection:
                    for statement in _SQLITE_SCHEMA if self.is_sqlite else _POSTGRESQL_SCHEMA:
                        connection.execute(text(statement))
            except (IntegrityError, ProgrammingError):
                # Two processes made it at the same instant, or an administrator made it and we may not: use what is there.
                with self.engine.connect() as connection:
                    connection.execute(text(_CHECK.format(table=self.table)))
            self._ready = True


def _careless(dbapi_connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "busy_timeout=5000"):
        dbapi_connection.execute(f"PRAGMA {pragma}").close()


def init_storage(app: Flask, database_url: str) -> None:
    """Give the application its counters; connects to nothing yet."""
    app.extensions[_EXTENSION] = CounterDatabase(database_url)


def counters() -> CounterDatabase:
    """The counters of the current application."""
    found: CounterDatabase = current_app.extensions[_EXTENSION]
    return found


class PortalStorage(Storage):
    """What Flask-Limiter asks of a storage, on the current application's counters."""

    STORAGE_SCHEME = _SCHEMES

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = clock.now().timestamp()
        return int(counters().execute(_COUNT, clave=key, veces=amount, vence=now + expiry, ahora=now))

    def get(self, key: str) -> int:
        found = counters().execute(
            "SELECT veces FROM {table} WHERE clave = :clave AND vence > :ahora", clave=key, ahora=clock.now().timestamp()
        )
        return int(found or 0)

    def get_expiry(self, key: str) -> float:
        found = counters().execute("SELECT vence FROM {table} WHERE clave = :clave", clave=key)
        return float(found or clock.now().timestamp())

    def check(self) -> bool:
        counters().execute(_CHECK)
        return True

    def reset(self) -> int | None:
        return int(counters().execute("DELETE FROM {table}"))

    def clear(self, key: str) -> None:
        counters().execute("DELETE FROM {table} WHERE clave = :clave", clave=key)


def delete_expired() -> int:
    """Housekeeping: forget counters whose time is over; how many."""
    return int(counters().execute("DELETE FROM {table} WHERE vence <= :ahora", ahora=clock.now().timestamp()))

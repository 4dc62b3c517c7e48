"""The databases that the tests run on: SQLite always, PostgreSQL when TEST_POSTGRES_URL names a server."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")
ENGINES = ["sqlite", "postgresql"] if POSTGRES_URL else ["sqlite"]


def missing_postgres() -> str:
    """Why the tests may not run as they are: PORTAL_REQUIRE_POSTGRES=1 asks for a server that is not there. Empty when all is well."""
    if os.environ.get("PORTAL_REQUIRE_POSTGRES") != "1":
        return ""
    if not POSTGRES_URL:
        return "PORTAL_REQUIRE_POSTGRES=1, but TEST_POSTGRES_URL names no server"
    server = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    engine = create_engine(server, connect_args={"connect_timeout": 10})
    try:
        engine.connect().close()
    except SQLAlchemyError as error:
        return f"PORTAL_REQUIRE_POSTGRES=1, but the server of TEST_POSTGRES_URL does not answer ({type(error).__name__})"
    finally:
        engine.dispose()
    return ""


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, dropped afterwards. Only the variable opts in to a server: never a mere open port."""
    name = f"portal_test_{secrets.token_hex(6)}"
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    server = make_url(POSTGRES_URL).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()

"""Alembic's environment: the application's models and engine, on SQLite in batches (it cannot alter a table in place)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from portal.database import set_will_write
from portal.extensions import db

target_metadata = db.metadata


def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave out what one database alone has for its search: FTS5's shadow tables, and PostgreSQL's index."""
    return not ((kind == "table" and (name or "").startswith("peticion_fts")) or (kind == "index" and name == "ix_peticion_busqueda"))


def drop_empty_revisions(_context: Any, _revision: Any, directives: list[Any]) -> None:
    if directives and directives[0].upgrade_ops is not None and directives[0].upgrade_ops.is_empty():
        directives[:] = []


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it and dropping the old one; with foreign keys on, that would delete what refers to it.

    They can only be switched between transactions. Afterwards every reference is checked.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"the migration left references without their row: {broken[:5]}")


def run() -> None:
    """Apply or compare on the application's own engine, in one transaction."""
    engine = current_app.extensions["migrate"].db.engine
    set_will_write(True)
    try:
        with engine.connect() as connection, without_foreign_keys(connection):
            context.configure(
                connection=connection,
                target_metadata=target_metadata,
                include_object=is_ours,
                process_revision_directives=drop_empty_revisions,
                render_as_batch=engine.dialect.name == "sqlite",
                compare_type=True,
                transaction_per_migration=True,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        set_will_write(False)


run()

"""Writing a batch: executemany on SQLite, COPY on PostgreSQL, everything of a batch in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from portal.audit.services import read_end, seal_chained
from portal.demo.volumen.tablas import COLUMNS, ORDER, Batch, Marks, Row
from portal.extensions import Base, db
from portal.pqrs.busqueda import INSERT_TRIGGER
from portal.radicacion.models import Contador


def read_marks() -> Marks:
    """Where the database stands."""
    keys = {table: db.session.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table}")) or 0 for table in ORDER}  # noqa: S608 - our own names
    numbers = {
        (vigencia, serie): ultimo
        for vigencia, serie, ultimo in db.session.execute(select(Contador.vigencia, Contador.serie, Contador.ultimo))
    }
    return Marks(keys, numbers, *read_end())


def is_at(marks: Marks) -> bool:
    """Whether the database still stands where the batch begins. Call it after `take_numbers`, which holds the others back."""
    return all(db.session.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table}")) == key for table, key in marks.keys.items())  # noqa: S608 - our own names


def take_numbers(batch: Batch) -> bool:
    """Move the counters on, which makes every other filing wait; False when somebody filed since the batch was made."""
    insert = (postgresql if _is_postgresql() else sqlite).insert
    for (vigencia, serie), last in sorted(batch.after.numbers.items()):
        before = batch.before.numbers.get((vigencia, serie), 0)
        if before == last:
            continue
        if before == 0:
            db.session.execute(insert(Contador).values(vigencia=vigencia, serie=serie, ultimo=0).on_conflict_do_nothing())
        here = (Contador.vigencia == vigencia, Contador.serie == serie, Contador.ultimo == before)
        if db.session.scalar(update(Contador).where(*here).values(ultimo=last).returning(Contador.ultimo)) is None:
            return False
    return True


def write(batch: Batch) -> bool:
    """Write every row of the batch in the caller's transaction; False when the chain of acts has grown since it was made."""
    connection = db.session.connection()
    with _searched_at_the_end(connection, batch.before.keys["peticion"]):
        for table in ORDER:
            _insert(connection, table, batch.rows[table])
    if _is_postgresql():
        for table, last in batch.after.keys.items():
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"), {"table": table, "last": last})
    return seal_chained(len(batch.rows["evento"]), batch.before.act_hash, lambda chained: _insert(chained, "evento", batch.rows["evento"]))


@contextmanager
def _searched_at_the_end(connection: Connection, last: int) -> Iterator[None]:
    """On SQLite, index the texts after `last` in one statement: the trigger would write a piece of the index for each row.

    The trigger is back when the transaction ends, whichever way it ends.
    """
    if connection.dialect.name == "postgresql":
        yield
        return
    connection.exec_driver_sql("DROP TRIGGER peticion_fts_insert")
    yield
    connection.exec_driver_sql(
        "INSERT INTO peticion_fts(rowid, texto_busqueda) SELECT id, texto_busqueda FROM peticion WHERE id > ? ORDER BY id", (last,)
    )
    connection.exec_driver_sql(INSERT_TRIGGER)


def _is_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    defaults = _defaults(table)
    columns = ", ".join([*COLUMNS[table], *defaults])
    whole = [row + tuple(defaults.values()) for row in rows] if defaults else list(rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table} ({columns}) FROM STDIN", whole)
    else:
        marks = ", ".join("?" * len(whole[0]))
        connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({marks})", whole)  # noqa: S608 - our own names


@cache
def _defaults(table: str) -> dict[str, object]:
    """Columns that every row leaves as the model begins them."""
    columns = Base.metadata.tables[table].columns
    return {
        one.name: one.default.arg
        for one in columns
        if one.name not in COLUMNS[table] and isinstance(one.default, ScalarElementColumnDefault)
    }


def _copy(connection: Connection, statement: str, rows: Sequence[Row]) -> None:
    cursor = connection.connection.cursor()
    # The rows' instants are in UTC.
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    with cursor.copy(statement) as copy:
        for start in range(0, len(rows), 500):
            copy.write("".join(map(_copy_line, rows[start : start + 500])))
    cursor.close()


def _copy_line(row: Row) -> str:
    # The generated texts hold no tab, line break or backslash, which COPY would read as its own.
    return "\t".join(["\\N" if value is None else str(value) for value in row]) + "\n"

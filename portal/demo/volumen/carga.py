"""Loading many cases: one process makes the rows while this one writes them, batch by batch.

A batch is one transaction, so that what was loaded is consistent whenever the work is stopped; running it again adds as
many cases again. Rows are made for the database as it stood; when somebody files meanwhile, the batch is made anew.
"""

import gc
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection as Pipe

from flask import current_app
from sqlalchemy import text

from portal.calendario import Calendario
from portal.core import clock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.demo.volumen.casos import Maker, Oficial
from portal.demo.volumen.escritura import is_at, read_marks, take_numbers, write
from portal.demo.volumen.plan import Plan
from portal.demo.volumen.tablas import Batch, Marks
from portal.entidad.queries import get_calendario, list_funcionarios
from portal.extensions import db

BATCH = 4000
# Without it SQLite would go back to the disk for each scattered key of a large index.
_CACHE_KIB = 400_000


@dataclass(frozen=True)
class Report:
    """What a load did."""

    casos: int
    segundos: float


@dataclass(frozen=True)
class Order:
    """All that the making process needs: where to go on, and what was decided once."""

    calendario: Calendario
    ahora: datetime
    total: int
    first: int
    marks: Marks
    oficiales: tuple[Oficial, ...]
    size: int

    def batches(self) -> Iterator[Batch]:
        """The rows, batch by batch: the same for the same order."""
        maker = Maker(Plan(self.calendario, self.ahora, self.total, seed=self.first), self.marks, self.oficiales)
        for first in range(self.first, self.total, self.size):
            yield maker.batch(first, min(self.size, self.total - first))


def load_volume(count: int, progress: Callable[[str], None] = lambda _text: None, *, size: int = BATCH) -> Report:
    """Add `count` generated cases, `size` in each transaction.

    Raises:
        DomainError: in production.
    """
    if current_app.config["SETTINGS"].is_production:
        raise DomainError("Los casos generados son para medir: no se cargan en producción.")
    with transaction():
        create_cast()
        oficiales = _oficiales()
        calendario = get_calendario()
    ahora = clock.now()
    began, done = time.monotonic(), 0
    # Millions of rows pass through, none of them in a cycle: looking for cycles would take a third of the time.
    gc.disable()
    try:
        while done < count:
            with transaction():
                marks = read_marks()
            for batch in _made(Order(calendario, ahora, count, done, marks, oficiales, size)):
                if not _write(batch):
                    break
                done += batch.casos
                progress(f"{done} de {count} casos, {done / (time.monotonic() - began):.0f} por segundo")
        _settle()
    finally:
        gc.enable()
    return Report(count, time.monotonic() - began)


def _oficiales() -> tuple[Oficial, ...]:
    people = [one for one in list_funcionarios() if one.dependencia_id is not None and "pqrs:ver" in one.permissions()]
    return tuple(Oficial(one.id, one.nombre, one.dependencia_id or 0) for one in people)


def _write(batch: Batch) -> bool:
    """Write one batch whole; False, and nothing written, when the database has moved on since it was made."""
    with transaction():
        _hurry()
        is_good = take_numbers(batch) and is_at(batch.before) and write(batch)
        if not is_good:
            db.session.rollback()
    return is_good


def _hurry() -> None:
    """What makes this one transaction faster and no other."""
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.execute(text(f"PRAGMA cache_size=-{_CACHE_KIB}"))
        return
    db.session.execute(text("SET LOCAL synchronous_commit = off"))
    db.session.execute(text("SET LOCAL gin_pending_list_limit = '256MB'"))
    if db.session.scalar(text("SELECT usesuper FROM pg_user WHERE usename = current_user")):
        # The rows agree by their making: asking each one for its keys would take a third of the time.
        db.session.execute(text("SET LOCAL session_replication_role = replica"))


def _settle() -> None:
    """Let the database learn what it holds now, and put the words that still wait into PostgreSQL's search index."""
    with transaction():
        if db.session.get_bind().dialect.name == "postgresql":
            db.session.execute(text("SELECT gin_clean_pending_list('ix_peticion_busqueda')"))
        db.session.execute(text("ANALYZE"))


@contextmanager
def _maker(order: Order) -> Iterator[Pipe]:
    # Spawned, not forked: the child must not share this process's connections.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=make, args=(order, there), daemon=True)
    process.start()
    there.close()
    try:
        yield here
    finally:
        here.close()
        process.terminate()
        process.join()


def _made(order: Order) -> Iterator[Batch]:
    left = order.total - order.first
    if left <= order.size:
        # Another process would take longer to start than the work.
        yield from order.batches()
        return
    with _maker(order) as pipe:
        while left > 0:
            batch: Batch = pipe.recv()
            left -= batch.casos
            yield batch


def make(order: Order, pipe: Pipe) -> None:
    """The making process."""
    gc.disable()
    for batch in order.batches():
        pipe.send(batch)

"""Threads that write to one SQLite file: one after another, and nobody waits for a place that was never given back."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from portal.database import prepare_engine, set_will_write

WRITERS, ROUNDS = 6, 15


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'cola.sqlite3'}", pool_size=WRITERS)
    prepare_engine(made)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE cuenta (valor INTEGER)"))
        connection.execute(text("INSERT INTO cuenta VALUES (0)"))
    yield made
    set_will_write(False)
    made.dispose()


def add_one(engine: Engine, *, fail: bool = False) -> None:
    """Read, then write what was read and one more: lost if two did it at once."""
    set_will_write(True)
    with engine.connect() as connection, connection.begin():
        value = connection.execute(text("SELECT valor FROM cuenta")).scalar_one()
        connection.execute(text("UPDATE cuenta SET valor = :one"), {"one": value + 1})
        if fail:
            raise RuntimeError("this one is undone")


def total(engine: Engine) -> int:
    set_will_write(False)
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT valor FROM cuenta")).scalar_one())


def test_writers_wait_for_each_other_and_lose_nothing(engine: Engine) -> None:
    def work() -> None:
        for _ in range(ROUNDS):
            add_one(engine)

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert total(engine) == WRITERS * ROUNDS


def test_a_writer_that_fails_gives_its_place_back(engine: Engine) -> None:
    for _ in range(3):
        with pytest.raises(RuntimeError):
            add_one(engine, fail=True)
    add_one(engine)
    assert total(engine) == 1


def test_a_connection_that_is_thrown_away_gives_its_place_back(engine: Engine) -> None:
    set_will_write(True)
    connection = engine.connect()
    connection.begin()
    connection.invalidate()
    connection.close()
    add_one(engine)
    assert total(engine) == 1


def test_readers_do_not_queue(engine: Engine) -> None:
    set_will_write(True)
    with engine.connect() as writer, writer.begin():
        writer.execute(text("UPDATE cuenta SET valor = 7"))
        assert total(engine) == 0

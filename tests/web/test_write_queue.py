"""Threads that write to one SQLite file: one after another, and nobody waits for a place that was never given back."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from portal.database import BUSY_SECONDS, prepare_engine, set_will_write

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


@pytest.fixture
def elsewhere(engine: Engine) -> Iterator[Engine]:
    """Another process as this one sees it: connections that do not queue with ours."""
    other = create_engine(engine.url)
    prepare_engine(other)
    yield other
    other.dispose()


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


def test_who_finds_another_process_writing_waits_for_it(engine: Engine, elsewhere: Engine) -> None:
    set_will_write(True)
    with elsewhere.connect() as other:
        writing = other.begin()
        waiting = threading.Thread(target=add_one, args=(engine,))
        waiting.start()
        other.execute(text("UPDATE cuenta SET valor = 10"))
        writing.commit()
        waiting.join()
    assert total(engine) == 11


def test_who_waited_in_vain_is_told_and_waits_again_the_next_time(
    engine: Engine, elsewhere: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_will_write(True)
    with elsewhere.connect() as other, other.begin():
        monkeypatch.setattr("portal.database.BUSY_SECONDS", 0.01)
        with pytest.raises(OperationalError, match="database is locked"):
            add_one(engine)
        monkeypatch.undo()
    add_one(engine)
    assert total(engine) == 1
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == BUSY_SECONDS * 1000

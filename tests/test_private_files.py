"""What people write is read by the portal's account alone, whatever the machine's usual rights are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.database import prepare_engine
from portal.web.limit_storage import CounterDatabase


@pytest.fixture(autouse=True)
def usual_rights() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_sqlite_database_and_its_companions_are_private(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    prepare_engine(engine)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE cosa (id INTEGER)"))
        connection.commit()
        rights = {one.name: oct(one.stat().st_mode & 0o777) for one in tmp_path.iterdir()}
    engine.dispose()
    assert rights == dict.fromkeys(("portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm"), "0o600")


def test_the_counters_are_private_too(tmp_path: Path) -> None:
    counters = CounterDatabase(f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    counters.execute("SELECT 1")
    counters.engine.dispose()
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}

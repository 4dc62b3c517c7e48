"""Whoever alters the record behind the portal's back is found out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text

from portal.audit.heads import verify
from portal.audit.services import record, seal_many
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.database import transaction
from portal.extensions import db


def _file_acts(amount: int) -> None:
    for number in range(amount):
        with transaction():
            record("acto", actor=SISTEMA, sobre=("caso", number), datos={"n": number})


def _behind_the_back(*statements: str) -> None:
    """As an operator with full rights over the database would: the triggers are taken off first."""
    drops = {
        "sqlite": ["DROP TRIGGER evento_no_update", "DROP TRIGGER evento_no_delete"],
        "postgresql": ["DROP TRIGGER evento_no_change ON evento"],
    }
    with transaction():
        for statement in [*drops[db.engine.dialect.name], *statements]:
            db.session.execute(text(statement))


def test_an_untouched_chain_is_sound(empty_app: Flask) -> None:
    assert verify().is_sound
    _file_acts(3)
    found = verify()
    assert found.is_sound
    assert found.sound == 3


@pytest.mark.parametrize(
    ("statement", "broken_id"),
    [
        ("UPDATE evento SET actor_nombre = 'Otra persona' WHERE id = 3", 3),
        ("UPDATE evento SET publico = true WHERE id = 2", 2),
        ("UPDATE evento SET en = '2020-01-01 00:00:00' WHERE id = 4", 4),
        ("DELETE FROM evento WHERE id = 2", 2),
        ("DELETE FROM evento WHERE id = 1", 1),
        ("DELETE FROM evento WHERE id = 5", 5),
    ],
)
def test_the_first_altered_row_is_named(empty_app: Flask, statement: str, broken_id: int) -> None:
    _file_acts(5)
    _behind_the_back(statement)
    assert verify().broken_id == broken_id


def test_a_row_slipped_in_at_the_end_is_found(empty_app: Flask) -> None:
    _file_acts(2)
    columns = "en, tipo, actor_tipo, actor_id, actor_nombre, objeto_tipo, objeto_id, dependencia_id, datos, origen, publico"
    with transaction():
        db.session.execute(
            text(f"INSERT INTO evento (id, {columns}, hash_previo, hash) SELECT 3, {columns}, hash, hash FROM evento WHERE id = 2")  # noqa: S608
        )
    assert verify().broken_id == 3


def test_the_command_ends_with_1_and_names_the_row(empty_app: Flask) -> None:
    _file_acts(3)
    run = empty_app.test_cli_runner().invoke
    sound = run(args=["audit", "verify"])
    assert (sound.exit_code, "3 eventos" in sound.output) == (0, True)
    _behind_the_back("UPDATE evento SET tipo = 'otro' WHERE id = 2")
    broken = run(args=["audit", "verify"])
    assert broken.exit_code == 1
    assert "evento 2" in broken.output


def test_recording_goes_on_after_somebody_cut_the_end_off(empty_app: Flask) -> None:
    _file_acts(3)
    _behind_the_back("DELETE FROM evento WHERE id = 3")
    _file_acts(1)
    assert verify().broken_id == 3


def test_many_writers_at_once_leave_one_unbroken_chain(empty_app: Flask) -> None:
    def write(_worker: int) -> None:
        with empty_app.app_context():
            _file_acts(10)
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    found = verify()
    assert found.is_sound
    assert found.sound == 40


def test_acts_loaded_in_bulk_join_the_same_chain(empty_app: Flask) -> None:
    _file_acts(1)
    row = {
        "en": clock.now(), "tipo": "cargado", "actor_tipo": "sistema", "actor_id": None, "actor_nombre": "Sistema",
        "objeto_tipo": "caso", "objeto_id": 1, "dependencia_id": None, "datos": {"n": 1}, "origen": "carga", "publico": True,
    }  # fmt: skip
    with transaction():
        assert seal_many(dict(row) for _ in range(2500)) == 2500
    _file_acts(1)
    found = verify()
    assert (found.is_sound, found.sound) == (True, 2502)

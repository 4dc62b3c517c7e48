"""Acts are recorded in the transaction that performs them, and only there."""

import pytest
from flask import Flask
from sqlalchemy import event

from portal.audit.heads import verify
from portal.audit.queries import list_eventos
from portal.audit.services import record, seal
from portal.core.actors import SISTEMA, Actor
from portal.database import transaction
from portal.extensions import db

BETO = Actor("funcionario", 7, "Beto Benavides", origen="web")
CASO = ("caso", 41)


def test_an_act_is_read_back_with_who_what_and_when(app: Flask, reloj: object) -> None:
    with transaction():
        record("caso_asignado", actor=BETO, sobre=CASO, dependencia_id=3, datos={"responsable": [None, "Beto"]}, publico=True)
    (acto,) = list_eventos(*CASO)
    assert (acto.tipo, acto.actor_tipo, acto.actor_id, acto.actor_nombre) == ("caso_asignado", "funcionario", 7, "Beto Benavides")
    assert (acto.dependencia_id, acto.datos, acto.origen, acto.publico) == (3, {"responsable": [None, "Beto"]}, "web", True)
    assert acto.en.isoformat() == "2026-02-03T10:15:00-05:00"


def test_acts_come_oldest_first_and_the_public_ones_can_be_asked_alone(app: Flask) -> None:
    with transaction():
        record("uno", actor=SISTEMA, sobre=CASO, publico=True)
        record("dos", actor=SISTEMA, sobre=CASO)
        record("ajeno", actor=SISTEMA, sobre=("caso", 42), publico=True)
    assert [acto.tipo for acto in list_eventos(*CASO)] == ["uno", "dos"]
    assert [acto.tipo for acto in list_eventos(*CASO, solo_publicos=True)] == ["uno"]


def test_a_timeline_inside_the_transaction_holds_the_act_just_done(app: Flask) -> None:
    with transaction():
        record("uno", actor=SISTEMA, sobre=CASO)
        assert [acto.tipo for acto in list_eventos(*CASO)] == ["uno"]


def _record_and_fail() -> None:
    with transaction():
        record("uno", actor=SISTEMA, sobre=CASO)
        raise KeyError


def _record_seal_and_fail_inside() -> None:
    with db.session.begin_nested():
        record("dentro", actor=SISTEMA, sobre=CASO)
        seal()
        raise KeyError


def test_a_rollback_forgets_the_act(app: Flask) -> None:
    with pytest.raises(KeyError):
        _record_and_fail()
    with transaction():
        record("dos", actor=SISTEMA, sobre=CASO)
    assert [acto.tipo for acto in list_eventos(*CASO)] == ["dos"]


def test_undoing_part_of_a_transaction_forgets_the_acts_of_that_part(app: Flask) -> None:
    with transaction():
        record("antes", actor=SISTEMA, sobre=CASO)
        with pytest.raises(KeyError):
            _record_seal_and_fail_inside()
        with db.session.begin_nested():
            record("dentro_y_bien", actor=SISTEMA, sobre=CASO)
        record("despues", actor=SISTEMA, sobre=CASO)
    assert [acto.tipo for acto in list_eventos(*CASO)] == ["antes", "dentro_y_bien", "despues"]
    assert verify().is_sound


def test_days_and_odd_values_are_kept_as_text_and_the_chain_stays_sound(app: Flask, reloj: object) -> None:
    from datetime import date
    from decimal import Decimal

    with transaction():
        record(
            "raro", actor=SISTEMA, sobre=CASO, datos={"vence": [date(2026, 1, 2), None], "valor": Decimal("1.10"), "ñ": "\u202e\x00áé🙂"}
        )
    (acto,) = list_eventos(*CASO)
    assert acto.datos["vence"] == ["2026-01-02", None]
    assert acto.datos["valor"] == "1.10"
    assert verify().is_sound


def test_recording_several_acts_costs_one_update_one_look_and_one_insert(app: Flask) -> None:
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement.split(" ", maxsplit=1)[0])

    with transaction():
        for number in range(5):
            record("acto", actor=SISTEMA, sobre=("caso", number))
        event.listen(db.engine, "before_cursor_execute", note)
        seal()
        event.remove(db.engine, "before_cursor_execute", note)
    assert [one for one in statements if one != "SAVEPOINT"] == ["UPDATE", "SELECT", "INSERT"]


def test_nothing_is_written_when_nothing_was_recorded(app: Flask) -> None:
    before = verify().sound
    with transaction():
        pass
    assert verify().sound == before

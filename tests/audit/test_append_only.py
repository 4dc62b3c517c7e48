"""Nobody changes or removes a recorded act, by whichever way they come."""

import pytest
from flask import Flask
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from portal.audit.models import AppendOnlyError, Evento
from portal.audit.queries import list_eventos
from portal.audit.services import record
from portal.core.actors import SISTEMA
from portal.database import transaction
from portal.extensions import db

CASO = ("caso", 41)


@pytest.fixture
def acto(app: Flask) -> Evento:
    with transaction():
        record("uno", actor=SISTEMA, sobre=CASO)
    return list_eventos(*CASO)[0]


def test_an_object_cannot_be_changed(acto: Evento) -> None:
    with pytest.raises(AppendOnlyError), transaction():
        db.session.get_one(Evento, acto.id).actor_nombre = "Otra persona"


def test_an_object_cannot_be_deleted(acto: Evento) -> None:
    with pytest.raises(AppendOnlyError), transaction():
        db.session.delete(db.session.get_one(Evento, acto.id))


@pytest.mark.parametrize("statement", [update(Evento).values(tipo="otro"), delete(Evento)])
def test_bulk_statements_are_refused(acto: Evento, statement: object) -> None:
    with pytest.raises(AppendOnlyError), transaction():
        db.session.execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize("statement", ["UPDATE evento SET tipo = 'otro'", "DELETE FROM evento"])
def test_the_database_itself_refuses(acto: Evento, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(statement))
    assert [one.tipo for one in list_eventos(*CASO)] == ["uno"]

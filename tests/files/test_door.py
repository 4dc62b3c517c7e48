"""Uploads are received before the database is asked anything."""

from io import BytesIO

import pytest
from flask import Flask, request
from sqlalchemy import event
from werkzeug.datastructures import FileStorage

from portal.extensions import db
from portal.files.door import outcome_of
from portal.files.errors import FileRefused
from portal.files.services import receive_all
from tests.files import samples


def _bodies(*contents: bytes) -> dict[str, list[FileStorage]]:
    return {"archivos": [FileStorage(BytesIO(one), filename=f"carta{number}.pdf") for number, one in enumerate(contents)]}


def test_files_are_kept_before_the_first_question_to_the_database(app: Flask) -> None:
    asked: list[str] = []
    engine = db.engines[None].engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with app.test_request_context("/pqrs/radicar", method="POST", data=_bodies(samples.PDF, b"MZ\x90\x00")):
        for hook in app.before_request_funcs[None]:
            if hook.__name__ == "receive_at_the_door":
                app.ensure_sync(hook)()
        kept, refused = (outcome_of(one) for one in request.files.getlist("archivos"))
        assert asked == []
        assert kept is not None
        assert kept.refusal is None
        assert refused is not None
        assert refused.refusal is not None
        with pytest.raises(FileRefused):
            receive_all(request.files.getlist("archivos"), field="adjuntos")
        assert refused.refusal.field == "adjuntos"
        assert receive_all(request.files.getlist("archivos")[:1]) == [kept.received]

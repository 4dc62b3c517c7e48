"""Receives what a form brings before anybody asks the database: cleaning a photograph takes a second, and a request
that may write holds SQLite's lock on writing from its first question on.

Runs after the rate limits and the check of the form's token. `services.receive` then finds the work done.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request, session
from werkzeug.datastructures import FileStorage

from portal.files.errors import FileRefused
from portal.files.limits import current_limits


@dataclass(frozen=True)
class Outcome:
    """What receiving one upload gave: a kept content, or the refusal to show beside its field."""

    received: object | None
    refusal: FileRefused | None


_ATTRIBUTE = "portal_outcome"
# What must be in this browser's signed session, by who may open the view: the database is not asked here.
_TOKENS = {"público": None, "ciudadanía con código": "ciudadano_token"}
_open: set[str] = set()


def open_door(*endpoints: str) -> None:
    """Say at which addresses files are received. At any other nobody looks at them: it would fill the disk for a stranger."""
    _open.update(endpoints)


def outcome_of(upload: FileStorage) -> Outcome | None:
    """What the door did with this upload, or None when it did not meet it."""
    found: Outcome | None = getattr(upload, _ATTRIBUTE, None)
    return found


def init_door(app: Flask, receive: Callable[[FileStorage], object]) -> None:
    """Receive early, up to the number of files that a form may bring; the form refuses the rest by their count.

    Args:
        receive: keeps one upload, or raises FileRefused: `services.receive`, which in turn asks here for what it gave.
    """

    @app.before_request
    def receive_at_the_door() -> None:
        if request.method != "POST" or request.endpoint not in _open or not _may_knock() or not request.files:
            return
        given = [one for _name, one in request.files.items(multi=True) if one.filename]
        for upload in given[: current_limits().count]:
            setattr(upload, _ATTRIBUTE, _try(receive, upload))


def _may_knock() -> bool:
    access = getattr(current_app.view_functions[request.endpoint or ""], "access", "")
    token = _TOKENS.get(access, "funcionario_token")
    return token is None or token in session


def _try(receive: Callable[[FileStorage], object], upload: FileStorage) -> Outcome:
    try:
        return Outcome(receive(upload), None)
    except FileRefused as refusal:
        # Without its history, which holds the upload, which holds the refusal: the file would stay open.
        refusal.__cause__ = refusal.__context__ = None
        return Outcome(None, refusal.with_traceback(None))

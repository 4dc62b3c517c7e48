"""One commit per successful writing request, in one place; everything else rolls back, and GET never writes.

A request that may write opens its database transaction with the intention to write (see `portal.database`). Its body
is read before that, so that a slow upload never holds the write lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, request

from portal import database
from portal.extensions import db
from portal.web.body import read_form

WRITING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def init_transaction(app: Flask) -> None:
    """Install the hooks. Must be called before anything else that registers a before_request."""

    @app.before_request
    def open_unit_of_work() -> None:
        writes = request.method in WRITING_METHODS
        if writes:
            read_form(request)
        database.set_will_write(writes)

    @app.after_request
    def end_unit_of_work(response: Response) -> Response:
        # In gunicorn each thread serves one request after another: no state may reach the next.
        if request.method in WRITING_METHODS:
            is_kept = response.status_code < 400 and not g.get("must_roll_back")
            (database.commit if is_kept else db.session.rollback)()
        # What only read is undone when its session is closed, at the end of the request: doing it twice costs a tenth of a page.
        database.set_will_write(False)
        return response

    @app.teardown_request
    def forget_unit_of_work(_error: BaseException | None) -> None:
        database.set_will_write(False)


def start_again() -> None:
    """Undo what this request wrote so far, so that the page that refuses it shows what is kept and not what was tried."""
    db.session.rollback()


@contextmanager
def reading_first() -> Iterator[None]:
    """For what a POST must know before it decides to write: asked without waiting for who writes now."""
    database.set_will_write(False)
    try:
        yield
    finally:
        db.session.rollback()
        database.set_will_write(True)


def keep_what_was_counted() -> None:
    """Keep what a refusal leaves behind, such as tries and waits, although its answer of 400 and above undoes everything else."""
    database.commit()
    only_reads()


def only_reads() -> None:
    """For a POST that only reads, such as one that makes a document: it need not wait for who writes. Call it first."""
    database.set_will_write(False)
    g.must_roll_back = True


def roll_back_at_end() -> None:
    """For a page that answers below 400 although nothing may be kept, such as a preview made by POST."""
    g.must_roll_back = True

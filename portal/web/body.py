"""How long the portal waits for what a browser sends.

gunicorn's threads wait for a request's body without end: forty browsers that announce a body and send none of it would
stop the portal. Here each silence has a limit, and so has the rest of what was refused for its size. Who sends a byte now
and then is the web server's matter: it must buffer requests (docs/operar.md).
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from flask import Request, abort, current_app
from werkzeug.exceptions import ClientDisconnected

# Seconds of silence of a body that was refused; of one that we want, the setting BODY_PATIENCE.
_PATIENCE_WITH_REFUSED = 1.0
# Seconds in all, and bytes, of what is read of a refused body so that the browser shows the page that says why.
_DRAIN_SECONDS = 30.0
_DRAIN_BYTES = 256 * 2**20
_PIECE = 2**16


def read_form(request: Request) -> None:
    """Read the whole body into the request's form and files.

    Raises:
        RequestTimeout: the browser fell silent before the end; the connection does not serve any more.
        RequestEntityTooLarge: more was announced, or came, than the portal takes.
    """
    if request.mimetype == "multipart/form-data":
        # More than the attachments may weigh: the form comes back with its text. Large parts are read to disk, never into memory.
        usual, settings = request.max_content_length or 0, current_app.config["SETTINGS"]
        request.max_content_length = max(usual, settings.upload_max_body)
    connection = _connection(request)
    with _waiting(connection, float(current_app.config["SETTINGS"].body_patience)):
        try:
            _ = request.form, request.files
        except ClientDisconnected as error:
            if connection is None or not isinstance(error.__cause__ or error.__context__, TimeoutError):
                raise
            _stop_reading(connection)
            abort(408)


def drain(request: Request) -> None:
    """Read and forget the rest of a body that is too large: else the browser shows a broken connection, not the page.

    Of what announces far too much, or falls silent, nothing more is read, and the connection ends with the answer.
    """
    announced = request.content_length
    if not announced and not request.environ.get("wsgi.input_terminated"):
        return  # no body: reading on would wait for the next request of this connection
    connection = _connection(request)
    if (announced or 0) > _DRAIN_BYTES:
        _stop_reading(connection)
        return
    stream = request.environ.get("wsgi.input")
    limit = Timer(_DRAIN_SECONDS, _stop_reading, [connection])
    limit.daemon = True
    limit.start()
    try:
        with _waiting(connection, _PATIENCE_WITH_REFUSED):
            for _ in range(_DRAIN_BYTES // _PIECE):
                if not stream or not stream.read(_PIECE):
                    return
    except Exception:  # noqa: S110 - whatever went wrong with it, the body is not wanted
        pass
    finally:
        limit.cancel()
    _stop_reading(connection)


def _connection(request: Request) -> socket.socket | None:
    """gunicorn's socket; None under another server."""
    found = request.environ.get("gunicorn.socket")
    return found if isinstance(found, socket.socket) else None


@contextmanager
def _waiting(connection: socket.socket | None, seconds: float) -> Iterator[None]:
    if connection is None:
        yield
        return
    connection.settimeout(seconds)
    try:
        yield
    finally:
        # As gunicorn's threads have it: the answer is written without a limit.
        connection.settimeout(None)


def _stop_reading(connection: socket.socket | None) -> None:
    """Let nothing more be read: gunicorn finds the end of the body, and closes once the answer is written."""
    with suppress(OSError):
        if connection is not None:
            connection.shutdown(socket.SHUT_RD)

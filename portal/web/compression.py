"""Pages travel compressed, to a telephone on a bad line above all: a quarter of the bytes. Static files are compressed beforehand.

What a stranger can put into a page together with a secret must not be compressed: the length of the answer would tell
the secret letter by letter (BREACH). So pages of who is signed in or follows a case are sent as they are, and so is a
form whose token this browser already has. A token that is made for this very answer can be guessed at only once.
"""

import gzip

from flask import Flask, Response, g, request, session

_KINDS = frozenset({"text/html", "text/csv", "text/plain", "application/json", "application/xml"})
# Below this a packet is sent anyway.
_SMALLEST = 1000
_LEVEL = 6


def init_compression(app: Flask) -> None:
    """Compress what may be, for browsers that understand it; and tell caches that the answer depends on that."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in _KINDS or response.is_streamed or response.direct_passthrough:
            return response
        response.vary.add("Accept-Encoding")
        if _is_worth_it(response) and not _holds_a_secret(app):
            response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
            response.content_encoding = "gzip"
        return response


def _is_worth_it(response: Response) -> bool:
    asked = request.method == "GET" and request.accept_encodings["gzip"] > 0
    return asked and not response.content_encoding and (response.content_length or 0) >= _SMALLEST


def _holds_a_secret(app: Flask) -> bool:
    """Whether this browser has a session with something in it that the page may show, as far as a stranger could want it."""
    if app.session_interface.get_cookie_name(app) not in request.cookies:
        return False
    return "csrf_token" in g or any(name.endswith(("_token", "_codigo")) and name != "csrf_token" for name in session)

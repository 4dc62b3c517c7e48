"""Structured logs: one JSON object per line on standard output, and nothing in them about who the public is.

Never written: addresses, browsers, paths, query strings, forms, mail addresses, the texts of exceptions (a database
quotes the values that it refuses). A request is told by its endpoint and its random id; an official by their key.
"""

import logging
import re
import sys
import time
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request, request_started

from portal.web.request_id import new_request_id

_ADDRESS = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}\b|\S+@\S+")
# Where a value stands in a line's template: %s, %d, %-10.3f, %(name)s, and the doubled sign.
_PLACE = re.compile(r"%(?:\(\w+\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[a-zA-Z%]")
# Lines that hold numbers of processes, names of signals and its own address, and nothing of any request.
_GUNICORN_ON_ITSELF = (
    "Starting gunicorn", "Listening at", "Using worker", "Booting worker", "Worker (pid", "Worker exiting (pid", "WORKER TIMEOUT",
    "Handling signal", "Unhandled signal", "Ignoring unknown signal", "Shutting down", "Hang up",
)  # fmt: skip
_MARK = "portal_handler"


def logger() -> Any:
    """The portal's log: `logger().info("correo_enviado", correo=12)`. Facts by name, never personal data."""
    return structlog.get_logger("portal.log")


def security_event(name: str, **facts: Any) -> None:
    """Write down what somebody on watch should be able to count: failed sign-ins, refusals, hostile input."""
    structlog.get_logger("portal.seguridad").warning(name, seguridad=True, **facts)


class _CurrentStdout(logging.Handler):
    """Writes to what is standard output now; a test may have replaced it since the handler was made."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stdout.write(self.format(record) + "\n")
            sys.stdout.flush()
        except Exception:  # a log that cannot be written must not stop the portal
            self.handleError(record)


def _where(error: BaseException | None, trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace or (error.__traceback__ if error else None))
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-12:]]


def _short(filename: str) -> str:
    return filename.rpartition("/site-packages/")[2].rpartition("/portal/")[2]


def _exceptions_without_text(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0] is not None:
        event["excepcion"], event["donde"] = found[0].__name__, _where(found[1], found[2])
        cause = getattr(found[1], "orig", None) or (found[1].__cause__ if found[1] else None)
        if cause is not None:
            event["causa"] = type(cause).__name__
    return event


def _libraries_without_values(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of a library's line only its template stays: its values may be paths or addresses. gunicorn's on its own life stay whole."""
    said, values = event["_record"].msg, event.pop("positional_args", ())
    # What is logged in the place of words is an exception, whose text may quote anything.
    text = said if isinstance(said, str) else type(said).__name__
    if str(event.get("logger")).startswith("gunicorn") and text.startswith(_GUNICORN_ON_ITSELF):
        event["event"] = text % values if values else text
        return event
    # gunicorn goes on with what the line it could not read said.
    text = "Invalid request" if text.startswith("Invalid request") else text
    if values:
        text = _PLACE.sub(lambda place: "%" if place.group() == "%%" else "[…]", text)
    event["event"] = _ADDRESS.sub("[…]", text)
    return event


def _add_request(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if g and "request_id" in g:
        event.setdefault("peticion_id", g.request_id)
    return event


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="en"),
    _add_request,
]


def formatter() -> logging.Formatter:
    """Turns our events and the libraries' lines into JSON; gunicorn's configuration uses it too."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SHARED, _libraries_without_values],
        # The template, before its values are put in, and the values apart.
        use_get_message=False,
        pass_foreign_args=True,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _exceptions_without_text,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    )


def init_logging(app: Flask, level: str) -> None:
    """Send every log line of the process to standard output as JSON, and write one per request."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for old in [one for one in root.handlers if getattr(one, _MARK, False)]:
        root.removeHandler(old)
    handler = _CurrentStdout()
    setattr(handler, _MARK, True)
    handler.setFormatter(formatter())
    root.addHandler(handler)
    logging.getLogger("portal").setLevel(level)
    root.setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # Werkzeug's development server writes addresses and paths.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    _init_request_log(app)


def _init_request_log(app: Flask) -> None:
    def begin(_sender: Flask, **_extra: Any) -> None:
        g.request_id = new_request_id(request)
        g.started = time.perf_counter()

    # A signal comes before every before_request: even a request refused by the first of them has its id.
    request_started.connect(begin, app, weak=False)

    @app.after_request
    def note_status(response: Response) -> Response:
        g.status = response.status_code
        response.headers["X-Request-ID"] = g.request_id
        return response

    @app.teardown_request
    def write_line(_error: BaseException | None) -> None:
        if "started" not in g or request.endpoint in {"salud.healthz", "salud.readyz", "salud.metrics"}:
            return
        actor = g.get("actor")
        logger().info(
            "peticion_web",
            metodo=request.method,
            endpoint=request.endpoint or "desconocido",
            estado=g.get("status", 500),
            ms=round((time.perf_counter() - g.started) * 1000, 1),
            **({"funcionario_id": actor.id} if actor is not None and actor.is_funcionario else {}),
        )

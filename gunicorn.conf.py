"""How gunicorn serves the portal. Numbers can be changed by environment; behind a proxy it listens on this machine only."""

import ctypes
import gc
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import gunicorn
import gunicorn.util

from portal.web.gunicorn_server import JsonLogger, refusal

# Answers do not tell which server made them.
gunicorn.SERVER = "portal"
gunicorn.SERVER_SOFTWARE = "portal"


# glibc gives each thread a heap of its own and keeps what is freed there: two for all threads save 10 MB per worker.
_M_ARENA_MAX = -8
with suppress(OSError, AttributeError):
    ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def write_refusal(sock: Any, status: int, reason: str, _message: str) -> None:
    """Answer what is no request, in Spanish; the message that gunicorn would show repeats what a stranger sent."""
    from wsgi import app

    gunicorn.util.write_nonblock(sock, refusal(status, reason, over_https=app.config["SETTINGS"].is_production))


# gunicorn has no setting for these pages: all its workers write them with this function.
gunicorn.util.write_error = write_refusal

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("GUNICORN_WORKERS", "2"))
threads = int(os.environ.get("GUNICORN_THREADS", "8"))
# One copy of the program in memory, shared by the workers.
preload_app = True
logger_class = JsonLogger
accesslog = None
timeout = 60
graceful_timeout = 30
keepalive = 5
# A worker is replaced now and then, at different moments, so that no leak grows for ever.
max_requests = 20000
max_requests_jitter = 4000
control_socket_disable = True
# X-Forwarded-* are read by the portal itself, by TRUSTED_PROXIES; gunicorn believes nobody.
forwarded_allow_ips = ""
# The workers' sign of life in memory, not on a disk that may be slow.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def when_ready(_server: Any) -> None:
    """What the program itself is made of is never garbage: the workers need not look through it, and go on sharing its memory."""
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """A connection may not be shared with the parent: each worker opens its own."""
    from portal.extensions import db
    from portal.web.limit_storage import counters
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)
        counters().engine.dispose(close=False)

"""The real server in processes of its own: gunicorn and the worker as in production, on a database of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
SECRET = "solo-para-las-pruebas-" + "0123456789abcdef"
GUNICORN = ("-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
WORKER = ("-m", "flask", "--app", "wsgi", "worker")
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


def wait_until(is_true: Callable[[], object], what: str, seconds: float = 20.0) -> None:
    """Look until it is true. Raises AssertionError naming what did not come."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, f"after {seconds} s still not: {what}"
        time.sleep(0.02)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """A deployment: its settings as environment variables, and the folder where its processes write what they say."""

    folder: Path
    database_url: str
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        """What a process of this site sees: nothing of ours but where programs are."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        own = {
            "PORTAL_ENV": "test",
            "SECRET_KEY": SECRET,
            "DATABASE_URL": self.database_url,
            "FILES_DIR": str(self.folder / "archivos"),
            "PUBLIC_URL": "http://127.0.0.1",
            "RATE_LIMITS": "0",
            "SECOND_FACTOR_FOR_ALL": "0",
            "LOG_LEVEL": "WARNING",
        }
        return {**kept, **own, **self.settings, **more}

    def prepare(self) -> None:
        """Migrate from nothing, and bring the cast in."""
        from flask_migrate import upgrade

        from portal import create_app
        from portal.config import load_settings
        from portal.database import transaction
        from portal.demo.elenco import create_cast
        from portal.extensions import db

        app = create_app(load_settings(self.environment()))
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            with transaction():
                create_cast()
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def process(self, arguments: Sequence[str], name: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """A Python process of this site, ended at the end of the block; whoever has ended it before may do so."""
        with (self.folder / f"{name}.log").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment(**more), stdout=said, stderr=subprocess.STDOUT
            )
            try:
                yield process
            finally:
                stop(process)

    @contextmanager
    def serving(self, **more: str) -> Iterator["Server"]:
        """gunicorn with two workers, ready to answer."""
        port = free_port()
        with self.process(GUNICORN, "gunicorn", HOST="127.0.0.1", PORT=str(port), **more) as process:
            server = Server(port, process)
            wait_until(server.answers, f"an answer on /healthz ({self.folder / 'gunicorn.log'})", 30)
            yield server


@dataclass(frozen=True)
class Server:
    """A gunicorn that we started."""

    port: int
    process: subprocess.Popen[bytes]

    def answers(self) -> bool:
        assert self.process.poll() is None, "gunicorn ended"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def workers(self) -> list[psutil.Process]:
        """Its worker processes: the children of the master that we started, and of nobody else."""
        return psutil.Process(self.process.pid).children()


def stop(process: subprocess.Popen[bytes], seconds: float = 15.0) -> None:
    """End a process of ours kindly, then not so kindly."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def with_settings(site: Site, settings: Mapping[str, str]) -> Site:
    """The same site with other settings."""
    return Site(site.folder, site.database_url, {**site.settings, **settings})

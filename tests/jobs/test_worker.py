"""The worker process: it works, survives trouble, and ends cleanly when told to."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import ROOT
from portal.extensions import db
from portal.jobs import queries
from portal.jobs.plan import Job, use
from portal.jobs.worker import Worker
from tests.jobs.conftest import Work
from tests.support.databases import ENGINES
from tests.support.workshop import SECRET, own_app


@pytest.fixture(params=ENGINES)
def lone_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    with own_app(request.param, tmp_path) as app:
        yield app


def _wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait on an event that never comes, in short steps, until the condition holds."""
    deadline, nothing = time.monotonic() + seconds, threading.Event()
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        nothing.wait(0.02)


def test_a_step_runs_what_is_due_and_leaves_a_sign_of_life(lone_app: Flask, jobs: tuple[Job, Job], work: Work) -> None:
    use(jobs)
    worker = Worker(lone_app, lambda _stop: True)
    with lone_app.app_context():
        worker._jobs_step()
        worker._jobs_step()
        assert queries.worker_age() is not None
        db.session.remove()
    assert work.times == 2


def test_a_worker_outlives_trouble_with_mail_and_database(lone_app: Flask, jobs: tuple[Job, Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.jobs.worker.STEP", 0.001)
    calls: list[int] = []

    def troubled(_stop: Callable[[], bool]) -> bool:
        calls.append(1)
        if len(calls) == 3:
            worker.stopping.set()
        if len(calls) == 1:
            raise OSError
        return False

    worker = Worker(lone_app, troubled)
    worker._loop(worker._mail_step)
    assert len(calls) == 3


def test_sigterm_ends_the_process_cleanly(lone_app: Flask, tmp_path: Path) -> None:
    with lone_app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {
        "PORTAL_ENV": "test", "SECRET_KEY": SECRET, "DATABASE_URL": url, "FILES_DIR": str(tmp_path / "archivos"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    with (
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process,
        lone_app.app_context(),
    ):
        try:
            _wait_for(_is_alive)
            process.send_signal(signal.SIGTERM)
            output, _ = process.communicate(timeout=60)
            assert process.returncode == 0, output
            assert not _is_alive(), "it took its sign of life away"
        finally:
            process.kill()
            db.session.remove()
    assert "trabajador_terminado" in output


def _is_alive() -> bool:
    db.session.rollback()
    return queries.worker_age() is not None

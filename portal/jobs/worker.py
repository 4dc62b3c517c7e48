"""The process behind `flask worker`: the outbox every two seconds, due jobs, a sign of life; SIGTERM ends it cleanly.

Mail and jobs run in two threads, so that a long job holds up no letter. Killed at any moment it loses nothing: a
letter's claim and a run's lease end by themselves.
"""

import signal
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask

from portal.core import clock
from portal.extensions import db
from portal.jobs import services
from portal.jobs.plan import all_jobs
from portal.web.logging import logger

# Seconds between two looks.
STEP = 2.0
BEAT_EVERY = 30.0
_LONGEST_PAUSE = 60.0

Task = Callable[[Callable[[], bool]], bool]


class Worker:
    """Runs until it is told to stop. `send_mail` sends a batch; it returns False when the mail server gives trouble."""

    def __init__(self, app: Flask, send_mail: Task) -> None:
        self.app = app
        self.send_mail = send_mail
        self.stopping = threading.Event()
        self.started_at: datetime = clock.now()
        self._beaten_at: datetime | None = None

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; the letter or job at hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logger().info("trabajador_iniciado", trabajador=services.worker_name())
        mail = threading.Thread(target=self._loop, args=(self._mail_step,), name="correo")
        mail.start()
        self._loop(self._jobs_step)
        mail.join()
        with self.app.app_context():
            services.say_goodbye()
        logger().info("trabajador_terminado", trabajador=services.worker_name())

    def _stop(self, _number: int, _frame: Any) -> None:
        self.stopping.set()

    def _loop(self, step: Callable[[], bool]) -> None:
        """Repeat a step; after trouble pause longer each time, so that a server that is down is not hammered."""
        pause = STEP
        while not self.stopping.is_set():
            try:
                with self.app.app_context():
                    went_well = step()
            except Exception as error:  # the database may be away for a while: the worker outlives that
                logger().error("trabajador_tropezo", error=type(error).__name__, exc_info=error)
                went_well = False
            pause = STEP if went_well else min(pause * 2, _LONGEST_PAUSE)
            self.stopping.wait(pause)

    def _mail_step(self) -> bool:
        return self.send_mail(self.stopping.is_set)

    def _jobs_step(self) -> bool:
        now = clock.now()
        if self._beaten_at is None or (now - self._beaten_at).total_seconds() >= BEAT_EVERY:
            services.beat(self.started_at)
            self._beaten_at = now
        due = services.list_due(all_jobs(), now)
        db.session.rollback()
        for job in due:
            if self.stopping.is_set():
                break
            services.run(job)
        return True

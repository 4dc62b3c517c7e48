"""The mail server goes away and comes back, and the worker is killed while it sends."""

import asyncio
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import Row, create_engine, text

from portal import create_app
from portal.config import load_settings
from portal.core.actors import ciudadano
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.services import DatosPeticion, DatosSolicitante, radicar
from portal.pqrs.tipos import TipoPeticion
from tests.support.servers import WORKER, Site, free_port, wait_until, with_settings

pytestmark = pytest.mark.crash

LETTERS = 9


class Postman:
    """A mail server's side of the conversation: keeps what it accepted. `pause` is how long it takes over each letter."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.accepted: list[str] = []
        self.lock = threading.Lock()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.pause)
        message = message_from_bytes(envelope.content or b"")
        with self.lock:
            self.accepted.append(message["Message-ID"])
        return "250 OK"


@contextmanager
def post_office(postman: Postman, port: int) -> Iterator[None]:
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def _file_with_letters(site: Site) -> None:
    """Petitions whose acknowledgements wait in the outbox."""
    app = create_app(load_settings(site.environment()))
    with app.app_context():
        for number in range(LETTERS):
            who = DatosSolicitante(tipo="natural", primer_nombre="Ana", primer_apellido="Arteaga", correo=f"persona{number}@correo.example")
            datos = DatosPeticion(TipoPeticion.QUEJA, "", "No pasó el carro de la basura.", who, "correo")
            with transaction():
                radicar(datos, actor=ciudadano(), codigo_hash=f"{number:064d}")
        db.session.remove()
        db.engine.dispose()


class Outbox:
    """The outbox's table, read and moved on in time from outside."""

    def __init__(self, site: Site) -> None:
        self.engine = create_engine(site.database_url)

    def letters(self) -> list[Row[tuple[str, str, str]]]:
        """Message-ID, state and last error of every letter."""
        with self.engine.connect() as connection:
            return list(connection.execute(text("SELECT message_id, state, last_error FROM outbox_mail")))

    def message_ids(self) -> list[str]:
        return [one.message_id for one in self.letters()]

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.letters())

    def has_failed_once(self) -> bool:
        return any(one.last_error for one in self.letters())

    def pass_time(self) -> None:
        """As if the waiting time between tries, and every lease, had run out."""
        with self.engine.begin() as connection:
            connection.execute(text("UPDATE outbox_mail SET next_try_at = created_at, claimed_until = NULL WHERE state = 'pendiente'"))


@pytest.fixture
def outbox(site: Site) -> Iterator[Outbox]:
    _file_with_letters(site)
    made = Outbox(site)
    yield made
    made.engine.dispose()


@pytest.fixture
def mailing(site: Site) -> Site:
    """The site with a mail server's address, where somebody may or may not listen."""
    return with_settings(site, {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(free_port()), "MAIL_SECURITY": "none"})


def test_letters_wait_while_the_mail_server_is_down_and_leave_once_when_it_is_back(mailing: Site, outbox: Outbox) -> None:
    with mailing.process(WORKER, "worker"):
        wait_until(outbox.has_failed_once, "a failed try")
    assert outbox.count("pendiente") == LETTERS

    outbox.pass_time()
    postman = Postman()
    with post_office(postman, int(mailing.settings["MAIL_PORT"])), mailing.process(WORKER, "worker"):
        wait_until(lambda: outbox.count("enviado") == LETTERS, "all letters sent", 30)
    assert Counter(postman.accepted) == Counter(outbox.message_ids())


def test_a_worker_killed_while_it_sends_loses_no_letter_and_repeats_at_most_the_one_at_hand(mailing: Site, outbox: Outbox) -> None:
    postman = Postman(pause=0.1)
    with post_office(postman, int(mailing.settings["MAIL_PORT"])):
        with mailing.process(WORKER, "worker") as worker:
            wait_until(lambda: len(postman.accepted) >= 3, "three letters")
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert outbox.count("pendiente") > 0, "the worker had finished before it was killed"
        outbox.pass_time()
        with mailing.process(WORKER, "worker"):
            wait_until(lambda: outbox.count("enviado") == LETTERS, "all letters sent", 30)
    times = Counter(postman.accepted)
    assert set(times) == set(outbox.message_ids()), "lost or unexpected letters"
    assert sum(times.values()) <= LETTERS + 1

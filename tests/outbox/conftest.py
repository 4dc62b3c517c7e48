"""A real mail server on this machine, which keeps what it accepts and refuses what the test tells it to refuse."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session
from flask import Flask

from portal.outbox import services


class MailServer(Controller):
    """aiosmtpd's controller on a free port of its own choice."""

    def __init__(self, inbox: "Inbox", **options: Any) -> None:
        super().__init__(inbox, hostname="127.0.0.1", port=0, **options)

    def _trigger_server(self) -> None:
        # The server begins with its first visitor; whether it then speaks TLS does not matter here.
        self.port = self.server.sockets[0].getsockname()[1]
        socket.create_connection(("127.0.0.1", self.port), 1).close()


class Inbox:
    """The server's handler. `refuse` maps a recipient to the answer it gets; `before` runs as each message arrives."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: dict[str, str] = {}
        self.answer = "250 OK"

    async def on_recipient(self, _server: Any, _session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def on_message(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        return self.answer


# The names that aiosmtpd looks for.
for _hook, _method in {"handle_RCPT": Inbox.on_recipient, "handle_DATA": Inbox.on_message}.items():
    setattr(Inbox, _hook, _method)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def smtp(inbox: Inbox, app: Flask) -> Iterator[MailServer]:
    """The server, running, with the application pointed at it. `stop()` makes it go away."""
    controller = MailServer(inbox)
    controller.start()
    _point(app, controller.port)
    try:
        yield controller
    finally:
        if controller.loop.is_running():
            controller.stop()
        _point(app, 0)


def _point(app: Flask, port: int) -> None:
    """Flask-Mail reads its settings once; the tests turn them at that same door."""
    app.config["MAIL_SERVER"] = "127.0.0.1" if port else ""
    state = app.extensions["mail"]
    state.server, state.port, state.use_tls, state.use_ssl = "127.0.0.1", port, False, False


@pytest.fixture(autouse=True)
def letter(base_app: Flask, tmp_path: Path) -> Iterator[None]:
    """A letter `taller/aviso` that only the tests know, and no handlers of other tests."""
    from jinja2 import ChoiceLoader, DictLoader

    environment = base_app.jinja_env
    before, handlers = environment.loader, dict(services._handlers)
    letters = DictLoader({
        "taller/mail/aviso.asunto.txt": "Aviso para {{ nombre }}\n",
        "taller/mail/aviso.txt": "Señor(a) {{ nombre }}: su código es {{ codigo }}.\n",
        "taller/mail/aviso.html": "<p>Señor(a) {{ nombre }}: su código es <b>{{ codigo }}</b>.</p>",
    })  # fmt: skip
    environment.loader = ChoiceLoader([letters, before]) if before else letters
    yield
    environment.loader = before
    environment.cache.clear() if environment.cache is not None else None
    services._handlers.clear()
    services._handlers.update(handlers)

"""The one door to the mail server: Flask-Mail's connection with a time limit and a verified certificate."""

import smtplib
import ssl
from types import TracebackType

from flask import current_app
from flask_mail import Connection

# Seconds to wait for each answer of the mail server.
TIMEOUT = 10


class MailConnection(Connection):
    """A connection that never waits for ever, never trusts an unknown certificate, and never fails at saying goodbye."""

    def configure_host(self) -> smtplib.SMTP:
        state = self.mail
        host: smtplib.SMTP
        if state.use_ssl:
            host = smtplib.SMTP_SSL(state.server, state.port, timeout=TIMEOUT, context=ssl.create_default_context())
        else:
            host = smtplib.SMTP(state.server, state.port, timeout=TIMEOUT)
        try:
            if state.use_tls:
                host.starttls(context=ssl.create_default_context())
            if state.username and state.password:
                host.login(state.username, state.password)
        except BaseException:
            host.close()
            raise
        return host

    def __exit__(self, exc_type: type[BaseException] | None, exc_value: BaseException | None, tb: TracebackType | None) -> None:
        if self.host is None:
            return
        try:
            self.host.quit()
        except OSError:
            self.host.close()


def is_configured() -> bool:
    """Whether this deployment has a mail server; without one no letter leaves the machine."""
    return bool(current_app.config["MAIL_SERVER"])


def connect() -> MailConnection:
    """A connection to the deployment's mail server, to be used as a context manager."""
    return MailConnection(current_app.extensions["mail"])


def sender_domain() -> str:
    """The domain of the portal's own address, for the letters' Message-ID."""
    sender: str = current_app.config["MAIL_DEFAULT_SENDER"]
    return sender.rpartition("@")[2].strip(" >") or "localhost"

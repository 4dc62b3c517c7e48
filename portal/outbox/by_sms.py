"""Text messages through an HTTP gateway that the deployment names: any that takes one message per POST.

The message's own number goes along as `Idempotency-Key` and, if the gateway's fields have a place for it, as `{id}`: when an answer is
lost and the message is sent again, a gateway that looks at it sends nothing twice.
"""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from types import TracebackType
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app

from portal.config import Settings
from portal.outbox.models import SMS, OutboxMail

# Seconds to wait for each answer of the gateway.
TIMEOUT = 10
# Not the message's fault, or only for now: RFC 9110 15.5, and 429 of RFC 6585. The rest of 4xx refuses the message for good.
_FOR_NOW = frozenset({401, 402, 403, 404, 407, 408, 425, 429})


@dataclass(frozen=True)
class Mensaje:
    """One text message: where to, what it says, and what tells it from every other one."""

    a: str
    texto: str
    id: str


class Refused(Exception):
    """The gateway answered, and not that it took the message."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Pasarela(Protocol):
    """What sends text messages. Another kind of gateway is another class with this method."""

    def send(self, mensaje: Mensaje) -> None:
        """Hand over one message.

        Raises:
            Refused: the gateway did not take it.
            OSError: it cannot be reached.
        """


class PasarelaHttp:
    """A gateway that takes a POST of JSON or of a form, with whatever names its fields have (`SMS_FIELDS`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: HTTPConnection | None = None

    def __enter__(self) -> "PasarelaHttp":
        address = urlsplit(self._settings.sms_gateway)
        host, secure = address.hostname or "", address.scheme == "https"
        context = ssl.create_default_context()
        self._connection = (
            HTTPSConnection(host, address.port, timeout=TIMEOUT, context=context)
            if secure
            else HTTPConnection(host, address.port, timeout=TIMEOUT)
        )
        self._connection.connect()
        return self

    def __exit__(self, exc_type: type[BaseException] | None, exc_value: BaseException | None, tb: TracebackType | None) -> None:
        if self._connection is not None:
            self._connection.close()

    def send(self, mensaje: Mensaje) -> None:
        if self._connection is None:
            raise OSError("not connected")
        address = urlsplit(self._settings.sms_gateway)
        path = f"{address.path or '/'}{f'?{address.query}' if address.query else ''}"
        kind, body = encode(fields_of(self._settings.sms_fields, mensaje), self._settings.sms_format)
        headers = {"Content-Type": kind, "Accept": "application/json", "Idempotency-Key": mensaje.id, "User-Agent": "portal-municipal"}
        if self._settings.sms_authorization:
            headers["Authorization"] = self._settings.sms_authorization
        try:
            self._connection.request("POST", path, body, headers)
            answer = self._connection.getresponse()
            answer.read()
        except HTTPException as error:
            raise OSError("the gateway speaks no HTTP") from error
        if not 200 <= answer.status < 300:
            raise Refused(answer.status)


def fields_of(pattern: str, mensaje: Mensaje) -> Mapping[str, str]:
    """The gateway's fields: of `to={a}&text={texto}&from=Alcaldia` each name with its value."""
    values = {"{a}": mensaje.a, "{a_sin_mas}": mensaje.a.removeprefix("+"), "{texto}": mensaje.texto, "{id}": mensaje.id}
    found = {}
    for name, value in parse_qsl(pattern, keep_blank_values=True):
        found[name] = values.get(value, value)
    return found


def encode(fields: Mapping[str, str], formato: str) -> tuple[str, bytes]:
    """Content type and body."""
    if formato == "form":
        return "application/x-www-form-urlencoded; charset=utf-8", urlencode(fields).encode()
    return "application/json; charset=utf-8", json.dumps(fields, ensure_ascii=False).encode()


class BySms:
    """The channel of text messages, as `delivery` uses it."""

    canal = SMS

    def is_configured(self) -> bool:
        return is_configured()

    def connect(self) -> PasarelaHttp:
        return PasarelaHttp(current_app.config["SETTINGS"])

    def prepare(self, mail: OutboxMail) -> Mensaje:
        return Mensaje(mail.recipient, mail.body, mail.message_id.strip("<>").partition("@")[0])

    def is_lost(self, error: Exception) -> bool:
        return isinstance(error, OSError)

    def is_final(self, error: Exception) -> bool:
        return isinstance(error, Refused) and 400 <= error.status < 500 and error.status not in _FOR_NOW

    def reason_of(self, error: Exception) -> str:
        # What the gateway says besides its number may repeat the number or the text: it is not kept.
        if isinstance(error, Refused):
            return f"La pasarela de mensajes no aceptó el mensaje: respondió {error.status}."
        if isinstance(error, OSError):
            return f"No se pudo hablar con la pasarela de mensajes ({type(error).__name__})."
        return f"No se pudo preparar el mensaje ({type(error).__name__})."


def is_configured() -> bool:
    """Whether this deployment has a gateway; without one nobody is offered text messages."""
    return bool(current_app.config["SETTINGS"].sms_gateway)

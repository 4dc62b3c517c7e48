"""A person with a browser, over HTTP: opens the real form, sends it, and may have to send it again."""

import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from time import time
from urllib.parse import urlencode

from itsdangerous import URLSafeSerializer

from tests.support.servers import SECRET

FORM = "/pqrs/radicar"
_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_RADICADO = re.compile(r"\b(\d{4}-E-\d{6,})\b")


class Unanswered(Exception):
    """No whole answer came: whether the form was filed is not known."""


def early_moment() -> str:
    """The mark of a form opened a minute ago: nobody waits for the time trap in a test."""
    return str(URLSafeSerializer(SECRET, salt="robots:momento").dumps([int(time()) - 60, ""]))


@dataclass
class Filing:
    """One form, filled: what is sent, however often. Its text is its own, so that it is found again."""

    values: dict[str, str]
    key: str

    @property
    def text(self) -> str:
        return self.values["texto"]


@dataclass
class Browser:
    """One connection that is kept open, and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None

    def open_form(self, **values: str) -> Filing:
        """Get the form's page and fill it in.

        Raises:
            Unanswered: no page came.
        """
        status, page = self.request("GET", FORM)
        if status != 200:
            raise Unanswered(f"the form answered {status}")
        fields = dict(_hidden(page))
        fields |= {"momento": early_moment(), "tipo": "peticion_general", "quien": "anonima", "medio_respuesta": "aviso"}
        fields["texto"] = f"Pedimos el arreglo de la vía. Marca {secrets.token_hex(8)}."
        return Filing({**fields, **values}, fields["clave"])

    def send(self, filing: Filing) -> str:
        """Send the form; gives the radicado that the answer shows.

        Raises:
            Unanswered: the connection broke, or the server said that it could not.
            AssertionError: the form was refused.
        """
        status, page = self.request("POST", FORM, urlencode(filing.values))
        if status >= 500:
            raise Unanswered(f"the server answered {status}")
        found = _RADICADO.search(page)
        assert status in {200, 201}, f"{status}: {page[:3000]}"
        assert found, f"no radicado in the answer: {page[:3000]}"
        return found[1]

    def request(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """One request, its status and its page. Raises Unanswered."""
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            page = response.read().decode()
        except Exception as error:  # whatever breaks a connection that the server drops
            self.close()
            raise Unanswered(type(error).__name__) from error
        self._keep_cookies(response)
        return response.status, page

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]


def _hidden(page: str) -> list[tuple[str, str]]:
    fields = [dict(_ATTRIBUTE.findall(one)) for one in _INPUT.findall(page[page.find('action="/pqrs/radicar"') :])]
    return [(one["name"], unescape(one.get("value", ""))) for one in fields if one.get("type") == "hidden" and "name" in one]

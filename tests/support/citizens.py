"""A person with a browser, over HTTP: opens the real form, sends it, and may have to send it again."""

import hashlib
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
CONSTANCIA = "/pqrs/constancia.pdf"
FORM_TYPE = "application/x-www-form-urlencoded"
_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_RADICADO = re.compile(r"\b(\d{4}-E-\d{6,})\b")


class Unanswered(Exception):
    """No whole answer came: whether the form was filed is not known."""


def early_moment() -> str:
    """The mark of a form opened a minute ago: nobody waits for the time trap in a test."""
    signer = URLSafeSerializer(SECRET, salt="robots:momento", signer_kwargs={"digest_method": hashlib.sha256})
    return str(signer.dumps([int(time()) - 60, ""]))


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
    location: str = ""
    _connection: HTTPConnection | None = None

    def open_form(self, **values: str) -> Filing:
        """Get the form's page and fill it in.

        Raises:
            Unanswered: no page came.
        """
        status, page = self.request("GET", FORM)
        if status != 200:
            raise Unanswered(f"the form answered {status}")
        fields = hidden_fields(page, FORM)
        fields |= {"momento": early_moment(), "tipo": "peticion_general", "quien": "anonima", "medio_respuesta": "aviso"}
        fields["texto"] = f"Pedimos el arreglo de la vía. Marca {secrets.token_hex(8)}."
        return Filing({**fields, **values}, fields["clave"])

    def send(self, filing: Filing) -> str:
        """Send the form; gives the radicado of the page that the answer leads to: what it names is committed.

        Raises:
            Unanswered: the connection broke, or the server said that it could not.
            AssertionError: the form was refused.
        """
        status, page = self.request("POST", FORM, urlencode(filing.values))
        if status >= 500:
            raise Unanswered(f"the server answered {status}")
        found = _RADICADO.search(self.location)
        assert status == 303, f"{status}: {page[:3000]}"
        assert found, f"no radicado in the address {self.location!r}"
        return found[1]

    def read_receipt(self) -> str:
        """Open the page that the sending of the form led to. Raises Unanswered."""
        status, page = self.request("GET", self.location)
        assert status == 200, f"{status}: {page[:3000]}"
        return page

    def ask_for_constancia(self, page: str) -> int:
        """Press the button of the page after filing that gives the constancia as PDF; gives the answer's status."""
        fields = hidden_fields(page, CONSTANCIA)
        wanted = {name: fields[name] for name in ("csrf_token", "radicado", "codigo") if name in fields}
        return self.request("POST", CONSTANCIA, urlencode(wanted))[0]

    def request(self, method: str, path: str, body: str | bytes | None = None, kind: str = FORM_TYPE) -> tuple[int, str]:
        """One request, its status and its page. Raises Unanswered."""
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            page = response.read().decode("utf-8", "replace")
        except Exception as error:  # whatever breaks a connection that the server drops
            self.close()
            raise Unanswered(type(error).__name__) from error
        self._keep_cookies(response)
        self.location = response.headers.get("Location", "")
        return response.status, page

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]


def hidden_fields(page: str, action: str) -> dict[str, str]:
    """The hidden inputs of a page from the form with this action on."""
    start = page.find(f'action="{action}"')
    fields = [dict(_ATTRIBUTE.findall(one)) for one in _INPUT.findall(page[max(start, 0) :])]
    return {one["name"]: unescape(one.get("value", "")) for one in fields if one.get("type") == "hidden" and "name" in one}

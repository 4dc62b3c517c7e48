"""A small IMAP4rev1 server on this machine: a peer for the portal's reader, with a mailbox that the test fills and looks at."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Carta:
    """A message in the mailbox."""

    raw: bytes
    llegada: datetime
    seen: bool = False


@dataclass
class Casilla:
    """The mailbox and what the server was asked. `cuelga` is a command at which the server hangs up."""

    cartas: dict[int, Carta] = field(default_factory=dict)
    clave: str = "clave-del-buzon"
    cuelga: str = ""
    pedido: list[str] = field(default_factory=list)
    port: int = 0

    def llega(self, raw: bytes, llegada: datetime) -> int:
        uid = 100 + len(self.cartas)
        self.cartas[uid] = Carta(raw, llegada)
        return uid


class _Session(socketserver.StreamRequestHandler):
    """One conversation: enough of RFC 3501 for a client that searches, fetches and marks."""

    server: Any

    def handle(self) -> None:
        casilla: Casilla = self.server.casilla
        self._say("* OK listo")
        while line := self.rfile.readline(10_000).decode("latin-1").strip():
            tag, _, rest = line.partition(" ")
            command = rest.removeprefix("UID ").partition(" ")[0].upper()
            casilla.pedido.append(rest if command != "LOGIN" else "LOGIN")
            if casilla.cuelga and casilla.cuelga in rest:
                return
            answer = getattr(self, f"do_{command.lower()}", None)
            said = answer(casilla, rest) if answer else "BAD no se sabe"
            self._say(f"{tag} {said}")
            if command == "LOGOUT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode("latin-1") + b"\r\n")

    def do_capability(self, _casilla: Casilla, _rest: str) -> str:
        self._say("* CAPABILITY IMAP4rev1")
        return "OK hecho"

    def do_login(self, casilla: Casilla, rest: str) -> str:
        return "OK hecho" if casilla.clave in rest else "NO clave"

    def do_select(self, casilla: Casilla, rest: str) -> str:
        self._say(f"* {len(casilla.cartas)} EXISTS")
        return "OK [READ-WRITE]" if "INBOX" in rest else "NO no existe"

    def do_search(self, casilla: Casilla, _rest: str) -> str:
        self._say("* SEARCH " + " ".join(str(uid) for uid, one in casilla.cartas.items() if not one.seen))
        return "OK hecho"

    def do_fetch(self, casilla: Casilla, rest: str) -> str:
        uid = int(rest.split()[2])
        one = casilla.cartas.get(uid)
        if one is None:
            return "OK hecho"
        if part := re.search(r"<0\.(\d+)>", rest):
            data = one.raw[: int(part[1])]
            self._say(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(data)}}}")
            self.wfile.write(data + b")\r\n")
        else:
            when = one.llegada.strftime("%d-%b-%Y %H:%M:%S %z")
            self._say(f'* 1 FETCH (UID {uid} RFC822.SIZE {len(one.raw)} INTERNALDATE "{when}")')
        return "OK hecho"

    def do_store(self, casilla: Casilla, rest: str) -> str:
        casilla.cartas[int(rest.split()[2])].seen = True
        return "OK hecho"

    def do_logout(self, _casilla: Casilla, _rest: str) -> str:
        self._say("* BYE")
        return "OK hecho"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    casilla: Casilla
    context: ssl.SSLContext | None

    def get_request(self) -> Any:
        connection, address = super().get_request()
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no fault of the server."""


@contextmanager
def serving_imap(context: ssl.SSLContext | None = None) -> Iterator[Casilla]:
    """The server, listening on a free port of 127.0.0.1; with `context` it speaks TLS."""
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.casilla, server.context = Casilla(port=server.server_address[1]), context
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.casilla
        finally:
            server.shutdown()
            thread.join()

"""The mailbox, over IMAP: what nobody has read, one message at a time. Nothing is deleted there; what was kept is marked as seen."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

# Seconds to wait for each answer of the server.
TIMEOUT = 30
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_DATE = re.compile(rb'INTERNALDATE "([^"]{10,40})"')


class BuzonError(Exception):
    """The mailbox cannot be read now; the text is for the log and says nothing of its messages."""


@dataclass(frozen=True)
class Acceso:
    """How to reach the mailbox. `seguridad`: `tls`, `starttls`, or `none` on the same machine."""

    servidor: str
    puerto: int
    usuario: str
    clave: str
    seguridad: str
    carpeta: str


@dataclass(frozen=True)
class Cabeza:
    """A message that waits: its number there, its size in bytes, and when the server received it."""

    uid: str
    tamano: int
    llegada: datetime | None


class Buzon:
    """An open mailbox, to be used as a context manager. Every failure is a `BuzonError`."""

    def __init__(self, acceso: Acceso) -> None:
        self._acceso = acceso
        self._server: imaplib.IMAP4

    def __enter__(self) -> "Buzon":
        one = self._acceso
        with _told("conectar"):
            context = ssl.create_default_context()
            if one.seguridad == "tls":
                self._server = imaplib.IMAP4_SSL(one.servidor, one.puerto, ssl_context=context, timeout=TIMEOUT)
            else:
                self._server = imaplib.IMAP4(one.servidor, one.puerto, timeout=TIMEOUT)
            try:
                if one.seguridad == "starttls":
                    self._server.starttls(context)
                self._server.login(one.usuario, one.clave)
                if self._server.select(f'"{one.carpeta}"')[0] != "OK":
                    raise BuzonError("no hay una carpeta con ese nombre")
            except BaseException:
                self._close()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def nuevos(self, limit: int) -> Iterator[Cabeza]:
        """What nobody has seen, oldest first, up to `limit`."""
        with _told("buscar"):
            found = self._ask("SEARCH", "UNSEEN")
        uids = b" ".join(one for one in found if isinstance(one, bytes)).split()[:limit]
        for uid in uids:
            with _told("mirar"):
                about = b" ".join(_flat(self._ask("FETCH", uid.decode("ascii"), "(RFC822.SIZE INTERNALDATE)")))
            # Somebody may have taken it away meanwhile.
            if size := _SIZE.search(about):
                yield Cabeza(uid.decode("ascii"), int(size[1]), _instant(about))

    def leer(self, uid: str, most: int) -> bytes:
        """Up to `most` bytes of a message, without marking it; empty when it is not there any more."""
        with _told("leer"):
            answer = self._ask("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)")
        return next((one[1] for one in answer if isinstance(one, tuple) and len(one) > 1), b"")

    def marcar(self, uid: str) -> None:
        """Mark it as seen: it was kept."""
        with _told("marcar"):
            self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, command: str, *arguments: str) -> Sequence[Any]:
        state, answer = self._server.uid(command, *arguments)
        if state != "OK":
            raise BuzonError(f"el servidor no aceptó {command}")
        return answer or []

    def _close(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self._server.logout()
        # A goodbye that nobody hears leaves the connection open.
        with suppress(OSError):
            self._server.shutdown()


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Whatever IMAP or the network raise becomes a `BuzonError` that says at what, and not what the server said."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error, UnicodeError, ValueError) as error:
        raise BuzonError(f"al {doing}: {type(error).__name__}") from error


def _flat(answer: Sequence[Any]) -> list[bytes]:
    return [part for one in answer for part in (one if isinstance(one, tuple) else (one,)) if isinstance(part, bytes)]


def _instant(about: bytes) -> datetime | None:
    """`INTERNALDATE`, as «03-Feb-2026 10:15:00 -0500»."""
    found = _DATE.search(about)
    try:
        instant = parsedate_to_datetime(found[1].decode("ascii").strip().replace("-", " ", 2)) if found else None
    except (ValueError, UnicodeError):
        return None
    return instant if instant is not None and instant.tzinfo is not None else None

"""Runs by itself (see `files.isolation`): takes one e-mail apart and writes what is in it.

    python -I lectura_process.py FROM FOLDER

FROM is a file with the message as it arrived; its attachments go to FOLDER under numbers; the rest goes to standard output as
JSON. Imports nothing of the portal. The old `compat32` policy is used on purpose: it keeps headers as they came, while the
newer one fails on malformed ones and takes quadratic time on some. Nothing is fetched, whatever the HTML asks for.
"""

import base64
import binascii
import json
import os
import quopri
import re
import resource
import sys
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from html.parser import HTMLParser
from typing import Any

MEMORY = 1200 * 2**20
SECONDS = 40
# Looked for in the bytes before anything is parsed, for parsing nested parts is recursive.
MAX_BOUNDARY_LINES = 3000
MAX_NESTED = 60
MAX_HEADERS = 512 * 1024
# Of what was parsed.
MAX_PARTS = 300
MAX_DEPTH = 25
MAX_HEADER = 4000
MAX_REFERENCES = 20_000
_NESTED = re.compile(rb"content-type\s*:\s*(?:multipart|message)\s*/", re.IGNORECASE)
_WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bqBQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
# Codecs that are slow on purpose-made bytes, or no text at all.
_NEVER = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf_7", "utf7", "utf-7", "mbcs", "oem"})


class Refused(Exception):
    """The message is not taken apart; the text is one of `hondo`, `partes`, `cabeceras`."""


def check_before(raw: bytes) -> None:
    """Refuse what would cost too much to parse."""
    if len(_NESTED.findall(raw)) > MAX_NESTED:
        raise Refused("hondo")
    if raw.count(b"\n--") > MAX_BOUNDARY_LINES:
        raise Refused("partes")
    ends = [one for one in (raw.find(b"\n\n"), raw.find(b"\r\n\r\n")) if one >= 0]
    if (min(ends) if ends else len(raw)) > MAX_HEADERS:
        raise Refused("cabeceras")


def leaves(message: Message) -> list[tuple[Message, bool]]:
    """The parts that hold something, in order, each with whether it is one of several forms of the same (alternative)."""
    found: list[tuple[Message, bool]] = []
    waiting: list[tuple[Message, int, bool]] = [(message, 0, False)]
    seen = 0
    while waiting:
        part, depth, alternative = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            raise Refused("hondo")
        if seen > MAX_PARTS:
            raise Refused("partes")
        inside = part.get_payload() if part.is_multipart() else None
        if isinstance(inside, list) and part.get_content_maintype() == "multipart":
            alternative = alternative or part.get_content_subtype() == "alternative"
            waiting += [(one, depth + 1, alternative) for one in reversed(inside) if isinstance(one, Message)]
        else:
            found.append((part, alternative))
    return found


def decode(data: bytes, charset: str) -> str:
    """Text in the encoding that it says, else in the one that it must be; never an error."""
    names = [charset.strip().lower(), "utf-8"] if charset.strip().lower() not in _NEVER else ["utf-8"]
    for name in names:
        try:
            return data.decode(name or "ascii")
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def plain(value: str) -> str:
    """A header's own characters: bytes that are no ASCII arrive as half characters."""
    return decode(value.encode("utf-8", "surrogateescape"), "utf-8") if not value.isascii() else value


def header(value: Any, most: int = MAX_HEADER) -> str:
    """A header as people read it, on one line (RFC 2047), cut at `most` characters."""
    text = _BETWEEN_WORDS.sub("", re.sub(r"\s+", " ", plain(str(value))[: most * 4]))

    def word(found: re.Match[str]) -> str:
        try:
            data = (
                base64.b64decode(found[3] + "=" * (-len(found[3]) % 4)) if found[2] in "bB" else quopri.decodestring(found[3], header=True)
            )
        except (binascii.Error, ValueError):
            return found[0]
        return decode(data, found[1])

    return _WORD.sub(word, text)[:most].strip()


def filename(part: Message) -> str:
    """What the sender calls a part; empty when it has no name."""
    try:
        return header(part.get_filename() or "", 300)
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return ""


def content(part: Message) -> bytes:
    """A part's bytes without their transfer encoding; damaged base64 gives what can be read of it."""
    if part.is_multipart():
        # A whole message inside: as a file of its own.
        inside = part.get_payload()
        return b"\n".join(one.as_bytes() for one in inside if isinstance(one, Message)) if isinstance(inside, list) else b""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        found = None
    return found if isinstance(found, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def text_of(part: Message) -> str:
    try:
        charset = str(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeError, ValueError):
        charset = "utf-8"
    return decode(content(part), charset)


class _Reader(HTMLParser):
    """The words of a page: no scripts, no styles, nothing loaded. Quotations are marked as in plain letters."""

    BLOCKS = frozenset("p div br tr table ul ol li h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer".split())  # noqa: SIM905
    SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.silent = self.quoted = 0
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self.silent += 1
        elif tag in self.BLOCKS:
            self.end_line()
            self.quoted += tag == "blockquote"
            self.line += ["- "] if tag == "li" else []
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
        elif tag == "img":
            self.line.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.BLOCKS:
            self.end_line()
            self.quoted = max(0, self.quoted - (tag == "blockquote"))
        elif tag == "a":
            if self.link.startswith(("http://", "https://")) and self.link not in "".join(self.line[-3:]):
                self.line.append(f" ({self.link[:300]})")
            self.link = ""
        elif tag in {"td", "th"}:
            self.line.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line.append(data)

    def end_line(self) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self.line)).strip()
        self.line = []
        if text or (self.lines and self.lines[-1]):
            self.lines.append("> " * min(self.quoted, 3) + text if text else "")


def words_of_html(page: str) -> str:
    """What a page says."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines).strip()


def is_body(part: Message) -> bool:
    """Whether a part is something to read and not a file."""
    said = str(part.get("content-disposition") or "").strip().lower()
    return part.get_content_type() in {"text/plain", "text/html"} and not said.startswith("attachment") and not filename(part)


def read(raw: bytes, folder: str) -> dict[str, Any]:
    """Everything of the message; attachments are written to `folder`."""
    check_before(raw)
    message = message_from_bytes(raw)
    parts = leaves(message)
    bodies = [(part, alternative) for part, alternative in parts if is_body(part)]
    return {
        "cabeceras": headers(message),
        "remitentes": senders(message),
        "texto": body(bodies),
        "informe": message.get_content_type() == "multipart/report",
        "cifrado": message.get_content_type() == "multipart/encrypted",
        "adjuntos": [kept for number, (part, _one) in enumerate(parts) if not is_body(part) and (kept := keep(part, number, folder))],
    }


def headers(message: Message) -> dict[str, list[str]]:
    """The headers that the portal asks for, by name in lower case, in order."""
    wanted = (
        "subject", "message-id", "in-reply-to", "references", "auto-submitted", "precedence", "return-path", "list-id", "list-unsubscribe",
        "x-autoreply", "x-autorespond", "x-autoresponder", "x-spam", "x-spam-flag", "x-spam-status",
        "x-forefront-antispam-report", "x-ms-exchange-organization-scl", "authentication-results",
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        if name.lower() in wanted and len(found.setdefault(name.lower(), [])) < 20:
            found[name.lower()].append(header(value, MAX_REFERENCES if name.lower() == "references" else MAX_HEADER))
    return found


def senders(message: Message) -> list[list[str]]:
    """Name and address of whoever stands in From, as they came."""
    lines = [plain(str(value))[:MAX_HEADER] for name, value in message.raw_items() if name.lower() == "from"]
    return [[header(name, 300), address.strip()] for name, address in getaddresses(lines[:3]) if name or address][:5]


def body(parts: list[tuple[Message, bool]]) -> str:
    """What the person wrote: of several forms of the same, the plain one when it says something."""
    texts = [(part.get_content_type() == "text/plain", alternative, text_of(part)) for part, alternative in parts]
    has_plain = any(is_plain and text.strip() for is_plain, alternative, text in texts if alternative)
    said = [
        text if is_plain else words_of_html(text)
        for is_plain, alternative, text in texts
        if not alternative or is_plain == has_plain
    ]  # fmt: skip
    return "\n\n".join(one.strip("\r\n") for one in said if one.strip())


def keep(part: Message, number: int, folder: str) -> dict[str, Any] | None:
    """Write one attachment; an empty part without a name is nothing."""
    data, name = content(part), filename(part)
    if not data and not name:
        return None
    if part.get_content_maintype() == "message":
        name = name or "mensaje.eml"
    with open(os.path.join(folder, str(number)), "wb") as target:
        target.write(data)
    # A picture that the text shows is often the sender's emblem: files that were attached go first.
    said = str(part.get("content-disposition") or "").strip().lower()
    shown = part.get_content_maintype() == "image" and bool(part.get("content-id")) and not said.startswith("attachment")
    return {"nombre": name, "tipo": part.get_content_type(), "archivo": str(number), "tamano": len(data), "incrustado": shown}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with open(sys.argv[1], "rb") as source:
        given = source.read()
    try:
        answer = read(given, sys.argv[2])
    except Refused as refused:
        answer = {"problema": str(refused)}
    except RecursionError:
        answer = {"problema": "hondo"}
    # Half characters cannot be written as they are: JSON keeps them by number, and the portal takes them out.
    sys.stdout.write(json.dumps(answer))

"""Text that came from outside: made safe to keep, and folded for searching."""

import re
import unicodedata

# Controls, and the marks that turn the reading direction: a name must not be able to disguise another text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]")
# What word processors and web pages leave between letters (soft hyphen, zero-width space, word joiner, byte order mark): says nothing.
_LEFT_BY_PASTING = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")


def has_forbidden(text: str) -> bool:
    """Whether `clean_text` would take out marks that cannot be seen, or letters arrived damaged."""
    return bool(_FORBIDDEN.search(text.replace("\r", ""))) or "\ufffd" in text


def clean_line(text: str) -> str:
    """One line: composed accents, no control or direction marks, single blanks, none at the ends."""
    return _BLANKS.sub(" ", clean_text(text).replace("\n", " ")).strip()


def clean_text(text: str) -> str:
    """Several lines: composed accents, no control or direction marks, newlines as \\n. Keeps every word that was written."""
    shown = _LEFT_BY_PASTING.sub("", _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return unicodedata.normalize("NFC", shown).strip()


def fold(text: str) -> str:
    """For comparing and searching: lower case without accents (ñ becomes n, as people type it)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()


def harmless_cell(text: str) -> str:
    """One line for a cell of an export that no spreadsheet runs as a formula (OWASP, CSV injection)."""
    # A spreadsheet runs what begins like a formula; the quotation mark makes it text.
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(("=", "+", "-", "@", "|", "%")) else flat


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return re.findall(r"[a-z0-9]+", fold(text))

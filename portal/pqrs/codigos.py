"""Radicados and tracking codes as people write them: in any case, with or without hyphens, with look-alike letters.

A tracking code is 130 random bits told once to who files; only its hash is kept.
"""

import re

from portal.web.one_time import derive_secret
from portal.web.sessions import hash_token

# The whole number may be followed by the code of an office, as some municipalities show it: it is no part of the number.
_RADICADO = re.compile(r"(\d{4})[- ]*([ES])[- ]*(\d{1,9})(?:(?<=\d{6})[-/][0-9A-Z.]{1,12})?")
_GROUP = 4


def make_code(form_key: str) -> str:
    """The tracking code of what the form with this one-time key files; the same key gives the same code."""
    return derive_secret(form_key, "seguimiento")


def format_code(code: str) -> str:
    """«ABCD-EFGH-…»: groups of four, to be read aloud and copied by hand."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def hash_code(written: str) -> str:
    """The hash of a code as somebody wrote it. I and 1 are not in the alphabet: who reads them saw an L."""
    letters = "".join(mark for mark in written.upper() if mark.isascii() and mark.isalnum())
    return hash_token(letters.replace("1", "L").replace("I", "L"))


def clean_radicado(written: str) -> str:
    """«2026-E-000012» from «2026 e 12», «2026-E-000012-150» and the like; empty when it cannot be a radicado."""
    found = _RADICADO.fullmatch(written.strip().upper())
    return f"{found[1]}-{found[2]}-{int(found[3]):06d}" if found else ""

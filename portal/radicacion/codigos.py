"""Verification codes: 120 random bits, in letters that are not mistaken for each other when typed from paper."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 24


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalize_code(text: str) -> str | None:
    """A code as a person typed it, in the form that is stored; None when it cannot be one."""
    code = re.sub(r"[\s.\-–—_]", "", text).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def readable(code: str) -> str:
    """In groups of four, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))

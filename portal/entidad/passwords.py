"""Passwords of officials: argon2id, and the rules of NIST SP 800-63B (length and a list of bad ones; no composition).

`configure` gives the cost once, when the application is made: hashing must stay out of reach of a request's wishes.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.core.errors import DomainError
from portal.core.text import fold

MINIMO = 8
RECOMENDADO = 15
# Far above the 64 that the standard asks to allow; longer texts only serve to keep the processor busy.
MAXIMO = 256
LISTA = Path(__file__).parent / "datos" / "claves_comunes.txt"
# What must be left of a password without the names around its owner, or without its runs.
_RESTO = 5
# What fingers follow: digits and letters in order, and the rows and columns of the keyboard. Each is read in both directions.
_ROWS = (
    "1234567890" * 3,
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgb",
)
_RUNS = (*_ROWS, *(row[::-1] for row in _ROWS))
_SHORTEST_RUN = 4

# OWASP's second recommendation for argon2id: 48 ms here, and 16 threads hold 300 MiB at most (libraries.md, 4.4).
_PRODUCTION = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_FOR_TESTS = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_in_use = {"hasher": _PRODUCTION}


def configure(*, cheap: bool) -> None:
    """Set the cost of new hashes: `cheap` is for the tests alone."""
    _in_use["hasher"] = _FOR_TESTS if cheap else _PRODUCTION
    _dummy_hash.cache_clear()
    # Made now: the first stranger who tries must not pay for it and so be told from an official.
    _dummy_hash()


@cache
def _dummy_hash() -> str:
    return _in_use["hasher"].hash("no existe ninguna cuenta con esta clave")


def _normal(clave: str) -> str:
    # The same key pressed on two systems may arrive as two code sequences (SP 800-63B, 3.1.1.2).
    return unicodedata.normalize("NFKC", clave)


def hash_password(clave: str) -> str:
    """The argon2id hash to store."""
    return _in_use["hasher"].hash(_normal(clave))


def verify_password(stored: str | None, clave: str) -> bool:
    """Whether `clave` is the password of `stored`. Without `stored` it takes the same time and is never true."""
    try:
        _in_use["hasher"].verify(stored or _dummy_hash(), _normal(clave[: MAXIMO * 4]))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether `stored` was made with another cost than today's."""
    return _in_use["hasher"].check_needs_rehash(stored)


@cache
def common_passwords() -> frozenset[str]:
    """The list of common passwords, folded."""
    lines = LISTA.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


def check_password(clave: str, context: Iterable[str] = (), field: str = "clave") -> None:
    """Refuse a password that is too short, too long, common, or made of names around its owner.

    Args:
        clave: the new password.
        context: the municipality, the official's name and address: words that an attacker tries first.
        field: the form field that an error stands beside.

    Raises:
        DomainError: says what is wrong and what helps.
    """
    if len(_normal(clave)) < MINIMO:
        raise DomainError(f"La contraseña debe tener al menos {MINIMO} caracteres. Recomendamos una frase de {RECOMENDADO} o más.", field)
    if len(clave) > MAXIMO:
        raise DomainError(f"La contraseña puede tener hasta {MAXIMO} caracteres.", field)
    plain = fold(clave)
    if plain in common_passwords() or _is_pattern(plain):
        raise DomainError(
            "Esa contraseña es muy común y se adivina pronto. Use una frase con varias palabras que solo usted recuerde.", field
        )
    if _is_made_of(plain, context):
        raise DomainError("Esa contraseña se basa en su nombre, su correo o el nombre del municipio. Elija otra.", field)


def _is_pattern(plain: str) -> bool:
    """One or two marks repeated, or hardly more than runs such as 12345678901, hgfedcba or qwerty1234."""
    return len(set(plain)) <= 2 or len(_without_runs(plain)) < _RESTO


def _without_runs(plain: str) -> str:
    """`plain` without what follows the order of digits, of letters or of the keyboard for some marks."""
    kept, place = "", 0
    while place < len(plain):
        length = 1
        while place + length < len(plain) and any(plain[place : place + length + 1] in run for run in _RUNS):
            length += 1
        if length < _SHORTEST_RUN:
            length = 1
            kept += plain[place]
        place += length
    return kept


def _is_made_of(plain: str, context: Iterable[str]) -> bool:
    rest = re.sub(r"[^a-z0-9]", "", plain)
    found = False
    words = {word for text in context for word in _words_of(text)}
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            found, rest = True, rest.replace(word, "")
    return found and len(_without_runs(rest)) < _RESTO


def _words_of(text: str) -> list[str]:
    """The words of a name or an address that tell whose it is; of an address, also the whole."""
    folded = fold(text)
    whole = [re.sub(r"[^a-z0-9]", "", folded)] if "@" in folded else []
    return [*whole, *re.findall(r"[a-z0-9]{4,}", folded)]

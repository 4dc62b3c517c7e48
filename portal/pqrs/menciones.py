"""Finding whom a note calls in its words: «@jairo.jurado». Pure: names in, names out."""

import re
from collections.abc import Iterable

from portal.core.text import fold, words

# Not part of an address such as ana@correo.example, and with a point in it: «@alcaldia» calls nobody.
_CALLED = re.compile(r"(?<![\w.@])@([^\W\d_]+(?:\.[^\W\d_]+)+)")


def find_called(texto: str) -> list[str]:
    """The names that a text calls, folded, each once and in order: «jairo.jurado»."""
    return list(dict.fromkeys(fold(one) for one in _CALLED.findall(texto)))


def names_of(nombre: str) -> set[str]:
    """How somebody may be called: all the words of their name joined by points, or the first with any other."""
    parts = words(nombre)
    return {".".join(parts), *(f"{parts[0]}.{other}" for other in parts[1:])} if len(parts) > 1 else set()


def match_called(called: str, nombres: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of those whom this name calls: nobody, one, or several of whom it must be said which."""
    return [key for key, nombre in nombres if called in names_of(nombre)]

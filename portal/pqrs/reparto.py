"""Rules that give a new case to an office by themselves: what a rule looks at, and which one takes a case. Pure Python.

The first rule of the list whose every condition holds takes the case. Complaints against officials are never given out by
a rule: who may know of them decides (`permissions.RESERVADAS`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from portal.core.text import words

# Of longer texts the beginning tells what they are about; reading more at each filing would cost and say nothing.
LETRAS_LEIDAS = 8_000


@dataclass(frozen=True)
class Escrito:
    """What a rule can see of a case: never who filed it."""

    tipo: str
    canal: str
    texto: str
    lugar: str


@dataclass(frozen=True)
class Regla:
    """A rule as the engine takes it. Empty conditions do not narrow.

    Args:
        palabras, lugares: phrases separated by commas; one of them is enough.
        dependencia_id: the office that gets the case.
    """

    nombre: str
    dependencia_id: int
    tipo: str = ""
    canal: str = ""
    palabras: str = ""
    lugares: str = ""


@dataclass(frozen=True)
class Coincidencia:
    """The rule that takes a case, and the phrases of it that were found («» where it asks for none)."""

    regla: Regla
    frase: str
    lugar: str


def list_frases(text: str) -> list[str]:
    """The phrases of a list separated by commas or lines, as they were written."""
    return [one.strip() for one in re.split(r"[,;\n]", text) if words(one)]


def find_regla(reglas: Collection[Regla], escrito: Escrito) -> Coincidencia | None:
    """The first of the rules, in their order, that takes the case."""
    texto, lugar = (_flat(escrito.texto), _flat(escrito.lugar)) if reglas else ("", "")
    for regla in reglas:
        if (regla.tipo and regla.tipo != escrito.tipo) or (regla.canal and regla.canal != escrito.canal):
            continue
        frase, sitio = _first_found(regla.palabras, texto), _first_found(regla.lugares, lugar)
        if frase is not None and sitio is not None:
            return Coincidencia(regla, frase, sitio)
    return None


def _first_found(asked: str, flat: str) -> str | None:
    """The first phrase of the list that is in the text; "" when the list asks for nothing, None when none is there."""
    frases = list_frases(asked)
    if not frases:
        return ""
    return next((one for one in frases if _flat(one) in flat), None)


def _flat(text: str) -> str:
    """The text's words between blanks, without accents and without plural, so that «luces» is found by «luz»."""
    return f" {' '.join(map(_singular, words(text)))} "


def _singular(word: str) -> str:
    """The beginning that singular and plural share: calle(s), árbol(es), luz and luces."""
    if len(word) > 3:
        word = word.removesuffix("s")
    if len(word) > 3:
        word = word.removesuffix("e")
    return f"{word[:-1]}c" if word.endswith("z") else word

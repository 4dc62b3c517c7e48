"""What must not be read in a public text: proposals of what identifies a person, and the text without it. Pure functions.

The proposals are only that: an official reviews them one by one and adds what no rule can know. What is taken out is not
hidden, it is not there: the public text is a new one, with a word in brackets in its place (Ley 1581 de 2012 art. 4 lit. c and h).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.core.text import fold


class Dato(StrEnum):
    """A kind of personal datum; the value is the word that stays in its place."""

    NOMBRE = "nombre"
    DOCUMENTO = "documento"
    TELEFONO = "teléfono"
    CORREO = "correo"
    DIRECCION = "dirección"
    RADICADO = "radicado"
    OTRO = "dato personal"


@dataclass(frozen=True)
class Quitar:
    """Words to take out, wherever they stand, in capitals or not, with accents or not."""

    texto: str
    dato: Dato


@dataclass(frozen=True)
class Propuesta:
    """What the portal proposes to take out: the words, how often they stand, and where first."""

    texto: str
    dato: Dato
    veces: int
    contexto: str


_NAME = r"[A-ZÁÉÍÓÚÜÑ][\wÁÉÍÓÚÜÑáéíóúüñ'-]+"
_NAMES = rf"{_NAME}(?:\s+(?:de\s+(?:la\s+|los\s+|las\s+)?|del\s+)?{_NAME}){{0,3}}"
_WAY = r"(?:calle|carrera|cra|kra|kr|cll|cl|avenida|av|diagonal|dg|transversal|tv|tr|circular|manzana|mz)\b\.?"
_NUMBER_OF_WAY = r"(?:\s*(?:#|n[°ºo]\.?|num(?:ero)?\.?|-)\s*[0-9]+[a-z]?\b)?(?:\s*-\s*[0-9]+)?"
# «la casa 30 metros arriba» is no address.
_HOME = (
    r"(?:\b(?:torre|bloque|bl|interior|int|etapa)\b\.?\s*[0-9a-z]{1,3}\b,?\s*){0,3}"
    r"\b(?:apto|apt|apartamento|apartaestudio|casa|interior)\b\.?\s*(?:(?:#|n[°ºo]\.?|num(?:ero)?\.?)\s*)?[0-9]{1,4}[a-z]?\b"
    r"(?!\s*(?:%|metros?\b|mts?\b|m2?\b|km\b|veces\b|pesos\b|años\b|personas\b))"
)
_FARM = r"(?:[Ff]inca|hacienda|[Pp]redio|[Pp]arcela|[Ll]ote)"
_COUNTRY = r"(?<![\d.$])(?<!\$\s)(?:\(?(?:\+|00)?57\)?[\s.-]{0,3})?"
_GAP = r"[\s.-]{0,3}"
_PAIR = r"[\s.-]?[0-9]{2}"
_CALLED = r"(?:tel(?:[ée]fonos?)?|cel(?:ular)?|m[óo]vil|fijo|whats?app|ll[aá]me(?:nos|me)?\s+al)\b\.?:?\s*(?:(?:n[°ºo]\.?|#)\s*)?"
# Written so that no machine reads it: «ana (arroba) correo (punto) example».
_AT = r"(?:@|\s+@\s+|\s*[\[({<]\s*(?:arroba|at|@)\s*[\])}>]\s*|\s+arroba\s+)"
_DOT = r"(?:\.|\s*[\[({<]\s*(?:punto|dot|\.)\s*[\])}>]\s*|\s+punto\s+)"
_TITLES = r"(?:[Ss]eñor(?:a|ita|es|as)?|[Ss]ra?|[Dd]on|[Dd]oña|[Cc]iudadan[oa])\b\.?"
_NO_MONEY = r"(?!\s*(?:de\s+)?(?:pesos\b|millones\b|COP\b|m/?cte\b))"
# At the same place the longer one is proposed, and of equal ones the earlier. Amounts of money are nobody's number.
_RULES: tuple[tuple[Dato, re.Pattern[str]], ...] = (
    (Dato.CORREO, re.compile(rf"(?<![\w.+-])[\w.+-]++{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)),
    (Dato.RADICADO, re.compile(r"\b[0-9]{4}-[ES]-[0-9]{6}\b")),
    (Dato.DIRECCION, re.compile(rf"\b{_WAY}\s*[0-9]+[a-z]?\b{_NUMBER_OF_WAY}(?:,?\s*{_HOME})?", re.IGNORECASE)),
    (Dato.DIRECCION, re.compile(rf"\b{_HOME}", re.IGNORECASE)),
    (Dato.DIRECCION, re.compile(rf"\b{_FARM}\s+[«\"“]?(?!Ra[ií]z\b)(?:(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as)\s+)?{_NAMES}[»\"”]?")),
    (
        Dato.DIRECCION,
        re.compile(rf"\b[Vv]ereda\s+{_NAME}(?:\s+{_NAME}){{0,3}},?\s*(?:casa|lote|finca|predio)\s+[\wÁÉÍÓÚÑáéíóúñ]+"),
    ),
    (
        Dato.TELEFONO,
        re.compile(rf"{_COUNTRY}(?:\(?3[0-9]{{2}}\)?|\(?60[0-9]\)?){_GAP}[0-9]{{3}}{_PAIR}{_PAIR}(?![\d.]\d)(?!\d){_NO_MONEY}"),
    ),
    (Dato.TELEFONO, re.compile(rf"\b{_CALLED}([(+]?[0-9](?:[\s().-]?[0-9]){{6,13}})(?!\d)", re.IGNORECASE)),
    (Dato.DOCUMENTO, re.compile(rf"(?<![\d.,$])(?<!\$ )(?<!COP )[0-9]{{1,3}}(?:[.\s][0-9]{{3}}){{2,3}}(?:-[0-9])?(?![.,]?\d){_NO_MONEY}")),
    (Dato.DOCUMENTO, re.compile(rf"(?<![\d.,$-])(?<!\$ )(?<!COP )[0-9]{{6,11}}(?:-[0-9])?(?![.,-]?\d){_NO_MONEY}")),
    (Dato.NOMBRE, re.compile(rf"\b{_TITLES}\s+({_NAME}(?:\s+(?:de\s+(?:la\s+|los\s+)?)?{_NAME}){{0,4}})")),
)
# What a number is of, when these words stand before it.
_OF_A_NORM = re.compile(
    r"\b(?:ley|decreto|resoluci[oó]n|acuerdo|ordenanza|circular|sentencia|contrato|convenio|licitaci[oó]n|factura|matr[ií]cula)"
    r"\s*(?:n[°ºo]\.?|nro\.?|n[uú]mero|#)?\s*$",
    re.IGNORECASE,
)
_AROUND = 40
_SHORTEST_PART = 3
_NUMBERS = frozenset({Dato.DOCUMENTO, Dato.TELEFONO})
# Parts of names that stand in every text: alone they name nobody.
_PARTICLES = frozenset({"del", "los", "las", "san", "santa", "von", "van", "the"})
_REPEATED = re.compile(r"(\[[^\[\]]+\])(?:[ \t]+\1)+")


def proponer(texto: str, conocidos: Sequence[Quitar] = ()) -> list[Propuesta]:
    """What to take out of a text, in the order in which it stands there.

    Args:
        conocidos: what is known of the person who filed: name, document, addresses.
    """
    found: dict[str, tuple[int, Quitar, int]] = {}
    covered = bytearray(len(texto))
    # The longer first: of an address of e-mail not only the name that stands in it.
    for start, end, one in sorted([*_find(texto, conocidos), *_by_rule(texto)], key=lambda item: item[0] - item[1]):
        if covered.find(0, start, end) == -1:
            continue
        covered[start:end] = b"\1" * (end - start)
        key = fold(texto[start:end])
        first, kept, times = found.get(key, (start, Quitar(texto[start:end], one.dato), 0))
        found[key] = (min(first, start), kept, times + 1)
    ordered = sorted(found.values(), key=lambda item: item[0])
    return [Propuesta(one.texto, one.dato, times, _context(texto, first, len(one.texto))) for first, one, times in ordered]


def tachar(texto: str, quitar: Iterable[Quitar]) -> str:
    """The text with a word in brackets in place of each of those words, wherever they stand."""
    pieces: list[str] = []
    place = 0
    for start, end, one in sorted(_without_overlaps(_find(texto, quitar)), key=lambda item: item[0]):
        pieces += [texto[place:start], f"[{one.dato.value}]"]
        place = end
    return _REPEATED.sub(r"\1", "".join([*pieces, texto[place:]]))


def contiene(texto: str, quitar: Iterable[Quitar]) -> bool:
    """Whether any of the words still stands in the text."""
    return next(iter(_find(texto, quitar)), None) is not None


def partes_de(nombre: str) -> list[Quitar]:
    """A name, and each of its parts that is long enough to be told from other words."""
    parts = [part for part in nombre.split() if len(part) >= _SHORTEST_PART and fold(part) not in _PARTICLES]
    return [Quitar(one, Dato.NOMBRE) for one in dict.fromkeys([nombre, *parts]) if one.strip()]


def _find(texto: str, quitar: Iterable[Quitar]) -> Iterator[tuple[int, int, Quitar]]:
    """Where each of the words stands, the longest words first."""
    folded, places = _folded(texto)
    for one in sorted(set(quitar), key=lambda item: (-len(item.texto), item.texto)):
        pattern = _pattern(one.texto)
        if pattern is None:
            continue
        for match in pattern.finditer(folded):
            yield places[match.start()], places[match.end() - 1] + 1, one


def _without_overlaps(found: Iterable[tuple[int, int, Quitar]]) -> list[tuple[int, int, Quitar]]:
    """Of those that stand in one another, the first; parts that stick out of it are taken out too."""
    kept: list[tuple[int, int, Quitar]] = []
    for start, end, one in found:
        touching = [item for item in kept if start < item[1] and item[0] < end]
        if not touching:
            kept.append((start, end, one))
            continue
        joined = (min(start, *(item[0] for item in touching)), max(end, *(item[1] for item in touching)), touching[0][2])
        kept = [item for item in kept if item not in touching] + [joined]
    return kept


def _by_rule(texto: str) -> Iterator[tuple[int, int, Quitar]]:
    for dato, pattern in _RULES:
        for match in pattern.finditer(texto):
            group = 1 if pattern.groups else 0
            if dato in _NUMBERS and _OF_A_NORM.search(texto[max(0, match.start(group) - _AROUND) : match.start(group)]):
                continue
            yield match.start(group), match.end(group), Quitar(match[group], dato)


def _folded(texto: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its signs the place in the text that it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(texto):
        for one in fold(sign):
            signs.append(one)
            places.append(place)
    return "".join(signs), places


def _pattern(words: str) -> re.Pattern[str] | None:
    """Finds the words however they are spaced, and numbers however they are grouped; never inside a longer word."""
    text = fold(words).strip()
    if not re.search(r"\w", text):
        return None
    if re.fullmatch(r"[\d.\s,-]+", text):
        middle = r"[.\s,-]?".join(re.findall(r"\d", text))
    else:
        middle = r"\s+".join(re.escape(part) for part in text.split())
    return re.compile(rf"(?<!\w){middle}(?!\w)" if text[0].isalnum() or text[0] == "_" else rf"{middle}(?!\w)")


def _context(texto: str, start: int, length: int) -> str:
    before, after = texto[max(0, start - _AROUND) : start], texto[start + length : start + length + _AROUND]
    return " ".join(f"{'…' if start > _AROUND else ''}{before}{texto[start : start + length]}{after}…".split())

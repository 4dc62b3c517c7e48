"""Which petitions ask for the same thing: a short sketch of each text, by which similar ones are found without comparing all.

A text is the set of its words, folded, without those that every petition has, and cut to their beginning so that «arreglen»
and «arreglo» are one. Its sketch is a MinHash by one permutation (Li, Owen and Zhang, 2012) made dense by rotation
(Shrivastava and Li, 2014): the share of places in which two sketches agree estimates the share of words that two texts have in
common. Two texts of which a whole band agrees are looked at; in the others nobody looks. Pure functions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from operator import eq
from struct import Struct
from unicodedata import normalize
from zlib import crc32

from portal.core.text import words

# With 20 bands of 4, of two texts that share half of their words 72 in 100 are looked at; with six of ten, 94; with a tenth, none.
PLACES, ROWS = 80, 4
BANDS = PLACES // ROWS
# Half of the words of both together.
MINIMO = 0.5
DIAS_CERCA = 30
METROS_CERCA = 2_000
# A text of fewer words says too little to be like another.
FEWEST_WORDS = 5
_WORD = re.compile(r"[a-z0-9]+")
_STEM, _SHORTEST = 6, 3
_STEP = 0x9E3779B1
_MASK = 0xFFFFFFFF
_PACKED = Struct(f"<{PLACES}I")
_COMUNES = frozenset({
    "que", "los", "las", "del", "una", "uno", "unos", "unas", "con", "por", "para", "como", "pero", "sus", "este", "esta",
    "estos", "estas", "ese", "esa", "eso", "esos", "esas", "desde", "hasta", "hace", "muy", "mas", "sin", "sobre", "entre",
    "cuando", "donde", "quien", "cual", "porque", "tambien", "nos", "les", "hay", "son", "fue", "ser", "han", "era", "solicito",
    "solicitud", "pido", "pedimos", "peticion", "favor", "senor", "senora", "senores", "alcaldia", "alcalde", "municipio",
    "buenos", "dias", "tardes", "gracias", "cordial", "saludo", "atentamente", "usted", "ustedes", "nosotros", "todo", "todos",
    "toda", "todas", "debe", "puede", "quiero", "queremos"
})  # fmt: skip


@dataclass(frozen=True)
class Rasgos:
    """What of a petition is compared."""

    palabras: frozenset[str]
    recibida_el: date
    latitud: float | None = None
    longitud: float | None = None
    lugar: str = ""


@dataclass(frozen=True)
class Parecido:
    """How two petitions are alike: of ten words of both, how many they share; days between them; metres, or the place's name."""

    palabras: int
    dias: int
    metros: int | None = None
    lugar: str = ""


def list_palabras(texto: str) -> frozenset[str]:
    """The words of a text that say what it asks for, in the singular and without their endings, more or less."""
    # As `core.text.words`, for Latin letters only, and ten times as fast: this goes through every text that arrives.
    plain = normalize("NFKD", texto).encode("ascii", "ignore").decode().lower()
    said = (one for one in _WORD.findall(plain) if len(one) >= _SHORTEST and one not in _COMUNES and not one.isdecimal())
    return frozenset((one[:-1] if one.endswith("s") and len(one) > _SHORTEST else one)[:_STEM] for one in said)


def firma(palabras: frozenset[str]) -> bytes:
    """The sketch of a set of words; empty when they are too few."""
    if len(palabras) < FEWEST_WORDS:
        return b""
    places: list[int | None] = [None] * PLACES
    for one in palabras:
        place, value = _hash(one)
        present = places[place]
        if present is None or value < present:
            places[place] = value
    return _PACKED.pack(*_dense(places))


@lru_cache(maxsize=8192)
def _hash(word: str) -> tuple[int, int]:
    mixed = (crc32(word.encode()) * _STEP) & _MASK
    return (mixed * PLACES) >> 32, (mixed ^ (mixed >> 15)) * 0x85EBCA6B & _MASK


def _dense(places: list[int | None]) -> list[int]:
    """An empty place takes the value of the next full one, changed by how far it is: two like sets fill it alike."""
    out = [0] * PLACES
    value, distance = 0, 0
    for place in range(2 * PLACES - 1, -1, -1):
        found = places[place % PLACES]
        if found is not None:
            value, distance = found, 0
        else:
            distance += 1
        if place < PLACES:
            out[place] = (value + distance * _STEP) & _MASK
    return out


def bandas(una: bytes) -> Iterator[tuple[int, bytes]]:
    """The bands of a sketch: two texts that share one are looked at."""
    width = ROWS * 4
    for band in range(BANDS if una else 0):
        yield band, una[band * width : (band + 1) * width]


def similitud(una: bytes, otra: bytes) -> float:
    """The estimated share of the words of both that they have in common, from 0 to 1."""
    if not una or not otra:
        return 0.0
    agree: int = sum(map(eq, _PACKED.unpack(una), _PACKED.unpack(otra)))
    return agree / PLACES


def comparar(una: Rasgos, otra: Rasgos) -> Parecido | None:
    """How two petitions are alike, or None when they are not: other words, far in time, or far in space."""
    union = len(una.palabras | otra.palabras)
    share = len(una.palabras & otra.palabras) / union if union else 0.0
    dias = abs((una.recibida_el - otra.recibida_el).days)
    metros = _metros(una, otra)
    if share < MINIMO or dias > DIAS_CERCA or (metros is not None and metros > METROS_CERCA):
        return None
    same_name = bool(una.lugar) and words(una.lugar) == words(otra.lugar)
    return Parecido(round(share * 10), dias, metros, una.lugar if same_name else "")


def _metros(una: Rasgos, otra: Rasgos) -> int | None:
    if una.latitud is None or una.longitud is None or otra.latitud is None or otra.longitud is None:
        return None
    north, east = radians(otra.latitud - una.latitud), radians(otra.longitud - una.longitud)
    half = sin(north / 2) ** 2 + cos(radians(una.latitud)) * cos(radians(otra.latitud)) * sin(east / 2) ** 2
    return round(2 * 6_371_000 * asin(sqrt(min(half, 1.0))))


def decir(parecido: Parecido, con: str) -> str:
    """The reasons in words, for who decides.

    Args:
        con: number of the petition that it is like.
    """
    reasons = [f"comparte {parecido.palabras} de cada 10 palabras con {con}"]
    if parecido.metros is not None:
        reasons.append(f"a {parecido.metros} m" if parecido.metros < 1000 else f"a {parecido.metros / 1000:.1f} km".replace(".", ","))
    elif parecido.lugar:
        reasons.append(f"el mismo lugar: {parecido.lugar}")
    if parecido.dias == 0:
        reasons.append("llegaron el mismo día")
    else:
        reasons.append("llegaron en la misma semana" if parecido.dias <= 7 else f"llegaron con {parecido.dias} días de diferencia")
    return "; ".join(reasons)


class Buscador:
    """Finds for each of some new sketches the one that is most like it among those that it is shown, one after another.

    Its memory is that of the new ones only. A sketch that has found its equal, or was compared `MOST` times, is no longer looked
    for, so that a thousand copies of one text cost a thousand comparisons and not a million.
    """

    MOST = 50
    ENOUGH = 0.8

    def __init__(self, nuevas: Iterable[tuple[int, bytes]]) -> None:
        self._firmas = dict(nuevas)
        # Opened once: each is compared with many.
        self._abiertas = {key: _PACKED.unpack(una) for key, una in self._firmas.items() if una}
        self._keys: dict[tuple[int, bytes], set[int]] = {}
        self._left = dict.fromkeys(self._firmas, self.MOST)
        self.mejores: dict[int, tuple[float, int]] = {}
        for key, una in self._firmas.items():
            for band in bandas(una):
                self._keys.setdefault(band, set()).add(key)

    def mirar(self, clave: int, otra: bytes) -> None:
        """Look at one sketch; one that is newer than what it is like, or the same, is nothing to it."""
        candidates: set[int] = set()
        for band in bandas(otra):
            candidates |= self._keys.get(band, frozenset())
        newer = sorted(key for key in candidates if key > clave)
        abierta = _PACKED.unpack(otra) if newer else ()
        for key in newer:
            self._compare(key, clave, abierta)

    def _compare(self, key: int, clave: int, otra: tuple[int, ...]) -> None:
        share = sum(map(eq, self._abiertas[key], otra)) / PLACES
        best = self.mejores.get(key)
        if share >= MINIMO - 0.1 and (best is None or share > best[0]):
            self.mejores[key] = (share, clave)
        self._left[key] -= 1
        if share >= self.ENOUGH or not self._left[key]:
            for band in bandas(self._firmas[key]):
                self._keys[band].discard(key)

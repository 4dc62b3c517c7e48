"""What was learned, as data that nothing can run when it is read, and what it says of a text. Plain Python.

A text is the TF-IDF of its features; each class has a weight for each feature. The sum of a class, divided by a temperature that
was fitted on cases that the sums had not seen, becomes its probability.
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import exp, isfinite, log, sqrt
from typing import Any

from portal.pqrs.sugerencias.rasgos import contar_rasgos

FORMATO = 1
# What is read is never larger, whatever a damaged row says of itself.
LARGEST = 64_000_000
CLASE, OFICINA = "tipo", "dependencia"
# Below it nothing is suggested.
UMBRAL = 0.6


@dataclass(frozen=True)
class Ejemplo:
    """A decided case: what it said, and what people made of it («» when no office had it)."""

    texto: str
    tipo: str
    dependencia: str


class ModeloDanado(Exception):
    """The stored bytes are not what `guardar` wrote."""


@dataclass(frozen=True)
class Clasificador:
    """Tells classes apart. `pesos`: for each feature, the weight of each class, one feature after another."""

    clases: tuple[str, ...]
    pesos: "array[float]"
    sesgos: "array[float]"
    temperatura: float


@dataclass(frozen=True)
class Modelo:
    """The features with their IDF, and what tells kinds and offices apart by them; a target that could not be learned is absent."""

    vocabulario: Mapping[str, int]
    idf: "array[float]"
    clasificadores: Mapping[str, Clasificador]


def is_instalado() -> bool:
    """Whether what learns is here: the optional requirements."""
    return find_spec("sklearn") is not None


def vectorizar(vocabulario: Mapping[str, int], idf: Sequence[float], texto: str) -> dict[int, float]:
    """The text as numbers by the place of each feature: (1 + ln count) × IDF, and of length one."""
    found = {vocabulario[one]: count for one, count in contar_rasgos(texto).items() if one in vocabulario}
    values = {place: (1 + log(count)) * idf[place] for place, count in found.items()}
    length = sqrt(sum(value * value for value in values.values()))
    return {place: value / length for place, value in values.items()} if length else {}


def predecir(modelo: Modelo, objetivo: str, texto: str) -> list[tuple[str, float]]:
    """The classes with their probabilities, the likeliest first; none for a text without a known feature."""
    learned = modelo.clasificadores.get(objetivo)
    vector = vectorizar(modelo.vocabulario, modelo.idf, texto) if learned else {}
    if learned is None or not vector:
        return []
    width = len(learned.clases)
    sums = list(learned.sesgos)
    for place, value in vector.items():
        for one, weight in enumerate(learned.pesos[place * width : (place + 1) * width]):
            sums[one] += value * weight
    shares = repartir(sums, learned.temperatura)
    return sorted(zip(learned.clases, shares, strict=True), key=lambda pair: -pair[1])


def repartir(sums: Sequence[float], temperatura: float) -> list[float]:
    """Sums as probabilities."""
    highest = max(sums)
    raised = [exp((one - highest) / temperatura) for one in sums]
    total = sum(raised)
    return [one / total for one in raised]


def guardar(modelo: Modelo) -> bytes:
    """The model as bytes: compressed JSON, its numbers in base64."""
    value = {
        "formato": FORMATO,
        "vocabulario": list(modelo.vocabulario),
        "idf": _pack(modelo.idf),
        "clasificadores": {
            name: {"clases": one.clases, "pesos": _pack(one.pesos), "sesgos": _pack(one.sesgos), "temperatura": one.temperatura}
            for name, one in modelo.clasificadores.items()
        },
    }
    return zlib.compress(json.dumps(value, ensure_ascii=True).encode())


def abrir(contenido: bytes) -> Modelo:
    """The model that `guardar` wrote.

    Raises:
        ModeloDanado: it is something else, damaged, or too large.
    """
    try:
        reader = zlib.decompressobj()
        plain = reader.decompress(contenido, LARGEST)
        if reader.unconsumed_tail or not reader.eof:
            raise ModeloDanado
        return _read(json.loads(plain))
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModeloDanado from error


def _read(value: Any) -> Modelo:
    if value["formato"] != FORMATO:
        raise ModeloDanado
    vocabulary = {str(word): place for place, word in enumerate(value["vocabulario"])}
    size = len(vocabulary)
    learned = {str(name): _read_one(one, size) for name, one in value["clasificadores"].items()}
    return Modelo(vocabulary, _unpack(value["idf"], size), learned)


def _read_one(value: Any, size: int) -> Clasificador:
    classes = tuple(map(str, value["clases"]))
    warmth = float(value["temperatura"])
    if len(classes) < 2 or not (isfinite(warmth) and warmth > 0):
        raise ModeloDanado
    return Clasificador(classes, _unpack(value["pesos"], size * len(classes)), _unpack(value["sesgos"], len(classes)), warmth)


def _pack(numbers: "array[float]") -> str:
    return b64encode(numbers.tobytes()).decode("ascii")


def _unpack(text: str, length: int) -> "array[float]":
    numbers = array("f")
    numbers.frombytes(b64decode(text, validate=True))
    if len(numbers) != length or not all(map(isfinite, numbers)):
        raise ModeloDanado
    return numbers

"""Adding up: each case once, in one small cell; the cells are then put together by kind, channel, office and month."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any, NamedTuple

from portal.pqrs.cifras.medidas import CONTEOS

Valores = dict[str, Any]


class Situacion(Enum):
    """Where a case ended, or that it did not: each case has exactly one. The value is the figure that counts it."""

    RESPONDIDA = "respondidas"
    ABIERTA = "abiertas"
    TRASLADADA = "trasladadas"
    RETIRADA = "retiradas"
    ANULADA = "anuladas"
    OTRA = "otras"


class Lugar(NamedTuple):
    """Where a case is counted: month of reception («2026-02»), kind, channel, office."""

    mes: str
    tipo: str
    canal: str
    dependencia_id: int | None


class Caso(NamedTuple):
    """What is counted of one case. `dias`: business days until the answer, of one that was answered."""

    lugar: Lugar
    situacion: Situacion
    a_tiempo: bool = False
    dias: int = 0
    vencida: bool = False
    en_pausa: bool = False
    trasladada_en_parte: bool = False
    prorrogada: bool = False
    negada: bool = False
    silencio: bool = False
    anonima: bool = False


class Encuestado(NamedTuple):
    """One rating of an answer, from 1 to 5."""

    lugar: Lugar
    puntaje: int
    resuelto: bool


class _Celda:
    __slots__ = ("dias", "n", "puntos", "resueltas")

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.dias: Counter[int] = Counter()
        self.puntos = 0
        self.resueltas = 0

    def join(self, other: "_Celda") -> None:
        self.n.update(other.n)
        self.dias.update(other.dias)
        self.puntos += other.puntos
        self.resueltas += other.resueltas


class Conteo:
    """The cells, and what comes out of them.

    Args:
        reservadas: the sealed kinds, of which each sum knows how many it holds.
    """

    def __init__(self, reservadas: Collection[str]) -> None:
        self._celdas: dict[Lugar, _Celda] = {}
        self._reservadas = frozenset(reservadas)

    def _celda(self, lugar: Lugar) -> _Celda:
        found = self._celdas.get(lugar)
        if found is None:
            found = self._celdas[lugar] = _Celda()
        return found

    def add(self, caso: Caso) -> None:
        """Count one case."""
        celda = self._celda(caso.lugar)
        n = celda.n
        n["recibidas"] += 1
        n[caso.situacion.value] += 1
        if caso.situacion is Situacion.RESPONDIDA:
            n["a_tiempo" if caso.a_tiempo else "tarde"] += 1
            celda.dias[caso.dias] += 1
        elif caso.situacion is Situacion.ABIERTA:
            n["vencidas"] += caso.vencida
            n["en_pausa"] += caso.en_pausa
        n["trasladadas_en_parte"] += caso.trasladada_en_parte
        n["prorrogadas"] += caso.prorrogada
        n["negadas"] += caso.negada
        n["silencio"] += caso.silencio
        n["anonimas"] += caso.anonima

    def rate(self, one: Encuestado) -> None:
        """Count one rating."""
        celda = self._celda(one.lugar)
        celda.n["encuestas"] += 1
        celda.puntos += one.puntaje
        celda.resueltas += one.resuelto

    def vigencias(self) -> list[int]:
        """The years of reception, in order."""
        return sorted({int(lugar.mes[:4]) for lugar in self._celdas})

    @staticmethod
    def vacio() -> Valores:
        """The figures of no case at all."""
        return _valores(_Celda())

    def sumar(self, group: Callable[[Lugar], Any], *, vigencia: int | None = None) -> Mapping[Any, tuple[Valores, int]]:
        """The figures of each group, with how many of its cases are of a sealed kind.

        Args:
            group: the group of a place, such as its kind; the same for all gives the total.
            vigencia: only what was received in that year.
        """
        joined: dict[Any, _Celda] = {}
        sealed: Counter[Any] = Counter()
        for lugar, celda in self._celdas.items():
            if vigencia is not None and not lugar.mes.startswith(f"{vigencia:04d}-"):
                continue
            key = group(lugar)
            joined.setdefault(key, _Celda()).join(celda)
            if lugar.tipo in self._reservadas:
                sealed[key] += celda.n["recibidas"]
        return {key: (_valores(celda), sealed[key]) for key, celda in joined.items()}


def _valores(celda: _Celda) -> Valores:
    n = celda.n
    return {
        **{name: n[name] for name in CONTEOS},
        "a_tiempo_porcentaje": _share(n["a_tiempo"], n["respondidas"]),
        "dias_mediana": percentil(celda.dias, 50),
        "dias_percentil_90": percentil(celda.dias, 90),
        "satisfaccion": round(celda.puntos / n["encuestas"], 1) if n["encuestas"] else None,
        "resueltas_porcentaje": _share(celda.resueltas, n["encuestas"]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def percentil(counts: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least so many of each hundred do not pass (nearest rank); None of nothing."""
    rank = -(-sum(counts.values()) * percent // 100)
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0 < counts[value]:
            return value
    return None

"""What happens to each generated case: when it arrives, of which kind, how far it got. Pure, and the same for one seed.

About 85 % are finished and 15 % open. What arrived in the older four fifths is all finished; the open cases arrived in
the last weeks, some of them late by now, as in an office that works.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from portal.calendario import Calendario
from portal.core.clock import BOGOTA
from portal.pqrs.plazos import Vencimiento, vencimiento
from portal.pqrs.tipos import TipoPeticion

Item = TypeVar("Item")
T = TipoPeticion


def _weighted(*pairs: tuple[Item, int]) -> tuple[Item, ...]:
    """Each item as often as its weight, for a quick draw."""
    return tuple(item for item, weight in pairs for _ in range(weight))


TIPOS = _weighted(
    (T.PETICION_PARTICULAR, 30), (T.PETICION_GENERAL, 18), (T.INFORMACION, 14), (T.RECLAMO, 11), (T.DOCUMENTOS, 8), (T.QUEJA, 8),
    (T.CONSULTA, 3), (T.DENUNCIA, 3), (T.SUGERENCIA, 2), (T.HD_CONSULTA, 1), (T.ENTRE_AUTORIDADES, 1), (T.FELICITACION, 1),
)  # fmt: skip
CANALES = _weighted(("web", 70), ("ventanilla", 15), ("papel", 8), ("telefono", 4), ("correo", 3))
FINISHED = _weighted(("cerrada", 68), ("respondida", 24), ("desistida", 6), ("anulada", 2))
OPEN = _weighted(("en_tramite", 62), ("radicada", 24), ("por_notificar", 8), ("en_aprobacion", 6))
DAYS, RECENT_DAYS, RECENT_SHARE, FRESH_DAYS, OPEN_UNLESS_FRESH = 740, 18, 0.2, 10, 0.57
# From seven to seven; after the closing hour only the web receives.
FIRST_HOUR, HOURS = 7, 12


@dataclass(frozen=True)
class Termino:
    """A term ready for the columns of a case."""

    efectiva: str
    vence: str
    estricta: str
    dias: int
    unidad: str
    norma: str

    @classmethod
    def of(cls, vencido: Vencimiento) -> "Termino":
        dates = (vencido.efectiva_el.isoformat(), vencido.vence_el.isoformat(), vencido.estricta_el.isoformat())
        return cls(*dates, vencido.plazo.dias, vencido.plazo.unidad, vencido.plazo.norma)


@dataclass
class Plan:
    """The stream of cases of one load of `total` cases; `ahora` is when it is loaded."""

    calendario: Calendario
    ahora: datetime
    total: int
    seed: int
    _days: list[date] = field(default_factory=list)
    _terms: dict[tuple[date, T, bool, bool], Termino] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - invented data, not a secret
        day = self.ahora.astimezone(BOGOTA).date()
        while len(self._days) < DAYS:
            day -= timedelta(days=1)
            if self.calendario.is_habil(day):
                self._days.append(day)
        self._days.reverse()

    def instant(self, index: int) -> datetime:
        """When case number `index` arrives: in order, on a business day."""
        share = index / self.total
        old = DAYS - RECENT_DAYS
        place = (
            share / (1 - RECENT_SHARE) * old if share < 1 - RECENT_SHARE else old + (share - 1 + RECENT_SHARE) / RECENT_SHARE * RECENT_DAYS
        )
        number = min(int(place), DAYS - 1)
        return datetime.combine(self._days[number], time(FIRST_HOUR), tzinfo=BOGOTA) + timedelta(hours=HOURS * (place - number))

    def estado(self, received: datetime) -> str:
        """How far the case got by now."""
        if received.date() < self._days[-RECENT_DAYS]:
            return self.draw(FINISHED)
        if received.date() >= self._days[-FRESH_DAYS] or self.dice.random() < OPEN_UNLESS_FRESH:
            return self.draw(OPEN)
        return "respondida"

    def draw(self, items: tuple[Item, ...]) -> Item:
        return items[int(self.dice.random() * len(items))]

    def canal(self, received: datetime) -> str:
        return "web" if received.time() > self.calendario.cierre else self.draw(CANALES)

    def termino(self, tipo: T, received: datetime, *, presencial: bool) -> Termino:
        """The engine's own due date; asked once per day, kind, and side of the closing hour."""
        key = (received.date(), tipo, received.time() > self.calendario.cierre, presencial)
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = Termino.of(vencimiento(tipo, received, self.calendario, presencial=presencial))
        return found

    def answered(self, received: datetime, dias: int) -> datetime:
        """When the answer leaves: nearly always within the term, never later than now."""
        wanted = received + timedelta(days=1 + self.dice.random() * dias * 1.35)
        return min(wanted, received + (self.ahora - received) * 0.8)


def utc_text(instant: datetime) -> str:
    """An instant as both databases read it, in UTC."""
    return instant.astimezone(UTC).isoformat(" ", "microseconds")[:26]

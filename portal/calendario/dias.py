"""The calendar of one municipality: which days count, and sums of days and months over them.

Sources: Ley 4 de 1913 arts. 59-62, Código Civil art. 67, Ley 51 de 1983, Ley 2578 de 2026, CPACA arts. 14, 15 par. 1 and 54.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from portal.calendario.festivos import festivos, norma_festivo, version_de_datos
from portal.calendario.fuente import ULTIMO_YEAR, YEAR_INICIAL
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError

NORMA_DIAS = "Ley 4 de 1913, art. 62"
_UN_DIA = timedelta(days=1)
_SABADO, _DOMINGO = 5, 6


class FueraDeCalendario(DomainError):
    """A date lies outside the years for which the holidays are known."""

    def __init__(self, dia: date) -> None:
        super().__init__(f"El calendario va de {YEAR_INICIAL} a {ULTIMO_YEAR}; no se puede contar con la fecha {dia.isoformat()}.")


class Politica(StrEnum):
    """How a filing received outside office hours is counted; the municipality chooses (both readings are defensible)."""

    SIGUIENTE_HABIL = "siguiente_habil"
    ESTRICTA = "estricta"


@dataclass(frozen=True)
class DiaNoHabil:
    """A day on which this municipality does not attend, and the act that orders it («vacantes», Ley 4 de 1913 art. 62)."""

    fecha: date
    motivo: str
    acto: str


@dataclass(frozen=True)
class Motivo:
    """Why a day does not count, in Spanish, and the norm or act that says so."""

    texto: str
    norma: str


@dataclass(frozen=True)
class Calendario:
    """The working days of one municipality and its policy for filings outside office hours.

    Args:
        politica: see `Politica`.
        cierre: last instant in hours; 17:00:00 is in hours, anything after it is not.
        sabado_habil: True only if Saturday belongs to the official working week.
        dias_no_habiles: local days off, each with its act.
    """

    politica: Politica = Politica.SIGUIENTE_HABIL
    cierre: time = time(17, 0, 0)
    sabado_habil: bool = False
    dias_no_habiles: tuple[DiaNoHabil, ...] = ()

    def is_habil(self, dia: date) -> bool:
        """Whether terms run on `dia` (Ley 4 de 1913 art. 62). Raises FueraDeCalendario."""
        weekday = dia.weekday()
        if not YEAR_INICIAL <= dia.year <= ULTIMO_YEAR:
            raise FueraDeCalendario(dia)
        if weekday == _DOMINGO or (weekday == _SABADO and not self.sabado_habil):
            return False
        return dia not in festivos(dia.year) and dia not in self._locales

    def motivo_no_habil(self, dia: date) -> Motivo | None:
        """Why `dia` does not count, or None when it does. A holiday is named even if it falls on a weekend. Raises FueraDeCalendario."""
        if self.is_habil(dia):
            return None
        if nombres := festivos(dia.year).get(dia):
            return Motivo("Festivo: " + "; ".join(nombres), norma_festivo(nombres))
        if local := self._locales.get(dia):
            return Motivo(local.motivo, local.acto)
        return Motivo("Domingo" if dia.weekday() == _DOMINGO else "Sábado", NORMA_DIAS)

    def primer_habil(self, dia: date) -> date:
        """`dia` itself when it counts, otherwise the first business day after it."""
        while not self.is_habil(dia):
            dia += _UN_DIA
        return dia

    def siguiente_habil(self, dia: date) -> date:
        """The first business day strictly after `dia`."""
        return self.primer_habil(dia + _UN_DIA)

    def sumar(self, dia: date, n: int) -> date:
        """The `n`-th business day strictly after `dia` (CPACA art. 14: «siguientes a su recepción»).

        Raises:
            ValueError: `n` is less than 1.
            FueraDeCalendario: the count leaves the known years.
        """
        if n < 1:
            raise ValueError(f"sumar cuenta desde 1 día hábil, no {n}")
        for _ in range(n):
            dia = self.siguiente_habil(dia)
        return dia

    def contar(self, desde: date, hasta: date) -> int:
        """How many business days there are after `desde` and up to `hasta` inclusive; 0 when `hasta` is not later."""
        return sum(self.is_habil(desde + timedelta(days=i)) for i in range(1, (hasta - desde).days + 1))

    def efectiva(self, recibida_en: datetime) -> date:
        """The day from which a filing counts, by the municipality's policy (CPACA arts. 15 par. 1 and 54).

        `estricta`: the calendar day of reception. `siguiente_habil`: that day if it is a business day and the hour is
        not past `cierre`; otherwise the next business day.

        Raises:
            ValueError: `recibida_en` has no zone.
        """
        if recibida_en.tzinfo is None:
            raise ValueError("recibida_en debe llevar zona horaria")
        local = recibida_en.astimezone(BOGOTA)
        dia = local.date()
        if self.politica is Politica.ESTRICTA or (self.is_habil(dia) and local.time() <= self.cierre):
            return dia
        return self.siguiente_habil(dia)

    def sumar_meses(self, dia: date, n: int) -> date:
        """The day with the same number `n` calendar months later, or that month's last; moved to a business day if it is not one.

        Source: Código Civil art. 67; Ley 4 de 1913 art. 62. Raises FueraDeCalendario.
        """
        year, month = divmod(dia.year * 12 + dia.month - 1 + n, 12)
        return self.primer_habil(date(year, month + 1, min(dia.day, monthrange(year, month + 1)[1])))

    def with_politica(self, politica: Politica | str) -> "Calendario":
        """The same days under another policy. Raises ValueError when there is no such policy."""
        politica = Politica(politica)
        return self if politica is self.politica else replace(self, politica=politica)

    @property
    def version(self) -> str:
        """What a stored due date was counted with: holiday data, working week and a digest of the local days («co0.109-lv-e3b0c442»)."""
        return f"co{version_de_datos()}-{'ls' if self.sabado_habil else 'lv'}-{self._digest}"

    @cached_property
    def _locales(self) -> Mapping[date, DiaNoHabil]:
        return {dia.fecha: dia for dia in self.dias_no_habiles}

    @cached_property
    def _digest(self) -> str:
        # Only dates change a count; the wording of an act does not.
        return sha256(",".join(sorted({dia.fecha.isoformat() for dia in self.dias_no_habiles})).encode()).hexdigest()[:8]

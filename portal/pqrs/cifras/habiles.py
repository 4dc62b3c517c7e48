"""How many business days lie between two days, answered a million times: the calendar is read once."""

from datetime import date, timedelta

from portal.calendario import Calendario


class DiasHabiles:
    """`Calendario.contar` from a table of sums; it grows by itself to the days that are asked for."""

    def __init__(self, calendario: Calendario) -> None:
        self._calendario = calendario
        self._first = 0
        self._sums: list[int] = []

    def contar(self, desde: date, hasta: date) -> int:
        """How many business days there are after `desde` and up to `hasta` inclusive; 0 when `hasta` is not later."""
        if hasta <= desde:
            return 0
        start = desde.toordinal()
        if not self._sums or start < self._first:
            self._first, self._sums = start, [0]
        while self._first + len(self._sums) <= hasta.toordinal():
            day = date.fromordinal(self._first) + timedelta(days=len(self._sums))
            self._sums.append(self._sums[-1] + self._calendario.is_habil(day))
        return self._sums[hasta.toordinal() - self._first] - self._sums[start - self._first]

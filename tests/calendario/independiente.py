"""Business days counted another way, from the laws' texts and without our code: Easter by Gauss's method as Meeus gives it."""

from datetime import date, timedelta
from functools import cache


def pascua(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def festivos(year: int) -> frozenset[date]:
    """Ley 51 de 1983 art. 1 and, since 2026, Ley 2578 de 2026 art. 6."""
    easter = pascua(year)
    fijos = {date(year, m, d) for m, d in ((1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25))}
    fijos |= {easter - timedelta(days=3), easter - timedelta(days=2)}
    trasladables = [date(year, m, d) for m, d in ((1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11))]
    trasladables += [easter + timedelta(days=n) for n in (39, 60, 68)]
    if year >= 2026:
        trasladables.append(date(year, 7, 9))
    return frozenset(fijos | {dia + timedelta(days=-dia.weekday() % 7) for dia in trasladables})


def is_habil(dia: date, sabado_habil: bool, locales: frozenset[date]) -> bool:
    """Whether terms run on `dia`."""
    return dia.isoweekday() <= (6 if sabado_habil else 5) and dia not in festivos(dia.year) and dia not in locales


def vence(dia: date, dias: int, sabado_habil: bool, locales: frozenset[date]) -> date:
    """The day on which the last of `dias` business days after `dia` falls, walking day by day."""
    left = dias
    while left:
        dia = dia + timedelta(days=1)
        if is_habil(dia, sabado_habil, locales):
            left -= 1
    return dia

"""Which figures are not told: those below five of the kinds with reserve, and those from which they could be computed.

Of denunciations of corruption and disciplinary complaints few arrive: «one, unanswered, in March» points at somebody. To hide only
that figure would not help, because the total less the other rows gives it back; to hide further rows until it no longer does would
leave a small municipality without a table. So such a row is told together with another one, and nothing is left to subtract.
Which kinds have reserve is said by who counts (`queries.tablas.CON_RESERVA`).
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

from portal.pqrs.cifras.medidas import CONTEOS

MINIMO = 5
Key = TypeVar("Key", bound=Hashable)
# The figures of a group, and how many of its cases are of a sealed kind.
Suma = tuple[Mapping[str, Any], int]


def is_reservada(suma: Suma) -> bool:
    """Whether these figures are of kinds with reserve alone and one of them is of fewer than five cases."""
    valores, reservadas = suma
    return 0 < reservadas == valores["recibidas"] and is_poca(valores)


def is_poca(valores: Mapping[str, Any]) -> bool:
    """Whether one of the figures is of fewer than five cases. None is no figure."""
    return any(0 < valores[name] < MINIMO for name in CONTEOS)


def fundir(sumas: Mapping[Key, Suma], parejas: Mapping[Key, Sequence[Key]] | None = None) -> list[tuple[Key, ...]]:
    """Which rows of a table are told together: each in a tuple, the one that it is added to first.

    Args:
        parejas: to which rows one is added by preference, if they hold ordinary cases; otherwise to the smallest that does.

    Returns:
        Every key once. Without any ordinary case all are one row.
    """
    small = [key for key, suma in sumas.items() if is_reservada(suma)]
    ordinary = sorted(
        (key for key, (valores, sealed) in sumas.items() if sealed < valores["recibidas"]), key=lambda key: (_size(sumas, key), str(key))
    )
    if small and not ordinary:
        return [tuple(sumas)]
    groups: dict[Key, list[Key]] = {key: [key] for key in sumas if key not in small}
    for key in small:
        wanted = [one for one in (parejas or {}).get(key, ()) if one in ordinary]
        groups[(wanted or ordinary)[0]].append(key)
    return [tuple(group) for group in groups.values()]


def _size(sumas: Mapping[Key, Suma], key: Key) -> int:
    return int(sumas[key][0]["recibidas"])

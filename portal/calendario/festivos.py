"""The national holidays of one year, from the data that `fuente` took out of the pinned `holidays` package."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from portal.calendario.fuente import DATOS

LEY_EMILIANI = "Ley 51 de 1983"
LEY_CHIQUINQUIRA = "Ley 2578 de 2026"


@cache
def _datos() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(DATOS.read_text(encoding="utf-8"))
    return data


@cache
def festivos(year: int) -> Mapping[date, tuple[str, ...]]:
    """The holidays of `year` with their Spanish names; two may fall on one Monday (30 June 2025).

    Source: Ley 51 de 1983 art. 1; since 2026 also Ley 2578 de 2026 art. 6 (Nuestra Señora del Rosario de Chiquinquirá).
    """
    known: dict[str, list[str]] = _datos()["years"][str(year)]
    return MappingProxyType({date.fromisoformat(dia): tuple(names) for dia, names in known.items()})


def norma_festivo(nombres: tuple[str, ...]) -> str:
    """The law or laws that make these names a holiday."""
    normas = dict.fromkeys(LEY_CHIQUINQUIRA if "Chiquinquirá" in nombre else LEY_EMILIANI for nombre in nombres)
    return " y ".join(normas)


@cache
def version_de_datos() -> str:
    """The version of the holiday data in use."""
    return str(_datos()["version"])

"""The national holidays of one year, from the pinned `holidays` package (data kept by its community, never typed by hand)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from types import MappingProxyType

LEY_EMILIANI = "Ley 51 de 1983"
LEY_CHIQUINQUIRA = "Ley 2578 de 2026"


@cache
def festivos(year: int) -> Mapping[date, tuple[str, ...]]:
    """The holidays of `year` with their Spanish names; two may fall on one Monday (30 June 2025).

    Source: Ley 51 de 1983 art. 1; since 2026 also Ley 2578 de 2026 art. 6 (Nuestra Señora del Rosario de Chiquinquirá).
    """
    import holidays  # heavy: loaded once, when a calendar is first asked

    table = holidays.country_holidays("CO", language="es", years=year, expand=False)
    return MappingProxyType({dia: tuple(_nombre(name) for name in names.split("; ")) for dia, names in table.items()})


def norma_festivo(nombres: tuple[str, ...]) -> str:
    """The law or laws that make these names a holiday."""
    normas = dict.fromkeys(LEY_CHIQUINQUIRA if "Chiquinquirá" in nombre else LEY_EMILIANI for nombre in nombres)
    return " y ".join(normas)


@cache
def version_de_datos() -> str:
    """The version of the holiday data in use, without loading them."""
    return version("holidays")


def _nombre(name: str) -> str:
    return name.replace("(observado)", "(trasladado)").replace("del señor", "del Señor")

"""Where the holidays come from: the `holidays` package, whose data a community keeps and nobody here types by hand.

Its three hundred modules cost each process 14 MB and most of a second, so what it says of Colombia is kept beside this
module as data. After a new release: `python -m portal.calendario.fuente`. A test compares both.
"""

import json
from pathlib import Path

DATOS = Path(__file__).with_name("festivos.json")
# Holidays move to Monday since Ley 51 de 1983; nobody files before, nor plans beyond, these years.
YEAR_INICIAL, ULTIMO_YEAR = 1984, 2100


def read_package() -> dict[str, object]:
    """The data as they are kept: the package's version and, for each year, day → names."""
    from importlib.metadata import version

    import holidays

    years = {}
    for year in range(YEAR_INICIAL, ULTIMO_YEAR + 1):
        table = holidays.country_holidays("CO", language="es", years=year, expand=False)
        years[str(year)] = {dia.isoformat(): [_nombre(name) for name in names.split("; ")] for dia, names in sorted(table.items())}
    return {"version": version("holidays"), "years": years}


def _nombre(name: str) -> str:
    return name.replace("(observado)", "(trasladado)").replace("del señor", "del Señor")


def write_data() -> None:
    """Keep what the installed package says."""
    DATOS.write_text(json.dumps(read_package(), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_data()

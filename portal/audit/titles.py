"""How an act is called on screen. Each subject adds its own; an act without a title shows its name."""

from collections.abc import Mapping

_titles: dict[str, str] = {}


def add_titles(titles: Mapping[str, str]) -> None:
    """Make Spanish titles known: `{"peticion_radicada": "Petición radicada"}`."""
    _titles.update(titles)


def describe(tipo: str) -> str:
    """The title of an act, or its name in readable form."""
    return _titles.get(tipo) or tipo.replace("_", " ").capitalize()


def known() -> dict[str, str]:
    """Every act with a title, in order of title."""
    return dict(sorted(_titles.items(), key=lambda one: one[1]))

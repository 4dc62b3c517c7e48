"""The words for what the record keeps: acts, the objects they were done to, and their facts. Each subject adds its own.

A test finds every act that is recorded anywhere and asks that it has a title.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.clock import BOGOTA

NOTHING = "—"
# Longer facts are hashes, or texts that the case's own page shows whole.
_MOST_CHARACTERS = 300


@dataclass(frozen=True)
class ObjectKind:
    """A kind of object that acts are done to.

    Attributes:
        title: one of them, such as «Caso».
        names: what each of these keys is called, such as its radicado; a key without a name is shown by its number.
        find: the keys of those that somebody means by a text.
        needs: the permission without which the facts of its acts are not shown, only who did what and when.
    """

    title: str
    names: Callable[[Collection[int]], Mapping[int, str]]
    find: Callable[[str], Collection[int]]
    needs: str = ""


_acts: dict[str, str] = {}
_kinds: dict[str, ObjectKind] = {}
_fields: dict[str, str] = {}
_values: dict[str, Callable[[str], str | None]] = {}


def add_titles(titles: Mapping[str, str]) -> None:
    """Make the titles of acts known: `{"peticion_radicada": "Petición radicada"}`."""
    _acts.update(titles)


def add_kind(name: str, kind: ObjectKind) -> None:
    """Make known what an object of `sobre=(name, …)` is called."""
    _kinds[name] = kind


def add_fields(titles: Mapping[str, str], values: Mapping[str, Callable[[str], str | None]] | None = None) -> None:
    """Make the words of facts known: `{"vence_el": "Vence el"}`; `values` gives the words of a value that is a key."""
    _fields.update(titles)
    _values.update(values or {})


def describe(tipo: str) -> str:
    """The title of an act, or its name in readable form."""
    return _acts.get(tipo) or tipo.replace("_", " ").capitalize()


def known() -> dict[str, str]:
    """Every act with a title, in order of title."""
    return dict(sorted(_acts.items(), key=lambda one: one[1]))


def kinds() -> dict[str, ObjectKind]:
    """Every kind of object, in order of title."""
    return dict(sorted(_kinds.items(), key=lambda one: one[1].title))


def fields() -> Collection[str]:
    """The facts that have words."""
    return _fields.keys()


def tell_facts(datos: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts of an act in words: (what, value), a change as «antes → después»."""
    return [(_fields.get(name) or name.replace("_", " ").capitalize(), _told(name, value)) for name, value in datos.items()]


def _told(name: str, value: Any) -> str:
    if isinstance(value, list) and len(value) == 2:
        return f"{_one(name, value[0])} → {_one(name, value[1])}"
    return _one(name, value)


def _one(name: str, value: Any) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, list):
        return ", ".join(_one(name, one) for one in value)
    words_of = _values.get(name)
    text = (words_of(str(value)) if words_of else None) or _day(str(value)) or str(value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _day(text: str) -> str | None:
    """A date, or an instant with its zone, as tables write it; None for any other text."""
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text):%d/%m/%Y}"
        moment = datetime.fromisoformat(text) if "T" in text[:11] else None
        return f"{moment.astimezone(BOGOTA):%d/%m/%Y %H:%M}" if moment and moment.tzinfo else None
    except ValueError:
        return None

"""What an address of an interface for programs may ask for, read strictly: what makes no sense is refused, never ignored.

Each parameter reads its text and describes itself in JSON Schema, so that the document and the program cannot disagree.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.core.text import clean_line
from portal.web.pagination import decode_cursor
from portal.web.shapes import Schema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2200, 12, 31)


class Unreadable(Exception):
    """Why a value makes no sense, in words for who wrote the program."""


class BadQuery(Exception):
    """What is wrong with an address: the name of each parameter and why."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in problems))
        self.problems = problems


@dataclass(frozen=True)
class Parameter:
    """One parameter. `read` gives its value or raises `Unreadable`; `place`: of the query, or of the path."""

    name: str
    description: str
    schema: Schema
    read: Callable[[str], Any]
    required: bool = False
    default: Any = None
    example: Any = None
    place: str = "query"


def choice(name: str, values: Collection[str], description: str, *, required: bool = False, example: str | None = None) -> Parameter:
    """One of a few words."""
    known = tuple(values)

    def read(text: str) -> str:
        if text not in known:
            raise Unreadable(f"debe ser uno de: {', '.join(known)}")
        return text

    return Parameter(name, description, {"type": "string", "enum": list(known)}, read, required, example=example)


def day(name: str, description: str, *, example: str = "2026-02-03") -> Parameter:
    """A calendar day. Days before 2000 or after 2200 ask for the same as those."""
    return Parameter(
        name, description, {"type": "string", "format": "date"}, lambda text: min(max(_day(text), _FIRST_DAY), _LAST_DAY), example=example
    )


def moment(name: str, description: str, *, example: str = "2026-02-03T10:15:00-05:00") -> Parameter:
    """An instant, or a day, which means its beginning; without a zone, of Bogotá. Must be given."""

    def read(text: str) -> datetime:
        try:
            # A «+» of an address arrives as a blank.
            found = datetime.combine(_day(text), time(0)) if _DAY.fullmatch(text) else datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError as error:
            raise Unreadable("debe ser un día y una hora como 2026-02-03T10:15:00-05:00, o un día como 2026-02-03") from error
        if not 1000 < found.year < 9000:
            # Beyond these its hour of Bogotá may not exist.
            raise DomainError("Esa fecha está fuera de los años que se pueden contar.")
        return found if found.tzinfo else found.replace(tzinfo=BOGOTA)

    schema = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
    return Parameter(name, description, schema, read, required=True, example=example)


def number(
    name: str, description: str, *, least: int = 1, most: int = 2**31 - 1, default: int | None = None, example: int | None = None,
    place: str = "query",
) -> Parameter:  # fmt: skip
    """A whole number."""

    def read(text: str) -> int:
        if not (re.fullmatch(r"[0-9]{1,10}", text) and least <= int(text) <= most):
            raise Unreadable(f"debe ser un número entero de {least} a {most}")
        return int(text)

    schema: Schema = {"type": "integer", "minimum": least, "maximum": most}
    if default is not None:
        schema["default"] = default
    return Parameter(name, description, schema, read, place == "path", default, example, place)


def flag(name: str, description: str) -> Parameter:
    """Yes or no; no when it is not said."""

    def read(text: str) -> bool:
        if text not in {"true", "false"}:
            raise Unreadable("debe ser true o false")
        return text == "true"

    return Parameter(name, description, {"type": "boolean", "default": False}, read, default=False)


def words(name: str, description: str, *, longest: int = 120, example: str | None = None) -> Parameter:
    """Words to look for."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise Unreadable(f"admite como mucho {longest} letras")
        return clean_line(text)

    return Parameter(name, description, {"type": "string", "maxLength": longest}, read, default="", example=example)


def matching(name: str, pattern: str, description: str, *, example: str, place: str = "path") -> Parameter:
    """A text of a fixed form; within the address, another one is not found."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise Unreadable(f"debe ser como {example}")
        return text

    return Parameter(name, description, {"type": "string", "pattern": f"^{pattern}$"}, read, place == "path", example=example, place=place)


def cursor(description: str, types: tuple[type, ...], key: Callable[[tuple[Any, ...]], Any]) -> Parameter:
    """Where a page begins, as the page before gave it; `key` makes of its parts what the query takes, or raises ValueError."""

    def read(text: str) -> Any:
        found = decode_cursor(text, types)
        try:
            if found is not None:
                return key(found)
        except ValueError:
            pass
        raise Unreadable("no es el valor que dio la página anterior")

    return Parameter("desde", description, {"type": "string", "maxLength": 300}, read)


def read_query(args: MultiDict[str, str], parameters: Sequence[Parameter]) -> Mapping[str, Any]:
    """The value of every parameter of the query, by name.

    Raises:
        BadQuery: a value makes no sense, is missing, is there twice, or nobody knows its name.
    """
    known = {one.name: one for one in parameters if one.place == "query"}
    problems = [(name[:40], "no es un parámetro de este servicio") for name in args if name not in known]
    values: dict[str, Any] = {}
    for name, one in known.items():
        given = args.getlist(name)
        try:
            values[name] = _read(one, given)
        except Unreadable as error:
            problems.append((name, str(error)))
    if problems:
        raise BadQuery(problems)
    return values


def _read(one: Parameter, given: Sequence[str]) -> Any:
    if len(given) > 1:
        raise Unreadable("está más de una vez")
    if not given:
        if one.required:
            raise Unreadable("falta")
        return one.default
    return one.read(given[0])


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unreadable("debe ser un día como 2026-02-03")

"""What an interface for programs answers, as dataclasses: written as JSON, and described in JSON Schema (2020-12) from the same class.

@dataclass(frozen=True)
class Dia:
    fecha: date = told("Día del calendario")
"""

import dataclasses
import types
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
_SIMPLE: Mapping[type, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}


def told(words: str, *, values: Collection[str] = (), example: Any = None) -> Any:
    """A field with what it means, for who reads the document; `values` are all that it may have."""
    return dataclasses.field(metadata={"description": words, "values": tuple(values), "example": example})


def as_json(value: Any) -> Any:
    """The value as JSON takes it: instants to the second with their zone."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_json(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def schemas_of(*roots: type) -> dict[str, Schema]:
    """The schema of each of these classes and of every class within them, by name."""
    found: dict[str, Schema] = {}
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if one.__name__ not in found:
            found[one.__name__] = _object(one)
            waiting += [kind for hint in get_type_hints(one).values() for kind in _classes_in(hint)]
    return dict(sorted(found.items()))


def reference(kind: type) -> Schema:
    """Where the document describes this class."""
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _object(kind: type) -> Schema:
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split("\n\n", 1)[0].split()),
        "properties": {one.name: _property(hints[one.name], one.metadata) for one in fields},
        "required": [one.name for one in fields],
        "additionalProperties": False,
    }


def _property(hint: Any, metadata: Mapping[str, Any]) -> Schema:
    schema = _schema(hint)
    if metadata.get("values"):
        schema["enum"] = [*metadata["values"], *([None] if "null" in schema["type"] else [])]
    if metadata.get("example") is not None:
        schema["examples"] = [metadata["example"]]
    return {**schema, "description": metadata.get("description", "")}


def _schema(hint: Any) -> Schema:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return reference(hint)
    if get_origin(hint) in {list, tuple}:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if get_origin(hint) in {Union, types.UnionType}:
        return _optional([_schema(one) for one in get_args(hint)])
    raise TypeError(f"an answer cannot hold {hint!r}")


def _optional(schemas: list[Schema]) -> Schema:
    """One that may be missing: its type or null; of a class, one of both."""
    if any("$ref" in one for one in schemas):
        return {"oneOf": schemas}
    joined: Schema = {}
    for one in schemas:
        joined |= {name: value for name, value in one.items() if name != "type"}
    return {**joined, "type": [one["type"] for one in schemas]}


def _classes_in(hint: Any) -> list[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    return [kind for inner in get_args(hint) for kind in _classes_in(inner)]

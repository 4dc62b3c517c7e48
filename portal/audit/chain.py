"""The hash chain, as pure functions: what of a row is hashed, and how each row holds on to the one before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]

# What the first row of all holds in place of a predecessor's hash.
GENESIS = "0" * 64

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_HASHED = (
    "id", "tipo", "actor_tipo", "actor_id", "actor_nombre", "objeto_tipo", "objeto_id",
    "dependencia_id", "datos", "origen", "publico",
)  # fmt: skip


def plain(datos: Mapping[str, Any] | None) -> dict[str, Any]:
    """Facts as the database will give them back: days and amounts as text, keys as text, nothing but JSON."""
    return json.loads(json.dumps(datos, default=str)) if datos else {}


def row_hash(row: Mapping[str, Any], previous: str) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of a row and of the hash of the row before.

    Canonical: keys sorted, no blanks, ASCII escapes, the instant in UTC with microseconds. It must never change: every
    row that exists was hashed with it.
    """
    instant: datetime = row["en"]
    facts = {name: row[name] for name in _HASHED}
    facts["en"] = instant.astimezone(UTC).isoformat(timespec="microseconds")
    facts["hash_previo"] = previous
    return hashlib.sha256(_CANONICAL(facts).encode("ascii")).hexdigest()


def link(rows: Iterable[Row], first_id: int, previous: str) -> Iterator[Row]:
    """Number the rows from `first_id` and chain them after `previous`; the rows given are completed in place."""
    for number, row in enumerate(rows, first_id):
        row["id"] = number
        row["hash_previo"] = previous
        previous = row["hash"] = row_hash(row, previous)
        yield row

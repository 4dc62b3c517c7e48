"""Keyset pages: a page begins after the last row of the one before, so a deep page costs what the first costs.

The cursor in the URL is the sort key of a row, not a secret and not trusted: it is parsed strictly.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")

_LARGEST_KEY = 2**31 - 1


@dataclass(frozen=True)
class KeysetPage(Generic[T]):
    """Rows of one page with the cursors to its neighbours (None where there is none).

    `path` is the list's own address, for a page that another one answers with; empty is the address of this request.
    """

    rows: Sequence[T]
    next_cursor: str | None
    is_first: bool
    path: str = ""

    @property
    def next_url(self) -> str | None:
        return _url_with(self.path, self.next_cursor) if self.next_cursor else None

    @property
    def first_url(self) -> str | None:
        return None if self.is_first else _url_with(self.path, None)

    @property
    def prev_url(self) -> str | None:
        return None

    @property
    def count_text(self) -> str:
        return f"{len(self.rows)} en esta página" if self.rows else "Ninguno"


def _url_with(path: str, cursor: str | None) -> str:
    query = filters_query()
    if cursor:
        query = [*query, ("desde", cursor)]
    return (path or request.path) + (f"?{urlencode(query)}" if query else "")


def filters_query() -> list[tuple[str, str]]:
    """The address's own words without the place in the pages.

    Joined to a path by `urlencode`, never given to `url_for`: there `_scheme` or `endpoint` would be orders.
    """
    return [(key, value) for key, value in request.args.items(multi=True) if key != "desde"]


def encode_cursor(*key: Any) -> str:
    """The sort key of a page's last row as a URL-safe text. Dates travel as ISO texts."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(text: str | None, types: tuple[type, ...]) -> tuple[Any, ...] | None:
    """The key back, or None when the text is absent or not one of ours (then the first page is shown)."""
    if not text or len(text) > 300:
        return None
    try:
        key = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(key, list) or len(key) != len(types):
        return None
    return tuple(key) if all(type(one) is kind and _can_be_asked_for(one) for one, kind in zip(key, types, strict=True)) else None


def _can_be_asked_for(value: Any) -> bool:
    """Whether a database takes it: no number beyond any key, no half of a character, no null."""
    if isinstance(value, int):
        return 0 <= value <= _LARGEST_KEY
    return not isinstance(value, str) or re.search("[\x00\ud800-\udfff]", value) is None


def make_page(rows: Sequence[T], limit: int, cursor: str | None, key_of: Any, path: str = "") -> KeysetPage[T]:
    """A page out of up to `limit` + 1 rows; `key_of(row)` gives the sort key as a tuple, `path` is as in `KeysetPage`."""
    shown = rows[:limit]
    more = len(rows) > limit
    return KeysetPage(shown, encode_cursor(*key_of(shown[-1])) if more else None, is_first=cursor is None, path=path)


def words_of(unknown: Mapping[str, str]) -> list[str]:
    """What is said of filters that make no sense, by the name of each: once, also where two are wrong together."""
    return [*dict.fromkeys(unknown.values())]

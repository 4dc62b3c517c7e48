"""Keeps a rendered public page that is the same for everybody but for a few values, and puts those in anew each time.

Drawing a long form costs ten times what sending it costs. The kept page holds a marker where each visitor's own values
stand (the CSRF token, the form's one-time key); what it shows of the municipality is part of its key, so a change shows
at once. Nothing is kept for officials, nor of an answer to what somebody typed.
"""

import html
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from weakref import WeakSet

KEPT = 64
_caches: WeakSet["PageCache"] = WeakSet()


def forget_all() -> None:
    """Drop every page of every cache, for a database that went back in time."""
    for cache in _caches:
        cache.forget()


class PageCache:
    """Up to `KEPT` pages of one worker, the least used one leaving first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._pages: OrderedDict[Hashable, tuple[str, str]] = OrderedDict()
        self._kept = kept
        self._lock = Lock()
        _caches.add(self)

    def get(self, key: Hashable, own: Mapping[str, str], render: Callable[[], str]) -> str:
        """The page for `key` with this visitor's `own` values in it.

        Args:
            own: name → the value that `render` would write (each long and random, so that it is found again); may be empty.
            render: draws the page, with exactly these values.
        """
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
        if found is None:
            page = render()
            self._keep(key, page, own)
            return page
        mark, page = found
        for name, value in own.items():
            page = page.replace(f"{mark}{name};", html.escape(value))
        return page

    def _keep(self, key: Hashable, page: str, own: Mapping[str, str]) -> None:
        # Unguessable, so that nothing on a page can pass for a marker.
        mark = f"<!{secrets.token_hex(16)}:"
        for name, value in own.items():
            written = html.escape(value)
            if len(value) < 16 or written not in page:
                return
            page = page.replace(written, f"{mark}{name};")
        with self._lock:
            self._pages[key] = (mark, page)
            while len(self._pages) > self._kept:
                self._pages.popitem(last=False)

    def forget(self) -> None:
        """Drop every page."""
        with self._lock:
            self._pages.clear()

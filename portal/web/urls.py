"""Addresses as citizens see them, for letters and QR codes that are made outside a request too."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def absolute_url(endpoint: str, **values: Any) -> str:
    """The full address of a page, built on PUBLIC_URL and never on what a request claims its host to be."""
    base = current_app.config["SETTINGS"].public_url.rstrip("/")
    parts = urlsplit(base)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    return base + adapter.build(endpoint, values)


def is_local_path(target: str | None) -> bool:
    """Whether a redirect target stays on this site: a path, not `//host`, not `/\\host`, no scheme."""
    return bool(target) and (target or "").startswith("/") and not (target or "").startswith(("//", "/\\")) and "\n" not in (target or "")

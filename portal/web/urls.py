"""Addresses as citizens see them, for letters and QR codes that are made outside a request too."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

_LOCAL_PATH = re.compile(r"/(?!/)[^\x00-\x20\x7f\\]{0,1000}")


def absolute_url(endpoint: str, **values: Any) -> str:
    """The full address of a page, built on PUBLIC_URL and never on what a request claims its host to be."""
    base = current_app.config["SETTINGS"].public_url.rstrip("/")
    parts = urlsplit(base)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    return f"{base}{adapter.build(endpoint, values)}"


def is_local_path(target: str | None) -> bool:
    """Whether a redirect target stays on this site: a path, not `//host`, no scheme.

    Neither backslashes nor controls or blanks: browsers turn the first into slashes, and take tabs and line ends out, so
    that `/<tab>/host` would become `//host`. An address too long for the session's cookie is none either.
    """
    return bool(target) and _LOCAL_PATH.fullmatch(target or "") is not None

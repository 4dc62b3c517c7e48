"""The name of a request in the logs and on error pages: random, so that it says nothing about who asked."""

import re
import secrets

from flask import current_app
from werkzeug.wrappers import Request

_SHAPE = re.compile(r"[A-Za-z0-9-]{8,64}")


def new_request_id(request: Request) -> str:
    """A fresh id; the proxy's own only when the deployment says that it has a proxy to trust."""
    given = request.headers.get("X-Request-ID", "")
    if current_app.config["SETTINGS"].trusted_proxies and _SHAPE.fullmatch(given):
        return given
    return secrets.token_hex(8)

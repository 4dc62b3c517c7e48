"""How often one connection may try something. Its address is never kept: only a keyed hash of it that changes each day.

    @bp.post("/ingreso")
    @limit("10/minute")
    @public
    def ingresar(): …

When the counters cannot be reached the portal goes on without limits and says so in its log: a citizen must be able
to file, and sign-in has delays of its own in the main database.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Sequence

from flask import Flask, current_app, g, request
from flask_limiter import RequestLimit, RouteLimit
from limits.errors import StorageError
from limits.storage import Storage

from portal.config import Settings
from portal.core import clock
from portal.extensions import limiter
from portal.web import limit_storage
from portal.web.logging import logger, security_event

# How many bits of an IPv6 address name a household; the rest its owner chooses freely.
_IPV6_PREFIX = 64


def init_limits(app: Flask, settings: Settings) -> None:
    """Bind Flask-Limiter to the counters' storage."""
    limit_storage.init_storage(app, settings.database_url)
    app.config["RATELIMIT_STORAGE_URI"] = "portal://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"wrap_exceptions": True}
    app.config["RATELIMIT_SWALLOW_ERRORS"] = True
    limiter.init_app(app)


def address_key() -> str:
    """Who is trying, as far as we want to know: a hash of the address that nobody without the secret can reverse, new each day."""
    if "address_key" not in g:
        text = f"{clock.today().isoformat()} {_network(request.remote_addr or '')}"
        digest = hmac.new(current_app.config["SECRET_KEY"].encode(), text.encode(), hashlib.sha256)
        g.address_key = digest.hexdigest()[:24]
    key: str = g.address_key
    return key


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
    return str(parsed)


def limit(rate: str, *, methods: Sequence[str] = ("POST",)) -> RouteLimit:
    """A decorator: so many requests per connection to this view, such as "10/minute" or "5/minute;30/hour". Beyond that, 429.

    Put it above the access decorator. `methods` says which requests count: those that send something, unless told otherwise.
    """
    return limiter.limit(rate, key_func=address_key, methods=list(methods), on_breach=_note_breach)


def _note_breach(breached: RequestLimit) -> None:
    g.retry_after = max(1, int(breached.reset_at - clock.now().timestamp()))
    security_event("demasiados_intentos", endpoint=request.endpoint)


def hit(scope: str, limit: int, window: int, *, key: str | None = None) -> bool:
    """Count one try and say whether it is within the limit.

    Args:
        scope: what is tried, such as "radicar".
        limit: how many are allowed in a window.
        window: seconds, from the first try.
        key: who tries; the connection of the present request when None. Give a hash, never an address of anybody.
    """
    count = _with_storage(lambda storage: storage.incr(_name(scope, window, key), window))
    return count is None or count <= limit


def count_hits(scope: str, window: int, *, key: str | None = None) -> int:
    """How many tries `hit` counted in the present window (seconds); 0 when the counters cannot be reached."""
    return _with_storage(lambda storage: storage.get(_name(scope, window, key))) or 0


def forget_all() -> None:
    """Forget every try; for the tests, which must not hinder each other."""
    _with_storage(lambda storage: storage.reset() or 0)


def _name(scope: str, window: int, key: str | None) -> str:
    return f"{scope}/{window}/{key or address_key()}"


def _with_storage(use: Callable[[Storage], int]) -> int | None:
    if not limiter.enabled or not current_app.config["RATELIMIT_ENABLED"]:
        return None
    try:
        return use(limiter.storage)
    except StorageError as error:
        logger().error("limites_sin_contador", error=type(error.storage_error).__name__)
        return None

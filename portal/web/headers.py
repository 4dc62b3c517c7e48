"""What every answer says to the browser, which hosts are served, and which proxy is believed."""

from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.config import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)

# A place may be read from the device for a petition; nothing else of it is ever asked for.
_PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()"
)

_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Addresses of cases never reach another site; the CSRF check over https needs the referrer within this one.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": _PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_HSTS = "max-age=31536000; includeSubDomains"


def init_headers(app: Flask, settings: Settings) -> None:
    """Add the headers to whatever a view did not set itself; trust proxies and hosts only as the deployment says."""
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        # WSGI middleware is wired by replacing this attribute (Flask's own documentation); mypy only sees a method.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_port=0, x_prefix=0)  # type: ignore[method-assign]
    if settings.is_production:
        # The machine itself may ask for /healthz under its own name; letters never take their links from a request.
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.public_url).hostname or "", "127.0.0.1", "localhost"]

    always = {name.lower(): (name, value) for name, value in security_headers(over_https=settings.is_production).items()}

    @app.after_request
    def add_headers(response: Response) -> Response:
        # One look at what the view set, instead of one per header: this runs for every answer.
        present = {name.lower() for name, _ in response.headers}
        response.headers.extend([pair for name, pair in always.items() if name not in present])
        return response


def security_headers(*, over_https: bool) -> dict[str, str]:
    """What every answer carries unless its view says otherwise; the promise of https only where it is served so."""
    return {**_ALWAYS, **({"Strict-Transport-Security": _HSTS} if over_https else {})}


def cache_publicly(response: Response, seconds: int) -> Response:
    """Let browsers and proxies keep an answer that is the same for everybody; for open data and the like."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response

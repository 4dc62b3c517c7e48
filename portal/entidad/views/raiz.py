"""What programs look for at the root of a site: robots.txt, sitemap.xml, favicon.ico and security.txt."""

from datetime import UTC, datetime, time, timedelta
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, current_app, redirect
from werkzeug.wrappers import Response as BaseResponse

from portal.core import clock
from portal.entidad.context import entidad_en_pagina
from portal.web.access import public
from portal.web.context import MENUS
from portal.web.headers import cache_publicly
from portal.web.menus import registry
from portal.web.static_files import static_url
from portal.web.urls import absolute_url

bp = Blueprint("raiz", __name__)

_DAY = 86_400
# What holds cases, accounts or single answers to somebody: nothing that a search engine should list.
_NOT_LISTED = ("/gestion/", "/cuenta/", "/ingreso", "/pqrs/seguimiento/", "/verificar/", "/preferencias", "/estilo")
# RFC 9116 asks for less than a year; who keeps the portal up to date renews it by doing so.
_SECURITY_DAYS = 180


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """What search engines may list: the public pages of the real portal; nothing of a demonstration."""
    if current_app.config["SETTINGS"].is_production:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_LISTED), "", f"Sitemap: {absolute_url('raiz.sitemap')}"]
    else:
        lines = ["# Datos de demostración: que ningún buscador los muestre.", "User-agent: *", "Disallow: /"]
    return _plain(lines)


@bp.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The pages of the public menus, each once."""
    pages = ["/", *(item.url.partition("#")[0] for menu, _title in (*MENUS, ("pie", "")) for item in registry().items(menu))]
    base = current_app.config["SETTINGS"].public_url.rstrip("/")
    listed = [page for page in dict.fromkeys(pages) if not page.startswith(_NOT_LISTED)]
    urls = "".join(f"<url><loc>{escape(base + page)}</loc></url>\n" for page in listed)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return cache_publicly(Response(xml, mimetype="application/xml"), _DAY)


@bp.get("/favicon.ico")
@public
def favicon() -> BaseResponse:
    """The portal's sign, for what asks by habit instead of reading the page."""
    return redirect(static_url("img/favicon.svg"))


@bp.get("/.well-known/security.txt")
@public
def security_txt() -> Response:
    """Whom to tell of a weakness (RFC 9116): the deployment's contact, else the municipality's address; absent without one."""
    entidad = entidad_en_pagina()
    contact = current_app.config["SETTINGS"].security_contact or (entidad.correo if entidad else "")
    if not contact:
        abort(404)
    ends = datetime.combine(clock.today() + timedelta(days=_SECURITY_DAYS), time(0), UTC)
    return _plain(
        [
            "# Si encontró una falla de seguridad, escríbanos antes de publicarla. Gracias.",
            f"Contact: {contact if contact.startswith('https://') else 'mailto:' + contact}",
            f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: es",
            f"Canonical: {absolute_url('raiz.security_txt')}",
        ]
    )


def _plain(lines: list[str]) -> Response:
    return cache_publicly(Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"), _DAY)

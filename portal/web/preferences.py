"""Contrast and text size that the reader chooses, kept in a cookie of their own browser and nowhere else.

Works without JavaScript. The form sits on every page, so it carries no CSRF token: a token would open a session for
every reader and keep pages from being cached. A request that another site caused is refused by its origin instead;
what it could do is change the size of the letters.
"""

import re
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Request, Response

from portal.extensions import csrf
from portal.web.access import public
from portal.web.urls import is_local_path

Texto = Literal["normal", "grande", "muy_grande"]

COOKIE = "preferencias"
SIZES: tuple[Texto, ...] = ("normal", "grande", "muy_grande")
_SHAPE = re.compile(r"([01])\.(normal|grande|muy_grande)")
_ONE_YEAR = 365 * 24 * 3600  # seconds

bp = Blueprint("preferencias", __name__)
csrf.exempt(bp)


@dataclass(frozen=True)
class Preferences:
    """What the reader chose. `clases` goes into the `class` of the page's root element."""

    contraste: bool = False
    texto: Texto = "normal"

    @property
    def clases(self) -> str:
        chosen = [f"texto-{self.texto.replace('_', '-')}"] if self.texto != "normal" else []
        return " ".join([*chosen, *(["alto-contraste"] if self.contraste else [])])

    @property
    def cookie(self) -> str:
        return f"{int(self.contraste)}.{self.texto}"


def current_preferences(req: Request) -> Preferences:
    """The preferences that this request carries; the defaults when it carries none or something else."""
    found = _SHAPE.fullmatch(req.cookies.get(_cookie_name(), ""))
    if not found:
        return Preferences()
    return Preferences(contraste=found.group(1) == "1", texto=cast(Texto, found.group(2)))


@bp.post("/preferencias")
@public
def guardar() -> Response:
    """Keep the choice of one button of the accessibility bar and go back to the page it was on."""
    if not _from_this_site(request):
        abort(400)
    chosen = _changed(current_preferences(request), request.form.get("contraste"), request.form.get("texto"))
    answer = redirect(_page_of(request.form.get("volver", "")), 303)
    answer.set_cookie(_cookie_name(), chosen.cookie, max_age=_ONE_YEAR, samesite="Lax", secure=_is_secure(), httponly=True)
    return answer


def _page_of(target: str) -> str:
    """The page to go back to. One that was drawn by sending a form may stand at an address that shows nothing by itself: then
    the nearest one above it."""
    if not is_local_path(target):
        return "/"
    path, mark, query = target.partition("?")
    if _is_page(path):
        return path + mark + query
    while path.count("/") > 1:
        path = path.rpartition("/")[0]
        if _is_page(path):
            return path
    return "/"


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def _is_secure() -> bool:
    return bool(current_app.config.get("SESSION_COOKIE_SECURE"))


def _cookie_name() -> str:
    # Every cookie that travels over https belongs to this host alone (ASVS 3.3.3).
    return f"__Host-{COOKIE}" if _is_secure() else COOKIE


def _changed(before: Preferences, contraste: str | None, texto: str | None) -> Preferences:
    """`before` with what the form named; anything that is not one of our values changes nothing."""
    contrast = contraste == "1" if contraste in ("0", "1") else before.contraste
    size = texto if texto in SIZES else before.texto
    return Preferences(contrast, size)


def _from_this_site(req: Request) -> bool:
    """Whether the browser says that a page of ours sent this. A browser that says nothing at all is believed."""
    site = req.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    # «null» is what a browser says when it may not tell the origin, for one because of a strict Referrer-Policy.
    origin = req.headers.get("Origin")
    claimed = origin if origin and origin != "null" else req.headers.get("Referer")
    return claimed is None or urlsplit(claimed).netloc == req.host

"""Front page, shield, search and site map."""

import re

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.text import clean_line
from portal.entidad.context import entidad_en_pagina
from portal.files.errors import BlobMissing
from portal.files.storage import open_blob
from portal.web.access import public
from portal.web.context import MENUS
from portal.web.menus import registry

bp = Blueprint("inicio", __name__, template_folder="../templates")

_RADICADO = re.compile(r"\d{4}[- ]*[es][- ]*\d{1,9}(?:(?<=\d{6})[-/][0-9a-z.]{1,12})?", re.IGNORECASE)


@bp.get("/")
@public
def portada() -> str:
    """The front page: the municipality, and one block of each subject that has something to show."""
    blocks = [(template, context() if context else None) for _order, template, context in registry().front_blocks]
    return render_template("entidad/portada.html", bloques=blocks)


@bp.get("/escudo")
@public
def escudo() -> Response:
    """The municipality's own shield."""
    entidad = entidad_en_pagina()
    if entidad is None or entidad.escudo_sha256 is None:
        abort(404)
    try:
        with open_blob(entidad.escudo_sha256) as blob:
            picture = blob.read()
    except BlobMissing:
        abort(404)
    answer = current_app.response_class(picture, mimetype=entidad.escudo_mime)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@bp.get("/buscar")
@public
def buscar() -> Response | str:
    """Search the pages and what the subjects offer; a radicado leads to its tracking page."""
    q = clean_line(request.args.get("q", ""))[:120]
    if _RADICADO.fullmatch(q):
        return redirect(url_for("pqrs.seguimiento", radicado=q.upper()))
    return render_template("entidad/buscar.html", q=q, encontrados=registry().search(q))


@bp.get("/mapa-del-sitio")
@public
def mapa() -> str:
    """Every page of the menus."""
    menus = [(title, registry().items(key)) for key, title in (*MENUS, ("pie", "Sobre este portal"))]
    return render_template("entidad/paginas/mapa.html", menus=menus)

"""The single answers to analogous petitions, for anybody to read: no person appears in them (CPACA art. 22)."""

from flask import Response, render_template, request

from portal.core.errors import NotFound
from portal.files.queries import list_archivos
from portal.files.web import send_archivo
from portal.pqrs.queries.grupos import get_publicada, list_publicadas
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.pagination import decode_cursor, make_page

PAGE = 20


@blueprint.get("/respuestas-unicas")
@public
def respuestas_unicas() -> str:
    """All of them, newest first."""
    cursor = decode_cursor(request.args.get("desde"), (int,))
    rows = list_publicadas(before=cursor[0] if cursor else None, limit=PAGE)
    page = make_page(rows, PAGE, request.args.get("desde") if cursor else None, lambda one: (one.id,))
    return render_template("pqrs/publico/respuestas_unicas.html", page=page)


@blueprint.get("/respuestas-unicas/<numero>")
@public
def respuesta_unica(numero: str) -> str:
    """One of them."""
    return render_template("pqrs/publico/respuesta_unica.html", grupo=get_publicada(numero))


@blueprint.get("/respuestas-unicas/<numero>/carta.pdf")
@public
def respuesta_unica_pdf(numero: str) -> Response:
    """Its letter."""
    archivos = list_archivos("grupo", get_publicada(numero).id, etiqueta="carta")
    if not archivos:
        raise NotFound
    return send_archivo(archivos[0])

"""The answers of general interest that anybody may read, by theme and by their words."""

from datetime import datetime

from flask import Response, render_template, request

from portal.core.text import clean_line
from portal.entidad.queries import list_dependencias
from portal.files.web import send_archivo
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.publicas import NOTA
from portal.pqrs.queries.publicaciones import FiltroPublicaciones, count_by_tema, get_pdf, get_publicacion, list_publicaciones
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.limits import limit
from portal.web.pagination import decode_cursor, make_page

PAGE = 20


@blueprint.get("/respuestas")
@public
def respuestas() -> str:
    """The published answers, newest first."""
    filtro, cursor = _filter(), request.args.get("desde")
    after = _after(cursor)
    rows = list_publicaciones(filtro, after=after, limit=PAGE)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.publicada_en.isoformat(), one.id))
    return render_template(
        "pqrs/publico/respuestas.html",
        pagina=page, filtro=filtro, temas=TEMAS, cuantas=count_by_tema(), dependencias=list_dependencias(activas=False),
    )  # fmt: skip


@blueprint.get("/respuestas/<int:key>")
@public
def respuesta_publicada(key: int) -> tuple[str, int]:
    """One answer. Of one that was withdrawn, only when and why."""
    found = get_publicacion(key)
    return render_template("pqrs/publico/respuesta_publicada.html", publicacion=found, nota=NOTA), 410 if found.retirada_en else 200


@blueprint.get("/respuestas/<int:key>/pdf")
@limit("60/minute", methods=("GET",))
@public
def respuesta_pdf(key: int) -> Response:
    """Its PDF."""
    return send_archivo(get_pdf(get_publicacion(key)), inline=True)


def _filter() -> FiltroPublicaciones:
    """What the address asks for; what makes no sense does not narrow."""
    args = request.args
    tema, oficina, vigencia = args.get("tema", ""), args.get("dependencia", ""), args.get("vigencia", "")
    return FiltroPublicaciones(
        texto=clean_line(args.get("q", ""))[:120],
        tema=tema if tema in TEMAS else "",
        dependencia_id=int(oficina) if oficina.isascii() and oficina.isdigit() and len(oficina) < 10 else None,
        vigencia=int(vigencia) if vigencia.isascii() and vigencia.isdigit() and len(vigencia) == 4 and vigencia >= "2000" else None,
    )


def _after(cursor: str | None) -> tuple[str, int] | None:
    key = decode_cursor(cursor, (str, int))
    try:
        return (key[0], key[1]) if key and datetime.fromisoformat(key[0]).tzinfo else None
    except ValueError:
        return None

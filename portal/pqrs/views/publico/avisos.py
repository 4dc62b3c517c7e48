"""The public page of notices: decisions on petitions whose persons could not be found (CPACA art. 69).

It shows what the law makes the notice say and no more, for five business days, and asks search engines to leave it alone.
"""

from datetime import date
from typing import Any

from flask import Response, make_response, render_template, request

from portal.entidad.queries import get_calendario
from portal.files.web import send_archivo
from portal.pqrs.models import Notificacion
from portal.pqrs.plazos import aviso_surte_efecto, fin_de_fijacion
from portal.pqrs.queries.notificaciones import find_copia, get_copia, get_fijada, list_fijadas
from portal.pqrs.textos import autoridad_de, nombre_publico, recursos_de
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.pagination import decode_cursor, make_page

PAGE = 30


@blueprint.get("/avisos")
@public
def avisos() -> Response:
    """The notices that stand now, newest first."""
    cursor = request.args.get("desde")
    after = _after(cursor)
    rows = list_fijadas(after=after, limit=PAGE)
    page = make_page(rows, PAGE, cursor if after else None, lambda row: (row.fijado_el.isoformat(), row.id))
    return _unlisted(render_template("pqrs/publico/avisos.html", pagina=page, filas=[_told(one) for one in page.rows]))


@blueprint.get("/avisos/<int:aviso_id>")
@public
def aviso(aviso_id: int) -> Response:
    """One notice whole, to read and to print for the public place."""
    shown = get_fijada(aviso_id)
    return _unlisted(render_template("pqrs/publico/aviso.html", **_told(shown), con_copia=find_copia(shown) is not None))


@blueprint.get("/avisos/<int:aviso_id>/copia")
@public
def aviso_copia(aviso_id: int) -> Response:
    """The copy of the decision that goes with the notice."""
    response = send_archivo(get_copia(get_fijada(aviso_id)), inline=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _told(row: Notificacion) -> dict[str, Any]:
    until = fin_de_fijacion(row.fijado_el or date.min, get_calendario())
    return {
        "aviso": row,
        "carta": row.carta,
        "nombre": nombre_publico(row.peticion),
        "autoridad": autoridad_de(row.carta),
        "recursos": recursos_de(row.carta),
        "hasta": until,
        "efectiva": aviso_surte_efecto(until, get_calendario()),
    }


def _after(cursor: str | None) -> tuple[date, int] | None:
    key = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(key[0]), key[1]) if key else None
    except ValueError:
        return None


def _unlisted(page: str) -> Response:
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

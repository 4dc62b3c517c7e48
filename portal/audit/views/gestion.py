"""The page on which control interno and the administrator read who did what."""

from flask import Blueprint, render_template, request

from portal.audit import queries, titles
from portal.audit.queries import Filtro
from portal.core.text import clean_line
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page

PAGE = 50
_LARGEST_KEY = 2**31 - 1

bp = Blueprint("auditoria", __name__, url_prefix="/gestion/sistema/auditoria", template_folder="../templates")


@bp.get("/")
@requires("sistema:ver_auditoria")
def listar() -> str:
    """The acts, newest first, narrowed by the filter in the address."""
    filtro = _filtro()
    cursor = request.args.get("desde")
    key = decode_cursor(cursor, (int,))
    rows = queries.list_page(filtro, antes_de=key[0] if key else None, limit=PAGE)
    page = make_page(rows, PAGE, cursor if key else None, lambda one: (one.id,))
    return render_template("audit/listar.html", page=page, filtro=filtro, tipos=titles.known())


def _filtro() -> Filtro:
    return Filtro(
        tipo=clean_line(request.args.get("tipo", ""))[:60],
        objeto_tipo=clean_line(request.args.get("objeto_tipo", ""))[:40],
        objeto_id=_key("objeto_id"),
        funcionario_id=_key("funcionario_id"),
    )


def _key(name: str) -> int | None:
    text = request.args.get(name, "").strip()
    # What is not a number finds nothing; it must not look as if the filter were empty.
    if not text:
        return None
    return min(int(text), _LARGEST_KEY) if text.isascii() and text.isdigit() and len(text) < 12 else -1

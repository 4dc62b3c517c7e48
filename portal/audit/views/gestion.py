"""The page on which control interno and the administrator read who did what."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

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
    return render_template(
        "audit/listar.html",
        page=page, filtro=filtro, tipos=titles.known(), clases=titles.kinds(), objetos=queries.names_of(page.rows),
        cual=_line("cual"), quien=_line("quien"), puestos=_puestos(filtro),
    )  # fmt: skip


def _filtro() -> Filtro:
    """What the address asks for; a name or number that nothing has finds nothing, it must not look as if it were not asked for."""
    objeto_tipo, cual, quien = _line("objeto_tipo")[:40], _line("cual"), _line("quien")
    objetos = queries.find_objects(cual, objeto_tipo) if cual else None
    if request.args.get("objeto_id", "").strip():
        objetos = {objeto_tipo: [_key("objeto_id")]}
    funcionarios = queries.find_objects(quien, "funcionario").get("funcionario", []) if quien else None
    return Filtro(tipo=_line("tipo")[:60], objeto_tipo=objeto_tipo, objetos=objetos, funcionarios=funcionarios)


def _puestos(filtro: Filtro) -> list[dict[str, str]]:
    """The filters that are set, in words, each with the address that takes it off."""
    kind = titles.kinds().get(filtro.objeto_tipo)
    number = _line("objeto_id")
    about = f"{kind.title if kind else filtro.objeto_tipo}" if filtro.objeto_tipo else ""
    if number and filtro.objetos:
        names = kind.names(list(filtro.objetos[filtro.objeto_tipo])) if kind else {}
        about = f"{about} {next(iter(names.values()), number)}"
    told = {
        "cual": f"«{_line('cual')}»" if _line("cual") else "",
        "objeto_tipo": about,
        "tipo": titles.describe(filtro.tipo) if filtro.tipo else "",
        "quien": f"Lo hizo «{_line('quien')}»" if _line("quien") else "",
    }
    kept: dict[str, Any] = {name: _line(name) for name in (*told, "objeto_id") if _line(name)}
    without = {name: {name, "objeto_id"} if name == "objeto_tipo" else {name} for name in told}
    return [
        {"texto": words, "url": url_for(".listar", **{key: value for key, value in kept.items() if key not in without[name]})}
        for name, words in told.items()
        if words
    ]


def _line(name: str) -> str:
    return clean_line(request.args.get(name, ""))[:120]


def _key(name: str) -> int:
    text = request.args.get(name, "").strip()
    return min(int(text), _LARGEST_KEY) if text.isascii() and text.isdigit() and len(text) < 12 else -1

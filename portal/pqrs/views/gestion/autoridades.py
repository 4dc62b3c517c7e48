"""The page that looks after the directory of the bodies that petitions are passed on to."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.text import clean_line
from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.forms_actuaciones import AutoridadForm
from portal.pqrs.models import Autoridad
from portal.pqrs.models.actuacion import ENTIDAD
from portal.pqrs.queries.autoridades import get_autoridad, page_autoridades
from portal.pqrs.services.autoridades import activar_autoridad, crear_autoridad, editar_autoridad
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page

PAGE = 50
_VER = {"activas": True, "retiradas": False, "todas": None}
Answer = Response | tuple[str, int]


@blueprint.get("/autoridades")
@requires("pqrs:autoridades")
def autoridades() -> str:
    """Search the directory."""
    texto = clean_line(request.args.get("q", ""))[:80]
    ver = request.args.get("ver", "activas")
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (str, int))
    rows = page_autoridades(PAGE + 1, (after[0], after[1]) if after else None, texto=texto, activas=_VER.get(ver, True))
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.nombre, one.id))
    return render_template("pqrs/gestion/autoridades.html", page=page, q=texto, ver=ver)


@blueprint.route("/autoridades/nueva", methods=["GET", "POST"])
@requires("pqrs:autoridades")
def autoridad_nueva() -> Answer:
    """Enter an authority."""
    form = AutoridadForm(data={"clase": request.args.get("clase", ENTIDAD)})
    if form.validate_on_submit() and attempt(form, lambda: crear_autoridad(actor=signed_in(), **form.values())):
        return _kept("Entidad agregada al directorio.")
    return answer("pqrs/gestion/autoridad.html", form)


@blueprint.route("/autoridades/<int:autoridad_id>", methods=["GET", "POST"])
@requires("pqrs:autoridades")
def autoridad_editar(autoridad_id: int) -> Answer:
    """Edit an authority."""
    row = get_autoridad(autoridad_id)
    form = AutoridadForm(obj=row)
    if form.validate_on_submit() and attempt(form, lambda: _edit(row, form)):
        return _kept("Los cambios de la entidad quedaron guardados.")
    return answer("pqrs/gestion/autoridad.html", form, get_autoridad(autoridad_id))


def _edit(row: Autoridad, form: Any) -> None:
    editar_autoridad(row, version=form.version_number, actor=signed_in(), **form.values())


@blueprint.post("/autoridades/<int:autoridad_id>/<any(retirar, activar):act>")
@requires("pqrs:autoridades")
def autoridad_activar(autoridad_id: int, act: str) -> Response:
    """Retire an authority, or bring it back."""
    activar_autoridad(get_autoridad(autoridad_id), activa=act == "activar", actor=signed_in())
    return _kept("La entidad vuelve al directorio." if act == "activar" else "La entidad ya no se ofrece para trasladar casos.")


def _kept(words: str) -> Response:
    flash(words, "success")
    return redirect(url_for(".autoridades"), 303)

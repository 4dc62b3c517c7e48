"""The notes that call an official."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.pqrs.forms_avisos import MencionesForm
from portal.pqrs.queries.menciones import page_menciones
from portal.pqrs.services.menciones import ver_menciones
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page

PAGE = 25


@blueprint.get("/menciones")
@requires("pqrs:ver")
def menciones() -> str:
    """Those of the cases that the official may see, latest first."""
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (int,))
    rows = page_menciones(signed_in(), PAGE + 1, after[0] if after else None)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.id,))
    form = MencionesForm(formdata=None)
    form.hasta.data = str(rows[0].id) if rows else "0"
    return render_template("pqrs/gestion/menciones.html", page=page, form=form, hay_nuevas=any(one.vista_en is None for one in page.rows))


@blueprint.post("/menciones/vistas")
@requires("pqrs:ver")
def menciones_vistas() -> Response:
    """They were seen: those that stood on the page."""
    count = ver_menciones(hasta=MencionesForm().key(), actor=signed_in())
    flash("Quedaron como vistas." if count else "Ya estaban vistas.", "success")
    return redirect(url_for(".menciones"), 303)

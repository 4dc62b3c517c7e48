"""The municipality's retention table: its versions, and the series of each."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.errors import DomainError
from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.forms_archivo import AdoptarForm, SerieForm
from portal.pqrs.models import SerieDocumental, TablaRetencion
from portal.pqrs.queries.series import get_serie, get_tabla, list_sin_serie, list_tablas, tabla_en
from portal.pqrs.services.series import FIELDS, adoptar_tabla, crear_tabla, descartar_tabla, guardar_serie, quitar_serie
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

Answer = Response | tuple[str, int]


@blueprint.get("/series")
@requires("pqrs:series")
def series() -> str:
    """Every version of the table."""
    return render_template("pqrs/gestion/series.html", tablas=list_tablas(), vigente=tabla_en(clock.today()))


@blueprint.post("/series/nueva")
@requires("pqrs:series")
def tabla_nueva() -> Response:
    """Begin a version."""
    try:
        tabla = crear_tabla(actor=signed_in())
    except DomainError as error:
        flash(error.message, "warning")
        return redirect(url_for(".series"), 303)
    flash("La versión nueva está en borrador. No rige hasta que la adopte.", "success")
    return redirect(url_for(".tabla", tabla_id=tabla.id), 303)


@blueprint.get("/series/<int:tabla_id>")
@requires("pqrs:series")
def tabla(tabla_id: int) -> Answer:
    """One version, with the form that adopts it while it is a draft."""
    found = get_tabla(tabla_id)
    form = AdoptarForm(formdata=None, conteo=found.conteo)
    form.version.data = str(found.version)
    return _tabla(form, found)


@blueprint.post("/series/<int:tabla_id>/adoptar")
@requires("pqrs:series")
def tabla_adoptar(tabla_id: int) -> Answer:
    """Put a draft in force."""
    found, form = get_tabla(tabla_id), AdoptarForm()
    names = ("acto", "aprobada_el", "rige_desde", "conteo")
    if form.validate() and attempt(
        form,
        lambda: adoptar_tabla(found, version=form.version_number, actor=signed_in(), **{name: form[name].data for name in names}),
    ):
        flash("La tabla quedó adoptada. Los casos que se cierren desde ese día la siguen.", "success")
        return redirect(url_for(".tabla", tabla_id=tabla_id), 303)
    return _tabla(form, get_tabla(tabla_id))


@blueprint.post("/series/<int:tabla_id>/descartar")
@requires("pqrs:series")
def tabla_descartar(tabla_id: int) -> Response:
    """Throw a draft away."""
    descartar_tabla(get_tabla(tabla_id), actor=signed_in())
    flash("El borrador se descartó. La tabla vigente no cambió.", "success")
    return redirect(url_for(".series"), 303)


@blueprint.route("/series/<int:tabla_id>/serie", methods=["GET", "POST"])
@requires("pqrs:series")
def serie_nueva(tabla_id: int) -> Answer:
    """Add a series to a draft."""
    return _serie(get_tabla(tabla_id), None)


@blueprint.route("/series/<int:tabla_id>/serie/<int:serie_id>", methods=["GET", "POST"])
@requires("pqrs:series")
def serie_editar(tabla_id: int, serie_id: int) -> Answer:
    """Change a series of a draft; of an adopted version, read it."""
    found = get_tabla(tabla_id)
    return _serie(found, get_serie(found, serie_id))


@blueprint.post("/series/<int:tabla_id>/serie/<int:serie_id>/quitar")
@requires("pqrs:series")
def serie_quitar(tabla_id: int, serie_id: int) -> Response:
    """Take a series out of a draft."""
    quitar_serie(get_serie(get_tabla(tabla_id), serie_id), actor=signed_in())
    flash("La serie se quitó del borrador.", "success")
    return redirect(url_for(".tabla", tabla_id=tabla_id), 303)


def _serie(found: TablaRetencion, row: SerieDocumental | None) -> Answer:
    form = SerieForm(obj=row)
    if form.validate_on_submit() and attempt(
        form, lambda: guardar_serie(found, row, version=form.version_number, actor=signed_in(), **_values(form))
    ):
        flash("La serie quedó guardada en el borrador.", "success")
        return redirect(url_for(".tabla", tabla_id=found.id), 303)
    return answer("pqrs/gestion/serie.html", form, row, tabla=found)


def _values(form: SerieForm) -> dict[str, Any]:
    return {name: form[name].data for name in FIELDS}


def _tabla(form: AdoptarForm, found: TablaRetencion) -> Answer:
    return answer("pqrs/gestion/tabla.html", form, found, tabla=found, sin_serie=list_sin_serie(found))

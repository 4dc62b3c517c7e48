"""The pages with which officials prepare, look at, issue and correct the periodic reports."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response as FileResponse
from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.forms_gestion import as_choices, version_of
from portal.pqrs.forms_informes import CorregirForm, InformeForm, PrepararForm
from portal.pqrs.informes import as_csv
from portal.pqrs.informes_archivos import make_files
from portal.pqrs.models import Informe
from portal.pqrs.queries.informes import find_correccion, get_informe, list_borradores, list_expedidos, list_pendientes
from portal.pqrs.queries.tablas import GRUPOS, NOTA
from portal.pqrs.services import informes as acts
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]
READ_IT = "Marque la casilla cuando haya leído el informe."


@blueprint.get("/informes")
@requires("pqrs:informes")
def informes() -> Answer:
    """The drafts that wait, the periods without a report, and those that were issued."""
    return _list(PrepararForm())


@blueprint.post("/informes")
@requires("pqrs:informes")
def informe_preparar() -> Answer:
    """Count a period that is over; the same period twice leads to its one report."""
    form = PrepararForm()
    form.periodo.choices = _pending()
    if not form.validate():
        return _list(form, 422)
    clase, _, desde = form.periodo.data.partition(":")
    try:
        made = acts.preparar_informe(clase, date.fromisoformat(desde), actor=signed_in())
    except Conflict as error:
        start_again()
        flash(error.message, "info")
        return redirect(url_for(".informes"), 303)
    flash("El informe está contado. Léalo, escriba sus observaciones y expídalo.", "success")
    return redirect(url_for(".informe", informe_id=made.id), 303)


@blueprint.get("/informes/<int:informe_id>")
@requires("pqrs:informes")
def informe(informe_id: int) -> Answer:
    """The draft as it would be issued."""
    found = get_informe(informe_id)
    if found.is_expedido:
        return _issued(found)
    return _page(found, InformeForm(data={"observaciones": found.datos["observaciones"]}))


@blueprint.get("/informes/<int:informe_id>/tabla.csv")
@requires("pqrs:informes")
def informe_tabla(informe_id: int) -> FileResponse:
    """The draft's table, to look at it before it is issued."""
    content = as_csv(get_informe(informe_id).datos)
    return FileResponse(content, mimetype="text/csv", headers={"Content-Disposition": 'attachment; filename="borrador-de-informe.csv"'})


@blueprint.post("/informes/<int:informe_id>/contar")
@requires("pqrs:informes")
def informe_contar(informe_id: int) -> Answer:
    """Keep the observations and count again up to now."""
    form = InformeForm()

    def act(found: Informe) -> None:
        acts.contar_borrador(found, observaciones=form.observaciones.data or "", actor=signed_in(), version=version_of(form.version))

    return _try(informe_id, form, act, "Se guardaron las observaciones y se contó otra vez hasta ahora. Así quedaría el informe.")


@blueprint.post("/informes/<int:informe_id>/expedir")
@requires("pqrs:informes")
def informe_expedir(informe_id: int) -> Answer:
    """Issue exactly what was on screen."""
    form = InformeForm()
    if not form.leido.data:
        form.leido.errors = [READ_IT]
        return _page(get_informe(informe_id), form, 422)

    def act(found: Informe) -> None:
        if (form.observaciones.data or "").strip() != found.datos["observaciones"]:
            raise DomainError("Cambió las observaciones. Guárdelas y lea el informe antes de expedirlo.", "observaciones")
        acts.expedir_informe(
            found, huella=form.huella.data or "", make_files=make_files, actor=signed_in(), version=version_of(form.version)
        )

    return _try(informe_id, form, act, "El informe se expidió y ya lo puede leer cualquier persona.")


@blueprint.route("/informes/<int:informe_id>/corregir", methods=["GET", "POST"])
@requires("pqrs:informes")
def informe_corregir(informe_id: int) -> Answer:
    """Begin the report that corrects one that was issued."""
    found, form = get_informe(informe_id), CorregirForm()
    status = 200
    if form.validate_on_submit():
        try:
            made = acts.corregir_informe(found, motivo=form.motivo.data or "", actor=signed_in())
            flash("El informe nuevo está contado. El anterior queda como está, y dirá que este lo corrige.", "success")
            return redirect(url_for(".informe", informe_id=made.id), 303)
        except (Forbidden, NotFound):
            raise
        except DomainError as error:
            start_again()
            form.add_error(error)
            found, status = get_informe(informe_id), error.status
    return render_template("pqrs/gestion/informe_corregir.html", informe=found, form=form), status


@blueprint.post("/informes/<int:informe_id>/descartar")
@requires("pqrs:informes")
def informe_descartar(informe_id: int) -> Response:
    """Give up a correction that was begun."""
    try:
        acts.descartar_correccion(get_informe(informe_id), actor=signed_in())
        flash("La corrección se descartó. El informe anterior sigue como está.", "success")
    except Conflict as error:
        start_again()
        flash(error.message, "warning")
    return redirect(url_for(".informes"), 303)


def _try(informe_id: int, form: InformeForm, act: Callable[[Informe], None], words: str) -> Answer:
    try:
        act(get_informe(informe_id))
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        found = get_informe(informe_id)
        if found.is_expedido:
            flash(error.message, "info")
            return redirect(url_for(".informe", informe_id=informe_id), 303)
        form.add_error(error)
        form.leido.data = False
        return _page(found, form, error.status)
    flash(words, "success")
    return redirect(url_for(".informe", informe_id=informe_id), 303)


def _page(found: Informe, form: InformeForm, status: int = 200) -> tuple[str, int]:
    form.version.data, form.huella.data = str(found.version), found.huella
    page = render_template(
        "pqrs/gestion/informe.html", informe=found, datos=found.datos, form=form, medidas=MEDIDAS, grupos=GRUPOS, nota=NOTA,
        puede_expedir=can(signed_in(), found.info.permiso),
    )  # fmt: skip
    return page, status


def _issued(found: Informe) -> tuple[str, int]:
    page = render_template(
        "pqrs/gestion/informe_expedido.html", informe=found, correccion=find_correccion(found),
        puede_corregir=can(signed_in(), found.info.permiso),
    )  # fmt: skip
    return page, 200


def _list(form: PrepararForm, status: int = 200) -> tuple[str, int]:
    form.periodo.choices = _pending()
    page = render_template("pqrs/gestion/informes.html", form=form, borradores=list_borradores(), expedidos=list_expedidos())
    return page, status


def _pending() -> list[Any]:
    return as_choices(
        (f"{one.clase.clave}:{one.periodo.desde}", f"{one.clase.nombre}, {one.periodo.nombre}") for one in list_pendientes()
    )  # fmt: skip

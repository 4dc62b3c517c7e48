"""The officials' map of the cases that they reach, and the territories that the administrator brings."""

from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_wtf.file import FileField
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.errors import DomainError
from portal.core.geometry import MAX_BYTES
from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.models.territorio import CLASES
from portal.pqrs.queries.territorios import FiltroMapa, count_for, get_territorio, list_puntos_for, list_territorios
from portal.pqrs.services.territorios import activar_territorio, importar_territorios
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.pqrs.views.mapas import make_mapa
from portal.web.access import requires
from portal.web.forms import PortalForm, SelectField

PERIODOS = {"30": "Últimos 30 días", "90": "Últimos 90 días", "365": "Último año", "": "Todo el tiempo"}


class TerritoriosForm(PortalForm):
    """A GeoJSON file, and what its areas are."""

    clase = SelectField("Qué son", choices=as_choices(CLASES.items()))
    archivo = FileField("Archivo GeoJSON")


@blueprint.get("/mapa")
@requires("pqrs:ver")
def mapa() -> str:
    """The cases by territory, and the exact points of those that this official may open."""
    args, actor = request.args, signed_in()
    periodo = args.get("periodo", "90")
    periodo = periodo if periodo in PERIODOS else "90"
    desde: date | None = clock.today() - timedelta(days=int(periodo)) if periodo else None
    tipo = args.get("tipo", "")
    filtro = FiltroMapa(tipo=tipo if tipo in TIPOS else "", desde=desde, abiertas=args.get("abiertas") == "1")
    made = make_mapa(list_territorios(), count_for(actor, filtro))
    points = list_puntos_for(actor, filtro)
    placed = [(one, made.marco.place(one.longitud or 0, one.latitud or 0)) for one in points] if made else []
    return render_template(
        "pqrs/gestion/mapa.html", mapa=made, puntos=placed, filtro=filtro, periodo=periodo, periodos=PERIODOS,
        tipos={clave.value: one for clave, one in TIPOS.items()},
    )  # fmt: skip


@blueprint.route("/territorios", methods=["GET", "POST"])
@requires("entidad:perfil")
def territorios() -> Any:
    """The territories, and the form that brings them from a file."""
    form = TerritoriosForm()
    if form.validate_on_submit():
        upload = form.archivo.data
        content = upload.stream.read(MAX_BYTES + 1) if upload else b""
        try:
            new, changed = importar_territorios(content, clase=form.clase.data, actor=signed_in())
        except DomainError as error:
            form.add_error(error)
        else:
            flash(f"Territorios nuevos: {new}. Con límites nuevos: {changed}.", "success")
            return redirect(url_for(".territorios"), 303)
    page = render_template("pqrs/gestion/territorios.html", form=form, filas=list_territorios(activos=False))
    return page, 422 if form.errors else 200


@blueprint.post("/territorios/<int:territorio_id>/<any(retirar, activar):act>")
@requires("entidad:perfil")
def territorio_activar(territorio_id: int, act: str) -> Response:
    """Retire a territory, or bring it back."""
    activar_territorio(get_territorio(territorio_id), activo=act == "activar", actor=signed_in())
    flash("El territorio vuelve a los formularios y al mapa." if act == "activar" else "El territorio quedó retirado.", "success")
    return redirect(url_for(".territorios"), 303)

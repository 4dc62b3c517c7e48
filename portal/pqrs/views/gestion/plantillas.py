"""The page that looks after the templates of answers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import list_dependencias
from portal.pqrs.cartas import VARIABLES
from portal.pqrs.forms_gestion import PlantillaForm, as_choices, version_of
from portal.pqrs.models import Plantilla
from portal.pqrs.queries.plantillas import get_plantilla, list_todas
from portal.pqrs.services.plantillas import activar_plantilla, can_editar, crear_plantilla, editar_plantilla, require_editar
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]


@blueprint.get("/plantillas")
@requires("pqrs:plantillas")
def plantillas() -> str:
    """Every template, with what this official may change."""
    actor = signed_in()
    found = list_todas()
    editable = {one.id for one in found if can_editar(actor, one.dependencia_id)}
    kinds = {kind.value: info.nombre for kind, info in TIPOS.items()}
    return render_template("pqrs/gestion/plantillas.html", plantillas=found, editable=editable, tipos=kinds)


@blueprint.route("/plantillas/nueva", methods=["GET", "POST"])
@requires("pqrs:plantillas")
def plantilla_nueva() -> Answer:
    """A new template."""
    form = _form(signed_in(), None)
    if request.method == "POST" and form.validate():
        return _keep(form, None)
    return _page(form, None, 422 if form.errors else 200)


@blueprint.route("/plantillas/<int:plantilla_id>", methods=["GET", "POST"])
@requires("pqrs:plantillas")
def plantilla_editar(plantilla_id: int) -> Answer:
    """Edit a template."""
    plantilla = get_plantilla(plantilla_id)
    require_editar(signed_in(), plantilla.dependencia_id)
    form = _form(signed_in(), plantilla)
    if request.method == "POST" and form.validate():
        return _keep(form, plantilla)
    return _page(form, plantilla, 422 if form.errors else 200)


@blueprint.post("/plantillas/<int:plantilla_id>/<any(retirar, activar):act>")
@requires("pqrs:plantillas")
def plantilla_activar(plantilla_id: int, act: str) -> Response:
    """Retire a template, or bring it back."""
    activar_plantilla(get_plantilla(plantilla_id), activa=act == "activar", actor=signed_in())
    flash("La plantilla vuelve a estar en uso." if act == "activar" else "La plantilla ya no se ofrece en el editor.", "success")
    return redirect(url_for(".plantillas"), 303)


def _keep(form: PlantillaForm, plantilla: Plantilla | None) -> Answer:
    actor = signed_in()
    fields: dict[str, Any] = {
        "nombre": form.nombre.data, "cuerpo": form.cuerpo.data,
        "tipo": form.tipo.data or None, "dependencia_id": form.dependencia.data or None,
    }  # fmt: skip
    try:
        if plantilla is None:
            crear_plantilla(**fields, actor=actor)
        else:
            editar_plantilla(plantilla, **fields, version=version_of(form.version), actor=actor)
    except Forbidden:
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(form, plantilla, error.status, conflict=error.message if isinstance(error, Conflict) else "")
    flash("Plantilla guardada.", "success")
    return redirect(url_for(".plantillas"), 303)


def _form(actor: Actor, plantilla: Plantilla | None) -> PlantillaForm:
    form = PlantillaForm(data=_values(plantilla) if plantilla else None)
    every = [(0, "Todas las dependencias")] if can_editar(actor, None) else []
    form.dependencia.choices = as_choices([*every, *[(one.id, one.nombre) for one in list_dependencias() if can_editar(actor, one.id)]])
    return form


def _values(plantilla: Plantilla) -> dict[str, Any]:
    return {
        "nombre": plantilla.nombre, "cuerpo": plantilla.cuerpo, "tipo": plantilla.tipo or "",
        "dependencia": plantilla.dependencia_id or 0, "version": str(plantilla.version),
    }  # fmt: skip


def _page(form: PlantillaForm, plantilla: Plantilla | None, status: int, conflict: str = "") -> tuple[str, int]:
    if conflict and plantilla is not None:
        form.version.data = str(plantilla.version)
    page = render_template("pqrs/gestion/plantilla.html", form=form, plantilla=plantilla, variables=VARIABLES, conflict=conflict)
    return page, status

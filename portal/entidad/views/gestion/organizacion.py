"""Dependencias and roles."""

from flask import flash, redirect, render_template, request, url_for

from portal.core.permissions import all_permissions, permissions_by_group
from portal.entidad.forms.gestion import DependenciaForm, RolForm, as_choices
from portal.entidad.models import Dependencia, Rol
from portal.entidad.queries import count_by_rol, get_dependencia, get_rol, list_dependencias, list_funcionarios, list_roles
from portal.entidad.services import create_dependencia, create_rol, edit_dependencia, edit_rol
from portal.entidad.views.gestion.edicion import answer, attempt, bp, who
from portal.entidad.views.gestion.perfil import View
from portal.web.access import requires


@bp.get("/dependencias")
@requires("entidad:dependencias")
def dependencias() -> str:
    """All dependencias; a municipality has tens of them, so one page holds them."""
    todas = request.args.get("ver") == "todas"
    return render_template("entidad/gestion/dependencias.html", filas=list_dependencias(activas=not todas), todas=todas)


def _dependencia_form(row: Dependencia | None = None) -> DependenciaForm:
    form = DependenciaForm(obj=row)
    others = [one for one in list_dependencias() if row is None or one.id != row.id]
    form.padre_id.choices = as_choices([(0, "De nadie"), *((one.id, one.nombre) for one in others)])
    form.jefe_id.choices = as_choices([(0, "Sin jefe"), *((one.id, f"{one.nombre} · {one.cargo}") for one in list_funcionarios())])
    form.superior_id.choices = as_choices([(0, "Nadie: solo procede reposición"), *((one.id, one.nombre) for one in others)])
    if row is not None and not form.is_submitted():
        form.padre_id.data, form.jefe_id.data, form.superior_id.data = row.padre_id or 0, row.jefe_id or 0, row.superior_id or 0
    return form


@bp.route("/dependencias/nueva", methods=["GET", "POST"])
@requires("entidad:dependencias")
def nueva_dependencia() -> View:
    """Open a dependencia."""
    form = _dependencia_form()
    if form.validate_on_submit() and attempt(form, lambda: create_dependencia(actor=who(), **form.values())):
        flash("La dependencia quedó creada.", "success")
        return redirect(url_for("gestion_entidad.dependencias"), 303)
    return answer("entidad/gestion/dependencia.html", form)


@bp.route("/dependencias/<int:key>", methods=["GET", "POST"])
@requires("entidad:dependencias")
def dependencia(key: int) -> View:
    """Edit or close a dependencia."""
    row = get_dependencia(key)
    form = _dependencia_form(row)
    if form.validate_on_submit():
        done = attempt(form, lambda: edit_dependencia(key, version=form.version_number, datos=form.values(), actor=who()))
        if done:
            flash("Los cambios de la dependencia quedaron guardados.", "success")
            return redirect(url_for("gestion_entidad.dependencias"), 303)
    return answer("entidad/gestion/dependencia.html", form, get_dependencia(key))


@bp.get("/roles")
@requires("entidad:roles")
def roles() -> str:
    """All roles, with how many people hold each."""
    return render_template("entidad/gestion/roles.html", filas=list_roles(), cuantos=count_by_rol(), titulos=all_permissions())


def _rol_form(row: Rol | None = None) -> RolForm:
    form = RolForm(obj=row)
    form.permisos.choices = as_choices(all_permissions().items())
    return form


@bp.route("/roles/nuevo", methods=["GET", "POST"])
@requires("entidad:roles")
def nuevo_rol() -> View:
    """Add a role."""
    form = _rol_form()
    if form.validate_on_submit() and attempt(form, lambda: create_rol(actor=who(), **form.values())):
        flash("El rol quedó creado.", "success")
        return redirect(url_for("gestion_entidad.roles"), 303)
    return answer("entidad/gestion/rol.html", form, grupos=permissions_by_group())


@bp.route("/roles/<int:key>", methods=["GET", "POST"])
@requires("entidad:roles")
def rol(key: int) -> View:
    """Change a role."""
    row = get_rol(key)
    form = _rol_form(row)
    if form.validate_on_submit() and attempt(form, lambda: edit_rol(key, version=form.version_number, actor=who(), **form.values())):
        flash("El rol quedó guardado. Quienes lo tienen deben ingresar de nuevo si cambió lo que permite.", "success")
        return redirect(url_for("gestion_entidad.roles"), 303)
    return answer("entidad/gestion/rol.html", form, get_rol(key), grupos=permissions_by_group())

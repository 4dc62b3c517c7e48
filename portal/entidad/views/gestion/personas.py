"""The officials' accounts."""

from flask import flash, redirect, render_template, request, url_for

from portal.core.text import clean_line
from portal.entidad.forms.gestion import FuncionarioForm, as_choices
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_funcionario, list_dependencias, list_roles, list_sessions, page_funcionarios
from portal.entidad.services import acceso, create_funcionario, edit_funcionario, segundo_factor
from portal.entidad.views.gestion.edicion import PAGE, answer, attempt, bp, who
from portal.entidad.views.gestion.perfil import View
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page

_VER = {"activos": True, "retirados": False, "todos": None}


@bp.get("/funcionarios")
@requires("entidad:funcionarios")
def funcionarios() -> str:
    """Search the accounts."""
    texto = clean_line(request.args.get("q", ""))[:80]
    ver = request.args.get("ver", "activos")
    cursor = request.args.get("desde")
    rows = page_funcionarios(PAGE + 1, decode_cursor(cursor, (str, int)), texto=texto, activos=_VER.get(ver, True))
    page = make_page(rows, PAGE, cursor, lambda one: (one.nombre, one.id))
    return render_template("entidad/gestion/funcionarios.html", page=page, q=texto, ver=ver)


def _form(row: Funcionario | None = None) -> FuncionarioForm:
    form = FuncionarioForm(obj=row)
    form.dependencia_id.choices = as_choices([(0, "Ninguna"), *((one.id, one.nombre) for one in list_dependencias())])
    form.roles.choices = as_choices((one.clave, one.nombre) for one in list_roles())
    if row is not None and not form.is_submitted():
        form.dependencia_id.data = row.dependencia_id or 0
        form.roles.data = [one.clave for one in row.roles]
    return form


@bp.route("/funcionarios/nuevo", methods=["GET", "POST"])
@requires("entidad:funcionarios")
def nuevo_funcionario() -> View:
    """Open an account and send its owner the link to set a password."""
    form = _form()
    if form.validate_on_submit() and attempt(form, lambda: _create(form)):
        flash("La cuenta quedó creada. Enviamos a su correo el enlace para que ponga su contraseña.", "success")
        return redirect(url_for("gestion_entidad.funcionarios"), 303)
    return answer("entidad/gestion/funcionario.html", form, roles=list_roles())


def _create(form: FuncionarioForm) -> None:
    values = form.values()
    values.pop("activo")
    made = create_funcionario(roles=form.roles.data or [], actor=who(), **values)
    acceso.send_invitation(made, actor=who())


@bp.route("/funcionarios/<int:key>", methods=["GET", "POST"])
@requires("entidad:funcionarios")
def funcionario(key: int) -> View:
    """Edit an account, or make it inactive."""
    row = get_funcionario(key)
    form = _form(row)
    if form.validate_on_submit() and attempt(form, lambda: _edit(key, form)):
        flash("Los cambios de la cuenta quedaron guardados.", "success")
        return redirect(url_for("gestion_entidad.funcionarios"), 303)
    return answer("entidad/gestion/funcionario.html", form, get_funcionario(key), roles=list_roles(), sesiones=list_sessions(key))


def _edit(key: int, form: FuncionarioForm) -> None:
    edit_funcionario(key, version=form.version_number, datos=form.values(), roles=form.roles.data or [], actor=who())


@bp.post("/funcionarios/<int:key>/enlace")
@requires("entidad:funcionarios")
def enviar_enlace(key: int) -> View:
    """Send the link to set a password again."""
    acceso.send_invitation(get_funcionario(key), actor=who())
    flash("Enviamos un enlace nuevo. El anterior ya no sirve.", "success")
    return redirect(url_for("gestion_entidad.funcionario", key=key), 303)


@bp.post("/funcionarios/<int:key>/sesiones")
@requires("entidad:funcionarios")
def cerrar_sesiones(key: int) -> View:
    """End every session of one official, as when a telephone or a computer was lost."""
    ended = acceso.end_sessions_of(get_funcionario(key), actor=who())
    flash("Cerramos la única sesión que tenía abierta." if ended == 1 else f"Cerramos sus {ended} sesiones abiertas.", "success")
    return redirect(url_for("gestion_entidad.funcionario", key=key), 303)


@bp.post("/funcionarios/<int:key>/segundo-factor")
@requires("entidad:funcionarios")
def quitar_segundo_factor(key: int) -> View:
    """Take the second factor off an account whose owner lost the telephone."""
    segundo_factor.take_off(get_funcionario(key), actor=who())
    flash("Quitamos el segundo factor y cerramos sus sesiones. La persona lo activará de nuevo al ingresar.", "success")
    return redirect(url_for("gestion_entidad.funcionario", key=key), 303)

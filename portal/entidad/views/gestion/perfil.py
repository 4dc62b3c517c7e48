"""The municipality's profile, its shield, its terms and its local days."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from portal.core.clock import today
from portal.core.errors import DomainError
from portal.entidad.forms.gestion import DiaForm, EscudoForm, PerfilForm, RetirarDiaForm, TerminosForm
from portal.entidad.queries import get_dia, get_entidad, list_dias
from portal.entidad.redes import parse_redes, redes_text
from portal.entidad.services import Impacto, PorConfirmar, add_dia, edit_perfil, edit_terminos, set_escudo, withdraw_dia
from portal.entidad.views.gestion.edicion import PAGE, answer, attempt, bp, typed, who
from portal.files.errors import FileRefused
from portal.files.services import receive
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page
from portal.web.transaction import roll_back_at_end

View = Response | str | tuple[str, int]


@bp.route("/perfil", methods=["GET", "POST"])
@requires("entidad:perfil")
def perfil() -> View:
    """Edit what the pages show."""
    entidad = get_entidad()
    form = PerfilForm(obj=entidad)
    if request.method == "GET":
        form.redes.data = redes_text(entidad.redes)
    elif form.validate() and attempt(form, lambda: _save_perfil(form)):
        flash("Los datos de la entidad quedaron guardados.", "success")
        return redirect(url_for("gestion_entidad.perfil"), 303)
    return answer("entidad/gestion/perfil.html", form, get_entidad(), escudo=EscudoForm())


def _save_perfil(form: PerfilForm) -> None:
    datos = form.values()
    datos["redes"] = parse_redes(form.redes.data or "")
    edit_perfil(version=form.version_number, datos=datos, actor=who())


@bp.post("/escudo")
@requires("entidad:perfil")
def escudo() -> View:
    """Put up another shield."""
    form = EscudoForm()
    upload = form.escudo.data
    if not isinstance(upload, FileStorage) or not upload.filename:
        form.escudo.errors = ["Elija un archivo de imagen."]
    elif form.validate() and attempt(form, lambda: _save_escudo(upload)):
        flash("El escudo quedó guardado.", "success")
        return redirect(url_for("gestion_entidad.perfil"), 303)
    entidad = get_entidad()
    main = PerfilForm(formdata=None, obj=entidad)
    main.redes.data = redes_text(entidad.redes)
    return render_template("entidad/gestion/perfil.html", form=main, escudo=form, fila=entidad, conflicto=False, ajenos=[]), 422


# What is told of any file and also fits a picture; the rest advises to make a PDF of it.
_SAID_OF_PICTURES = {"vacio", "grande", "animada", "imagen_enorme", "virus", "sin_antivirus"}


def _save_escudo(upload: FileStorage) -> None:
    try:
        received = receive(upload)
    except FileRefused as refused:
        if refused.reason in _SAID_OF_PICTURES:
            raise
        raise DomainError("El archivo no sirve como escudo. Guárdelo como imagen PNG o JPEG y elíjalo otra vez.", "escudo") from refused
    set_escudo(sha256=received.sha256, mime=received.mime, actor=who())


@bp.route("/terminos", methods=["GET", "POST"])
@requires("entidad:terminos")
def terminos() -> View:
    """Change how terms are counted from now on."""
    form = TerminosForm(obj=get_entidad())
    if form.validate_on_submit() and attempt(form, lambda: edit_terminos(version=form.version_number, actor=who(), **form.values())):
        flash("El horario y los términos quedaron guardados. Rigen para lo que se radique desde ahora.", "success")
        return redirect(url_for("gestion_entidad.terminos"), 303)
    return answer("entidad/gestion/terminos.html", form, get_entidad())


@bp.route("/dias", methods=["GET", "POST"])
@requires("entidad:dias")
def dias() -> View:
    """List the local non-working days, and add one."""
    form = DiaForm()
    if form.validate_on_submit():
        try:
            done = attempt(form, lambda: add_dia(actor=who(), **_dia_of(form)))
        except PorConfirmar as moved:
            return _ask(form, moved.impacto, form.fecha.data, agrega=True)
        if done:
            flash(f"El día quedó registrado. {changed_cases(done[1])}", "success")
            return redirect(url_for("gestion_entidad.dias"), 303)
    form.confirmado.data = ""
    page = make_page(list_dias(PAGE + 1, _after()), PAGE, request.args.get("desde"), lambda dia: (dia.fecha, dia.id))
    return answer("entidad/gestion/dias.html", form, page=page, hoy=today())


def _after() -> tuple[date, int] | None:
    key = decode_cursor(request.args.get("desde"), (str, int))
    try:
        return (date.fromisoformat(key[0]), key[1]) if key else None
    except ValueError:
        return None


@bp.route("/dias/<int:key>/retirar", methods=["GET", "POST"])
@requires("entidad:dias")
def retirar_dia(key: int) -> View:
    """Withdraw a local day by a later act."""
    form = RetirarDiaForm()
    if form.validate_on_submit():
        try:
            done = attempt(form, lambda: withdraw_dia(key, actor=who(), **_dia_of(form)))
        except PorConfirmar as moved:
            return _ask(form, moved.impacto, get_dia(key).fecha, agrega=False)
        if done:
            flash(f"El día quedó retirado. {changed_cases(done[1])}", "success")
            return redirect(url_for("gestion_entidad.dias"), 303)
    form.confirmado.data = ""
    return answer("entidad/gestion/retirar_dia.html", form, dia=get_dia(key))


def _dia_of(form: DiaForm | RetirarDiaForm) -> dict[str, Any]:
    return {**typed(form), "confirmado": form.confirmado.data == "1"}


def _ask(form: DiaForm | RetirarDiaForm, impacto: Impacto, fecha: date | None, *, agrega: bool) -> str:
    """The step before: which due dates move. Nothing is kept until it is confirmed."""
    roll_back_at_end()
    form.confirmado.data = "1"
    return render_template(
        "entidad/gestion/dia_confirmar.html", form=form, impacto=impacto, fecha=fecha, agrega=agrega, pasado=fecha and fecha < today()
    )


def changed_cases(count: int) -> str:
    """What the change did to open cases, in words."""
    if count == 0:
        return "No cambió el vencimiento de ningún caso abierto."
    return "Cambió el vencimiento de 1 caso abierto." if count == 1 else f"Cambió el vencimiento de {count} casos abiertos."

"""Sign-in and sign-out of officials, and a new password by mail.

A refused sign-in answers 200 with the form: what it counts (tries, waits) must be committed, and the transaction hook
rolls back every answer of 400 and above.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.core.errors import DomainError
from portal.entidad.forms.acceso import CodigoForm, IngresoForm, NuevaClaveForm, OlvidoForm
from portal.entidad.models import Funcionario
from portal.entidad.passwords import MINIMO, RECOMENDADO
from portal.entidad.services import acceso, segundo_factor
from portal.entidad.views.ingreso import begin_session, pending, remember
from portal.web.access import current_actor, public
from portal.web.limits import limit
from portal.web.logging import security_event
from portal.web.sessions import end_session
from portal.web.urls import is_local_path

bp = Blueprint("acceso", __name__, template_folder="../templates")

# One sentence for whatever was wrong: it must not tell whether the account exists or waits (ASVS 6.3.8).
REFUSED = "Correo o contraseña no válidos. Después de varios intentos fallidos hay que esperar unos minutos."


@bp.route("/ingreso", methods=["GET", "POST"])
@limit("20/minute")
@public
def ingresar() -> Response | str:
    """First factor."""
    if current_actor() is not None:
        return redirect("/gestion/")
    form = IngresoForm()
    if request.method == "GET" and is_local_path(request.args.get("siguiente")):
        session["siguiente"] = request.args["siguiente"]
    if form.validate_on_submit():
        funcionario = acceso.check_credentials(form.correo.data or "", form.clave.data or "")
        if funcionario is not None:
            remember(funcionario)
            return _go_on(funcionario)
        security_event("ingreso_rechazado")
        form.form_errors.append(REFUSED)
    return render_template("entidad/acceso/ingresar.html", form=form)


def _go_on(funcionario: Funcionario) -> Response:
    if funcionario.totp_activo:
        return redirect(url_for("acceso.comprobar"), 303)
    if segundo_factor.is_required(funcionario, current_app.config["SETTINGS"].second_factor_for_all):
        return redirect(url_for("cuenta.activar"), 303)
    return redirect(begin_session(funcionario), 303)


@bp.route("/ingreso/segundo-factor", methods=["GET", "POST"])
@limit("20/minute")
@public
def comprobar() -> Response | str:
    """Second factor: the code of the application, or a recovery code."""
    funcionario = pending()
    if funcionario is None or not funcionario.totp_activo:
        return redirect(url_for("acceso.ingresar"), 303)
    form = CodigoForm()
    if form.validate_on_submit():
        if not acceso.is_locked(funcionario) and segundo_factor.check_code(funcionario, form.codigo.data or ""):
            return redirect(begin_session(funcionario), 303)
        acceso.note_failure(funcionario)
        security_event("segundo_factor_rechazado", funcionario_id=funcionario.id)
        form.codigo.errors = [
            "Ese código no es válido o ya se usó. Espere el siguiente. Tras varios intentos fallidos hay que esperar unos minutos."
        ]
    return render_template("entidad/acceso/comprobar.html", form=form)


@bp.post("/salir")
@public
def salir() -> Response:
    """Sign out: the session dies on the server too."""
    end_session("funcionario")
    session.clear()
    flash("Usted cerró su sesión.", "success")
    return redirect(url_for("acceso.ingresar"), 303)


@bp.route("/ingreso/olvido", methods=["GET", "POST"])
@limit("5/minute;20/hour")
@public
def olvido() -> Response | str:
    """Ask for a link to set a new password: one answer for every address."""
    form = OlvidoForm()
    if form.validate_on_submit():
        acceso.request_reset(form.correo.data or "")
        return redirect(url_for("acceso.enviado"), 303)
    return render_template("entidad/acceso/olvido.html", form=form)


@bp.get("/ingreso/olvido/enviado")
@public
def enviado() -> str:
    """What happens next, whatever the address was."""
    return render_template("entidad/acceso/enviado.html")


@bp.route("/ingreso/restablecer/<token>", methods=["GET", "POST"])
@limit("20/minute", methods=("GET", "POST"))
@public
def restablecer(token: str) -> Response | str | tuple[str, int]:
    """Set a password through a link. Opening the page spends nothing: mail scanners open links too."""
    if acceso.find_link(token) is None:
        return render_template("entidad/acceso/enlace_vencido.html"), 404
    form = NuevaClaveForm()
    if form.validate_on_submit():
        try:
            acceso.reset_password(token, form.nueva.data or "")
        except DomainError as error:
            form.add_error(error)
        else:
            flash("Su contraseña quedó guardada. Ingrese con ella.", "success")
            return redirect(url_for("acceso.ingresar"), 303)
    page = render_template("entidad/acceso/restablecer.html", form=form, minimo=MINIMO, recomendado=RECOMENDADO)
    return page, 422 if form.errors else 200

"""Sign-in and sign-out of officials, and a new password by mail.

A refused sign-in answers 422, and the transaction hook rolls back every answer of 400 and above: what it counts (tries,
waits) is committed before the page is drawn.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.core.errors import DomainError
from portal.entidad.forms.acceso import CodigoForm, IngresoForm, NuevaClaveForm, OlvidoForm
from portal.entidad.models import Funcionario
from portal.entidad.passwords import MINIMO, RECOMENDADO
from portal.entidad.services import acceso, segundo_factor
from portal.entidad.views.ingreso import begin_session, forget, pending, remember
from portal.web.access import current_actor, public
from portal.web.limits import limit
from portal.web.logging import security_event
from portal.web.sessions import end_session
from portal.web.transaction import keep_what_was_counted
from portal.web.urls import is_local_path

bp = Blueprint("acceso", __name__, template_folder="../templates")

# One sentence for whatever was wrong: it must not tell whether the account exists or waits (ASVS 6.3.8).
REFUSED = "Correo o contraseña no válidos. Después de varios intentos fallidos hay que esperar unos minutos."


@bp.route("/ingreso", methods=["GET", "POST"])
@limit("20/minute")
@public
def ingresar() -> Response | tuple[str, int]:
    """First factor. Who has given it already goes on to the second one, or begins again there."""
    if current_actor() is not None:
        return redirect("/gestion/")
    halfway = pending() if request.method == "GET" else None
    if halfway is not None:
        return _go_on(halfway)
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
        keep_what_was_counted()
    return render_template("entidad/acceso/ingresar.html", form=form), 422 if form.errors else 200


@bp.post("/ingreso/de-nuevo")
@public
def de_nuevo() -> Response:
    """Forget the password that was given in this browser and ask for it again, perhaps of another account."""
    forget()
    return redirect(url_for("acceso.ingresar"), 303)


def _go_on(funcionario: Funcionario) -> Response:
    if funcionario.totp_activo:
        return redirect(url_for("acceso.comprobar"), 303)
    if segundo_factor.is_required(funcionario, current_app.config["SETTINGS"].second_factor_for_all):
        return redirect(url_for("cuenta.activar"), 303)
    return redirect(begin_session(funcionario), 303)


@bp.route("/ingreso/segundo-factor", methods=["GET", "POST"])
@limit("20/minute")
@public
def comprobar() -> Response | tuple[str, int]:
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
        keep_what_was_counted()
    return render_template("entidad/acceso/comprobar.html", form=form, correo=funcionario.correo), 422 if form.errors else 200


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
def olvido() -> Response | tuple[str, int]:
    """Ask for a link to set a new password: one answer for every address."""
    form = OlvidoForm()
    if form.validate_on_submit():
        acceso.request_reset(form.correo.data or "")
        return redirect(url_for("acceso.enviado"), 303)
    return render_template("entidad/acceso/olvido.html", form=form), 422 if form.errors else 200


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

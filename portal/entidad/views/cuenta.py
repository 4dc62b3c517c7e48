"""An official's own account: data, password, sessions, second factor."""

from base64 import b64encode

import segno
from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.core.clock import today
from portal.core.errors import DomainError
from portal.entidad import totp
from portal.entidad.forms.acceso import CambiarClaveForm, CodigoForm
from portal.entidad.models import Funcionario
from portal.entidad.passwords import MINIMO, RECOMENDADO
from portal.entidad.queries import find_entidad, get_funcionario, list_sessions
from portal.entidad.services import acceso, segundo_factor
from portal.entidad.views.ingreso import begin_session, pending
from portal.web.access import public, signed_in
from portal.web.filters import fecha
from portal.web.limits import limit
from portal.web.menus import registry
from portal.web.sessions import end_session, find_session, official_idle

bp = Blueprint("cuenta", __name__, url_prefix="/cuenta", template_folder="../templates")

_SEED = "semilla_segundo_factor"


@bp.get("/")
@signed_in
def inicio() -> str:
    """Own data, sessions and keys."""
    return render_template(
        "entidad/cuenta.html",
        funcionario=current_user,
        sesiones=list_sessions(current_user.id),
        esta=_session_id(),
        codigos=segundo_factor.count_recovery_codes(current_user),
        avisos=registry().items("cuenta", current_user.as_actor()),
    )


def _session_id() -> int | None:
    record = find_session("funcionario", official_idle())
    return record.id if record else None


@bp.route("/clave", methods=["GET", "POST"])
@limit("10/minute")
@signed_in
def clave() -> Response | str | tuple[str, int]:
    """Change one's own password."""
    form = CambiarClaveForm()
    if form.validate_on_submit():
        try:
            acceso.change_password(
                current_user,
                actual=form.actual.data or "",
                nueva=form.nueva.data or "",
                session_id=_session_id(),
                actor=current_user.as_actor(),
            )
        except DomainError as error:
            form.add_error(error)
        else:
            flash("Su contraseña cambió. Cerramos sus demás sesiones.", "success")
            return redirect(url_for("cuenta.inicio"), 303)
    page = render_template("entidad/clave.html", form=form, minimo=MINIMO, recomendado=RECOMENDADO)
    return page, 422 if form.errors else 200


@bp.post("/sesiones/<int:key>/cerrar")
@signed_in
def cerrar_sesion(key: int) -> Response:
    """End one of one's own sessions."""
    if not acceso.end_session_of(current_user, key):
        abort(404)
    flash("Esa sesión quedó cerrada.", "success")
    return redirect(url_for("cuenta.inicio"), 303)


@bp.post("/sesiones/cerrar-todas")
@signed_in
def cerrar_todas() -> Response:
    """End every session of one's own, this one too."""
    acceso.end_sessions_of(current_user, actor=current_user.as_actor())
    end_session("funcionario")
    session.clear()
    flash("Todas sus sesiones quedaron cerradas.", "success")
    return redirect(url_for("acceso.ingresar"), 303)


@bp.route("/segundo-factor", methods=["GET", "POST"])
@limit("20/minute")
@public
def activar() -> Response | str | tuple[str, int]:
    """Enrol, signed in or, where it is obligatory, right after the password: public, with its own check."""
    funcionario = _who_enrols()
    if funcionario is None:
        return redirect(url_for("acceso.ingresar"), 303)
    if funcionario.totp_activo:
        return redirect(url_for("cuenta.inicio"), 303)
    seed = session.setdefault(_SEED, totp.new_seed())
    form = CodigoForm()
    if form.validate_on_submit():
        codes = _activate(funcionario, seed, form)
        if codes:
            seguir = "/cuenta/" if current_user.is_authenticated else begin_session(funcionario)
            return _show_codes(codes, seguir)
    page = render_template("entidad/activar.html", form=form, **_enrolment(funcionario, seed))
    return page, 422 if form.errors else 200


def _who_enrols() -> Funcionario | None:
    return current_user if current_user.is_authenticated else pending()


def _enrolment(funcionario: Funcionario, seed: str) -> dict[str, str]:
    entidad = find_entidad()
    uri = totp.uri_of(funcionario.id, seed, funcionario.correo, entidad.nombre if entidad else "Portal municipal")
    secret = totp.secret_of(funcionario.id, seed)
    return {
        "qr": segno.make(uri, error="m").svg_data_uri(scale=5, border=2),
        "secreto": " ".join(secret[i : i + 4] for i in range(0, 32, 4)),
    }


def _activate(funcionario: Funcionario, seed: str, form: CodigoForm) -> list[str]:
    try:
        codes = segundo_factor.activate(funcionario, seed=seed, code=form.codigo.data or "", session_id=_session_id())
    except DomainError as error:
        form.add_error(error)
        return []
    session.pop(_SEED, None)
    return codes


@bp.post("/codigos")
@limit("10/minute")
@signed_in
def renovar_codigos() -> Response | str:
    """New recovery codes, for who proves again that it is them."""
    code = request.form.get("codigo", "")
    funcionario = get_funcionario(current_user.id)
    if acceso.is_locked(funcionario) or not segundo_factor.check_code(funcionario, code):
        acceso.note_failure(funcionario)
        flash("Ese código no es válido o ya se usó. Espere el siguiente.", "error")
        return redirect(url_for("cuenta.inicio"), 303)
    return _show_codes(segundo_factor.renew_recovery_codes(funcionario), "/cuenta/")


def _show_codes(codes: list[str], seguir: str) -> str:
    """The codes, this once. The file to download is inside the page itself: the portal could not make it a second time."""
    entidad = find_entidad()
    heading = f"Códigos de recuperación. {entidad.nombre if entidad else 'Portal municipal'}. {fecha(today())}."
    text = "\r\n".join([heading, "Cada uno sirve una sola vez, en lugar del código del teléfono.", "", *codes, ""])
    archivo = f"data:text/plain;charset=utf-8;base64,{b64encode(text.encode('utf-8-sig')).decode()}"
    return render_template("entidad/codigos.html", codigos=codes, seguir=seguir, archivo=archivo)

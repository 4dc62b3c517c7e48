"""The page on which staff see what waits to be sent, what failed and why, and try again."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.outbox import queries, services
from portal.outbox.models import ENVIADO, FALLIDO, PENDIENTE
from portal.web.access import current_actor, requires
from portal.web.pagination import decode_cursor, make_page

PAGE = 50
ESTADOS = {PENDIENTE: "Pendientes", FALLIDO: "Fallidos", ENVIADO: "Enviados"}

bp = Blueprint("correo", __name__, url_prefix="/gestion/sistema/correo", template_folder="../templates")


@bp.get("/")
@requires("sistema:ver_correo")
def listar() -> str:
    """The letters, newest first; those that wait or failed say why."""
    estado = request.args.get("estado", "")
    estado = estado if estado in ESTADOS else ""
    cursor = request.args.get("desde")
    key = decode_cursor(cursor, (int,))
    rows = queries.list_mails(estado, antes_de=key[0] if key else None, limit=PAGE)
    page = make_page(rows, PAGE, cursor if key else None, lambda one: (one.id,))
    configured = bool(current_app.config["MAIL_SERVER"])
    return render_template(
        "outbox/listar.html", page=page, estado=estado, estados=ESTADOS, situacion=queries.situation(), configurado=configured
    )


@bp.post("/<int:mail_id>/reintentar")
@requires("sistema:reenviar_correo")
def reintentar(mail_id: int) -> Response:
    """Let one letter be sent at once."""
    services.reintentar(mail_id, actor=current_actor() or abort(403))
    flash("El correo se enviará en unos segundos.", "success")
    return redirect(url_for("correo.listar"), 303)

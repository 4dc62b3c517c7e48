"""Where an official arrives after signing in."""

from flask import Blueprint, render_template
from flask_login import current_user

from portal.entidad.queries import get_funcionario
from portal.entidad.views.gestion.edicion import who
from portal.web.access import signed_in
from portal.web.menus import registry

bp = Blueprint("gestion_inicio", __name__, url_prefix="/gestion", template_folder="../../templates")


@bp.get("/")
@signed_in
def inicio() -> str:
    """What waits for this official, and everything that they may open."""
    has_role = bool(get_funcionario(current_user.id).roles)
    return render_template("entidad/gestion/inicio.html", pendientes=registry().pending(who()), tiene_rol=has_role)

"""Where an official arrives after signing in."""

from flask import Blueprint, render_template

from portal.web.access import signed_in

bp = Blueprint("gestion_inicio", __name__, url_prefix="/gestion", template_folder="../../templates")


@bp.get("/")
@signed_in
def inicio() -> str:
    """Everything that this official may open."""
    return render_template("entidad/gestion/inicio.html")

"""The page that shows whether periodic work runs; what is late stands out."""

from flask import Blueprint, render_template

from portal.core import clock
from portal.jobs import queries
from portal.web.access import requires

bp = Blueprint("tareas", __name__, url_prefix="/gestion/sistema/tareas", template_folder="../templates")

# A worker gives a sign of life every 30 seconds; after three missing ones it counts as gone.
SILENCE = 90.0


@bp.get("/")
@requires("sistema:ver_tareas")
def listar() -> str:
    """The schedule with the last run of each line, and the workers that are alive."""
    now = clock.now()
    alive = [one for one in queries.list_workers() if (now - one.seen_at).total_seconds() < SILENCE]
    return render_template("jobs/listar.html", situaciones=queries.list_situations(), trabajadores=alive)

"""The case's page, its files, and its term explained day by day."""

from flask import Response, render_template, request

from portal.entidad.queries import get_calendario
from portal.files.web import send_archivo
from portal.pqrs.plazos import explicar_vencimiento, list_limites
from portal.pqrs.queries.archivos import get_archivo_of
from portal.pqrs.queries.caso import get_peticion_for, termino_of
from portal.pqrs.views.gestion.pagina import render_caso, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.get("/<radicado>")
@requires("pqrs:ver")
def caso(radicado: str) -> tuple[str, int]:
    """Everything about one case."""
    return render_caso(radicado)


@blueprint.get("/<radicado>/termino")
@requires("pqrs:ver")
def termino(radicado: str) -> str:
    """How the due date was counted, to print and to check."""
    peticion = get_peticion_for(signed_in(), radicado)
    calendario = get_calendario().with_politica(peticion.politica)
    contado = termino_of(peticion, calendario)
    return render_template(
        "pqrs/gestion/termino.html", peticion=peticion, termino=contado.vencido, pausa=contado.pausa,
        limites=list_limites(contado, calendario), explicacion=explicar_vencimiento(contado.vencido, calendario, contado.pausa),
    )  # fmt: skip


@blueprint.get("/<radicado>/archivos/<int:archivo_id>")
@requires("pqrs:ver")
def archivo(radicado: str, archivo_id: int) -> Response:
    """A file of the case; `?ver=1` shows it in the browser when that is safe."""
    peticion = get_peticion_for(signed_in(), radicado)
    return send_archivo(get_archivo_of(peticion, archivo_id), inline=request.args.get("ver") == "1")

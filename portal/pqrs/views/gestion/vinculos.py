"""One POST each to link two cases and to take the link away."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.relacionados import get_vinculo_for
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/vincular")
@requires("pqrs:anotar")
def vincular(radicado: str) -> Answer:
    """Link the case to another one."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.vincular(peticion, otro=form.otro.data, clase=form.clase.data, motivo=form.motivo.data, actor=actor)

    return perform(radicado, "vincular", do, "Casos vinculados. Cada uno sigue con su fecha y su respuesta.")


@blueprint.post("/<radicado>/fusionar")
@requires("pqrs:agrupar")
def fusionar(radicado: str) -> Answer:
    """Close the case by reference to another one of the same person."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.fusionar(peticion, principal=form.principal.data, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "fusionar", do, "Las dos quedaron unidas. La respuesta de la otra es para las dos, y avisamos a la persona.")


@blueprint.post("/<radicado>/deshacer-fusion")
@requires("pqrs:agrupar")
def deshacer_fusion(radicado: str) -> Answer:
    """Let the case go on by itself again."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.deshacer_fusion(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "deshacer_fusion", do, "El caso sigue por su cuenta, con la fecha que tenía. Avisamos a la persona.")


@blueprint.post("/<radicado>/desvincular/<int:vinculo_id>")
@requires("pqrs:anotar")
def desvincular(radicado: str, vinculo_id: int) -> Response:
    """Take a link away."""
    actor = signed_in()
    services.desvincular(get_vinculo_for(actor, get_peticion_for(actor, radicado), vinculo_id), actor=actor)
    flash("Vínculo quitado.", "success")
    return redirect(url_for(".caso", radicado=radicado), 303)

"""The legend of claims on personal data, on the officials' side."""

from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/poner-leyenda")
@requires("pqrs:actuar")
def poner_leyenda(radicado: str) -> Answer:
    """Record that the database says so."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.poner_leyenda(
            peticion, base=form.base.data, motivo=form.motivo.data, detalle=form.detalle.data, puesta_el=form.puesta_el.data,
            archivos=files, actor=actor, version=version_of(form.version),
        )  # fmt: skip
        late = "" if one.en_termino or one.limite_el is None else f" Fuera de tiempo: era hasta el {fecha_larga(one.limite_el)}."
        return f"Leyenda registrada en «{one.base}».{late}"

    return perform(radicado, "poner_leyenda", do)


@blueprint.post("/<radicado>/quitar-leyenda")
@requires("pqrs:actuar")
def quitar_leyenda(radicado: str) -> Answer:
    """Record that it was taken out."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.quitar_leyenda(peticion, quitada_el=form.quitada_el.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "quitar_leyenda", do, "Registrado: la leyenda ya no está.")

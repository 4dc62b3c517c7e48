"""Reposición on the officials' side: filed at the counter, decided by the office."""

from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/presentar-recurso")
@requires("pqrs:radicar_ventanilla")
def presentar_recurso(radicado: str) -> Answer:
    """File at the counter what the person brings on paper or says."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.presentar_recurso(peticion, texto=form.texto.data, archivos=files, actor=actor)
        late = "" if one.en_termino else " Llegó fuera de tiempo: dígaselo a la persona."
        return f"Recurso radicado con el número {one.numero.numero}. Se decide a más tardar el {fecha_larga(one.vence_el)}.{late}"

    return perform(radicado, "presentar_recurso", do)


@blueprint.post("/<radicado>/decidir-recurso")
@requires("pqrs:decidir")
def decidir_recurso(radicado: str) -> Answer:
    """Decide it with a letter."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.decidir_recurso(
            peticion, sentido=form.sentido.data, motivo=form.motivo.data, archivos=files, make_letter=make_letter, actor=actor,
            version=version_of(form.version),
        )  # fmt: skip
        number = letter.salida.numero if letter.salida else ""
        if peticion.respondida_en is None:
            return f"Carta {number} enviada. La solicitud sigue: vence el {fecha_larga(peticion.vence_el)}."
        return f"Carta {number} enviada. Falta notificarla."

    return perform(radicado, "decidir_recurso", do)

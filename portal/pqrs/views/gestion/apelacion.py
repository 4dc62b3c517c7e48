"""Apelación and queja on the officials' side: sent on or refused by who decided, filed at the counter, resolved by the superior."""

from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.carta_previa import letter_maker
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/conceder-apelacion")
@requires("pqrs:decidir")
def conceder_apelacion(radicado: str) -> Answer:
    """Send it on to the superior."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        one = services.conceder_apelacion(peticion, actor=actor, version=version_of(form.version))
        return f"La apelación {one.numero.numero} y el caso {radicado} pasaron a {one.carta.apela_ante}."

    return perform(radicado, "conceder_apelacion", do)


@blueprint.post("/<radicado>/rechazar-apelacion")
@requires("pqrs:decidir")
def rechazar_apelacion(radicado: str) -> Answer:
    """Refuse to."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.rechazar_apelacion(
            peticion, motivo=form.motivo.data, archivos=files, make_letter=letter_maker(), actor=actor, version=version_of(form.version)
        )
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. Falta notificarla: contra ella procede queja."

    return perform(radicado, "rechazar_apelacion", do)


@blueprint.post("/<radicado>/presentar-queja")
@requires("pqrs:radicar_ventanilla")
def presentar_queja(radicado: str) -> Answer:
    """File at the counter what the person brings on paper or says."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.presentar_queja(peticion, texto=form.texto.data, archivos=files, actor=actor)
        late = "" if one.en_termino else " Llegó fuera de tiempo: dígaselo a la persona."
        return f"Queja radicada con el número {one.numero.numero}. Se resuelve a más tardar el {fecha_larga(one.vence_el)}.{late}"

    return perform(radicado, "presentar_queja", do)


@blueprint.post("/<radicado>/decidir-queja")
@requires("pqrs:decidir")
def decidir_queja(radicado: str) -> Answer:
    """Grant the apelación that was refused, or deny the queja."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.decidir_queja(
            peticion, sentido=form.sentido.data, motivo=form.motivo.data, archivos=files, make_letter=letter_maker(), actor=actor,
            version=version_of(form.version),
        )  # fmt: skip
        number = letter.salida.numero if letter.salida else ""
        rest = "Falta notificarla." if peticion.respondida_en and form.sentido.data == "niega" else "Ahora decida la apelación."
        return f"Carta {number} enviada. {rest}"

    return perform(radicado, "decidir_queja", do)

"""Refusing for reserve and the insistencia, on the officials' side."""

from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.autoridades import get_autoridad
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.carta_previa import letter_maker
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/negar-reserva")
@requires("pqrs:decidir")
def negar_reserva(radicado: str) -> Answer:
    """Refuse what is reserved."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.negar_reserva(
            peticion, reservas=form.reservas.data or [], niega=form.niega.data, dano=form.dano.data, entrega=form.entrega.data,
            archivos=files, make_letter=letter_maker(), actor=actor, version=version_of(form.version),
        )  # fmt: skip
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. Falta notificarla."

    return perform(radicado, "negar_reserva", do)


@blueprint.post("/<radicado>/insistir")
@requires("pqrs:radicar_ventanilla")
def insistir(radicado: str) -> Answer:
    """File what the person says at the counter."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.insistir(peticion, texto=form.texto.data, archivos=files, actor=actor)
        return f"Insistencia radicada con el número {one.numero.numero}. Se envía al juez a más tardar el {fecha_larga(one.enviar_el)}."

    return perform(radicado, "insistir", do)


@blueprint.post("/<radicado>/enviar-al-juez")
@requires("pqrs:decidir")
def enviar_al_juez(radicado: str) -> Answer:
    """Send the papers to the judge."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        autoridad = get_autoridad(form.autoridad.data)
        letter = services.enviar_al_juez(
            peticion, autoridad=autoridad, nota=form.nota.data, make_letter=letter_maker(), actor=actor, version=version_of(form.version)
        )
        way = f"Va por correo a {autoridad.correo}." if autoridad.correo else "El juez no tiene correo: imprima los documentos y envíelos."
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. {way}"

    return perform(radicado, "enviar_al_juez", do)


@blueprint.post("/<radicado>/registrar-fallo")
@requires("pqrs:decidir")
def registrar_fallo(radicado: str) -> Answer:
    """Record what the judge decided."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        services.registrar_fallo(
            peticion, fallo=form.fallo.data, fallo_el=form.fallo_el.data, cumplir_el=form.cumplir_el.data, detalle=form.detalle.data,
            actor=actor, version=version_of(form.version),
        )  # fmt: skip
        if peticion.respondida_en is None:
            return f"Decisión registrada. Entregue lo que el juez ordenó: el caso sigue, y vence el {fecha_larga(peticion.vence_el)}."
        return "Decisión registrada. La negación queda en firme."

    return perform(radicado, "registrar_fallo", do)

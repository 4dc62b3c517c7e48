"""Reposición and judges' orders on the officials' side: filed or withdrawn at the counter, decided or recorded by the office."""

from typing import Any

from flask import Response

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.certificados import make_certificado
from portal.pqrs.constancias import make_constancia_recurso
from portal.pqrs.estados import EN_INSISTENCIA, EN_RECURSO
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_carta_of, get_peticion_for
from portal.pqrs.queries.recursos import get_recurso
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.carta_previa import letter_maker, pdf_response
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


@blueprint.post("/<radicado>/presentar-recurso")
@requires("pqrs:radicar_ventanilla")
def presentar_recurso(radicado: str) -> Answer:
    """File at the counter what the person brings on paper or says."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.presentar_recurso(peticion, texto=form.texto.data, archivos=files, actor=actor, modo=form.modo.data)
        late = "" if one.en_termino else " Llegó fuera de tiempo: dígaselo a la persona."
        return f"Recurso radicado con el número {one.numero.numero}. Se decide a más tardar el {fecha_larga(one.vence_el)}.{late}"

    return perform(radicado, "presentar_recurso", do)


@blueprint.get("/<radicado>/recurso/<int:recurso_id>/constancia")
@requires("pqrs:ver")
def constancia_recurso(radicado: str, recurso_id: int) -> Response:
    """The constancia of an appeal, to print for who brought it to the counter."""
    peticion = get_peticion_for(signed_in(), radicado)
    one = get_recurso(peticion, recurso_id)
    return pdf_response(make_constancia_recurso(peticion, one), f"constancia-{one.numero.numero}.pdf")


@blueprint.get("/<radicado>/carta/<int:carta_id>/certificado")
@requires("pqrs:ver")
def certificado(radicado: str, carta_id: int) -> Response:
    """The certificate that the person was notified by opening a letter."""
    peticion = get_peticion_for(signed_in(), radicado)
    carta = get_carta_of(peticion, carta_id)
    return pdf_response(make_certificado(peticion, carta), f"certificado-{carta.salida.numero if carta.salida else radicado}.pdf")


@blueprint.post("/<radicado>/decidir-recurso")
@requires("pqrs:decidir")
def decidir_recurso(radicado: str) -> Answer:
    """Decide it with a letter."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        letter = services.decidir_recurso(
            peticion, sentido=form.sentido.data, motivo=form.motivo.data, archivos=files, make_letter=letter_maker(), actor=actor,
            version=version_of(form.version),
        )  # fmt: skip
        number = letter.salida.numero if letter.salida else ""
        if peticion.estado == EN_RECURSO:
            return f"Carta {number} enviada. La apelación pasó a {peticion.dependencia.nombre if peticion.dependencia else ''}."
        if peticion.estado == EN_INSISTENCIA:
            return f"Carta {number} enviada. Ahora envíe los documentos al juez."
        if peticion.respondida_en is None:
            return f"Carta {number} enviada. La solicitud sigue: vence el {fecha_larga(peticion.vence_el)}."
        return f"Carta {number} enviada. Falta notificarla."

    return perform(radicado, "decidir_recurso", do)


@blueprint.post("/<radicado>/desistir-recurso")
@requires("pqrs:radicar_ventanilla")
def desistir_recurso(radicado: str) -> Answer:
    """Withdraw it for the person who says so at the counter."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        one = services.desistir_recurso(peticion, actor=actor, version=version_of(form.version))
        return f"Quedó retirado el recurso {one.numero.numero}. La decisión no cambia."

    return perform(radicado, "desistir_recurso", do)


@blueprint.post("/<radicado>/registrar-orden")
@requires("pqrs:decidir")
def registrar_orden(radicado: str) -> Answer:
    """Record what a judge ordered."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        one = services.registrar_orden(
            peticion, juez=form.juez.data, proceso=form.proceso.data, ordena=form.ordena.data, ordenada_el=form.ordenada_el.data,
            cumplir_el=form.cumplir_el.data, vencida=form.vencida.data, archivos=files, actor=actor, version=version_of(form.version),
        )  # fmt: skip
        return f"Orden radicada con el número {one.numero.numero}. Cúmplala a más tardar el {fecha_larga(one.cumplir_el)}."

    return perform(radicado, "registrar_orden", do)

"""One POST for each step by which a decision is notified, and for the proof that a letter was sent."""

from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import make_public_copy
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Notificacion, Peticion
from portal.pqrs.queries.caso import get_carta_of
from portal.pqrs.views.gestion.acciones import Act, Answer, perform
from portal.pqrs.views.gestion.carta_previa import letter_maker
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


def _told(steps: Notificacion) -> str:
    return f"Queda notificada al terminar el {fecha_larga(steps.efectiva_el)}." if steps.efectiva_el else ""


@blueprint.post("/<radicado>/citar")
@requires("pqrs:entregar")
def citar(radicado: str) -> Answer:
    """Send the citation."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.citar(peticion, lugar=form.lugar.data, make_letter=letter_maker(), actor=actor, version=version_of(form.version))
        number = letter.salida.numero if letter.salida else ""
        if peticion.correo:
            return f"Citación {number} enviada por correo a {peticion.correo}."
        return f"Citación {number} hecha. Imprímala, envíela y registre el envío: desde ese día corren los cinco días."

    return perform(radicado, "citar", do)


@blueprint.post("/<radicado>/notificar-personalmente")
@requires("pqrs:entregar")
def notificar_personalmente(radicado: str) -> Answer:
    """Record the notification in person."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.notificar_personalmente(
            peticion, quien=form.quien.data, documento=form.documento.data, calidad=form.calidad.data, fecha=form.fecha_read,
            copia_entregada=form.copia_entregada.data, archivos=files, actor=actor, version=version_of(form.version),
        )  # fmt: skip

    return perform(radicado, "notificar_personalmente", do, "Notificación personal registrada.")


@blueprint.post("/<radicado>/avisar")
@requires("pqrs:entregar")
def avisar(radicado: str) -> Answer:
    """Send the aviso."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> str:
        letter = services.avisar(peticion, make_letter=letter_maker(), actor=actor, version=version_of(form.version))
        way = f"por correo a {peticion.correo}" if peticion.correo else "en papel: imprímalo con la copia de la decisión y envíelo"
        return f"Aviso {letter.salida.numero if letter.salida else ''} enviado {way}. Registre aquí su entrega."

    return perform(radicado, "avisar", do)


def _with_proof(service: Any, names: tuple[str, ...]) -> Act:
    """An act that records a proof and gives the steps as they are then."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        values = {name: getattr(form, "fecha_read", form.fecha.data) if name == "fecha" else form[name].data for name in names}
        return _told(service(peticion, **values, archivos=files, actor=actor, version=version_of(form.version)))

    return do


@blueprint.post("/<radicado>/registrar-aviso")
@requires("pqrs:entregar")
def registrar_aviso(radicado: str) -> Answer:
    """Record the delivery of the aviso."""
    return perform(radicado, "registrar_aviso", _with_proof(services.registrar_aviso, ("detalle", "fecha")))


@blueprint.post("/<radicado>/publicar-aviso")
@requires("pqrs:entregar")
def publicar_aviso(radicado: str) -> Answer:
    """Put the notice on the public page."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.publicar_aviso(
            peticion, lugar=form.lugar.data, motivo=form.motivo.data, copias=files, quitar=form.quitar.data, make_copy=make_public_copy,
            actor=actor, version=version_of(form.version),
        )  # fmt: skip

    return perform(radicado, "publicar_aviso", do, "Aviso publicado en la página. Fíjelo hoy también en el lugar público.")


@blueprint.post("/<radicado>/retirar-aviso")
@requires("pqrs:entregar")
def retirar_aviso(radicado: str) -> Answer:
    """Record that the notice was taken down."""
    return perform(radicado, "retirar_aviso", _with_proof(services.retirar_aviso, ("fecha",)))


@blueprint.post("/<radicado>/registrar-envio")
@requires("pqrs:entregar")
def registrar_envio(radicado: str) -> Answer:
    """Record how a letter was sent."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.registrar_envio(
            peticion, carta=get_carta_of(peticion, form.carta.data), medio=form.medio.data, detalle=form.detalle.data,
            fecha=form.fecha_read, archivos=files, actor=actor, version=version_of(form.version),
        )  # fmt: skip

    return perform(radicado, "registrar_envio", do, "Envío registrado con su prueba.")

"""One POST for each act on a case. All of them go the same way: `perform`."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion_for, may_still_read
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion.adjuntos_del_acto import take_files
from portal.pqrs.views.gestion.carta_previa import LetterSeen, no_letter, only_looks, show_letter
from portal.pqrs.views.gestion.opciones import chosen
from portal.pqrs.views.gestion.pagina import EVERY_FORM, Refused, refuse, render_caso, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]
# Does the act: (case, form, who, files received). What it returns, if anything, is told in place of the usual words.
Act = Callable[[Peticion, Any, Actor, list[Received]], str | None]


def perform(radicado: str, act: str, do: Act, done: str = "") -> Answer:
    """Check the form, do the act, go back to the case; when it is refused, show the case with everything that was typed."""
    actor = signed_in()
    get_peticion_for(actor, radicado)
    form = EVERY_FORM[act](prefix=f"{act}-")
    looks = only_looks(form)
    valid = form.validate()
    files = take_files(form, actor, radicado)
    if not valid or form.errors:
        return render_caso(radicado, Refused(act, form), 422)
    try:
        told = do(get_peticion_for(actor, radicado), form, actor, files)
        if looks:
            raise no_letter()
    except LetterSeen as seen:
        return show_letter(seen, radicado)
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        return render_caso(radicado, refuse(act, form, error), error.status)
    flash(told or done, "success")
    if may_still_read(actor, radicado):
        return redirect(url_for(".caso", radicado=radicado), 303)
    flash(f"El caso {radicado} ya no está entre los que usted puede ver.", "info")
    return redirect(url_for(".bandeja"), 303)


@blueprint.post("/<radicado>/clasificar")
@requires("pqrs:clasificar")
def clasificar(radicado: str) -> Answer:
    """Change the kind."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.clasificar(
            peticion, tipo=TipoPeticion(form.tipo.data), motivo=form.motivo.data, actor=actor, version=version_of(form.version)
        )

    return perform(radicado, "clasificar", do, "Cambió la clase del caso y se volvió a contar el término. Avisamos a la persona.")


@blueprint.post("/<radicado>/asignar")
@requires("pqrs:asignar")
def asignar(radicado: str) -> Answer:
    """Give a new case to an office."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        dependencia, responsable = chosen(form)
        services.asignar(peticion, dependencia=dependencia, responsable=responsable, actor=actor, version=version_of(form.version))

    return perform(radicado, "asignar", do, "Caso asignado.")


@blueprint.post("/<radicado>/reasignar")
@requires("pqrs:reasignar")
def reasignar(radicado: str) -> Answer:
    """Pass a case on. Who passes it to another office may no longer see it: then the inbox follows."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        dependencia, responsable = chosen(form)
        services.reasignar(
            peticion, dependencia=dependencia, responsable=responsable, motivo=form.motivo.data, actor=actor,
            version=version_of(form.version),
        )  # fmt: skip

    return perform(radicado, "reasignar", do, f"Caso {radicado} reasignado. La fecha de vencimiento no cambia.")


@blueprint.post("/<radicado>/dar-preferencia")
@requires("pqrs:preferencia")
def dar_preferencia(radicado: str) -> Answer:
    """Let the case go first, or confirm that it does."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.dar_preferencia(peticion, causa=form.causa.data, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "dar_preferencia", do, "El caso se atiende con preferencia. La fecha de vencimiento no cambia.")


@blueprint.post("/<radicado>/quitar-preferencia")
@requires("pqrs:preferencia")
def quitar_preferencia(radicado: str) -> Answer:
    """Let it go first no longer."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.quitar_preferencia(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "quitar_preferencia", do, "El caso ya no tiene preferencia. La persona puede leer el motivo.")


@blueprint.post("/<radicado>/escribir")
@requires("pqrs:proyectar")
def escribir(radicado: str) -> Answer:
    """Write to who filed."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.escribir(peticion, texto=form.texto.data, pide_respuesta=form.pide_respuesta.data, archivos=files, actor=actor)

    return perform(radicado, "escribir", do, "Mensaje enviado. La persona lo lee en la página de seguimiento.")


@blueprint.post("/<radicado>/anotar")
@requires("pqrs:anotar")
def anotar(radicado: str) -> Answer:
    """Leave an internal note."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.anotar(peticion, texto=form.texto.data, avisar=form.avisar.data, actor=actor)

    return perform(radicado, "anotar", do, "Nota guardada.")


@blueprint.post("/<radicado>/pedir-aprobacion")
@requires("pqrs:proyectar")
def pedir_aprobacion(radicado: str) -> Answer:
    """Give the draft to the head."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.pedir_aprobacion(peticion, actor=actor, version=version_of(form.version))

    return perform(radicado, "pedir_aprobacion", do, "Respuesta enviada a aprobación.")


@blueprint.post("/<radicado>/devolver-proyecto")
@requires("pqrs:aprobar")
def devolver_proyecto(radicado: str) -> Answer:
    """Send the draft back."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.devolver_proyecto(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "devolver_proyecto", do, "Respuesta devuelta para corregir.")


@blueprint.post("/<radicado>/responder")
@requires("pqrs:responder")
def responder(radicado: str) -> Answer:
    """Send the answer."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.responder(
            peticion, make_letter=make_letter, actor=actor, version=version_of(form.version), version_borrador=version_of(form.borrador),
            decide=form.decide.data,
        )  # fmt: skip

    return perform(radicado, "responder", do, "Respuesta enviada. El caso queda por notificar hasta que haya prueba de la entrega.")


@blueprint.post("/<radicado>/entrega")
@requires("pqrs:entregar")
def registrar_entrega(radicado: str) -> Answer:
    """Record a delivery with its proof."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.registrar_entrega(
            peticion, medio=form.medio.data, detalle=form.detalle.data, fecha=form.fecha_read, archivos=files, actor=actor,
            version=version_of(form.version),
        )  # fmt: skip

    return perform(radicado, "registrar_entrega", do, "Entrega registrada con su prueba.")


@blueprint.post("/<radicado>/cerrar")
@requires("pqrs:cerrar")
def cerrar(radicado: str) -> Answer:
    """End an answered case."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.cerrar(peticion, actor=actor, version=version_of(form.version))

    return perform(radicado, "cerrar", do, "Caso cerrado.")


@blueprint.post("/<radicado>/reabrir")
@requires("pqrs:reabrir")
def reabrir(radicado: str) -> Answer:
    """Take a case up again."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.reabrir(peticion, motivo=form.motivo.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "reabrir", do, "Caso reabierto. El término se cuenta completo desde hoy.")


@blueprint.post("/<radicado>/anular")
@requires("pqrs:anular")
def anular(radicado: str) -> Answer:
    """Void the radicado."""

    def do(peticion: Peticion, form: Any, actor: Actor, _files: list[Received]) -> None:
        services.anular(peticion, justificacion=form.justificacion.data, actor=actor, version=version_of(form.version))

    return perform(radicado, "anular", do, "Radicado anulado. El número no se vuelve a usar.")

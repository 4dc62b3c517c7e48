"""What the citizen does on their case's page. Every act goes back to the page; a refusal shows it with what was typed."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor, ciudadano
from portal.core.errors import DomainError
from portal.pqrs import adjuntos, services
from portal.pqrs.forms import CalificarForm, DesistirForm, MensajeForm, MotivoForm
from portal.pqrs.models import Peticion
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.pqrs.views.publico.caso import render_caso
from portal.web import one_time
from portal.web.access import citizen
from portal.web.limits import limit

Answer = tuple[str, int] | Response


def _holder(peticion: Peticion) -> Actor:
    return ciudadano(peticion.id)


def _back(peticion: Peticion, message: str, anchor: str = "estado") -> Response:
    flash(message, "success")
    return redirect(url_for("pqrs.caso", radicado=peticion.radicado, _anchor=anchor), 303)


def _refused(peticion: Peticion, form: Any, error: DomainError, **forms: Any) -> tuple[str, int]:
    form.add_error(error)
    return render_caso(peticion, **forms), error.status


@blueprint.post("/seguimiento/<radicado>/mensaje")
@limit("60/hour")
@citizen
def mensaje(radicado: str) -> Answer:
    """Send the office a message or files; sent twice, it is kept once."""
    peticion, form = own_case(radicado), MensajeForm(prefix="mensaje-")
    key = form.clave.data or ""
    files = adjuntos.collect(form.archivos.data or [], request.form.getlist("recibidos"), request.form.getlist("quitar"), key)
    valid = form.validate()
    form.archivos.errors = [*form.archivos.errors, *files.problems]
    recibidos = [(one, adjuntos.sign(one, form.clave.data or "")) for one in files.received]
    if not valid or files.problems:
        return render_caso(peticion, mensaje=form, recibidos=recibidos), 422
    try:
        if one_time.claim(key, "mensaje"):
            sent = services.aportar(peticion, texto=form.texto.data or "", archivos=files.received, actor=_holder(peticion))
            one_time.set_result(key, sent.id)
    except DomainError as error:
        return _refused(peticion, form, error, mensaje=form, recibidos=recibidos)
    return _back(peticion, "Su mensaje se envió.", "mensajes")


@blueprint.post("/seguimiento/<radicado>/abrir-respuesta")
@citizen
def abrir_respuesta(radicado: str) -> Answer:
    """Open the answer: from now on it is notified."""
    peticion = own_case(radicado)
    services.abrir_respuesta(peticion, actor=_holder(peticion))
    return _back(peticion, "La respuesta está abierta. Puede leerla y descargarla.", "respuesta")


@blueprint.post("/seguimiento/<radicado>/calificar")
@citizen
def calificar(radicado: str) -> Answer:
    """Rate the answer."""
    peticion, form = own_case(radicado), CalificarForm(prefix="calificar-")
    if not form.validate():
        return render_caso(peticion, calificar=form), 422
    try:
        services.calificar(
            peticion,
            puntaje=int(form.puntaje.data),
            resuelto=form.resuelto.data == "si",
            comentario=form.comentario.data or "",
            actor=_holder(peticion),
        )
    except DomainError as error:
        return _refused(peticion, form, error, calificar=form)
    return _back(peticion, "Gracias por calificar la respuesta.", "respuesta")


@blueprint.post("/seguimiento/<radicado>/reapertura")
@citizen
def reapertura(radicado: str) -> Answer:
    """Say that the answer does not resolve what was asked."""
    peticion, form = own_case(radicado), MotivoForm(prefix="reapertura-")
    try:
        services.pedir_reapertura(peticion, motivo=form.motivo.data or "", actor=_holder(peticion), version=form.version_number)
    except DomainError as error:
        return _refused(peticion, form, error, reapertura=form)
    return _back(peticion, "Su caso se abrió de nuevo, con el plazo completo desde hoy.")


@blueprint.post("/seguimiento/<radicado>/desistir")
@citizen
def desistir(radicado: str) -> Answer:
    """Withdraw the petition."""
    peticion, form = own_case(radicado), DesistirForm(prefix="desistir-")
    try:
        services.desistir(peticion, motivo=form.motivo.data or "", actor=_holder(peticion), version=form.version_number)
    except DomainError as error:
        return _refused(peticion, form, error, desistir=form)
    return _back(peticion, "Retiró la solicitud. Puede presentarla de nuevo cuando quiera.")


@blueprint.post("/seguimiento/<radicado>/revocar")
@citizen
def revocar(radicado: str) -> Answer:
    """Take back the acceptance of electronic notification."""
    peticion = own_case(radicado)
    services.revocar_notificacion(peticion, actor=_holder(peticion))
    return _back(peticion, "Desde ahora no le notificaremos por correo electrónico.")

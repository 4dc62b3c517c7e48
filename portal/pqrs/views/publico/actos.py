"""What the citizen does on their case's page. Every act goes back to the page; a refusal shows it with what was typed."""

from portal.calendario import fecha_larga
from portal.core.errors import Conflict, DomainError
from portal.outbox.by_sms import is_configured
from portal.pqrs import services
from portal.pqrs.forms import AbrirForm, CalificarForm, DesistirForm, MotivoForm
from portal.pqrs.queries.caso import list_respuestas
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.pqrs.views.publico.caso import render_caso
from portal.pqrs.views.publico.envios import Answer, back, holder, refused
from portal.web.access import citizen
from portal.web.transaction import start_again


@blueprint.post("/seguimiento/<radicado>/abrir-respuesta")
@citizen
def abrir_respuesta(radicado: str) -> Answer:
    """Open the answer: from now on it is notified, if that was accepted."""
    peticion = own_case(radicado)
    services.abrir_respuesta(peticion, acepta=AbrirForm().notifies, actor=holder(peticion))
    letters = list_respuestas(peticion)
    what = "respuesta" if not letters or letters[-1].is_respuesta else "decisión"
    return back(peticion, f"La {what} está abierta. Puede leerla y descargarla.", "respuesta")


@blueprint.post("/seguimiento/<radicado>/asuntos/<int:numero>/abrir")
@citizen
def abrir_asunto(radicado: str, numero: int) -> Answer:
    """Open the answer to one matter: from now on it is notified, if that was accepted."""
    peticion = own_case(radicado)
    services.abrir_asunto(peticion, numero=numero, acepta=AbrirForm().notifies, actor=holder(peticion))
    return back(peticion, f"La respuesta al asunto {numero} está abierta. Puede leerla y descargarla.", "asuntos")


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
            actor=holder(peticion),
        )
    except DomainError as error:
        return refused(peticion, form, error, calificar=form)
    return back(peticion, "Gracias por calificar la respuesta.", "respuesta")


@blueprint.post("/seguimiento/<radicado>/reapertura")
@citizen
def reapertura(radicado: str) -> Answer:
    """Say that the answer does not resolve what was asked."""
    peticion, form = own_case(radicado), MotivoForm(prefix="reapertura-")
    try:
        services.pedir_reapertura(peticion, motivo=form.motivo.data or "", actor=holder(peticion), version=form.version_number)
    except DomainError as error:
        return refused(peticion, form, error, reapertura=form)
    owed = (
        ": la ley ya lo dio por aceptado y la alcaldía le debe lo que pidió."
        if peticion.aceptada_desde
        else ", con el plazo completo desde hoy."
    )
    return back(peticion, f"Su caso se abrió de nuevo{owed}")


@blueprint.post("/seguimiento/<radicado>/mas-tiempo")
@citizen
def mas_tiempo(radicado: str) -> Answer:
    """Ask for as long again to complete the petition. Asked twice, the second says that it was given."""
    peticion = own_case(radicado)
    try:
        services.pedir_mas_tiempo(peticion, actor=holder(peticion))
    except DomainError as error:
        start_again()
        return back(own_case(radicado), error.message, kind="warning")
    until = peticion.pausa_limite_el
    return back(peticion, f"Tiene más tiempo: hasta el {fecha_larga(until)}." if until else "Tiene más tiempo.")


@blueprint.post("/seguimiento/<radicado>/desistir")
@citizen
def desistir(radicado: str) -> Answer:
    """Withdraw the petition."""
    peticion, form = own_case(radicado), DesistirForm(prefix="desistir-")
    try:
        services.desistir(peticion, motivo=form.motivo.data or "", actor=holder(peticion), version=form.version_number)
    except DomainError as error:
        return refused(peticion, form, error, desistir=form)
    return back(peticion, "Retiró la solicitud. Puede presentarla de nuevo cuando quiera.")


@blueprint.post("/seguimiento/<radicado>/desistir-recurso")
@citizen
def desistir_recurso(radicado: str) -> Answer:
    """Withdraw the appeal. Sent twice, the second says that there is none that waits."""
    peticion = own_case(radicado)
    try:
        one = services.desistir_recurso(peticion, actor=holder(peticion))
    except DomainError as error:
        start_again()
        return back(own_case(radicado), error.message, kind="warning")
    return back(peticion, f"Retiró el recurso {one.numero.numero}. La decisión queda como estaba.", "recurso")


@blueprint.post("/seguimiento/<radicado>/asuntos/<int:numero>/desistir-recurso")
@citizen
def desistir_recurso_asunto(radicado: str, numero: int) -> Answer:
    """Withdraw the appeal on one matter. Sent twice, the second says that there is none that waits."""
    peticion = own_case(radicado)
    try:
        one = services.desistir_recurso_asunto(peticion, numero=numero, actor=holder(peticion))
    except Conflict as error:
        start_again()
        return back(own_case(radicado), error.message, kind="warning")
    return back(peticion, f"Retiró el recurso {one.numero.numero}. La decisión queda como estaba.", "asuntos")


@blueprint.post("/seguimiento/<radicado>/revocar")
@citizen
def revocar(radicado: str) -> Answer:
    """Take back the acceptance of electronic notification."""
    peticion = own_case(radicado)
    services.revocar_notificacion(peticion, actor=holder(peticion))
    return back(peticion, "Desde ahora no le notificaremos por correo electrónico.")


@blueprint.post("/seguimiento/<radicado>/sms")
@citizen
def aceptar_sms(radicado: str) -> Answer:
    """Ask for notices by text message."""
    peticion = own_case(radicado)
    if not is_configured():
        raise Conflict("Por ahora la alcaldía no envía mensajes de texto.")
    services.aceptar_sms(peticion, actor=holder(peticion))
    return back(peticion, "Desde ahora le avisaremos también por mensaje de texto.")


@blueprint.post("/seguimiento/<radicado>/sin-sms")
@citizen
def revocar_sms(radicado: str) -> Answer:
    """Take back the acceptance of text messages."""
    peticion = own_case(radicado)
    services.revocar_sms(peticion, actor=holder(peticion))
    return back(peticion, "Desde ahora no le enviaremos mensajes de texto.")

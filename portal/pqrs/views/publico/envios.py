"""What who filed sends with text and files: sent twice it is kept once, refused it loses nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.calendario import fecha_larga
from portal.core.actors import Actor, ciudadano
from portal.core.errors import DomainError
from portal.pqrs import adjuntos, services
from portal.pqrs.estados import PETICION
from portal.pqrs.forms import AclararForm, CompletarForm, InsistirForm, MensajeForm, QuejaForm, RecursoForm
from portal.pqrs.models import Insistencia, Mensaje, Peticion, Recurso
from portal.pqrs.queries.asuntos import get_asunto
from portal.pqrs.queries.caso import corre_desde
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.pqrs.views.publico.caso import SENDS, render_caso
from portal.web import one_time
from portal.web.access import citizen
from portal.web.limits import limit
from portal.web.transaction import start_again

Answer = tuple[str, int] | Response
Service = Callable[..., Mensaje | Recurso | Insistencia]
_SERVICES: dict[str, Service] = {
    "mensaje": services.aportar, "completar": services.completar, "aclarar": services.aclarar, "queja": services.presentar_queja,
    "recurso": services.presentar_recurso, "insistir": services.insistir,
}  # fmt: skip


def holder(peticion: Peticion) -> Actor:
    """Who filed, as the one who acts."""
    return ciudadano(peticion.id)


def back(peticion: Peticion, message: str, anchor: str = "estado", kind: str = "success") -> Response:
    """To the case's page, saying what happened."""
    flash(message, kind)
    return redirect(url_for("pqrs.caso", radicado=peticion.radicado, _anchor=anchor), 303)


def refused(peticion: Peticion, form: Any, error: DomainError, **forms: Any) -> tuple[str, int]:
    """The case's page with what was typed and why it was refused."""
    form.add_error(error)
    start_again()
    return render_caso(peticion, **forms), error.status


@blueprint.post("/seguimiento/<radicado>/mensaje")
@limit("60/hour")
@citizen
def mensaje(radicado: str) -> Answer:
    """Send the office a message or files."""
    return _send(radicado, MensajeForm(prefix="mensaje-"), "mensaje", "Su mensaje se envió.", "mensajes")


@blueprint.post("/seguimiento/<radicado>/completar")
@limit("60/hour")
@citizen
def completar(radicado: str) -> Answer:
    """Bring what the office asked for."""
    return _send(radicado, CompletarForm(prefix="completar-"), "completar", f"Recibimos lo que faltaba. {_runs_again()}")


@blueprint.post("/seguimiento/<radicado>/aclarar")
@limit("60/hour")
@citizen
def aclarar(radicado: str) -> Answer:
    """Say what the office did not understand."""
    return _send(radicado, AclararForm(prefix="aclarar-"), "aclarar", f"Recibimos su aclaración. {_runs_again()}")


@blueprint.post("/seguimiento/<radicado>/recurso")
@limit("20/hour")
@citizen
def recurso(radicado: str) -> Answer:
    """File reposición against the decision."""
    form, done = RecursoForm(prefix="recurso-"), "Recibimos su recurso. Abajo están su radicado y la fecha límite."
    service = partial(services.presentar_recurso, modo=form.modo.data)
    return _send(radicado, form, "recurso", done, service=service)


@blueprint.post("/seguimiento/<radicado>/queja")
@limit("20/hour")
@citizen
def queja(radicado: str) -> Answer:
    """File queja against the refusal of an apelación."""
    return _send(radicado, QuejaForm(prefix="queja-"), "queja", "Recibimos su queja. Abajo están su radicado y la fecha límite.")


@blueprint.post("/seguimiento/<radicado>/asuntos/<int:numero>/recurso")
@limit("20/hour")
@citizen
def recurso_asunto(radicado: str, numero: int) -> Answer:
    """File reposición against the decision on one matter."""
    get_asunto(own_case(radicado), numero)
    form, done = RecursoForm(prefix=f"recurso-{numero}-"), "Recibimos su recurso. En el asunto están su radicado y la fecha límite."
    service = partial(services.presentar_recurso_asunto, numero=numero)
    return _send(radicado, form, f"recurso_asunto_{numero}", done, "asuntos", service)


@blueprint.post("/seguimiento/<radicado>/insistir")
@limit("20/hour")
@citizen
def insistir(radicado: str) -> Answer:
    """Insist against a refusal for reserve."""
    return _send(radicado, InsistirForm(prefix="insistir-"), "insistir", "Recibimos su insistencia. La enviaremos al juez.")


def _runs_again() -> str:
    return f"El plazo vuelve a correr desde el {fecha_larga(corre_desde())}."


def _send(radicado: str, form: MensajeForm, name: str, done: str, anchor: str = "estado", service: Service | None = None) -> Answer:
    """Keep what the form brings, once; `name` is that of the form, of its key's purpose and, unless one is given, of its service."""
    peticion = own_case(radicado)
    key = form.clave.data or ""
    files = adjuntos.collect(form.archivos.data or [], request.form.getlist("recibidos"), request.form.getlist("quitar"), key)
    valid = form.validate()
    form.archivos.errors = [*form.archivos.errors, *files.problems]
    recibidos = {name: [(one, adjuntos.sign(one, form.clave.data or "")) for one in files.received]}
    if not valid or files.problems:
        return render_caso(peticion, recibidos=recibidos, **{name: form}), 422
    if one_time.find_result(key, name):
        return back(peticion, done, anchor)
    try:
        sent = (service or _SERVICES[name])(peticion, texto=form.texto.data or "", archivos=files.received, actor=holder(peticion))
        if not one_time.claim(key, name, sent.id):
            start_again()
    except DomainError as error:
        form, name, recibidos = _where_it_may_be_sent(radicado, form, name, recibidos)
        return refused(peticion, form, error, recibidos=recibidos, **{name: form})
    return back(peticion, done, anchor)


def _where_it_may_be_sent(
    radicado: str, form: MensajeForm, name: str, recibidos: dict[str, Any]
) -> tuple[MensajeForm, str, dict[str, Any]]:
    """The form that the page has for what was typed: where the office was quicker, it may still go as a message."""
    start_again()
    acts = {one.act for one in PETICION.acts_from(own_case(radicado).estado)}
    if name == "mensaje" or SENDS.get(name, "presentar_recurso_asunto") in acts or "aportar" not in acts:
        return form, name, recibidos
    message = MensajeForm(formdata=None, prefix="mensaje-", texto=form.texto.data, clave=form.clave.data)
    return message, "mensaje", {"mensaje": recibidos[name]}

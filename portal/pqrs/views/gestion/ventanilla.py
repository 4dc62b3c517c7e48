"""The counter: filing for somebody who comes, calls or brings a paper, and the receipt with its tracking code."""

import hashlib
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.errors import DomainError, Forbidden, NotFound
from portal.entidad.queries import get_calendario
from portal.files.limits import current_limits
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs import adjuntos, services
from portal.pqrs.codigos import clean_radicado, format_code, hash_code, make_code
from portal.pqrs.constancias import make_constancia
from portal.pqrs.forms_ventanilla import VentanillaForm
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import reaches
from portal.pqrs.preferencias import CAUSAS
from portal.pqrs.queries.caso import explicar, find_by_code, get_peticion, get_peticion_for
from portal.pqrs.queries.repetidas import list_antes_de_radicar, list_publicas
from portal.pqrs.queries.sugerencias import can_sugerir, sugerir, texto_de
from portal.pqrs.services import DatosPeticion
from portal.pqrs.solicitantes import datos_of
from portal.pqrs.sugerencias.modelo import CLASE
from portal.pqrs.views.gestion.carta_previa import pdf_response
from portal.pqrs.views.gestion.pagina import read_only, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web import one_time
from portal.web.access import requires
from portal.web.sessions import keep_code, kept_code
from portal.web.transaction import start_again
from portal.web.urls import absolute_url

PURPOSE = "ventanilla"
# Buttons of the form that file nothing: which kind is it like, and put that kind in its field.
SUGERIR, USAR = "sugerir", "usar"
# How long the code stays in the browser of who took the filing: enough to hand it over and to reload the page.
CODE_SECONDS = 15 * 60
Answer = tuple[str, int] | AnyResponse


@blueprint.get("/ventanilla")
@requires("pqrs:radicar_ventanilla")
def ventanilla() -> str:
    """The form."""
    return _form_page(VentanillaForm(), [])


@blueprint.post("/ventanilla")
@requires("pqrs:radicar_ventanilla")
def ventanilla_enviar() -> Answer:
    """File and go to the receipt, or show the form again with everything typed and every file that was received."""
    form = VentanillaForm()
    key = form.clave.data or ""
    found = one_time.find_result(key, PURPOSE) if one_time.is_key(key) else None
    # Looking at files takes time: meanwhile nothing is held in the database.
    start_again()
    files = adjuntos.collect(form.archivos.data or [], request.form.getlist("recibidos"), request.form.getlist("quitar"), key)
    if found:
        return _filed_again(form, get_peticion(found), files.received)
    if request.form.get("accion") in {SUGERIR, USAR}:
        return _suggested(form, files.received), 200
    valid = form.validate()
    form.archivos.errors = [*form.archivos.errors, *files.problems]
    if not valid or files.problems:
        return _form_page(form, files.received), 422
    return _file(form, files.received)


@blueprint.get("/ventanilla/<radicado>")
@requires("pqrs:radicar_ventanilla")
def ventanilla_radicada(radicado: str) -> str | AnyResponse:
    """The receipt with the tracking code, for the session that filed it, for a quarter of an hour; afterwards the case."""
    code = kept_code("funcionario", CODE_SECONDS)
    # Who filed it has its code, even of a kind that only others may read from then on.
    peticion = find_by_code(radicado, hash_code(code)) if code else None
    if peticion is not None:
        return _receipt(peticion, code)
    seen = get_peticion_for(signed_in(), radicado)
    flash("El código de seguimiento ya no se puede mostrar. La constancia sin código se imprime desde el caso.", "info")
    return redirect(url_for(".caso", radicado=seen.radicado))


@blueprint.post("/ventanilla/constancia")
@requires("pqrs:radicar_ventanilla")
def ventanilla_constancia() -> Response:
    """The receipt as PDF with the tracking code, for who has the code on the screen."""
    read_only()
    code = request.form.get("codigo", "")
    peticion = find_by_code(clean_radicado(request.form.get("radicado", "")), hash_code(code))
    if peticion is None or not reaches(signed_in(), peticion):
        raise NotFound
    return pdf_response(make_constancia(peticion, codigo=code.replace("-", "")), f"constancia-{peticion.radicado}.pdf")


@blueprint.get("/<radicado>/constancia")
@requires("pqrs:ver")
def constancia(radicado: str) -> Response:
    """The receipt again, without the tracking code: nobody but the person has it."""
    peticion = get_peticion_for(signed_in(), radicado)
    return pdf_response(make_constancia(peticion), f"constancia-{peticion.radicado}.pdf")


def _file(form: VentanillaForm, received: list[Received]) -> Answer:
    key = form.clave.data or ""
    code = make_code(key)
    try:
        peticion = services.radicar(
            _peticion_of(form, received), actor=signed_in(), codigo_hash=hash_code(code), recibida_en=form.recibida_en
        )
    except Forbidden:
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _form_page(form, received), 422
    if not one_time.claim(key, PURPOSE, peticion.id):
        start_again()
        return _filed_again(form, get_peticion(one_time.find_result(key, PURPOSE) or 0), received)
    return _show_filed(peticion, code)


def _show_filed(peticion: Peticion, code: str, *, repetida: int | None = None) -> AnyResponse:
    """To the receipt, which a reload asks for again without filing."""
    keep_code("funcionario", code)
    return redirect(url_for(".ventanilla_radicada", radicado=peticion.radicado, repetida=repetida), 303)


def _filed_again(form: VentanillaForm, peticion: Peticion, received: list[Received]) -> Answer:
    """The same receipt for the same text; another text written into a used form must not vanish."""
    key = form.clave.data or ""
    if hashlib.sha256((form.texto.data or "").strip().encode()).hexdigest() == peticion.texto_sha256:
        return _show_filed(peticion, make_code(key), repetida=1)
    form.clave.data = one_time.new_key()
    form.form_errors = [f"Con este formulario ya se radicó {peticion.radicado}. Si lo que ve abajo es otra petición, envíela otra vez."]
    return _form_page(form, received), 409


def _receipt(peticion: Peticion, code: str) -> str:
    calendario = get_calendario().with_politica(peticion.politica)
    return render_template(
        "pqrs/gestion/constancia.html",
        peticion=peticion, codigo=format_code(code), repetida="repetida" in request.args, anexos=list_archivos("peticion", peticion.id),
        explicacion=explicar(peticion, calendario), url_seguimiento=absolute_url("pqrs.seguimiento"),
    )  # fmt: skip


def _suggested(form: VentanillaForm, received: list[Received]) -> str:
    """The form as it was filled, with the kind that it is like, and what there is already. The official chooses; nothing is filed."""
    read_only()
    text = texto_de(form.asunto.data or "", form.texto.data or "")
    said = sugerir(text, CLASE).get(CLASE)
    form.con_sugerencia.data = "1" if said else ""
    if said and request.form.get("accion") == USAR:
        form.tipo.data = said.valor
    filed = list_antes_de_radicar(signed_in(), text, documento=form.numero_documento.data or "", correo=form.correo.data or "")
    return _form_page(form, received, sugerida=said, pedida=True, parecidas=list_publicas(text), repetidas=filed)


def _form_page(form: VentanillaForm, received: list[Received], **extra: Any) -> str:
    key = form.clave.data or ""
    kept = [(one, adjuntos.sign(one, key)) for one in received]
    form.ask_all()
    return render_template(
        "pqrs/gestion/ventanilla.html", form=form, recibidos=kept, limites=current_limits(), preferencias=CAUSAS,
        sugiere=can_sugerir(CLASE), **extra,
    )  # fmt: skip


def _peticion_of(form: VentanillaForm, received: list[Received]) -> DatosPeticion:
    return DatosPeticion(
        tipo=form.kind,
        asunto=form.asunto.data or "",
        texto=form.texto.data or "",
        solicitante=None if form.is_anonima else datos_of(form, form.quien.data),
        medio_respuesta=form.medio_respuesta.data,
        acepta_notificacion=bool(form.acepta_notificacion.data),
        acepta_sms=not form.is_anonima and form.wants_sms,
        canal=form.canal.data,
        verbal=form.is_verbal,
        lugar=form.lugar.data or "",
        territorio_id=int(form.territorio.data) if form.territorio.data else None,
        observaciones=form.observaciones,
        archivos=tuple(received),
        preferencia=form.preferencia.data or "",
        con_sugerencia=bool(form.con_sugerencia.data),
        contestadas=form.list_contestadas(),
    )

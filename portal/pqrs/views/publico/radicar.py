"""The form that files a petition."""

import hashlib
from datetime import timedelta
from typing import Any

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.errors import DomainError
from portal.entidad.context import blank_page_key
from portal.files.limits import current_limits
from portal.files.services import Received
from portal.pqrs import adjuntos
from portal.pqrs.codigos import hash_code, make_code
from portal.pqrs.forms import RadicarForm
from portal.pqrs.models import Peticion
from portal.pqrs.preferencias import CAUSAS, EXPLICACION
from portal.pqrs.queries.caso import get_peticion
from portal.pqrs.queries.repetidas import list_publicas
from portal.pqrs.queries.territorios import list_territorios
from portal.pqrs.services import DatosPeticion
from portal.pqrs.services import radicar as file_petition
from portal.pqrs.solicitantes import datos_of
from portal.pqrs.tipos import list_comunes, list_especiales
from portal.pqrs.views.mapas import make_mapa
from portal.pqrs.views.publico.base import blueprint
from portal.pqrs.views.publico.inicio import term_of
from portal.web import one_time, robots
from portal.web.access import public
from portal.web.limits import limit
from portal.web.page_cache import PageCache
from portal.web.sessions import CITIZEN_SECONDS, current_citizen, keep_code, open_session
from portal.web.transaction import only_reads, reading_first, start_again

PURPOSE = "radicar"
# The button that files nothing: is it answered already?
MIRAR = "mirar"
# The same text again within it is asked about, once.
REPEATED_WITHIN = timedelta(hours=24)
_blank_forms = PageCache()
Answer = tuple[str, int] | Response


@blueprint.get("/radicar")
@public
def radicar() -> str:
    """The form, with the kind chosen when the link named one."""
    wanted = request.args.get("tipo", "")
    own = {"csrf": generate_csrf(), "clave": one_time.new_key(), "momento": robots.new_moment()}

    def draw() -> str:
        form = RadicarForm()
        if wanted in {choice.value for choice in form.tipo.choices}:
            form.tipo.data = wanted
        form.clave.data, form.momento.data = own["clave"], own["momento"]
        return _form_page(form, [])

    key = blank_page_key("pqrs.radicar", robots.needs_proof())
    return _blank_forms.get(key, own, draw) if key else draw()


@blueprint.post("/radicar")
@limit("300/hour")
@public
def radicar_enviar() -> Answer:
    """File and go to the page of what was filed, or show the form again with everything typed and every file that was received."""
    form = RadicarForm()
    if robots.is_over_hard_limit():
        abort(429)
    key = form.clave.data or ""
    # Before the first question to the database: cleaning a picture takes long, and would hold the lock on writing.
    files = adjuntos.collect(form.archivos.data or [], request.form.getlist("recibidos"), request.form.getlist("quitar"), key)
    if request.form.get("accion") == MIRAR:
        return _look_first(form, files.received)
    valid = form.validate()
    form.archivos.errors = [*form.archivos.errors, *files.problems]
    is_good = valid and not files.problems
    stop = form.find_stop(key, request.form.get("altcha")) if is_good else None
    if is_good and stop is None:
        return _file(form, files.received)
    # A form that has filed may be refused today for its age alone: its sender wants the number.
    if _is_filed(key):
        return _filed_again(form)
    if stop is not None:
        form.form_errors.append(stop.value)
    return _form_page(form, files.received), 422


@blueprint.get("/radicar/reto")
@limit("60/minute", methods=("GET",))
@public
def reto() -> Response:
    """A proof of work for the widget."""
    return jsonify(robots.make_challenge())


def _look_first(form: RadicarForm, received: list[Received]) -> Answer:
    """The form as it was filled, with the public answers that are like it. Nothing is filed or kept."""
    only_reads()
    start_again()
    return _form_page(form, received, parecidas=list_publicas(f"{form.asunto.data or ''} {form.texto.data or ''}"), mirada=True), 200


def _find_repeated(form: RadicarForm) -> Peticion | None:
    """What this browser filed a moment ago with the very same text, unless its sender saw that and sends it all the same."""
    holder = current_citizen()
    filed = get_peticion(holder.peticion_id) if holder else None
    if filed is None or clock.now() - filed.recibida_en > REPEATED_WITHIN or form.repetida.data == filed.radicado:
        return None
    return filed if hashlib.sha256((form.texto.data or "").strip().encode()).hexdigest() == filed.texto_sha256 else None


def _ask_about(form: RadicarForm, received: list[Received], filed: Peticion) -> Answer:
    form.repetida.data = filed.radicado
    form.form_errors = [
        f"Usted acaba de radicar este mismo texto: es la solicitud {filed.radicado}. No se radicó otra vez. "
        "Si esta es distinta y quiere radicarla también, pulse otra vez «Enviar y radicar»."
    ]
    return _form_page(form, received), 409


def _file(form: RadicarForm, received: list[Received]) -> Answer:
    key = form.clave.data or ""
    if (filed := _find_repeated(form)) and one_time.find_result(key, PURPOSE) is None:
        return _ask_about(form, received, filed)
    code = make_code(key)
    try:
        peticion = file_petition(_petition_of(form, received), actor=ciudadano(), codigo_hash=hash_code(code))
    except DomainError as error:
        form.add_error(error)
        return _form_page(form, received), 422
    if not one_time.claim(key, PURPOSE, peticion.id):
        start_again()
        return _filed_again(form)
    robots.note_filing()
    return _show_filed(peticion, code)


def _show_filed(peticion: Peticion, code: str, *, repetida: int | None = None) -> Response:
    """To the page with number and code, which only this browser may open: a reload asks for the page and sends nothing."""
    open_session("ciudadano", peticion.id, CITIZEN_SECONDS)
    keep_code("ciudadano", code)
    return redirect(url_for("pqrs.radicada", radicado=peticion.radicado, repetida=repetida), 303)


def _is_filed(key: str) -> bool:
    """Whether this form filed already: a repeated click, or an answer that never arrived."""
    with reading_first():
        return one_time.is_key(key) and bool(one_time.find_result(key, PURPOSE))


def _filed_again(form: RadicarForm) -> Answer:
    peticion = get_peticion(one_time.find_result(form.clave.data or "", PURPOSE) or 0)
    text = (form.texto.data or "").strip()
    if hashlib.sha256(text.encode()).hexdigest() == peticion.texto_sha256:
        return _show_filed(peticion, make_code(form.clave.data or ""), repetida=1)
    # Somebody went back and wrote another petition into the form of the first one: it must not vanish.
    key = form.clave.data or ""
    kept = adjuntos.collect([], request.form.getlist("recibidos"), request.form.getlist("quitar"), key)
    form.clave.data = one_time.new_key()
    form.form_errors = [
        f"Con este formulario ya se radicó la solicitud {peticion.radicado}, con otro texto. "
        "Si quiere radicar también lo que escribió ahora, envíe otra vez."
    ]
    return _form_page(form, kept.received), 409


def _form_page(form: RadicarForm, received: list[Received], **extra: Any) -> str:
    key = form.clave.data or ""
    form.ask_all()
    return render_template(
        "pqrs/publico/radicar.html",
        form=form,
        recibidos=[(one, adjuntos.sign(one, key)) for one in received],
        comunes=list_comunes(),
        especiales=list_especiales(),
        term_of=term_of,
        limites=current_limits(),
        pide_prueba=robots.needs_proof(),
        preferencias=CAUSAS,
        preferencia_explicada=EXPLICACION,
        mapa=make_mapa(list_territorios(), {}),
        **extra,
    )


def _petition_of(form: RadicarForm, received: list[Received]) -> DatosPeticion:
    """What is filed. Of an anonymous person nothing is taken, whatever was typed."""
    anonymous = form.is_anonima
    return DatosPeticion(
        tipo=form.kind,
        asunto=form.asunto.data or "",
        texto=form.texto.data or "",
        solicitante=None if anonymous else datos_of(form, form.quien.data),
        medio_respuesta="aviso" if anonymous else form.medio_respuesta.data,
        acepta_notificacion=not anonymous and bool(form.acepta_notificacion.data),
        acepta_sms=not anonymous and form.wants_sms,
        latitud=form.latitud.number,
        longitud=form.longitud.number,
        lugar=form.lugar.data or "",
        archivos=tuple(received),
        preferencia=form.preferencia.data or "",
        territorio_id=int(form.territorio.data) if form.territorio.data else None,
        contestadas=form.list_contestadas(),
    )

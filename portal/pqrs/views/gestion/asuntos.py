"""Several matters in one petition: separating it, and the page of one matter with its acts."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.entidad.queries import get_calendario
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import firma_de, make_draft, make_letter
from portal.pqrs.estados import PETICION
from portal.pqrs.forms_asuntos import ASUNTO_FORMS, SepararForm
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.luces import luz
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.services.asuntos import DatosAsunto
from portal.pqrs.services.asuntos_respuesta import can_enviar_asunto, find_firmante_asunto
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion.adjuntos_del_acto import take_files
from portal.pqrs.views.gestion.opciones import chosen, offer
from portal.pqrs.views.gestion.pagina import read_only, signed_in
from portal.pqrs.views.gestion.respuesta import NO_SIGNER, pdf_response
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again

Answer = Response | tuple[str, int]
Act = Callable[[Asunto, Any, Actor], str]


@blueprint.get("/<radicado>/asuntos")
@requires("pqrs:clasificar")
def asuntos(radicado: str) -> Answer:
    """The form that separates a petition."""
    return _separation(radicado, SepararForm(formdata=None))


@blueprint.post("/<radicado>/asuntos")
@requires("pqrs:clasificar")
def separar(radicado: str) -> Answer:
    """Separate it, or add matters to those that it has."""
    peticion, form = get_peticion_for(signed_in(), radicado), SepararForm()
    if not form.validate():
        return _separation(radicado, form, 422)
    try:
        made = services.separar(peticion, asuntos=[_datos(one) for one in form.filled], actor=signed_in(), version=version_of(form.version))
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.form_errors.append(error.message)
        return _separation(radicado, form, error.status)
    flash(f"El caso tiene {len(made)} asuntos más, cada uno con su fecha. Avisamos a la persona y a las oficinas.", "success")
    return redirect(url_for(".caso", radicado=radicado, _anchor="asuntos"), 303)


def _datos(row: Any) -> DatosAsunto:
    dependencia, responsable = chosen(row)
    return DatosAsunto(row.titulo.data, TipoPeticion(row.tipo.data), dependencia, responsable)


def _separation(radicado: str, form: SepararForm, status: int = 200) -> tuple[str, int]:
    peticion = get_peticion_for(signed_in(), radicado)
    form.version.data = str(peticion.version)
    for row in form.asuntos:
        offer(row.form, peticion.dependencia_id)
        if not form.is_submitted():
            row.form.tipo.data = peticion.tipo
    page = render_template(
        "pqrs/gestion/separar.html",
        peticion=peticion,
        form=form,
        ya=list_asuntos(peticion),
        allowed="separar" in acts_for(signed_in(), peticion),
    )
    return page, status


@blueprint.get("/<radicado>/asuntos/<int:numero>")
@requires("pqrs:ver")
def asunto(radicado: str, numero: int) -> Answer:
    """One matter: its date, what its office writes, its letter."""
    return _page(radicado, numero)


def _page(
    radicado: str, numero: int, act: str = "", filled: Any = None, status: int = 200, error: DomainError | None = None
) -> tuple[str, int]:
    """The matter's page; `filled` is the form of the act that was refused, `error` why, which may be of the text in another form."""
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    one = get_asunto(peticion, numero)
    forms = {name: _form(name, one) for name in _acts(actor, one)}
    if filled is not None and act in forms:
        _prepare(act, filled, one)
        forms[act] = filled
    if error and error.field == "texto" and act == "responder_asunto" and "escribir_parte" in forms:
        forms["escribir_parte"].texto.errors = [error.message]
    page = render_template(
        "pqrs/gestion/asunto.html", peticion=peticion, asunto=one, luz=luz(one, get_calendario()), forms=forms, refused=act,
        refused_form=filled, borrador=get_borrador(peticion), titulos=PETICION.transitions,
        puede_enviar=can_enviar_asunto(one, actor), archivos=list_archivos("asunto", one.id),
    )  # fmt: skip
    return page, status


def _acts(actor: Actor, one: Asunto) -> list[str]:
    """The acts that the state, the matter and the permissions allow now."""
    own_letter = one.respuesta is not None and bool(one.respuesta.datos.get("asunto"))
    out = []
    for act in ASUNTO_FORMS:
        transition = PETICION.transitions[act]
        fits = own_letter if act == "entregar_asunto" else one.respondida_en is None
        if act == "responder_asunto":
            fits = fits and bool(one.parte) and can_enviar_asunto(one, actor)
        if fits and one.peticion.estado in transition.desde and can(actor, transition.permission, one):
            out.append(act)
    return out


def _form(act: str, one: Asunto) -> Any:
    form: Any = ASUNTO_FORMS[act](formdata=None, prefix=f"{act}-")
    _prepare(act, form, one)
    if act == "escribir_parte":
        form.texto.data, form.lista.data = one.parte, one.parte_lista_en is not None
    elif act == "reasignar_asunto":
        form.dependencia.data, form.responsable.data = one.dependencia_id, one.responsable_id or 0
    elif act == "clasificar_asunto":
        form.tipo.data = one.tipo
    elif act == "entregar_asunto":
        form.fecha.data = clock.now().replace(second=0, microsecond=0, tzinfo=None)
    return form


def _prepare(act: str, form: Any, one: Asunto) -> None:
    form.version.data = str(one.version)
    if act == "reasignar_asunto":
        offer(form, one.dependencia_id)


def _perform(radicado: str, numero: int, act: str, do: Act, files: list[Received] | None = None) -> Answer:
    """Do the act of a form; `files` gets those that it brings, before anything is held in the database."""
    actor = signed_in()
    one = get_asunto(get_peticion_for(actor, radicado), numero)
    form: Any = ASUNTO_FORMS[act](prefix=f"{act}-")
    valid = form.validate()
    if files is not None:
        files += take_files(form, actor, f"{radicado}-{numero}")
        one = get_asunto(get_peticion_for(actor, radicado), numero)
    if not valid or form.errors:
        return _page(radicado, numero, act, form, 422)
    try:
        done = do(one, form, actor)
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.form_errors.append(error.message) if isinstance(error, Conflict) else form.add_error(error)
        return _page(radicado, numero, act, form, error.status, error)
    flash(done, "success")
    if _is_readable(actor, radicado):
        return redirect(url_for(".asunto", radicado=radicado, numero=numero), 303)
    return redirect(url_for(".bandeja"), 303)


def _is_readable(actor: Actor, radicado: str) -> bool:
    """Who passes the only matter of their office on may no longer see the case."""
    try:
        get_peticion_for(actor, radicado)
    except NotFound:
        return False
    return True


@blueprint.post("/<radicado>/asuntos/<int:numero>/parte")
@requires("pqrs:proyectar")
def escribir_parte(radicado: str, numero: int) -> Answer:
    """Keep what the office answers on its matter."""

    files: list[Received] = []

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        services.escribir_parte(
            one, texto=form.texto.data, lista=form.lista.data, archivos=files, actor=actor, version=version_of(form.version)
        )
        return "Respuesta guardada y lista para la carta conjunta." if form.lista.data else "Respuesta guardada en borrador."

    return _perform(radicado, numero, "escribir_parte", do, files)


@blueprint.post("/<radicado>/asuntos/<int:numero>/archivos/<int:archivo_id>/quitar")
@requires("pqrs:proyectar")
def quitar_anexo_asunto(radicado: str, numero: int, archivo_id: int) -> Response:
    """Take a file off what is written."""
    actor = signed_in()
    services.quitar_anexo_asunto(get_asunto(get_peticion_for(actor, radicado), numero), archivo_id=archivo_id, actor=actor)
    flash("Archivo quitado.", "success")
    return redirect(url_for(".asunto", radicado=radicado, numero=numero), 303)


@blueprint.post("/<radicado>/asuntos/<int:numero>/vista-previa")
@requires("pqrs:ver")
def vista_previa_asunto(radicado: str, numero: int) -> Answer:
    """The letter on one matter as PDF, marked «BORRADOR», of what is typed or else of what is kept."""
    read_only()
    actor = signed_in()
    one = get_asunto(get_peticion_for(actor, radicado), numero)
    form: Any = ASUNTO_FORMS["escribir_parte"](prefix="escribir_parte-")
    text = form.texto.data or one.parte
    if not text:
        form.texto.errors = ["Escriba la respuesta para ver cómo queda la carta."]
        return _page(radicado, numero, "escribir_parte", form, 422)
    signer = find_firmante_asunto(one, actor)
    files, told = list_archivos("asunto", one.id), {"asunto": one.numero, "titulo": one.titulo}
    data = make_draft(one.peticion, text, firma_de(signer) if signer else NO_SIGNER, files, told)
    return pdf_response(data, f"borrador-{radicado}-asunto-{numero}.pdf")


@blueprint.post("/<radicado>/asuntos/<int:numero>/responder")
@requires("pqrs:responder")
def responder_asunto(radicado: str, numero: int) -> Answer:
    """Answer one matter with its own letter."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        letter = services.responder_asunto(one, make_letter=make_letter, actor=actor, version=version_of(form.version))
        rest = "El caso queda por notificar." if one.peticion.respondida_en else "El caso sigue abierto por los demás asuntos."
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. {rest}"

    return _perform(radicado, numero, "responder_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/entrega")
@requires("pqrs:entregar")
def entregar_asunto(radicado: str, numero: int) -> Answer:
    """Record how the letter on one matter was delivered."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        services.entregar_asunto(one, medio=form.medio.data, detalle=form.detalle.data, fecha=form.fecha_read, actor=actor)
        return "Entrega registrada con su prueba."

    return _perform(radicado, numero, "entregar_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/clasificar")
@requires("pqrs:clasificar")
def clasificar_asunto(radicado: str, numero: int) -> Answer:
    """Change the kind of one matter."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        tipo = TipoPeticion(form.tipo.data)
        services.clasificar_asunto(one, tipo=tipo, motivo=form.motivo.data, actor=actor, version=version_of(form.version))
        return "Cambió la clase del asunto y se contó otra vez su plazo. Avisamos a la persona."

    return _perform(radicado, numero, "clasificar_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/reasignar")
@requires("pqrs:reasignar")
def reasignar_asunto(radicado: str, numero: int) -> Answer:
    """Pass one matter to another office."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        office, person = chosen(form)
        services.reasignar_asunto(
            one, dependencia=office, responsable=person, motivo=form.motivo.data, actor=actor, version=version_of(form.version)
        )
        return f"Asunto {numero} reasignado. Su fecha no cambia."

    return _perform(radicado, numero, "reasignar_asunto", do)


@blueprint.post("/<radicado>/asuntos/unir")
@requires("pqrs:proyectar")
def unir_partes(radicado: str) -> Answer:
    """Begin the joint letter with what the offices wrote."""
    peticion: Peticion = get_peticion_for(signed_in(), radicado)
    draft = get_borrador(peticion)
    try:
        services.unir_partes(peticion, actor=signed_in(), version_borrador=draft.version if draft else 0)
    except Forbidden:
        raise
    except DomainError as error:
        start_again()
        flash(error.message, "warning")
        return redirect(url_for(".caso", radicado=radicado, _anchor="asuntos"), 303)
    flash("Las partes quedaron en el borrador de la respuesta. Revíselo antes de enviarlo.", "success")
    return redirect(url_for(".caso", radicado=radicado, _anchor="respuesta"), 303)

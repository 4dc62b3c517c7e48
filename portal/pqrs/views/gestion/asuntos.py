"""Several matters in one petition: separating it, answering each, and passing each on."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import firma_de, make_draft, make_letter
from portal.pqrs.forms_asuntos import ASUNTO_FORMS, SepararForm
from portal.pqrs.forms_gestion import version_of
from portal.pqrs.models import Asunto, Peticion
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.services.asuntos import DatosAsunto
from portal.pqrs.services.asuntos_respuesta import find_firmante_asunto
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion.asunto import Answer, perform_asunto, render_asunto
from portal.pqrs.views.gestion.carta_previa import pdf_response
from portal.pqrs.views.gestion.opciones import chosen, offer
from portal.pqrs.views.gestion.pagina import read_only, signed_in
from portal.pqrs.views.gestion.respuesta import NO_SIGNER
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.transaction import start_again


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

    return perform_asunto(radicado, numero, "escribir_parte", do, files)


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
        return render_asunto(radicado, numero, "escribir_parte", form, 422)
    signer = find_firmante_asunto(one, actor)
    files, told = list_archivos("asunto", one.id), {"asunto": one.numero, "titulo": one.titulo}
    data = make_draft(one.peticion, text, firma_de(signer) if signer else NO_SIGNER, files, told)
    return pdf_response(data, f"borrador-{radicado}-asunto-{numero}.pdf")


@blueprint.post("/<radicado>/asuntos/<int:numero>/responder")
@requires("pqrs:responder")
def responder_asunto(radicado: str, numero: int) -> Answer:
    """Answer one matter with its own letter."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        letter = services.responder_asunto(
            one, make_letter=make_letter, actor=actor, version=version_of(form.version), decide=form.decide.data
        )
        rest = "El caso queda por notificar." if one.peticion.respondida_en else "El caso sigue abierto por los demás asuntos."
        return f"Carta {letter.salida.numero if letter.salida else ''} enviada. {rest}"

    return perform_asunto(radicado, numero, "responder_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/entrega")
@requires("pqrs:entregar")
def entregar_asunto(radicado: str, numero: int) -> Answer:
    """Record how the letter on one matter was delivered."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        services.entregar_asunto(one, medio=form.medio.data, detalle=form.detalle.data, fecha=form.fecha_read, actor=actor)
        return "Entrega registrada con su prueba."

    return perform_asunto(radicado, numero, "entregar_asunto", do)


@blueprint.post("/<radicado>/asuntos/<int:numero>/clasificar")
@requires("pqrs:clasificar")
def clasificar_asunto(radicado: str, numero: int) -> Answer:
    """Change the kind of one matter."""

    def do(one: Asunto, form: Any, actor: Actor) -> str:
        tipo = TipoPeticion(form.tipo.data)
        services.clasificar_asunto(one, tipo=tipo, motivo=form.motivo.data, actor=actor, version=version_of(form.version))
        return "Cambió la clase del asunto y se contó otra vez su plazo. Avisamos a la persona."

    return perform_asunto(radicado, numero, "clasificar_asunto", do)


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

    return perform_asunto(radicado, numero, "reasignar_asunto", do)


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

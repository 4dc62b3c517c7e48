"""The editor of the answer: keep the draft, begin with a template, look at the letter before it exists."""

from typing import Any

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.actors import Actor
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.cartas import fill, firma_de, make_draft, values_for
from portal.pqrs.forms_gestion import ProyectarForm, version_of
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.plantillas import find_plantilla_for
from portal.pqrs.services.expedir import find_firmante
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.adjuntos_del_acto import take_files
from portal.pqrs.views.gestion.carta_previa import pdf_response
from portal.pqrs.views.gestion.pagina import Refused, read_only, render_caso, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.radicacion.documentos import Firmante
from portal.web.access import requires

# An office without a head, or a case without an official, has nobody to name yet.
NO_SIGNER = Firmante("Nombre de quien firme", "Cargo")


@blueprint.post("/<radicado>/proyectar")
@requires("pqrs:proyectar")
def proyectar(radicado: str) -> Answer:
    """Keep the draft, with its variables already replaced."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        text = fill(form.cuerpo.data, values_for(peticion, nombre=actor.nombre, cargo=actor.cargo))
        services.proyectar(peticion, cuerpo=text, actor=actor, archivos=files, version_borrador=version_of(form.borrador))

    return perform(radicado, "proyectar", do, "Borrador guardado.")


@blueprint.post("/<radicado>/usar-plantilla")
@requires("pqrs:proyectar")
def usar_plantilla(radicado: str) -> Answer:
    """Put a template under what is typed; nothing is kept until the draft is."""
    read_only()
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    form = ProyectarForm(prefix="proyectar-")
    take_files(form, actor, radicado)
    plantilla = find_plantilla_for(peticion, form.plantilla.data or 0)
    if plantilla is None:
        form.plantilla.errors = ["Elija una plantilla de la lista."]
        return render_caso(radicado, Refused("proyectar", form), 422)
    text = fill(plantilla.cuerpo, values_for(peticion, nombre=actor.nombre, cargo=actor.cargo))
    typed = form.cuerpo.data
    form.cuerpo.data = f"{typed}\n\n{text}".strip()
    return render_caso(radicado, Refused("proyectar", form), 200, plantilla_puesta=plantilla.nombre, plantilla_debajo=bool(typed))


@blueprint.post("/<radicado>/vista-previa")
@requires("pqrs:ver")
def vista_previa(radicado: str) -> Answer | Response:
    """The letter as PDF, marked «BORRADOR», of what is typed or else of the draft that is kept."""
    read_only()
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    form = ProyectarForm(prefix="proyectar-")
    draft = get_borrador(peticion)
    text = form.cuerpo.data or (draft.cuerpo if draft else "")
    if not text:
        form.cuerpo.errors = ["Escriba la respuesta para ver cómo queda la carta."]
        return render_caso(radicado, Refused("proyectar", form), 422)
    files = list_archivos("respuesta", draft.id, etiqueta="respuesta") if draft else []
    filled = fill(text, values_for(peticion, nombre=actor.nombre, cargo=actor.cargo))
    signer = find_firmante(peticion, actor)
    signature = firma_de(signer) if signer else NO_SIGNER
    return pdf_response(make_draft(peticion, filled, signature, files), f"borrador-{peticion.radicado}.pdf")


@blueprint.post("/<radicado>/borrador/archivos/<int:archivo_id>/quitar")
@requires("pqrs:proyectar")
def quitar_anexo(radicado: str, archivo_id: int) -> AnyResponse:
    """Take a file off the draft."""
    actor = signed_in()
    services.quitar_anexo(get_peticion_for(actor, radicado), archivo_id=archivo_id, actor=actor)
    flash("Archivo quitado del borrador.", "success")
    return redirect(url_for(".caso", radicado=radicado, _anchor="respuesta"), 303)

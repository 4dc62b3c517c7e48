"""Puts the case's page together: everything on one screen, with the form of each act that is allowed now.

When an act is refused, the page comes back with the case as it is now and with everything that was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, url_for
from werkzeug.datastructures import FileStorage

from portal.calendario import Calendario
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.entidad.queries import get_calendario
from portal.files.models import Archivo
from portal.outbox.queries import list_about
from portal.pqrs.cartas import find_variables
from portal.pqrs.estados import PETICION
from portal.pqrs.forms_gestion import ACT_FORMS, ActForm
from portal.pqrs.linea import tell
from portal.pqrs.luces import luz
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.archivos import Key, archivos_by_object
from portal.pqrs.queries.caso import (
    get_encuesta,
    get_peticion_for,
    list_mensajes,
    list_notas,
    list_plantillas,
    list_respuestas,
    termino_of,
    timeline,
)
from portal.pqrs.services.responder import can_enviar, get_borrador, needs_aprobacion
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.opciones import offer
from portal.web.access import current_actor
from portal.web.transaction import only_reads, start_again


@dataclass
class Refused:
    """An act that was refused: its form as it was filled, and why when somebody else was first."""

    act: str
    form: ActForm
    conflict: str = ""
    typed: list[tuple[str, str]] = field(default_factory=list)


def signed_in() -> Actor:
    """Who is at work; the views' decorator has made sure that there is somebody."""
    actor = current_actor()
    if actor is None:
        raise Forbidden("Ingrese al portal para continuar.")
    return actor


def read_only() -> None:
    """For a POST that only makes a page or a document: who is writing elsewhere need not wait for it."""
    only_reads()
    start_again()


def render_caso(radicado: str, refused: Refused | None = None, status: int = 200, **extra: Any) -> tuple[str, int]:
    """The case's page. `refused` is the act to show again; `extra` goes to the template as it is."""
    actor = signed_in()
    peticion = get_peticion_for(actor, radicado)
    calendario = get_calendario()
    acts = allowed(actor, peticion)
    draft = get_borrador(peticion)
    context = _read(peticion, draft)
    forms = {act: _form(act, peticion, draft) for act in acts if act in ACT_FORMS}
    if refused:
        _show_again(refused, peticion, draft, forms)
    page = render_template(
        "pqrs/gestion/caso.html",
        peticion=peticion, acts=acts, forms=forms, refused=refused, borrador=draft, luz=luz(peticion, calendario),
        estado=PETICION.states[peticion.estado], titulos=PETICION.transitions,
        clases=_kinds(peticion, calendario) if "clasificar" in acts else [],
        needs_aprobacion=needs_aprobacion(peticion), plantillas=list_plantillas(peticion) if "proyectar" in acts else [],
        faltan=find_variables(draft.cuerpo) if draft else [], **context, **extra,
    )  # fmt: skip
    return page, status


def allowed(actor: Actor, peticion: Peticion) -> list[str]:
    """The acts that the page offers: what table and permissions allow, less what the office's own rule would refuse."""
    acts = acts_for(actor, peticion)
    if "responder" in acts and not can_enviar(peticion, actor):
        acts.remove("responder")
    return acts


def _read(peticion: Peticion, draft: Respuesta | None) -> dict[str, Any]:
    mensajes, notas, respuestas = list_mensajes(peticion), list_notas(peticion), list_respuestas(peticion)
    objects: list[Key] = [("peticion", peticion.id), *[("mensaje", one.id) for one in mensajes]]
    objects += [("respuesta", one.id) for one in (*respuestas, *([draft] if draft else []))]
    objects += [("entrega", one.id) for answer in respuestas for one in answer.entregas]
    archivos = {key: [_file(peticion, one) for one in found] for key, found in archivos_by_object(objects).items()}
    mails = [one for one in list_about(("peticion", peticion.id)) if one.letter == "pqrs/respuesta"]
    return {
        "mensajes": mensajes,
        "notas": notas,
        "respuestas": respuestas,
        "archivos": archivos,
        "encuestas": {one.id: get_encuesta(one) for one in respuestas},
        "correo_respuesta": mails[-1] if mails else None,
        "hitos": tell(reversed(timeline(peticion, for_citizen=False)), for_citizen=False),
    }


def _file(peticion: Peticion, archivo: Archivo) -> dict[str, Any]:
    url = url_for(".archivo", radicado=peticion.radicado, archivo_id=archivo.id)
    return {
        "id": archivo.id, "nombre": archivo.nombre, "url": url, "tamano": archivo.tamano, "tipo": archivo.mime,
        "sha256": archivo.sha256, "etiqueta": archivo.etiqueta,
    }  # fmt: skip


def _kinds(peticion: Peticion, calendario: Calendario) -> list[tuple[str, Any]]:
    """What each other kind would make of the due date."""
    return [(tipo.nombre, termino_of(peticion, calendario, clave)) for clave, tipo in TIPOS.items() if clave.value != peticion.tipo]


def _form(act: str, peticion: Peticion, draft: Respuesta | None) -> ActForm:
    form = ACT_FORMS[act](formdata=None, prefix=f"{act}-")
    _stamp(form, peticion, draft)
    if act in {"asignar", "reasignar"}:
        offer(form)
        form.dependencia.data = peticion.dependencia_id or 0
        form.responsable.data = peticion.responsable_id or 0
    elif act == "proyectar":
        form.cuerpo.data = draft.cuerpo if draft else ""
    elif act == "registrar_entrega":
        form.fecha.data = clock.now().replace(second=0, microsecond=0, tzinfo=None)
    return form


def _stamp(form: ActForm, peticion: Peticion, draft: Respuesta | None) -> None:
    form.version.data = str(peticion.version)
    if "borrador" in form:
        form.borrador.data = str(draft.version if draft else 0)


def _show_again(refused: Refused, peticion: Peticion, draft: Respuesta | None, forms: dict[str, ActForm]) -> None:
    """Put the filled form in its place, ready to be sent on top of what is there now."""
    _stamp(refused.form, peticion, draft)
    if refused.act in {"asignar", "reasignar"}:
        offer(refused.form)
    if refused.act in forms:
        forms[refused.act] = refused.form


def refuse(act: str, form: ActForm, error: DomainError) -> Refused:
    """What the page says of an act that its service refused."""
    if not isinstance(error, Conflict):
        form.add_error(error)
        return Refused(act, form)
    typed = [(one.label.text, one.data) for one in form if one.type in {"Paragraphs", "Line"} and one.data]
    return Refused(act, form, conflict=error.message, typed=typed)


def uploads_of(form: ActForm) -> Sequence[FileStorage]:
    """The files that the form brought."""
    return [one for one in form.archivos.data or [] if isinstance(one, FileStorage)]

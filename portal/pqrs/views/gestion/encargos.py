"""What offices ask of each other: the list of who must do it, one page for each, and its answer."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.core.permissions import can
from portal.entidad.queries import get_dependencia
from portal.files.models import Archivo
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.files.web import send_archivo
from portal.pqrs import services
from portal.pqrs.forms_gestion import ResponderEncargoForm, version_of
from portal.pqrs.models import Encargo, Peticion
from portal.pqrs.permissions import RESERVADAS, reaches
from portal.pqrs.queries.encargos import VISTAS, get_encargo_for, is_of, page_encargos
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.adjuntos_del_acto import take_files
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page
from portal.web.transaction import start_again

PAGE = 25


@blueprint.get("/encargos")
@requires("pqrs:ver")
def encargos() -> str:
    """What waits for the official's office, what it asked of others, and what is over."""
    ver = request.args.get("ver", "")
    vista = ver if ver in VISTAS else "por_hacer"
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (int,))
    rows = page_encargos(signed_in(), vista, PAGE + 1, after[0] if after else None)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.id,))
    tabs = [
        {"titulo": words, "url": url_for(".encargos", ver=name), "cantidad": None, "actual": name == vista}
        for name, words in VISTAS.items()
    ]
    return render_template("pqrs/gestion/encargos.html", page=page, vista=vista, vistas=tabs, hoy=clock.today())


@blueprint.post("/<radicado>/encargar")
@requires("pqrs:proyectar")
def encargar(radicado: str) -> Answer:
    """Ask another office for something."""

    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> None:
        services.encargar(
            peticion, dependencia=get_dependencia(form.dependencia.data), pedido=form.pedido.data, dias=form.dias.data,
            ve_solicitud=form.ve_solicitud.data, archivos=files, actor=actor,
        )  # fmt: skip

    return perform(
        radicado, "encargar", do, "Encargo pedido. Avisamos a quien dirige esa dependencia. El término del caso sigue corriendo."
    )


@blueprint.get("/encargos/<int:encargo_id>")
@requires("pqrs:ver")
def encargo(encargo_id: int) -> str:
    """One of them: what is asked, by when, and its answer."""
    row = get_encargo_for(signed_in(), encargo_id)
    form = ResponderEncargoForm(formdata=None)
    form.version.data = str(row.version)
    return _page(row, form)


@blueprint.post("/encargos/<int:encargo_id>/responder")
@requires("pqrs:proyectar")
def encargo_responder(encargo_id: int) -> Answer:
    """Answer it; what was typed stays on the page when it is refused."""
    actor, form = signed_in(), ResponderEncargoForm()
    row = get_encargo_for(actor, encargo_id)
    valid = form.validate()
    files = take_files(form, actor, f"encargo-{encargo_id}")
    row = get_encargo_for(actor, encargo_id)
    if not valid or form.errors:
        return _page(row, form), 422
    try:
        services.responder_encargo(row, respuesta=form.respuesta.data, archivos=files, actor=actor, version=version_of(form.version))
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(get_encargo_for(actor, encargo_id), form), error.status
    flash("Respuesta enviada a la dependencia que la pidió.", "success")
    return redirect(url_for(".encargo", encargo_id=encargo_id), 303)


@blueprint.post("/encargos/<int:encargo_id>/retirar")
@requires("pqrs:proyectar")
def encargo_retirar(encargo_id: int) -> Response:
    """Take it back."""
    actor = signed_in()
    try:
        services.retirar_encargo(get_encargo_for(actor, encargo_id), actor=actor)
        flash("Encargo retirado.", "success")
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        start_again()
        flash(error.message, "warning")
    return redirect(url_for(".encargo", encargo_id=encargo_id), 303)


@blueprint.get("/encargos/<int:encargo_id>/archivos/<int:archivo_id>")
@requires("pqrs:ver")
def encargo_archivo(encargo_id: int, archivo_id: int) -> Response:
    """A file of one of them, for who was asked without seeing the case."""
    row = get_encargo_for(signed_in(), encargo_id)
    found = next((one for one in _files(row, signed_in()) if one.id == archivo_id), None)
    if found is None:
        raise NotFound
    return send_archivo(found)


def _files(row: Encargo, actor: Actor) -> Sequence[Archivo]:
    """Those that came with it; of what became a complaint against officials meanwhile none, for who does not see the case."""
    if row.peticion.tipo in RESERVADAS and not reaches(actor, row.peticion):
        return []
    return list_archivos("encargo", row.id)


def _page(row: Encargo, form: ResponderEncargoForm) -> str:
    actor = signed_in()
    return render_template(
        "pqrs/gestion/encargo.html", fila=row, form=form, hoy=clock.today(), ve_caso=reaches(actor, row.peticion),
        # Only while it is needed; and never of what became a complaint against officials meanwhile.
        muestra_solicitud=row.ve_solicitud and row.pendiente and row.peticion.tipo not in RESERVADAS,
        archivos=_files(row, actor), puede_responder=row.pendiente and is_of(actor, row) and can(actor, "pqrs:proyectar"),
        puede_retirar=row.pendiente and can(actor, "pqrs:proyectar", row.peticion),
    )  # fmt: skip

"""Opening a sealed identity, and who opened which."""

from flask import render_template, request

from portal.core.errors import DomainError
from portal.pqrs.forms_gestion import AbrirIdentidadForm
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.identidades import list_aperturas, read_notificados
from portal.pqrs.services.identidades import abrir
from portal.pqrs.views.gestion.pagina import Refused, render_caso, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page
from portal.web.transaction import start_again

PAGE = 50


@blueprint.post("/<radicado>/identidad")
@requires("pqrs:abrir_identidad")
def abrir_identidad(radicado: str) -> tuple[str, int]:
    """Show who filed, this once: the answer to a POST, which no history, link or reload brings back without asking again."""
    peticion = get_peticion_for(signed_in(), radicado)
    form = AbrirIdentidadForm(prefix="abrir_identidad-")
    try:
        person = abrir(peticion, motivo=form.motivo.data or "", actor=signed_in())
    except DomainError as error:
        start_again()
        form.add_error(error)
        return render_caso(radicado, Refused("abrir_identidad", form), 422)
    return render_template("pqrs/gestion/identidad.html", peticion=peticion, persona=person, notificados=read_notificados(peticion)), 200


@blueprint.get("/identidades")
@requires("pqrs:abrir_identidad")
def identidades() -> str:
    """Which sealed identities were opened, when, by whom and why."""
    cursor = request.args.get("desde")
    after = decode_cursor(cursor, (int,))
    rows = list_aperturas(PAGE + 1, after[0] if after else None)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one[0].id,))
    return render_template("pqrs/gestion/identidades.html", page=page)

"""The inbox: views, search, filters kept in the address, pages, assignment of several cases."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import DomainError, NotFound
from portal.entidad.queries import get_calendario
from portal.pqrs.estados import PETICION, RADICADA
from portal.pqrs.forms_gestion import AsignarVariasForm
from portal.pqrs.luces import luz
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.asuntos import own_pendientes
from portal.pqrs.queries.bandeja import (
    COUNT_LIMIT,
    ONLY_WITH_CASES,
    VISTAS,
    Filtro,
    Place,
    count_vistas,
    list_bandeja,
    list_by_ids,
    place_of,
    shows_vista,
)
from portal.pqrs.services.varias import Resultado, asignar_varias
from portal.pqrs.views.gestion.filtros import filter_args, list_desconocidos, list_puestos, read_filtro
from portal.pqrs.views.gestion.opciones import chosen, offer
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import current_actor, requires
from portal.web.pagination import decode_cursor, make_page, words_of
from portal.web.transaction import start_again

PAGE = 25
MOST_AT_ONCE = 100


@blueprint.get("/")
@requires("pqrs:ver")
def bandeja() -> str:
    """The cases that the official reaches, by due date."""
    return _list_page(_actor())


def _list_page(actor: Actor, refused: AsignarVariasForm | None = None, marked: Collection[int] = ()) -> str:
    """The list; `refused` is the assignment of several that could not be done, with the keys of the cases that were marked."""
    form, filtro = read_filtro(request.args)
    cursor = request.args.get("desde")
    after = _after(cursor)
    rows = list_bandeja(actor, filtro, after=after, limit=PAGE)
    by_matter = actor if filtro.vista == "asuntos" else None
    page = make_page(rows, PAGE, cursor if after else None, lambda one: place_of(one, by_matter), path=url_for(".bandeja"))
    calendario = get_calendario()
    givable = {one.id for one in page.rows if {"asignar", "reasignar"} & set(acts_for(actor, one))}
    varias = refused or AsignarVariasForm(formdata=None, prefix="varias-")
    if givable:
        offer(varias, actor.dependencia_id, known=list(form.dependencia.choices))
    unknown = list_desconocidos(form, filtro, has_place=after is not None)
    return render_template(
        "pqrs/gestion/bandeja.html",
        page=page, filtro=filtro, form=form, vistas=_views(actor, filtro), luces={one.id: luz(one, calendario) for one in page.rows},
        asuntos={key: [(one, luz(one, calendario)) for one in found] for key, found in own_pendientes(actor, page.rows).items()},
        estados=PETICION.states, givable=givable, varias=varias, marcados=marked, consulta=_query(),
        puestos=list_puestos(form, filtro), filter_args=filter_args(unknown), nombre_vista=VISTAS[filtro.vista],
        desconocidos=words_of(unknown),
    )  # fmt: skip


@blueprint.post("/asignar")
@requires("pqrs:ver")
def asignar_varias_casos() -> Response | tuple[str, int]:
    """Assign the marked cases; says how many were, and which were not and why. When none was, the list keeps all that was chosen."""
    actor = _actor()
    form = AsignarVariasForm(prefix="varias-")
    marked = _marked(request.form.getlist("caso"))
    cases = [(one, marked[one.id]) for one in list_by_ids(actor, list(marked)[:MOST_AT_ONCE])]
    if not _is_complete(form, marked, cases):
        return _list_page(actor, form, marked), 422
    dependencia, responsable = chosen(form)
    result = asignar_varias(cases, dependencia=dependencia, responsable=responsable, motivo=form.motivo.data, actor=actor)
    unknown = len(marked) - len(cases)
    if not result.asignadas:
        start_again()
        for error in _reasons(result):
            form.add_error(error)
        form.form_errors += [_told_unknown(unknown)] if unknown else []
        return _list_page(actor, form, marked), 422
    _tell(result, dependencia.nombre, unknown=unknown)
    query = _query()
    return redirect(url_for(".bandeja") + (f"?{query}" if query else ""), 303)


def _is_complete(form: AsignarVariasForm, marked: Mapping[int, int], cases: Sequence[tuple[Peticion, int]]) -> bool:
    """Whether the form can be tried at all; what is missing is said beside its field."""
    if not marked or len(marked) > MOST_AT_ONCE:
        form.form_errors.append(f"Marque entre 1 y {MOST_AT_ONCE} casos.")
    if not (form.dependencia.data or form.responsable.data):
        form.dependencia.errors = ["Elija la dependencia o la persona."]
    if not form.motivo.data and any(one.estado != RADICADA for one, _version in cases):
        form.motivo.errors = ["Escriba el motivo: entre los marcados hay casos que ya estaban asignados."]
    return not form.errors


def _reasons(result: Resultado) -> list[DomainError]:
    """Why cases were refused, each reason once with the cases that it holds for."""
    by_reason: dict[tuple[str, str | None], list[str]] = {}
    for radicado, error in result.rechazadas:
        by_reason.setdefault((error.message, error.field), []).append(radicado)
    return [DomainError(f"{', '.join(radicados)}: {message}", field) for (message, field), radicados in by_reason.items()]


def _query() -> str:
    """The words of this request's address, as they may stand in another address."""
    return request.full_path.partition("?")[2]


def _told_unknown(count: int) -> str:
    return f"{count} de los casos marcados no están entre los que usted puede ver."


def _tell(result: Resultado, office: str, *, unknown: int) -> None:
    count = len(result.asignadas)
    if count:
        flash(f"{count} caso asignado a {office}." if count == 1 else f"{count} casos asignados a {office}.", "success")
    if result.rechazadas:
        reasons = " ".join(error.message for error in _reasons(result))
        flash(f"No se asignaron {len(result.rechazadas)}. {reasons}", "warning")
    if unknown:
        flash(_told_unknown(unknown), "warning")


def _marked(values: list[str]) -> dict[int, int]:
    """Key → version of the marked cases («12-3»); what is not of that shape is left out."""
    marked = {}
    for value in values[: MOST_AT_ONCE + 1]:
        key, _, version = value.partition("-")
        if key.isascii() and key.isdigit() and version.isascii() and version.isdigit() and len(value) < 20:
            marked[int(key)] = int(version)
    return marked


def _after(cursor: str | None) -> Place | None:
    key = decode_cursor(cursor, (str, int, int))
    if key is None:
        return None
    try:
        date.fromisoformat(key[0])
    except ValueError:
        return None
    return key[0], key[1], key[2]


def _views(actor: Actor, filtro: Filtro) -> list[dict[str, Any]]:
    counts = count_vistas(actor)
    shown = []
    for name, title in VISTAS.items():
        if not shows_vista(actor, name):
            continue
        count = counts.get(name)
        if name in ONLY_WITH_CASES and not count and name != filtro.vista:
            continue
        words = f"más de {COUNT_LIMIT - 1}" if count is not None and count >= COUNT_LIMIT else count
        shown.append({"titulo": title, "url": url_for(".bandeja", vista=name), "cantidad": words, "actual": name == filtro.vista})
    if counts["encargos"]:
        # Not cases, which stay with the office that asks; but they wait in the same place for who must do them.
        shown.append(
            {"titulo": "Encargos de otras dependencias", "url": url_for(".encargos"), "cantidad": counts["encargos"], "actual": False}
        )
    return shown


def _actor() -> Actor:
    actor = current_actor()
    if actor is None:
        raise NotFound
    return actor

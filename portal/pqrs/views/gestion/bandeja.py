"""The inbox: views, search, filters kept in the address, pages, assignment of several cases."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.entidad.queries import get_calendario
from portal.pqrs.estados import PETICION
from portal.pqrs.forms_gestion import AsignarVariasForm, FiltroForm, estado_choices
from portal.pqrs.luces import luz
from portal.pqrs.permissions import acts_for
from portal.pqrs.queries.bandeja import COUNT_LIMIT, VISTAS, Filtro, count_vistas, list_bandeja, list_by_ids
from portal.pqrs.services.varias import Resultado, asignar_varias
from portal.pqrs.views.gestion.opciones import chosen, offer, offices
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import current_actor, requires
from portal.web.pagination import decode_cursor, make_page
from portal.web.urls import is_local_path

PAGE = 25
MOST_AT_ONCE = 100
FILTERS = ("q", "tipo", "estado", "dependencia", "canal", "desde_el", "hasta_el")
# Views that only make sense for who may do the act that empties them.
NEEDS = {"sin_asignar": "pqrs:asignar", "por_aprobar": "pqrs:aprobar", "por_notificar": "pqrs:entregar"}


@blueprint.get("/")
@requires("pqrs:ver")
def bandeja() -> str:
    """The cases that the official reaches, by due date."""
    actor = _actor()
    form, filtro = read_filtro(request.args)
    cursor = request.args.get("desde")
    after = _after(cursor)
    rows = list_bandeja(actor, filtro, after=after, limit=PAGE)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.vence_el.isoformat(), one.id))
    calendario = get_calendario()
    givable = {one.id for one in page.rows if {"asignar", "reasignar"} & set(acts_for(actor, one))}
    return render_template(
        "pqrs/gestion/bandeja.html",
        page=page, filtro=filtro, form=form, vistas=_views(actor, filtro), luces={one.id: luz(one, calendario) for one in page.rows},
        estados=PETICION.states, givable=givable, varias=_varias_form() if givable else None, is_filtered=_is_filtered(),
        filter_args={name: request.args[name] for name in FILTERS if request.args.get(name)},
    )  # fmt: skip


@blueprint.post("/asignar")
@requires("pqrs:ver")
def asignar_varias_casos() -> Response:
    """Assign the marked cases; says how many were, and which were not and why."""
    back = request.form.get("volver")
    target = back if back and is_local_path(back) else url_for(".bandeja")
    form = AsignarVariasForm(prefix="varias-")
    marked = _marked(request.form.getlist("caso"))
    if not marked or len(marked) > MOST_AT_ONCE or not form.dependencia.data:
        flash(f"Marque entre 1 y {MOST_AT_ONCE} casos y elija la dependencia. No se asignó ninguno.", "warning")
        return redirect(target, 303)
    actor = _actor()
    dependencia, responsable = chosen(form)
    cases = [(one, marked[one.id]) for one in list_by_ids(actor, list(marked))]
    result = asignar_varias(cases, dependencia=dependencia, responsable=responsable, motivo=form.motivo.data or "", actor=actor)
    _tell(result, dependencia.nombre, unknown=len(marked) - len(cases))
    return redirect(target, 303)


def _tell(result: Resultado, office: str, *, unknown: int) -> None:
    count = len(result.asignadas)
    if count:
        flash(f"{count} caso asignado a {office}." if count == 1 else f"{count} casos asignados a {office}.", "success")
    if result.rechazadas:
        reasons = " ".join(f"{radicado}: {reason}" for radicado, reason in result.rechazadas)
        flash(f"No se asignaron {len(result.rechazadas)}. {reasons}", "warning")
    if unknown:
        flash(f"{unknown} de los casos marcados no están entre los que usted puede ver.", "warning")


def _marked(values: list[str]) -> dict[int, int]:
    """Key → version of the marked cases («12-3»); what is not of that shape is left out."""
    marked = {}
    for value in values[: MOST_AT_ONCE + 1]:
        key, _, version = value.partition("-")
        if key.isascii() and key.isdigit() and version.isascii() and version.isdigit() and len(value) < 20:
            marked[int(key)] = int(version)
    return marked


def read_filtro(args: MultiDict[str, str]) -> tuple[FiltroForm, Filtro]:
    """The filter in the address; a value that is none of the offered ones does not narrow."""
    vista = args.get("vista", "todas")
    vista = vista if vista in VISTAS else "todas"
    form = FiltroForm(args)
    form.estado.choices = estado_choices(is_open=vista != "terminadas")
    form.dependencia.choices = offices("Todas")
    form.validate()
    values: dict[str, Any] = {one.short_name: None if one.errors else one.data for one in form}
    for name in ("tipo", "estado", "dependencia", "canal"):
        # An old address or another view's value: the list shows that it does not narrow, without scolding anybody.
        form[name].errors = []
    return form, Filtro(
        vista=vista, texto=(values["q"] or "")[:200], tipo=values["tipo"] or "", estado=values["estado"] or "",
        dependencia_id=values["dependencia"] or None, canal=values["canal"] or "", desde=values["desde_el"], hasta=values["hasta_el"],
    )  # fmt: skip


def _after(cursor: str | None) -> tuple[str, int] | None:
    key = decode_cursor(cursor, (str, int))
    if key is None:
        return None
    try:
        date.fromisoformat(key[0])
    except ValueError:
        return None
    return key[0], key[1]


def _views(actor: Actor, filtro: Filtro) -> list[dict[str, Any]]:
    counts = count_vistas(actor)
    shown = []
    for name, title in VISTAS.items():
        if name in NEEDS and NEEDS[name] not in actor.permissions:
            continue
        count = counts.get(name)
        words = f"más de {COUNT_LIMIT - 1}" if count is not None and count >= COUNT_LIMIT else count
        shown.append({"titulo": title, "url": url_for(".bandeja", vista=name), "cantidad": words, "actual": name == filtro.vista})
    return shown


def _varias_form() -> AsignarVariasForm:
    form = AsignarVariasForm(formdata=None, prefix="varias-")
    offer(form)
    return form


def _is_filtered() -> bool:
    return any(request.args.get(name) for name in FILTERS)


def _actor() -> Actor:
    actor = current_actor()
    if actor is None:
        raise NotFound
    return actor

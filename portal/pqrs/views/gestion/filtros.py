"""The inbox's filter: read from the address, told in words above the list, kept in every link."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from portal.pqrs.estados import PETICION
from portal.pqrs.forms_gestion import FiltroForm, as_choices, estado_choices
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.queries.bandeja import VISTAS, Filtro
from portal.pqrs.queries.territorios import list_nombres
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.opciones import offices
from portal.web.filters import fecha_corta

NAMES = ("q", "tipo", "estado", "dependencia", "canal", "territorio", "desde_el", "hasta_el", "mias")


@dataclass(frozen=True)
class Puesto:
    """One filter that is set: its words, and the address without it."""

    texto: str
    url: str


def read_filtro(args: MultiDict[str, str]) -> tuple[FiltroForm, Filtro]:
    """The filter in the address; a value that is none of the offered ones does not narrow."""
    vista = args.get("vista", "todas")
    vista = vista if vista in VISTAS else "todas"
    form = FiltroForm(args)
    form.estado.choices = estado_choices(is_open=vista != "terminadas")
    form.dependencia.choices = offices("Todas")
    form.territorio.choices = as_choices([(0, "Todos"), *list_nombres()])
    form.validate()
    if _are_crossed(form):
        form.hasta_el.errors = ["Debe ser igual o posterior a «Recibida desde»."]
    values: dict[str, Any] = {one.short_name: None if one.errors else one.data for one in form}
    for name in ("tipo", "estado", "dependencia", "canal", "territorio"):
        # An old address or another view's value: the list shows that it does not narrow, without scolding anybody.
        form[name].errors = []
    return form, Filtro(
        vista=vista, texto=(values["q"] or "")[:200], tipo=values["tipo"] or "", estado=values["estado"] or "",
        dependencia_id=values["dependencia"] or None, canal=values["canal"] or "",
        territorio_id=values["territorio"] or None, desde=None if _are_crossed(form) else values["desde_el"], hasta=values["hasta_el"],
        mias=bool(values["mias"]),
    )  # fmt: skip


def list_desconocidos(form: FiltroForm, filtro: Filtro, *, has_place: bool) -> dict[str, str]:
    """What the address asks for and nobody can give, by name, in the words of its field: the list does not narrow by it.

    Args:
        has_place: whether the place in the pages that the address names was understood.
    """
    known: dict[str, Container[str]] = {"tipo": {one.value for one in TIPOS}, "estado": PETICION.states, "canal": CANALES}
    asked = {name: request.args.get(name, "") for name in (*NAMES, "vista", "desde")}
    # The first choice of these is «all».
    known |= {name: {str(one.value) for one in form[name].choices} for name in ("dependencia", "territorio")}
    wrong = [name for name, values in known.items() if asked[name] and asked[name] not in values]
    wrong += [name for name in ("desde_el", "hasta_el") if form[name].errors]
    told = {name: str(form[name].label.text) for name in wrong}
    if _are_crossed(form):
        told |= dict.fromkeys(("desde_el", "hasta_el"), "Recibida desde y hasta, porque la primera fecha es posterior a la segunda")
    if asked["vista"] and asked["vista"] != filtro.vista:
        told["vista"] = "Vista"
    if asked["desde"] and not has_place:
        told["desde"] = "Página («desde»)"
    return told


def _are_crossed(form: FiltroForm) -> bool:
    return bool(form.desde_el.data and form.hasta_el.data and form.desde_el.data > form.hasta_el.data)


def filter_args(less: Container[str] = ()) -> dict[str, str]:
    """What of the address narrows the list, for the links that keep it; `less`: without what was not understood."""
    return {name: request.args[name] for name in NAMES if request.args.get(name) and name not in less}


def list_puestos(form: FiltroForm, filtro: Filtro) -> list[Puesto]:
    """The filters that are set, in words, each with the address that takes it off."""
    told = {
        "q": f"«{filtro.texto}»" if filtro.texto else "",
        "mias": "Solo las mías" if filtro.mias else "",
        "tipo": _chosen(form.tipo),
        "estado": _chosen(form.estado),
        "dependencia": _chosen(form.dependencia),
        "canal": _chosen(form.canal),
        "territorio": _chosen(form.territorio),
        "desde_el": f"Desde el {fecha_corta(filtro.desde)}" if filtro.desde else "",
        "hasta_el": f"Hasta el {fecha_corta(filtro.hasta)}" if filtro.hasta else "",
    }
    kept: dict[str, Any] = filter_args()
    return [
        Puesto(words, url_for(".bandeja", vista=filtro.vista, **{key: value for key, value in kept.items() if key != name}))
        for name, words in told.items()
        if words
    ]


def _chosen(field: Any) -> str:
    """The words of what a select has chosen; nothing for its first choice, which does not narrow."""
    return next((str(one.label) for one in field.choices[1:] if str(one.value) == str(field.data)), "")

"""What a case is like, on its page; and the page with the figures of what was learned."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import render_template, request

from portal.pqrs.jobs_sugerencias import MINIMO
from portal.pqrs.models import Peticion
from portal.pqrs.queries.sugerencias import Sugerencia, is_util, list_meses, list_modelos, name_of, sugerir_para
from portal.pqrs.sugerencias.modelo import CLASE, OFICINA, UMBRAL, is_instalado
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

# The act that a suggestion helps with, by its target; the field has the target's name.
ACTO_DE = {CLASE: "clasificar", OFICINA: "asignar"}
OBJETIVOS = {CLASE: "Clase", OFICINA: "Oficina"}


@blueprint.get("/sugerencias")
@requires("pqrs:clasificar")
def sugerencias() -> str:
    """How well it does, and how often officials followed it."""
    return render_template(
        "pqrs/gestion/sugerencias.html", modelos=list_modelos(), meses=list_meses(), objetivos=OBJETIVOS, is_util=is_util, nombre=name_of,
        instalado=is_instalado(), minimo=MINIMO, umbral=round(UMBRAL * 100),
    )  # fmt: skip


def suggest(peticion: Peticion, acts: Collection[str], forms: Mapping[str, Any]) -> dict[str, Sugerencia]:
    """What the case is like, by the act that it helps with; the one that was asked for in the address fills that act's form.

    Nothing is done by it: the official looks, may change it, and sends the form.
    """
    wanted = [target for target, act in ACTO_DE.items() if act in acts]
    found = {ACTO_DE[name]: one for name, one in sugerir_para(peticion, *wanted).items() if one.valor != peticion.tipo}
    act = request.args.get("usar", "")
    if act in found and act in forms and request.method == "GET":
        field = forms[act][found[act].objetivo]
        field.data = int(found[act].valor) if found[act].objetivo == OFICINA else found[act].valor
    return found

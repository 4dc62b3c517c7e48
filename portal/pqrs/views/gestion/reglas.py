"""The page that looks after the rules by which new cases are given out, and tries them on the cases of before."""

from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.forms_reglas import AplicarReglasForm, ReglaForm
from portal.pqrs.models import ReglaReparto
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.queries.reglas import CASOS_DE_ENSAYO, ensayar, get_regla, list_por_repartir, list_reglas
from portal.pqrs.reparto import Regla
from portal.pqrs.services.reglas import TEXTS, activar_regla, crear_regla, editar_regla, mover_regla
from portal.pqrs.services.reparto import MAXIMO_REAPLICADAS, reaplicar
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.gestion.listas_ordenadas import change, kept
from portal.pqrs.views.gestion.opciones import chosen, offer, offices
from portal.pqrs.views.gestion.pagina import read_only, signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

Answer = Response | tuple[str, int]
_TRY = "ensayar"


@blueprint.get("/reglas")
@requires("pqrs:reglas")
def reglas() -> str:
    """The rules in their order, and those that are retired."""
    return render_template(
        "pqrs/gestion/reglas.html", reglas=list_reglas(), retiradas=list_reglas(activas=False), clases=_kinds(), canales=CANALES
    )


@blueprint.get("/reglas/ensayo")
@requires("pqrs:reglas")
def reglas_ensayo() -> str:
    """What the rules in use would have done with the newest cases."""
    ensayo = ensayar(signed_in(), [one.as_regla() for one in list_reglas()])
    return render_template("pqrs/gestion/reglas_ensayo.html", ensayo=ensayo, oficinas=_office_names(), maximo=CASOS_DE_ENSAYO)


@blueprint.get("/reglas/aplicar")
@requires("pqrs:reglas")
def reglas_aplicar() -> str:
    """What the rules in use would do now with the cases that no office has. Nothing is written."""
    filas = list_por_repartir(signed_in(), limit=MAXIMO_REAPLICADAS)
    return render_template("pqrs/gestion/reglas_aplicar.html", filas=filas, oficinas=_office_names(), form=AplicarReglasForm(formdata=None))


@blueprint.post("/reglas/aplicar")
@requires("pqrs:reglas")
def reglas_aplicadas() -> Response:
    """Do it, with those that were shown."""
    seen = {int(one) for one in request.form.getlist("vista")[:MAXIMO_REAPLICADAS] if one.isascii() and one.isdigit() and len(one) < 11}
    given = reaplicar(actor=signed_in(), vistas=seen)
    return kept(
        f"Casos repartidos por las reglas: {len(given)}." if given else "Ningún caso se repartió: ya los tiene una oficina.", ".reglas"
    )


@blueprint.route("/reglas/nueva", methods=["GET", "POST"])
@requires("pqrs:reglas")
def regla_nueva() -> Answer:
    """Add a rule, or try it first."""
    form = _form(None)
    if form.validate_on_submit():
        if _only_tries():
            return _tried(form, None)
        if attempt(form, lambda: crear_regla(actor=signed_in(), **_values(form))):
            return kept("La regla quedó guardada al final de la lista. Se aplica a lo que se radique desde ahora.", ".reglas")
    return answer("pqrs/gestion/regla.html", form)


@blueprint.route("/reglas/<int:regla_id>", methods=["GET", "POST"])
@requires("pqrs:reglas")
def regla_editar(regla_id: int) -> Answer:
    """Edit a rule, or try the change first."""
    row = get_regla(regla_id)
    form = _form(row)
    if form.validate_on_submit():
        if _only_tries():
            return _tried(form, row)
        if attempt(form, lambda: editar_regla(row, version=form.version_number, actor=signed_in(), **_values(form))):
            return kept("Los cambios de la regla quedaron guardados. Los casos que ya repartió no se mueven.", ".reglas")
    return answer("pqrs/gestion/regla.html", form, get_regla(regla_id))


@blueprint.post("/reglas/<int:regla_id>/<any(subir, bajar):hacia>")
@requires("pqrs:reglas")
def regla_mover(regla_id: int, hacia: str) -> Response:
    """Move a rule one place."""
    return change(
        lambda: mover_regla(get_regla(regla_id), antes=hacia == "subir", actor=signed_in()), "Cambió el orden de las reglas.", ".reglas"
    )


@blueprint.post("/reglas/<int:regla_id>/<any(retirar, activar):act>")
@requires("pqrs:reglas")
def regla_activar(regla_id: int, act: str) -> Response:
    """Retire a rule, or put it in use again."""
    words = "La regla vuelve a repartir, al final de la lista." if act == "activar" else "La regla ya no reparte casos."
    return change(lambda: activar_regla(get_regla(regla_id), activa=act == "activar", actor=signed_in()), words, ".reglas")


def _form(row: ReglaReparto | None) -> ReglaForm:
    form = ReglaForm(obj=row)
    offer(form, row.dependencia_id if row else None)
    form.responsable.choices[0].label = "Nadie: la reparte quien dirige la dependencia"
    if row is not None and not form.is_submitted():
        form.dependencia.data, form.responsable.data = row.dependencia_id, row.responsable_id or 0
    return form


def _values(form: ReglaForm) -> dict[str, Any]:
    dependencia, responsable = chosen(form)
    texts = {name: form[name].data or "" for name in TEXTS}
    return {**texts, "dependencia": dependencia, "responsable": responsable, "preferente": bool(form.preferente.data)}


def _only_tries() -> bool:
    return request.form.get("accion") == _TRY


def _tried(form: ReglaForm, row: ReglaReparto | None) -> Answer:
    """The form as it was filled, with what the rule would have done in its place of the list; nothing is kept."""
    asked = _values(form)
    proposed = Regla(asked["nombre"], asked["dependencia"].id, *(asked[name] for name in ("tipo", "canal", "palabras", "lugares")))
    own_id = row.id if row is not None else None
    read_only()
    rules = [proposed if one.id == own_id else one.as_regla() for one in list_reglas()]
    ensayo = ensayar(signed_in(), rules if proposed in rules else [*rules, proposed])
    result = next(one for one in ensayo.resultados if one.regla == proposed)
    row = get_regla(own_id) if own_id is not None else None
    return answer("pqrs/gestion/regla.html", form, row, ensayo=ensayo, resultado=result, oficinas=_office_names())


def _kinds() -> dict[str, str]:
    return {kind.value: info.nombre for kind, info in TIPOS.items()}


def _office_names() -> dict[int, str]:
    return {int(one.value): str(one.label) for one in offices()}

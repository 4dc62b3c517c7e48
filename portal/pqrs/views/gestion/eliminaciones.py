"""Eliminations by the retention table: what may go, the proposal of one person, and the decision of another."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.estados_eliminacion import ELIMINACION
from portal.pqrs.forms_archivo import ProponerForm, RechazarForm
from portal.pqrs.models import Eliminacion
from portal.pqrs.queries.eliminaciones import (
    POR_PROPUESTA,
    get_eliminacion_for,
    list_eliminaciones,
    list_por_eliminar,
    lo_que_tienen,
)
from portal.pqrs.retencion import DISPOSICIONES
from portal.pqrs.services.eliminar import aprobar_eliminacion, proponer_eliminacion, rechazar_eliminacion
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

Answer = Response | tuple[str, int]


@blueprint.get("/eliminaciones")
@requires("pqrs:eliminar")
def eliminaciones() -> str:
    """The eliminations that were proposed."""
    return render_template("pqrs/gestion/eliminaciones.html", filas=list_eliminaciones(signed_in()), estados=ELIMINACION.states)


@blueprint.get("/eliminaciones/nueva")
@requires("pqrs:eliminar")
def eliminacion_nueva() -> Answer:
    """What may go, without changing anything: closed before a day, of one series if wished."""
    form = ProponerForm(formdata=None, antes=_asked_day(), serie=request.args.get("serie", "")[:20])
    return _list(form)


@blueprint.post("/eliminaciones/nueva")
@requires("pqrs:eliminar")
def eliminacion_proponer() -> Answer:
    """Propose the cases that were ticked."""
    actor, form = signed_in(), ProponerForm()
    form.casos.choices = [(int(one), one) for one in request.form.getlist("casos")[:POR_PROPUESTA] if one.isascii() and one.isdigit()]
    if form.validate():
        chosen, antes = set(form.casos.data or ()), form.antes.data or clock.today()
        facts: dict[str, Any] = {"antes": antes, "acta": form.acta.data or "", "serie": form.serie.data or "", "reservadas": _reserved()}
        made = attempt(form, lambda: proponer_eliminacion(chosen, actor=actor, **facts))
        if made:
            flash(f"Quedó propuesta la eliminación {made.numero}. La aprueba otra persona.", "success")
            return redirect(url_for(".eliminacion", eliminacion_id=made.id), 303)
    return _list(form)


@blueprint.get("/eliminaciones/<int:eliminacion_id>")
@requires("pqrs:eliminar")
def eliminacion(eliminacion_id: int) -> Answer:
    """One elimination with its cases."""
    found = get_eliminacion_for(signed_in(), eliminacion_id)
    return _page(found, RechazarForm(formdata=None, version=str(found.version)))


@blueprint.post("/eliminaciones/<int:eliminacion_id>/<any(aprobar, rechazar):act>")
@requires("pqrs:eliminar")
def eliminacion_decidir(eliminacion_id: int, act: str) -> Answer:
    """Approve it, or refuse it."""
    actor, form = signed_in(), RechazarForm()
    found = get_eliminacion_for(actor, eliminacion_id)
    version = form.version_number

    def do() -> None:
        if act == "aprobar":
            aprobar_eliminacion(found, version=version, actor=actor)
        else:
            rechazar_eliminacion(found, motivo=form.motivo.data or "", version=version, actor=actor)

    if form.validate() and attempt(form, do):
        flash("La eliminación quedó aprobada." if act == "aprobar" else "Los casos se conservan.", "success")
        return redirect(url_for(".eliminacion", eliminacion_id=eliminacion_id), 303)
    return _page(get_eliminacion_for(actor, eliminacion_id), form)


def _reserved() -> bool:
    return request.args.get("reservadas") == "1"


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("antes", ""))
    except ValueError:
        return clock.today()


def _list(form: ProponerForm) -> Answer:
    actor, day = signed_in(), form.antes.data or clock.today()
    listos = list_por_eliminar(actor, antes=day, serie=form.serie.data or "", reservadas=_reserved())
    return answer(
        "pqrs/gestion/eliminacion_nueva.html", form, listos=listos, tienen=lo_que_tienen([one.peticion.id for one in listos]),
        reservadas=_reserved(), ve_reservadas="pqrs:ver_reservadas" in actor.permissions,
    )  # fmt: skip


def _page(found: Eliminacion, form: RechazarForm) -> Answer:
    return answer(
        "pqrs/gestion/eliminacion.html", form, found, eliminacion=found, estado=ELIMINACION.states[found.estado],
        disposiciones=DISPOSICIONES, es_propia=found.propuesta_por_id == signed_in().id,
    )  # fmt: skip

"""The log of interruptions as an administrator keeps it."""

from flask import flash, redirect, request, url_for

from portal.core import clock
from portal.entidad.forms.gestion import InterrupcionForm
from portal.entidad.queries import get_interrupcion
from portal.entidad.services import CANALES, corregir_interrupcion, registrar_interrupcion
from portal.entidad.views.gestion.edicion import answer, attempt, bp, who
from portal.entidad.views.gestion.perfil import View
from portal.entidad.views.interrupciones import page_interrupciones
from portal.web.access import requires


@bp.route("/interrupciones", methods=["GET", "POST"])
@requires("entidad:interrupciones")
def interrupciones() -> View:
    """List the interruptions, hidden ones too, and record one."""
    form = InterrupcionForm()
    if request.method == "GET":
        form.inicio_en.data = clock.now()
    if form.validate_on_submit() and attempt(form, lambda: registrar_interrupcion(actor=who(), **form.values())):
        flash("La interrupción quedó registrada.", "success")
        return redirect(url_for("gestion_entidad.interrupciones"), 303)
    page = page_interrupciones(publicadas=False)
    return answer("entidad/gestion/interrupciones.html", form, page=page, canales=CANALES, ahora=clock.now())


@bp.route("/interrupciones/<int:key>", methods=["GET", "POST"])
@requires("entidad:interrupciones")
def interrupcion(key: int) -> View:
    """Say when one ended, or correct it."""
    row = get_interrupcion(key)
    form = InterrupcionForm(obj=row)
    if form.validate_on_submit():
        done = attempt(form, lambda: corregir_interrupcion(key, version=form.version_number, actor=who(), **form.values()))
        if done:
            flash("Los cambios de la interrupción quedaron guardados.", "success")
            return redirect(url_for("gestion_entidad.interrupciones"), 303)
    return answer("entidad/gestion/interrupcion.html", form, get_interrupcion(key))

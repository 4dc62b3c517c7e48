"""The pages of absences: who is away, who takes their place, and which cases wait."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.entidad.queries import get_calendario, get_funcionario, list_funcionarios
from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.forms_ausencias import AusenciaForm
from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.luces import luz
from portal.pqrs.models import Ausencia
from portal.pqrs.permissions import can_recibir
from portal.pqrs.queries.ausencias import MAS_CASOS, can_registrar_de, get_ausencia_for, list_abiertas_de, page_ausencias
from portal.pqrs.services.ausencias import registrar_ausencia, terminar_ausencia
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web import one_time
from portal.web.access import requires
from portal.web.pagination import decode_cursor, make_page

PAGE = 25
PURPOSE = "ausencia"
Answer = Response | tuple[str, int]


@blueprint.get("/ausencias")
@requires("pqrs:ver")
def ausencias() -> str:
    """The absences that concern this official, latest first."""
    cursor = request.args.get("desde")
    after = _after(cursor)
    rows = page_ausencias(signed_in(), PAGE + 1, after)
    page = make_page(rows, PAGE, cursor if after else None, lambda one: (one.desde.isoformat(), one.id))
    return render_template("pqrs/gestion/ausencias.html", page=page, hoy=clock.today())


@blueprint.route("/ausencias/nueva", methods=["GET", "POST"])
@requires("pqrs:ver")
def ausencia_nueva() -> Answer:
    """Say that somebody is away. Sent twice, it is registered once."""
    form = _form()
    if form.validate_on_submit():
        key = form.clave.data or ""
        found = one_time.find_result(key, PURPOSE)
        if found:
            return redirect(url_for(".ausencia", ausencia_id=found), 303)
        made = attempt(form, lambda: _register(form))
        if made:
            one_time.claim(key, PURPOSE, made.id)
            flash(
                f"{made.sustituto.nombre} recibe los casos de {made.funcionario.nombre} en esos días. Les avisamos por correo.", "success"
            )
            return redirect(url_for(".ausencia", ausencia_id=made.id), 303)
    return answer("pqrs/gestion/ausencia_nueva.html", form)


@blueprint.get("/ausencias/<int:ausencia_id>")
@requires("pqrs:ver")
def ausencia(ausencia_id: int) -> str:
    """One absence with the open cases of who is away, those that this official may see."""
    actor = signed_in()
    row = get_ausencia_for(actor, ausencia_id)
    abiertas, calendario = list_abiertas_de(actor, row), get_calendario()
    return render_template(
        "pqrs/gestion/ausencia.html", fila=row, hoy=clock.today(), abiertas=abiertas[:MAS_CASOS], hay_mas=len(abiertas) > MAS_CASOS,
        luces={one.id: luz(one, calendario) for one in abiertas}, puede=can_registrar_de(actor, row.funcionario),
    )  # fmt: skip


@blueprint.post("/ausencias/<int:ausencia_id>/terminar")
@requires("pqrs:ver")
def ausencia_terminar(ausencia_id: int) -> Response:
    """End it before its last day."""
    actor = signed_in()
    try:
        terminar_ausencia(get_ausencia_for(actor, ausencia_id), actor=actor)
        flash("La ausencia terminó. Lo que llegó entretanto sigue con quien lo recibió.", "success")
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        flash(error.message, "warning")
    return redirect(url_for(".ausencia", ausencia_id=ausencia_id), 303)


def _form() -> AusenciaForm:
    form, actor = AusenciaForm(), signed_in()
    people = [one for one in list_funcionarios() if one.dependencia_id is not None and can_recibir(one)]
    mine = [one for one in people if can_registrar_de(actor, one)]
    offices = {one.dependencia_id for one in mine}
    form.funcionario.choices = as_choices([(0, "Elija una persona"), *((one.id, f"{one.nombre} ({one.cargo})") for one in mine)])
    form.sustituto.choices = as_choices([(0, "Elija una persona")])
    for office in sorted({one.dependencia.nombre for one in people if one.dependencia_id in offices and one.dependencia}):
        own = [(one.id, f"{one.nombre} ({one.cargo})") for one in people if one.dependencia and one.dependencia.nombre == office]
        form.sustituto.choices += as_choices(own, office)
    if not form.is_submitted() and actor.id in {one.id for one in mine}:
        form.funcionario.data = actor.id
    return form


def _register(form: AusenciaForm) -> Ausencia:
    for name in ("funcionario", "sustituto"):
        if not form[name].data:
            raise DomainError("Elija una persona.", name)
    return registrar_ausencia(
        funcionario=get_funcionario(form.funcionario.data), sustituto=get_funcionario(form.sustituto.data),
        desde=form.desde.data, hasta=form.hasta.data, actor=signed_in(),
    )  # fmt: skip


def _after(cursor: str | None) -> tuple[date, int] | None:
    key = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(key[0]), key[1]) if key else None
    except ValueError:
        return None

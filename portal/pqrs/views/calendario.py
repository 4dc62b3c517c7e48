"""What reaches an official: their calendar, its address and what stands there for their own program; how often the day's mail comes."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import find_entidad
from portal.pqrs.forms_avisos import CalendarioForm, ResumenForm
from portal.pqrs.ical import CONTENT_TYPE, Alarma, Entrada, write_calendar
from portal.pqrs.models import CalendarioPersonal
from portal.pqrs.queries.vencimientos import Ambito, Fecha, list_cambios, list_fechas
from portal.pqrs.services.acuses import elegir_frecuencia, frecuencia_de
from portal.pqrs.services.calendarios import dar_calendario, find_calendario, find_calendario_of, note_use, retirar_calendario
from portal.pqrs.views.gestion.pagina import signed_in
from portal.web import one_time
from portal.web.access import public, requires
from portal.web.limits import limit
from portal.web.mailer import sender_domain
from portal.web.sessions import hash_token
from portal.web.transaction import start_again
from portal.web.urls import absolute_url

bp = Blueprint("calendario", __name__, template_folder="../templates")

PURPOSE = "calendario"
MOST, EVERY = 300, timedelta(hours=1)
# The afternoon before would be too late to do anything: nine in the morning of the day before, and eight on the day.
_BEFORE, _SAME_DAY = timedelta(hours=15), timedelta(hours=-8)


@bp.get("/cuenta/calendario")
@requires("pqrs:ver")
def mostrar() -> str:
    """Whether the official has a calendar, since when, and when a program last read it."""
    return _page(CalendarioForm(formdata=None))


@bp.post("/cuenta/calendario")
@limit("10/minute")
@requires("pqrs:ver")
def crear() -> str | tuple[str, int]:
    """Give a new address, and show it this once. Sent twice, it is the same one."""
    form, actor = CalendarioForm(), signed_in()
    if not form.validate():
        return _page(form), 422
    key = form.clave.data or ""
    token = one_time.derive_secret(key, PURPOSE)
    try:
        _give(key, token, form.alcance.data, actor)
    except Conflict as error:
        start_again()
        form = CalendarioForm(formdata=None)
        form.add_error(error)
        return _page(form), error.status
    except DomainError as error:
        start_again()
        form.add_error(error)
        return _page(form), error.status
    url = absolute_url("calendario.ver", token=token)
    return render_template("pqrs/cuenta/calendario_nuevo.html", url=url, webcal=f"webcal{url[url.index(':') :]}")


def _give(key: str, token: str, alcance: str, actor: Actor) -> None:
    if one_time.claim(key, PURPOSE):
        dar_calendario(token=token, alcance=alcance, actor=actor)
        return
    known = find_calendario_of(actor)
    if known is None or known.token_hash != hash_token(token):
        raise Conflict("Esa página ya se había usado y su dirección ya no sirve. Cree otra aquí.")


@bp.post("/cuenta/calendario/retirar")
@requires("pqrs:ver")
def retirar() -> AnyResponse:
    """Take the address back."""
    try:
        retirar_calendario(actor=signed_in())
        flash("Calendario retirado. Quien tenga la dirección ya no ve nada.", "success")
    except Conflict as error:
        flash(error.message, "warning")
    return redirect(url_for(".mostrar"), 303)


@bp.route("/cuenta/resumen", methods=["GET", "POST"])
@requires("pqrs:ver")
def resumen() -> AnyResponse | tuple[str, int]:
    """How often the mail with what waits comes."""
    form, actor = ResumenForm(), signed_in()
    if form.validate_on_submit():
        elegir_frecuencia(frecuencia=form.frecuencia.data, actor=actor)
        flash("Guardado.", "success")
        return redirect(url_for("cuenta.inicio"), 303)
    if not form.is_submitted():
        form.frecuencia.data = frecuencia_de(actor.id or 0)
    return render_template("pqrs/cuenta/resumen.html", form=form), 422 if form.errors else 200


@bp.get("/calendario/<token>.ics")
@limit("60/minute", methods=("GET",))
@public
def ver(token: str) -> Response:
    """The calendar itself. Who knows the address is let in; what they see is what its official may see now."""
    found = find_calendario(token)
    if found is None:
        abort(404)
    text = _write(found)
    key = found.id
    note_use(key)
    answer = Response(text, content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = 'inline; filename="vencimientos.ics"'
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _write(calendario: CalendarioPersonal) -> str:
    actor = calendario.funcionario.as_actor("calendario")
    office = frozenset() if actor.dependencia_id is None else frozenset({actor.dependencia_id})
    fechas = list_fechas(actor, Ambito(oficinas=office) if calendario.alcance == "dependencia" else Ambito(mias=True), limit=MOST)
    changed = list_cambios([one.peticion_id for one in fechas])
    entidad = find_entidad()
    name = f"Vencimientos PQRSD. {entidad.nombre}" if entidad else "Vencimientos PQRSD"
    domain = sender_domain()
    return write_calendar(name, (_entry(one, domain, changed[one.peticion_id]) for one in fechas), cada=EVERY)


def _entry(one: Fecha, domain: str, cambiada_en: datetime) -> Entrada:
    if one.encargo_id is not None:
        url = absolute_url("gestion_pqrs.encargo", encargo_id=one.encargo_id)
    else:
        url = absolute_url("gestion_pqrs.caso", radicado=one.radicado)
    title = f"{one.titulo}: {one.radicado}"
    text = f"{one.titulo}. Radicado {one.radicado}. {one.tipo}. {one.dependencia}.\n{url}"
    alarms = (Alarma(_BEFORE, f"Mañana vence. {title}"), Alarma(_SAME_DAY, f"Hoy vence. {title}"))
    return Entrada(f"{one.clave}@{domain}", one.el, title, text, url, cambiada_en, alarms)


def _page(form: CalendarioForm) -> str:
    return render_template("pqrs/cuenta/calendario.html", form=form, calendario=find_calendario_of(signed_in()))

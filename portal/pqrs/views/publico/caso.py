"""Tracking: entering with radicado and code, the case's page, its files and the explanation of its due date."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.text import clean_line
from portal.entidad.queries import get_calendario
from portal.files.models import Archivo
from portal.files.web import send_archivo
from portal.pqrs.codigos import clean_radicado, hash_code
from portal.pqrs.estados import PETICION, POR_NOTIFICAR
from portal.pqrs.forms import CalificarForm, DesistirForm, MensajeForm, MotivoForm, SeguimientoForm
from portal.pqrs.linea import tell
from portal.pqrs.luces import luz
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.plazos import explicar_vencimiento
from portal.pqrs.queries.caso import find_by_code, get_encuesta, get_peticion, list_mensajes, list_respuestas, termino_of, timeline
from portal.pqrs.queries.ciudadano import get_archivo_visible, is_abierta, list_archivos_visibles
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.pqrs.views.publico.constancia import own_code
from portal.web import limits
from portal.web.access import citizen, public
from portal.web.limits import limit
from portal.web.sessions import CITIZEN_SECONDS, current_citizen, end_session, open_session

WRONG_PAIR = "El radicado y el código no coinciden. Revise los dos: están en la constancia que recibió al radicar."
# Only wrong tries count: neither a telecentro with one address for all, nor who holds the code, is locked out by others.
TRIES_PER_ADDRESS, ADDRESS_WINDOW = 10, 600
TRIES_PER_RADICADO, RADICADO_WINDOW = 20, 3600


@blueprint.get("/seguimiento")
@public
def seguimiento() -> str:
    """Asks for radicado and code; the radicado may come in the link of a letter."""
    form = SeguimientoForm(radicado=clean_line(request.args.get("radicado", ""))[:40])
    return render_template("pqrs/publico/seguimiento.html", form=form, abierto=_open_radicado())


@blueprint.post("/seguimiento")
@limit("120/10 minutes")
@public
def seguimiento_enviar() -> tuple[str, int] | Response:
    """Open the case of a right pair. A wrong one gets one same message, whatever was wrong in it."""
    form = SeguimientoForm()
    if limits.count_hits("seguimiento", ADDRESS_WINDOW) >= TRIES_PER_ADDRESS:
        abort(429)
    if not form.validate():
        return render_template("pqrs/publico/seguimiento.html", form=form, abierto=None), 422
    radicado = clean_radicado(form.radicado.data or "")
    peticion = find_by_code(radicado, hash_code(form.codigo.data or ""))
    if peticion is None:
        _count_wrong_try(radicado)
        form.form_errors.append(WRONG_PAIR)
        return render_template("pqrs/publico/seguimiento.html", form=form, abierto=None), 422
    open_session("ciudadano", peticion.id, CITIZEN_SECONDS)
    return redirect(url_for("pqrs.caso", radicado=peticion.radicado), 303)


def _count_wrong_try(radicado: str) -> None:
    """Count against the connection and against the radicado; beyond either limit, 429."""
    limits.hit("seguimiento", TRIES_PER_ADDRESS, ADDRESS_WINDOW)
    if radicado and not limits.hit("seguimiento_radicado", TRIES_PER_RADICADO, RADICADO_WINDOW, key=radicado):
        abort(429)


@blueprint.get("/seguimiento/<radicado>")
@citizen
def caso(radicado: str) -> str:
    """Everything about one's own case on one page."""
    return render_caso(own_case(radicado))


@blueprint.get("/seguimiento/<radicado>/termino")
@citizen
def termino(radicado: str) -> str:
    """The due date explained day by day, to check with a calendar in hand and to print."""
    peticion = own_case(radicado)
    calendario = get_calendario().with_politica(peticion.politica)
    return render_template(
        "pqrs/publico/termino.html",
        peticion=peticion,
        explicacion=explicar_vencimiento(termino_of(peticion, calendario), calendario),
        otro_calendario=peticion.calendario_version != calendario.version,
    )


@blueprint.get("/seguimiento/<radicado>/archivo/<int:archivo_id>")
@citizen
def archivo(radicado: str, archivo_id: int) -> Response:
    """A file of one's own case."""
    return send_archivo(get_archivo_visible(own_case(radicado), archivo_id))


@blueprint.post("/salir")
@public
def salir() -> Response:
    """End the session of the tracking page, here and on the server."""
    end_session("ciudadano")
    flash("Cerró el seguimiento. Para volver a entrar escriba el radicado y el código.", "success")
    return redirect(url_for("pqrs.seguimiento"), 303)


def render_caso(peticion: Peticion, **forms: Any) -> str:
    """The case's page; `forms` are those that come back with errors (mensaje, calificar, reapertura, desistir)."""
    calendario = get_calendario().with_politica(peticion.politica)
    mensajes, respuestas = list_mensajes(peticion), list_respuestas(peticion)
    files = list_archivos_visibles(peticion, mensajes, respuestas)
    return render_template(
        "pqrs/publico/caso.html",
        peticion=peticion,
        codigo=own_code(peticion),
        estado=PETICION.states[peticion.estado],
        luz=luz(peticion, calendario),
        hitos=_milestones(peticion),
        mensajes=mensajes,
        respuestas=[(one, is_abierta(one)) for one in respuestas],
        archivos_de=lambda kind, key: [_link(peticion, one) for one in files.get((kind, key), ())],
        actos={one.act for one in PETICION.acts_from(peticion.estado) if one.quien == "ciudadano"},
        encuesta=get_encuesta(respuestas[-1]) if respuestas else None,
        **_forms(peticion, respuestas[-1] if respuestas else None, forms),
    )


def _forms(peticion: Peticion, last: Respuesta | None, given: dict[str, Any]) -> dict[str, Any]:
    """The page's forms, each with names of its own so that they may stand together."""
    made: dict[str, Any] = {
        "mensaje": given.get("mensaje") or MensajeForm(formdata=None, prefix="mensaje-"),
        "reapertura": given.get("reapertura") or MotivoForm(formdata=None, prefix="reapertura-", version=str(peticion.version)),
        "desistir": given.get("desistir") or DesistirForm(formdata=None, prefix="desistir-", version=str(peticion.version)),
        "recibidos": given.get("recibidos", []),
        "por_abrir": last is not None and not is_abierta(last),
    }
    made["calificar"] = given.get("calificar") or CalificarForm(formdata=None, prefix="calificar-")
    return made


def _milestones(peticion: Peticion) -> list[dict[str, Any]]:
    """What happened, and what is still to come."""
    told: list[dict[str, Any]] = [vars(one) for one in tell(timeline(peticion, for_citizen=True), for_citizen=True)]
    if peticion.abierta and peticion.respondida_en is None:
        told.append({"titulo": "Respuesta", "en": None, "estado": "pendiente", "texto": ""})
    elif peticion.estado == POR_NOTIFICAR:
        told.append({"titulo": "Usted abre la respuesta", "en": None, "estado": "pendiente", "texto": ""})
    return told


def _link(peticion: Peticion, archivo: Archivo) -> dict[str, Any]:
    url = url_for("pqrs.archivo", radicado=peticion.radicado, archivo_id=archivo.id)
    return {"nombre": archivo.nombre, "url": url, "tamano": archivo.tamano, "tipo": archivo.mime, "etiqueta": archivo.etiqueta}


def _open_radicado() -> str | None:
    """The radicado of the case that this browser already has open."""
    holder = current_citizen()
    return get_peticion(holder.peticion_id).radicado if holder else None

"""Tracking: entering with radicado and code, the case's page, its files and the explanation of its due date."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.audit.models import Evento
from portal.calendario import Calendario
from portal.core.text import clean_line
from portal.entidad.queries import get_calendario
from portal.files.models import Archivo
from portal.files.web import send_archivo
from portal.outbox.by_sms import is_configured
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.codigos import clean_radicado, hash_code
from portal.pqrs.estados import PETICION, POR_NOTIFICAR
from portal.pqrs.forms import (
    AclararForm,
    CalificarForm,
    CompletarForm,
    DesistirForm,
    InsistirForm,
    MensajeForm,
    MotivoForm,
    QuejaForm,
    RecursoForm,
    SeguimientoForm,
)
from portal.pqrs.linea import tell
from portal.pqrs.luces import luz
from portal.pqrs.models import Asunto, Peticion, Respuesta
from portal.pqrs.models.recurso import EN_SUBSIDIO
from portal.pqrs.pasos import pasos_de_asunto
from portal.pqrs.queries.asuntos import get_asunto, list_asuntos, list_decisiones
from portal.pqrs.queries.caso import explicar, find_by_code, get_encuesta, get_peticion, list_cartas, list_mensajes, timeline
from portal.pqrs.queries.ciudadano import get_archivo_visible, is_abierta, list_archivos_visibles
from portal.pqrs.queries.ordenes import ordenes_of
from portal.pqrs.queries.recursos import list_recursos_asunto
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.pqrs.views.publico.constancia import own_code
from portal.pqrs.views.publico.situacion import situacion_of
from portal.web import limits
from portal.web.access import citizen, public
from portal.web.limits import limit
from portal.web.sessions import CITIZEN_SECONDS, current_citizen, end_session, open_session

WRONG_PAIR = "El radicado y el código no coinciden. Revise los dos: están en la constancia que recibió al radicar."
# Only wrong tries count: neither a telecentro with one address for all, nor who holds the code, is locked out by others.
TRIES_PER_ADDRESS, ADDRESS_WINDOW = 10, 600
TRIES_PER_RADICADO, RADICADO_WINDOW = 20, 3600
# Forms that carry text and files → the act that each one does.
SENDS = {
    "mensaje": "aportar",
    "completar": "completar",
    "aclarar": "aclarar",
    "recurso": "presentar_recurso",
    "queja": "presentar_queja",
    "insistir": "insistir",
}


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
    asunto = get_asunto(peticion, request.args.get("asunto", 0, int)) if "asunto" in request.args else None
    told = explicar(peticion, calendario, asunto)
    return render_template(
        "pqrs/publico/termino.html",
        peticion=peticion,
        asunto=asunto,
        contado=asunto or peticion,
        explicacion=told,
        otro_calendario=told.is_calendario_distinto or peticion.calendario_version != calendario.version,
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
    """The case's page; `forms` are those that come back with errors, by their names, and `recibidos`, the files of each."""
    calendario = get_calendario().with_politica(peticion.politica)
    mensajes, cartas = list_mensajes(peticion), list_cartas(peticion)
    situacion = situacion_of(peticion, cartas, calendario)
    eventos = timeline(peticion, for_citizen=True)
    ordenes = ordenes_of(peticion, eventos)
    files = list_archivos_visibles(peticion, mensajes, cartas, ordenes)
    actos = _acts(peticion, situacion)
    return render_template(
        "pqrs/publico/caso.html",
        peticion=peticion,
        codigo=own_code(peticion),
        estado=PETICION.states[peticion.estado],
        luz=luz(peticion, calendario),
        hitos=_milestones(peticion, eventos, situacion["ultima"]),
        ordenes=ordenes,
        mensajes=mensajes,
        archivos_de=lambda kind, key: [_link(peticion, one) for one in files.get((kind, key), ())],
        actos=actos,
        asuntos=[_asunto(one, calendario, forms) for one in list_asuntos(peticion)],
        sms_disponible=is_configured(),
        encuesta=get_encuesta(situacion["ultima"]) if situacion["ultima"] else None,
        sin_enviar=_left_over(forms, actos, is_late=situacion["reapertura_vencida"]),
        **situacion,
        **_forms(peticion, forms),
    )


def _acts(peticion: Peticion, situacion: dict[str, Any]) -> set[str]:
    """What the page offers of what the state allows."""
    out = {
        act
        for act, may in (("presentar_recurso", "puede_recurrir"), ("presentar_queja", "puede_quejarse"), ("insistir", "puede_insistir"))
        if not situacion[may]
    }
    if situacion["ultima"] is not None and situacion["ultima"].clase == ClaseCarta.ARCHIVO:
        out.add("pedir_reapertura")
    return {one.act for one in PETICION.acts_from(peticion.estado) if one.quien == "ciudadano"} - out


def _asunto(one: Asunto, calendario: Calendario, given: dict[str, Any]) -> dict[str, Any]:
    """One matter as the page tells it: what decided it alone, whether that was opened, and the appeals against it."""
    decisiones, name = list_decisiones(one), f"recurso_asunto_{one.numero}"
    own = decisiones[0] if decisiones else None
    pasos = pasos_de_asunto(one, decisiones[-1] if decisiones else None, calendario)
    by_opening = pasos is None or not pasos.carta.se_notifica or one.peticion.accepts_aqui
    recursos = list_recursos_asunto(one) if own is not None and own.tiene_recurso else []
    may = pasos is not None and pasos.puede_recurrir and pasos.recurso_hasta is not None and not recursos
    form = given.get(name) or RecursoForm(formdata=None, prefix=f"recurso-{one.numero}-") if may else None
    return {
        "asunto": one, "luz": luz(one, calendario), "carta": own, "abierta": own is not None and is_abierta(own), "pasos": pasos,
        "recursos": recursos, "leidas": {letter.id for letter in decisiones if is_abierta(letter)}, "puede_recurrir": may,
        "recurso": form, "nombre": name, "por_aceptar": not by_opening and pasos is not None and pasos.notificada_el is None,
    }  # fmt: skip


def _forms(peticion: Peticion, given: dict[str, Any]) -> dict[str, Any]:
    """The page's forms, each with names of its own so that they may stand together."""
    version = str(peticion.version)
    made: dict[str, Any] = {
        "mensaje": MensajeForm(formdata=None, prefix="mensaje-"),
        "completar": CompletarForm(formdata=None, prefix="completar-"),
        "aclarar": AclararForm(formdata=None, prefix="aclarar-"),
        "recurso": RecursoForm(formdata=None, prefix="recurso-", modo=EN_SUBSIDIO),
        "queja": QuejaForm(formdata=None, prefix="queja-"),
        "insistir": InsistirForm(formdata=None, prefix="insistir-"),
        "reapertura": MotivoForm(formdata=None, prefix="reapertura-", version=version),
        "desistir": DesistirForm(formdata=None, prefix="desistir-", version=version),
        "calificar": CalificarForm(formdata=None, prefix="calificar-"),
        "recibidos": {},
    }
    return {**made, **given}


def _left_over(given: dict[str, Any], acts: set[str], *, is_late: bool) -> str:
    """What was typed in a form that the page has no more, because somebody else was quicker or its last day passed."""
    if is_late and "reapertura" in given:
        return given["reapertura"].motivo.data or ""
    lost = [one for name, one in given.items() if name in SENDS and SENDS[name] not in acts]
    return lost[0].texto.data or "" if lost else ""


def _milestones(peticion: Peticion, eventos: Sequence[Evento], ultima: Respuesta | None) -> list[dict[str, Any]]:
    """What happened, and what is still to come."""
    told: list[dict[str, Any]] = [vars(one) for one in tell(eventos, for_citizen=True)]
    if peticion.abierta and peticion.respondida_en is None:
        told.append({"titulo": "Respuesta", "en": None, "estado": "pendiente", "texto": ""})
    elif peticion.estado == POR_NOTIFICAR:
        what = "respuesta" if ultima is None or ultima.is_respuesta else "decisión"
        told.append({"titulo": f"Usted abre la {what}", "en": None, "estado": "pendiente", "texto": ""})
    return told


def _link(peticion: Peticion, archivo: Archivo) -> dict[str, Any]:
    url = url_for("pqrs.archivo", radicado=peticion.radicado, archivo_id=archivo.id)
    return {"nombre": archivo.nombre, "url": url, "tamano": archivo.tamano, "tipo": archivo.mime, "etiqueta": archivo.etiqueta}


def _open_radicado() -> str | None:
    """The radicado of the case that this browser already has open."""
    holder = current_citizen()
    return get_peticion(holder.peticion_id).radicado if holder else None

"""The addresses of Open311 GeoReport v2."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import MultiDict

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.errors import DomainError
from portal.entidad.queries import find_entidad
from portal.files.services import Received
from portal.pqrs.codigos import clean_radicado, format_code, hash_code, make_code
from portal.pqrs.open311 import words
from portal.pqrs.open311.adjuntos import list_misplaced, read_urls, receive_media
from portal.pqrs.open311.atributos import read_attributes
from portal.pqrs.open311.consulta import BadQuery, Consulta, read_consulta
from portal.pqrs.open311.formats import refuse, respond
from portal.pqrs.open311.forms import SolicitudOpen311
from portal.pqrs.preguntas import Contestada
from portal.pqrs.queries.caso import get_peticion
from portal.pqrs.queries.open311 import list_requests
from portal.pqrs.queries.preguntas import list_vigentes
from portal.pqrs.services import DatosPeticion, radicar
from portal.pqrs.services.claves_api import find_clave
from portal.pqrs.tipos import list_tipos_publicos
from portal.web import limits, one_time
from portal.web.access import public
from portal.web.limits import limit
from portal.web.transaction import reading_first, start_again

FILINGS_PER_HOUR, HOUR = 300, 3600
PURPOSE = "open311"
# The standard's names of what the service may refuse.
_ARGUMENTS = {"texto": "description", "correo": "email"}
_BODIES = ("application/x-www-form-urlencoded", "multipart/form-data")
_FORMAT = "<any(json,xml):formato>"

bp = Blueprint("open311", __name__, url_prefix="/open311/v2")


@bp.get(f"/discovery.{_FORMAT}")
@public
def discovery(formato: str) -> Response:
    """Where the service is, for programs that look for it."""
    entidad = find_entidad()
    value = words.discovery(entidad.correo if entidad else "", current_app.config["SETTINGS"].is_production)
    return respond(value, formato, root="discovery")


@bp.get(f"/services.{_FORMAT}")
@public
def services(formato: str) -> Response:
    """The kinds that may be filed."""
    return respond(words.services(), formato, root="services", item="service")


@bp.get(f"/services/<service_code>.{_FORMAT}")
@public
def definition(service_code: str, formato: str) -> Response:
    """What a kind asks for besides the standard's own arguments."""
    found = next((one for one in list_tipos_publicos() if one.clave.value == service_code), None)
    if found is None:
        return refuse(formato, (404, f"service_code {service_code[:40]} no existe"))
    return respond(words.definition(found, list_vigentes(service_code)), formato, root="service_definition")


@bp.get(f"/requests.{_FORMAT}")
@limit("600/hour", methods=("GET",))
@public
def requests(formato: str) -> Response:
    """The filings of up to ninety days, newest first."""
    try:
        consulta = read_consulta(_joined(), clock.now())
    except BadQuery as error:
        return refuse(formato, (400, str(error)))
    rows = [words.service_request(one) for one in list_requests(consulta)]
    return respond(rows, formato, root="service_requests", item="request")


@bp.get(f"/requests/<service_request_id>.{_FORMAT}")
@limit("600/hour", methods=("GET",))
@public
def one_request(service_request_id: str, formato: str) -> Response:
    """One filing, as a list of one."""
    now = clock.now()
    rows = list_requests(Consulta(now, now, radicados=[clean_radicado(service_request_id) or "-"]))
    if not rows:
        return refuse(formato, (404, "service_request_id no existe"))
    return respond([words.service_request(one) for one in rows], formato, root="service_requests", item="request")


@bp.post(f"/requests.{_FORMAT}")
@public
def file_request(formato: str) -> Response:
    """File a petition for somebody. The same words sent again the same day give the same number: an answer may get lost."""
    if problem := _wrong_body():
        return refuse(formato, problem)
    form = SolicitudOpen311()
    # Read first: what is asked for while a photograph is cleaned must not hold the lock on writing.
    with reading_first():
        found = find_clave(request.form.get("api_key", ""))
        system = (found.id, found.clave_hash[:24]) if found else None
        answers, problems = _read(form) if found else ((), [])
    if system is None:
        return refuse(formato, (403, "api_key falta o no está en uso"))
    if not limits.hit(PURPOSE, FILINGS_PER_HOUR, HOUR, key=system[1]):
        return refuse(formato, (429, f"esta clave radicó más de {FILINGS_PER_HOUR} solicitudes en una hora"))
    urls, wrong = read_urls(request.form)
    problems = [*problems, *list_misplaced(request.form, request.files), *wrong]
    files, wrong = receive_media(request.files) if not problems else ((), [])
    if problems or wrong:
        return refuse(formato, *problems, *wrong)
    datos = replace(form.read(), contestadas=answers, archivos=files, observaciones=words.observaciones(urls, form.address_id.data or ""))
    return _answer(formato, datos, _key_of(system[0], request.form, files), words.avisos(urls, has_dropped_phone=form.has_dropped_phone))


def _answer(formato: str, datos: DatosPeticion, key: str, notices: Sequence[str]) -> Response:
    try:
        radicado, code = _file(datos, key)
    except DomainError as error:
        start_again()
        return refuse(formato, (400, f"{_ARGUMENTS.get(error.field or '', 'description')}: {error.message}"))
    kept = f"Guarde el código de seguimiento: {format_code(code)}. Con él y el radicado se lee la respuesta."
    value = [{"service_request_id": radicado, "service_notice": " ".join([kept, *notices]), "account_id": None}]
    return respond(value, formato, root="service_requests", item="request", status=201)


def _wrong_body() -> tuple[int, str] | None:
    """Why nothing can be read in what was sent; None when it is a form, or nothing at all."""
    if request.mimetype == "multipart/form-data" and not request.mimetype_params.get("boundary"):
        return 400, "al tipo multipart/form-data le falta boundary"
    is_empty = not request.mimetype and not request.content_length
    return (
        None
        if is_empty or request.mimetype in _BODIES
        else (415, f"el cuerpo debe venir como {_BODIES[0]}, o {_BODIES[1]} si trae archivos")
    )


def _read(form: SolicitudOpen311) -> tuple[Sequence[Contestada], list[tuple[int, str]]]:
    """The answers to the extra questions of the kind, and what is wrong with what was sent, each with its code."""
    if not form.validate():
        return (), [(400, f"{one.name}: {one.errors[0]}") for one in form if one.errors]
    if form.tipo is None:
        return (), [(404, "service_code no existe")]
    answers, wrong = read_attributes(form.tipo, request.form)
    return answers, [(400, one) for one in wrong]


def _file(datos: DatosPeticion, key: str) -> tuple[str, str]:
    """File, or find what the same key filed; gives the radicado and its tracking code."""
    code = make_code(key)
    filed = one_time.find_result(key, PURPOSE)
    if filed is None:
        peticion = radicar(datos, actor=ciudadano(), codigo_hash=hash_code(code))
        if one_time.claim(key, PURPOSE, peticion.id):
            return peticion.radicado, code
        start_again()
        filed = one_time.find_result(key, PURPOSE)
    return get_peticion(filed or 0).radicado, code


def _joined() -> Mapping[str, str]:
    """The arguments; one that is given several times is a list with commas."""
    return {name: ",".join(request.args.getlist(name)) for name in request.args}


def _key_of(system_id: int, form: MultiDict[str, str], files: Sequence[Received]) -> str:
    """A one-time key made of who sends what on which day; keyed, so that nobody can foretell the tracking code from the text."""
    digests = sorted(one.sha256_recibido for one in files)
    sent = json.dumps([system_id, clock.today().isoformat(), sorted(form.items(multi=True)), *digests], ensure_ascii=False)
    return one_time.derive_secret(hashlib.sha256(sent.encode()).hexdigest(), PURPOSE, length=26)

"""The addresses of the interface for programs, its OpenAPI document, and the page that explains both to people."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, render_template, request

from portal.audit.heads import list_heads
from portal.calendario import ULTIMO_YEAR, YEAR_INICIAL
from portal.core.errors import DomainError, NotFound
from portal.entidad.queries import find_entidad
from portal.pqrs.api import formas, lectura
from portal.pqrs.api import parametros as asked
from portal.pqrs.queries.estadisticas import find_estadistica, list_vigencias
from portal.pqrs.queries.notificaciones import list_fijadas
from portal.pqrs.queries.publicaciones import FiltroPublicaciones, get_publicacion, list_publicaciones
from portal.pqrs.queries.registro import FiltroRegistro, list_registro
from portal.web.access import public
from portal.web.api import answers, init_preflight, list_operations, make_document, path_of, respond
from portal.web.limits import limit
from portal.web.pagination import encode_cursor
from portal.web.parameters import BadQuery
from portal.web.problems import PREFIX
from portal.web.urls import absolute_url

TITULO, VERSION = "Datos abiertos de las PQRSD", "1.0"
USO = "Uso libre citando la fuente (Ley 1712 de 2014, artículos 3 y 11, literal k)."
# Of each service from one connection: what is read, and what is computed anew each time.
RATE, COMPUTED = "1200/hour", "300/hour"
DAY, HOUR = 86_400, 3600
_ABOUT = (
    "Lo mismo que muestran las páginas públicas del portal, para programas: solo lectura, sin clave y sin datos de las personas. "
    f"Hasta {RATE.partition('/')[0]} consultas por hora desde una conexión a cada servicio, y {COMPUTED.partition('/')[0]} al que "
    f"calcula vencimientos. {USO}"
)

bp = Blueprint("api", "portal.pqrs", url_prefix=PREFIX.rstrip("/"), template_folder="templates")
init_preflight(bp)
page = Blueprint("api_pagina", "portal.pqrs", template_folder="templates")


class Retirada(DomainError):
    """An answer that was published and is not any more."""

    status = 410


@page.get("/api")
@public
def pagina() -> str:
    """What the interface has, in words, with examples."""
    entidad = find_entidad()
    return render_template(
        "pqrs/publico/api.html", documento=_document(), ejemplo=absolute_url("api.radicados", limite=5), entidad=entidad, uso=USO
    )


@bp.get("/openapi.json")
@limit(RATE, methods=("GET",))
@public
def openapi() -> Response:
    """The OpenAPI 3.1 document."""
    return respond(_document(), HOUR)


@bp.get("/")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Servicios, "Servicios que hay", "La lista de los servicios de esta interfaz.", seconds=HOUR)
def servicios() -> formas.Servicios:
    """The services that there are."""
    entidad = find_entidad()
    found = [formas.Servicio(path_of(rule), one.title, one.description) for rule, one in list_operations(current_app)]
    name = entidad.nombre if entidad else ""
    return formas.Servicios(TITULO, name, USO, absolute_url("api.openapi"), absolute_url("api_pagina.pagina"), found)


@bp.get("/radicados")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.Radicados, "Registro público de solicitudes",
    "Todas las solicitudes recibidas, de la más reciente a la más antigua (Ley 962 de 2005, artículo 15).", parameters=asked.REGISTRO,
)  # fmt: skip
def radicados(*, clase: str, estado: str, dependencia: str, recibida_desde: Any, recibida_hasta: Any, limite: int, desde: Any) -> Any:
    """A page of the register."""
    if recibida_desde and recibida_hasta and recibida_desde > recibida_hasta:
        raise BadQuery([("recibida_hasta", "debe ser igual o posterior a recibida_desde")])
    filtro = FiltroRegistro("", clase or "", estado or "", lectura.find_oficina(dependencia), recibida_desde, recibida_hasta)
    rows = list_registro(filtro, after=desde, limit=limite)
    return formas.Radicados(lectura.tell_radicados(rows[:limite]), _next(rows, limite, lambda one: (one.recibida_en.isoformat(), one.id)))


@bp.get("/radicados/<radicado>")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Radicado, "Una solicitud", "Una solicitud del registro público, por su radicado.", parameters=asked.RADICADO)
def radicado(radicado: str) -> formas.Radicado:
    """One filing."""
    return lectura.get_radicado(radicado)


@bp.get("/clases")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Clases, "Clases de solicitud", "Qué clases hay, en cuántos días se responde cada una y por cuál norma.", seconds=DAY)
def clases() -> formas.Clases:
    """The kinds."""
    return formas.Clases(lectura.list_clases())


@bp.get("/dependencias")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Oficinas, "Oficinas", "Las oficinas de la entidad, como en el directorio.", seconds=HOUR)
def dependencias() -> formas.Oficinas:
    """The offices."""
    return formas.Oficinas(lectura.list_oficinas())


@bp.get("/estadisticas")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Vigencias, "Años con estadísticas", "De qué años hay cifras.", seconds=HOUR)
def estadisticas() -> formas.Vigencias:
    """The years that have figures."""
    return formas.Vigencias(list(list_vigencias()))


@bp.get("/estadisticas/<int:vigencia>")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.Estadisticas, "Estadísticas de un año",
    "Cuántas solicitudes se recibieron en el año, cómo terminaron y cuánto tardaron, por clase, canal, oficina y mes. "
    "Se calculan cada noche. Las cifras reservadas de menos de cinco van con otra fila.",
    parameters=asked.POR_VIGENCIA, seconds=HOUR,
)  # fmt: skip
def estadistica(vigencia: int) -> formas.Estadisticas:
    """The figures of one year."""
    found = find_estadistica(vigencia) if vigencia < 10_000 else None
    if found is None:
        raise NotFound("No hay cifras de ese año.")
    return lectura.tell_estadisticas(found)


@bp.get("/respuestas")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.Publicadas, "Respuestas de interés general",
    "Respuestas que la entidad publicó sin los datos que identifican a las personas, con búsqueda por palabras.",
    parameters=asked.RESPUESTAS,
)  # fmt: skip
def respuestas(*, q: str, tema: str, dependencia: str, vigencia: int | None, limite: int, desde: Any) -> formas.Publicadas:
    """The published answers."""
    filtro = FiltroPublicaciones(q, tema or "", lectura.find_oficina(dependencia), vigencia)
    rows = list_publicaciones(filtro, after=desde, limit=limite)
    told = [lectura.tell_publicada(one) for one in rows[:limite]]
    return formas.Publicadas(told, _next(rows, limite, lambda one: (one.publicada_en.isoformat(), one.id)))


@bp.get("/respuestas/<int:numero>")
@limit(RATE, methods=("GET",))
@public
@answers(formas.Publicada, "Una respuesta publicada", "Una respuesta de interés general.", parameters=asked.RESPUESTA, refusals=(410,))
def respuesta(numero: int) -> formas.Publicada:
    """One published answer."""
    found = get_publicacion(min(numero, 2**31 - 1))
    if found.retirada_en is not None:
        raise Retirada("Esa respuesta se retiró de la publicación.")
    return lectura.tell_publicada(found)


@bp.get("/avisos")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.AvisosPublicos, "Avisos publicados",
    "Los avisos que están publicados ahora porque no se encontró a quien presentó la solicitud (Ley 1437 de 2011, artículo 69). "
    "El nombre está solo en la página de cada aviso.",
    parameters=asked.AVISOS,
)  # fmt: skip
def avisos(*, limite: int, desde: Any) -> formas.AvisosPublicos:
    """The notices that stand now."""
    rows = list_fijadas(after=desde, limit=limite)
    return formas.AvisosPublicos(lectura.tell_avisos(rows[:limite]), _next(rows, limite, lambda one: (one.fijado_el, one.id)))


@bp.get("/vencimiento")
@limit(COMPUTED, methods=("GET",))
@public
@answers(
    formas.FechaLimite, "Calcular un vencimiento",
    "Hasta cuándo tendría que responderse aquí lo que se reciba en un momento, con la cuenta día por día. "
    "La fecha de una solicitud es la que dice su constancia.",
    parameters=asked.VENCIMIENTO, refusals=(422,),
)  # fmt: skip
def vencimiento(*, clase: str, recibido: datetime, presencial: bool) -> formas.FechaLimite:
    """The due date of what would be received then."""
    return lectura.compute_vencimiento(clase, recibido, presencial=presencial)


@bp.get("/calendario/<int:vigencia>")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.CalendarioHabil, "Calendario de días hábiles",
    "Cuántos días hábiles tiene el año en esta entidad y cuáles no cuentan: los festivos y los que suspende con un acto propio.",
    parameters=asked.POR_VIGENCIA, seconds=HOUR,
)  # fmt: skip
def calendario(vigencia: int) -> formas.CalendarioHabil:
    """The days that count in one year."""
    if not YEAR_INICIAL <= vigencia <= ULTIMO_YEAR:
        raise NotFound(f"El calendario va de {YEAR_INICIAL} a {ULTIMO_YEAR}.")
    return lectura.tell_calendario(vigencia)


@bp.get("/huellas")
@limit(RATE, methods=("GET",))
@public
@answers(
    formas.Huellas, "Huellas del registro de los actos",
    "El SHA-256 con el que terminó cada día el registro de los actos. Quien las guarda puede comprobar después que nadie lo cambió.",
    parameters=asked.HUELLAS,
)  # fmt: skip
def huellas(*, limite: int, desde: Any) -> formas.Huellas:
    """The printed heads of the record."""
    rows = list_heads(before=desde, limit=limite)
    return formas.Huellas([lectura.tell_huella(one) for one in rows[:limite]], _next(rows, limite, lambda one: (one.dia,)))


def _next(rows: Sequence[Any], limite: int, key_of: Callable[[Any], tuple[Any, ...]]) -> str | None:
    """The full address of the page that follows, when there is one row more than were asked for."""
    if len(rows) <= limite:
        return None
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "desde"]
    return f"{absolute_url(request.endpoint or '')}?{urlencode([*kept, ('desde', encode_cursor(*key_of(rows[limite - 1])))])}"


def _document() -> dict[str, Any]:
    entidad = find_entidad()
    contact = {"name": entidad.nombre, "email": entidad.correo} if entidad and entidad.correo else {}
    server = absolute_url("inicio.portada").rstrip("/")
    return make_document(TITULO, _ABOUT, VERSION, server, contact)

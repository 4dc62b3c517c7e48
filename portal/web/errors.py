"""Error pages: what happened in plain words and what to do next. Whatever failed, nothing half-written stays."""

import contextlib
from collections.abc import Iterable
from typing import Any

from flask import Flask, current_app, g, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, SecurityError
from werkzeug.wrappers import Response

from portal.core.errors import DomainError
from portal.extensions import db
from portal.web.body import drain
from portal.web.logging import logger, security_event
from portal.web.problems import refusal_for_a_program
from portal.web.typed import page_of_form, typed_fields

DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)
# Codes that somebody on watch should be able to count.
_WATCHED = {
    400: "entrada_no_valida",
    403: "acceso_negado",
    405: "metodo_no_permitido",
    408: "envio_sin_terminar",
    413: "envio_demasiado_grande",
}
_PAGES = {400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503}

_LAST_RESORT = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>El portal no está disponible</title></head>
<body><main><h1>El portal no está disponible</h1>
<p>El error es nuestro, no suyo. Espere unos minutos e inténtelo otra vez, o acérquese a la alcaldía.</p></main></body></html>
"""

_WRONG_HOST = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Esta no es la dirección del portal</title></head>
<body><main><h1>Esta no es la dirección del portal</h1>
<p>Entre por la dirección oficial: <a href="{address}">{address}</a>. No se guardó nada.</p></main></body></html>
"""


def init_errors(app: Flask) -> None:
    """Install the handlers of everything that can go wrong."""
    app.register_error_handler(CSRFError, on_csrf)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(DomainError, on_domain)
    app.register_error_handler(StaleDataError, lambda _error: error_page(409))
    app.register_error_handler(DataError, on_bad_data)
    app.register_error_handler(Exception, on_anything)


def error_page(code: int, status: int | None = None, template: str | None = None, **context: Any) -> Response:
    """The page of an error, drawn even when the database is away.

    Args:
        code: which page; one of those under `templates/errors/`.
        status: the answer's status when it is not `code`.
        template: another template than the code's own.
        context: what the page shows, such as `message`.
    """
    with contextlib.suppress(SQLAlchemyError):
        db.session.rollback()
    told = refusal_for_a_program(status or code, context.get("message", ""))
    if told is not None:
        response = told
    else:
        response = make_response(_draw(template or f"errors/{code}.html", context))
        response.status_code = status or code
    if code == 503:
        response.headers["Retry-After"] = "60"
    return response


def _draw(template: str, context: dict[str, Any]) -> str:
    context.setdefault("request_id", g.get("request_id", ""))
    try:
        return render_template(template, **context)
    except Exception as error:  # the page of an error must not fail: draw it with less
        logger().error("pagina_de_error_incompleta", plantilla=template, error=type(error).__name__, exc_info=error)
    try:
        return current_app.jinja_env.get_template(template).render(context | {"entidad": None, "actor": None, "can": lambda *_: False})
    except Exception as error:  # even less
        logger().error("pagina_de_error_imposible", plantilla=template, error=type(error).__name__, exc_info=error)
        return _LAST_RESORT


def on_http(error: HTTPException) -> Response:
    """An error that has a status of its own."""
    if error.response is not None:
        return make_response(error.response)
    code = error.code or 500
    if isinstance(error, SecurityError):
        return _wrong_host()
    original = error.original_exception if isinstance(error, InternalServerError) else None
    if original is not None:
        return on_anything(original)
    if code in _WATCHED:
        security_event(_WATCHED[code], endpoint=request.endpoint, estado=code)
    if isinstance(error, RequestEntityTooLarge):
        drain(request)
    if code == 405 and request.method == "GET" and (page_there := page_of_form()) not in {None, request.path}:
        # Enter in the address bar of a page that a form had brought: there is a page to go to.
        return redirect(page_there or "/")
    page = code if code in _PAGES else (400 if code < 500 else 500)
    more = {"retry_after": g.get("retry_after")} if code == 429 else _frame() if code in {403, 404, 405} else {}
    response = error_page(page, status=code, **more)
    _copy_headers(error, response)
    if code == 429:
        response.headers["Retry-After"] = str(g.get("retry_after", 60))
    return response


def filters_not_understood(names: Iterable[str]) -> Response:
    """The refusal of a file whose address asks for what makes no sense: the file would hold what nobody asked for, and not say so."""
    return error_page(400, template="errors/filtro.html", message=f"No entendimos: {'; '.join(names)}.", **_frame())


def _wrong_host() -> Response:
    """Asked for under a name that is not ours: no address of the portal can be built then, so the page stands alone."""
    security_event("nombre_ajeno", estado=400)
    return make_response(_WRONG_HOST.format(address=escape(current_app.config["SETTINGS"].public_url)), 400)


def _copy_headers(error: HTTPException, response: Response) -> None:
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "WWW-Authenticate"}:
            response.headers[name] = value


def on_domain(error: DomainError) -> Response:
    """A rule that no view turned into a message beside a field."""
    if error.status == 403:
        security_event("acceso_negado", endpoint=request.endpoint, estado=403)
    page = error.status if error.status in _PAGES else 422
    return error_page(page, status=error.status, message=error.message, **_frame())


def on_csrf(_error: CSRFError) -> Response:
    """The form's page had expired, its session had ended, or the form is not ours. What was typed is shown, to copy it."""
    from portal.web.access import ask_again

    security_event("formulario_sin_testigo", endpoint=request.endpoint, estado=400)
    with contextlib.suppress(SQLAlchemyError):
        if (over := ask_again()) and over.status_code == 403:
            over.status_code = 400
            return over
    return error_page(
        400, template="errors/csrf.html", campos=typed_fields(), archivos=bool(request.files), volver_url=page_of_form(), **_frame()
    )


def _frame() -> dict[str, Any]:
    """An official at work keeps the menu of their pages, also on the page of an error."""
    from portal.web.access import current_actor

    with contextlib.suppress(SQLAlchemyError):
        if request.path.startswith(("/gestion", "/cuenta")) and current_actor() is not None:
            return {"marco": "gestion.html"}
    return {}


def session_over(sign_in_url: str) -> Response | None:
    """The page for who sent a form after their session ended: what they typed, to copy it. None when they had typed nothing."""
    typed = typed_fields()
    if request.method == "GET" or not typed:
        return None
    return error_page(403, template="errors/sesion.html", campos=typed, archivos=bool(request.files), entrar_url=sign_in_url)


def on_bad_data(error: DataError) -> Response:
    """A value that the database cannot hold: it came from outside and no form checked it."""
    security_event("entrada_no_valida", endpoint=request.endpoint, estado=400, excepcion=type(error.orig).__name__)
    return error_page(400)


def on_anything(error: BaseException) -> Response:
    """Our own fault, or the database is away. The log tells where, without the values."""
    if isinstance(error, DATABASE_AWAY):
        logger().error("base_de_datos_no_disponible", endpoint=request.endpoint, exc_info=error)
        return error_page(503)
    if isinstance(error, DataError):
        return on_bad_data(error)
    logger().error("error_no_previsto", endpoint=request.endpoint, exc_info=error)
    return error_page(500)

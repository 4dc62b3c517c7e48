"""An interface for programs: what each address asks for and answers is said once, and read by the program and by its document.

    @bp.get("/dias/<int:vigencia>")
    @public
    @answers(Dias, "Días hábiles", "Los de un año.", parameters=(VIGENCIA,))
    def dias(vigencia: int) -> Dias: …

Answers are JSON that anybody may keep and that scripts of any site may read; what is refused is said as `application/problem+json`
(RFC 9457). No cookie is read, so nothing depends on who asks.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.routing import Rule

from portal.core.errors import DomainError
from portal.web.headers import cache_publicly
from portal.web.parameters import BadQuery, Parameter, read_query
from portal.web.problems import PREFIX, for_any_site, problem
from portal.web.shapes import Schema, as_json, reference, schemas_of, told

View = Callable[..., Any]


@dataclass(frozen=True)
class ErrorDeParametro:
    """Un parámetro que no se entiende."""

    parametro: str = told("Nombre del parámetro")
    detalle: str = told("Qué le pasa, en español")


@dataclass(frozen=True)
class Problema:
    """Por qué no hubo respuesta (RFC 9457)."""

    type: str = told("Clase de problema: siempre about:blank, es decir, la del código HTTP")
    title: str = told("El problema en pocas palabras")
    status: int = told("Código HTTP")
    detail: str = told("Qué pasó y qué hacer")
    errores: list[ErrorDeParametro] = told("Los parámetros que no se entienden; vacío cuando es otra cosa")


@dataclass(frozen=True)
class Operation:
    """What one address does: title, what it answers, what may be asked, which refusals are its own."""

    answer: type
    title: str
    description: str
    parameters: Sequence[Parameter]
    refusals: Sequence[int]


_REFUSALS = {
    400: "Un parámetro falta, sobra o no se entiende",
    404: "No hay nada en esa dirección",
    410: "Se retiró de la publicación",
    422: "La ley o el calendario no dan respuesta para esos datos",
    429: "Demasiadas consultas en poco tiempo desde esta conexión: espere los segundos que dice Retry-After",
}


def answers(
    answer: type, title: str, about: str, *, parameters: Sequence[Parameter] = (), refusals: Sequence[int] = (), seconds: int = 60
) -> Callable[[View], View]:
    """The view takes the parameters by name and gives an instance of `answer`, which may be kept for so many seconds.

    Args:
        title, about: what the document says of it, in Spanish.
        refusals: codes of its own, besides those of a bad parameter, an unknown address and too many questions.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(**path: Any) -> Response:
            try:
                return respond(view(**path, **read_query(request.args, parameters)), seconds)
            except BadQuery as error:
                return problem(400, "Revise los parámetros de la consulta.", error.problems)
            except DomainError as error:
                return problem(error.status, error.message)

        # An unknown parameter is refused everywhere, also where there is none to give.
        codes = sorted({400, *([404] if any(one.place == "path" for one in parameters) else []), *refusals, 429})
        answered.operation = Operation(answer, title, about, parameters, codes)  # type: ignore[attr-defined]
        return answered

    return decorate


def respond(value: Any, seconds: int) -> Response:
    """The value as JSON with its ETag; only its headers when the asker has it already."""
    body = json.dumps(as_json(value), ensure_ascii=False, separators=(",", ":"))
    answer = for_any_site(Response(body, mimetype="application/json"))
    # Weak: the same answer may travel compressed or not.
    answer.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32], weak=True)
    cache_publicly(answer, seconds)
    if next_page := getattr(value, "siguiente", None):
        answer.headers["Link"] = f'<{next_page}>; rel="next"'
    answer.make_conditional(request)
    return answer


def init_preflight(bp: Blueprint) -> None:
    """Let scripts of any site ask first whether they may read (a browser does when they send If-None-Match)."""

    @bp.after_request
    def allow(response: Response) -> Response:
        if request.method == "OPTIONS":
            for_any_site(response)
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"
        return response


def list_operations(app: Flask) -> Iterator[tuple[Rule, Operation]]:
    """Every address under the prefix that has an operation, in the order of its path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        operation = getattr(app.view_functions[rule.endpoint], "operation", None)
        if operation is not None and rule.rule.startswith(PREFIX):
            yield rule, operation


def path_of(rule: Rule) -> str:
    """The address as the document writes it: `/radicados/{radicado}`."""
    return "".join(f"{{{text}}}" if dynamic else text for dynamic, text in rule._trace).partition("|")[2]


def make_document(title: str, description: str, version: str, server: str, contact: Schema) -> Schema:
    """The OpenAPI 3.1 document of every address."""
    operations = list(list_operations(current_app))
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "description": description, "version": version, "contact": contact},
        "servers": [{"url": server}],
        "paths": {path_of(rule): {"get": _described(rule, operation)} for rule, operation in operations},
        "components": {"schemas": schemas_of(Problema, *(one.answer for _rule, one in operations))},
    }


def _described(rule: Rule, one: Operation) -> Schema:
    refused = {"application/problem+json": {"schema": reference(Problema)}}
    return {
        "operationId": rule.endpoint.rpartition(".")[2],
        "summary": one.title,
        "description": one.description,
        "parameters": [_parameter(each) for each in one.parameters],
        "responses": {
            "200": {
                "description": one.title,
                "headers": {"ETag": {"description": "Para preguntar luego con If-None-Match", "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": reference(one.answer)}},
            },
            "304": {"description": "No cambió desde la respuesta de ese ETag"},
            **{str(code): {"description": _REFUSALS[code], "content": refused} for code in one.refusals},
        },
    }  # fmt: skip


def _parameter(one: Parameter) -> Schema:
    described: Schema = {
        "name": one.name, "in": one.place, "description": one.description, "required": one.required, "schema": one.schema,
    }  # fmt: skip
    return described if one.example is None else {**described, "example": one.example}

"""Why a program gets no answer, in the form that programs read (RFC 9457) and in words for who wrote it."""

import json
from collections.abc import Callable, Sequence

from flask import Response, request

PREFIX = "/api/v1/"
_TITLES = {
    400: "Consulta no válida",
    403: "No permitido",
    404: "No encontrado",
    405: "Método no permitido",
    410: "Retirado",
    422: "No se puede responder con esos datos",
    429: "Demasiadas consultas",
    500: "Error del portal",
    503: "El portal no está disponible",
}
_DETAILS = {
    404: "No hay nada en esta dirección. La lista de servicios está en /api/v1/ y su descripción en /api.",
    405: "Este servicio solo se consulta (GET).",
    429: "Se hicieron demasiadas consultas desde esta conexión. Espere los segundos que dice Retry-After.",
    500: "El error es del portal. Inténtelo más tarde.",
    503: "El portal no está disponible por ahora. Inténtelo en un minuto.",
}


# Tells a refusal: (status, detail or nothing) → answer.
Refuser = Callable[[int, str], Response]
_refusers: dict[str, Refuser] = {}


def refuse_under(prefix: str, refuser: Refuser) -> None:
    """Say how errors are told to the programs that ask under an address which has a form of its own."""
    _refusers[prefix] = refuser


def refusal_for_a_program(status: int, detail: str) -> Response | None:
    """The refusal in the form that programs read at this request's address; None where persons read."""
    if request.path.startswith(PREFIX):
        return problem(status, detail)
    return next((refuser(status, detail) for prefix, refuser in _refusers.items() if request.path.startswith(prefix)), None)


def problem(status: int, detail: str = "", problems: Sequence[tuple[str, str]] = ()) -> Response:
    """The refusal: code, title, what to do, and which parameters are wrong."""
    value = {
        "type": "about:blank",
        "title": _TITLES.get(status, "No se pudo responder"),
        "status": status,
        "detail": detail or _DETAILS.get(status, "No se pudo responder a esta consulta."),
        "errores": [{"parametro": name, "detalle": words} for name, words in problems],
    }
    body = json.dumps(value, ensure_ascii=False)
    return for_any_site(Response(body, status=status, content_type="application/problem+json"))


def for_any_site(response: Response) -> Response:
    """Let scripts of any site read the answer: it is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

"""What gunicorn says by itself, said as the portal says it: its log lines, and its answers to what is no request.

A request that gunicorn refuses (an address or cookies that are too long, bytes that are not HTTP) never reaches the
portal, so the page is written here, without template, session or database.
"""

import logging
from html import escape
from typing import Any

from gunicorn.glogging import Logger

from portal.web.headers import security_headers
from portal.web.logging import formatter

# Title, what happened, and what to do next.
_WORDS = {
    414: (
        "La dirección es demasiado larga",
        "Su navegador pidió una dirección más larga de lo que el portal puede leer.",
        "Si buscaba un texto, búsquelo con menos palabras. Si abrió un enlace, revise que esté completo y bien copiado.",
    ),
    431: (
        "Su navegador envió demasiados datos",
        "Los datos que su navegador guarda de este sitio (las «cookies») ocupan más de lo que el portal puede leer.",
        "Borre las cookies de este sitio en su navegador y entre otra vez. Lo que ya radicó está a salvo.",
    ),
    500: (
        "El portal no está disponible",
        "El error es nuestro, no suyo. Lo que ya radicó está a salvo.",
        "Espere unos minutos e inténtelo otra vez, o acérquese a la alcaldía.",
    ),
}
_NOT_UNDERSTOOD = (
    "No entendimos la solicitud de su navegador",
    "Lo que llegó estaba incompleto o mal escrito. No se guardó nada.",
    "Entre otra vez desde la página de inicio. Si vuelve a pasar, pruebe con otro navegador.",
)
_PAGE = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/static/css/portal.css"></head>
<body><header><div class="govco"><div class="wrap">
<a class="govco-logo" href="https://www.gov.co" aria-label="GOV.CO, portal único del Estado colombiano">GOV<span>.CO</span></a>
</div></div></header>
<main><div class="wrap"><div class="narrow"><h1>{title}</h1>
<p class="lead">{happened}</p>
<h2>Qué puede hacer</h2>
<ul><li>{next_step}</li><li><a href="/">Ir a la página de inicio</a>.</li></ul></div></div></main></body></html>
"""


class JsonLogger(Logger):
    """gunicorn's own lines as JSON without addresses or paths, like every other line of the portal."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter())
        logging.getLogger("gunicorn.access").disabled = True


def refusal(status: int, reason: str, *, over_https: bool) -> bytes:
    """The whole answer to a request that gunicorn refused, headers and page.

    Args:
        status: as gunicorn decided, such as 414.
        reason: gunicorn's short words for it, for the status line.
        over_https: whether the promise of https belongs to it.
    """
    title, happened, next_step = (escape(words) for words in _WORDS.get(status, _NOT_UNDERSTOOD))
    body = _PAGE.format(title=title, happened=happened, next_step=next_step).encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        **security_headers(over_https=over_https),
    }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

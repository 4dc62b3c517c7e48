"""The few words under a redirect, for who sees them: a browser that follows nothing by itself, or a text one."""

from flask import Flask, Response
from markupsafe import escape

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODY = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Continúe en otra página</title></head>
<body><h1>Continúe en otra página</h1><p><a href="{address}">Continuar</a></p></body></html>
"""


def init_redirects(app: Flask) -> None:
    """Write them in Spanish whoever redirects: a view, the router for a missing slash, or a library."""

    @app.after_request
    def say_where(response: Response) -> Response:
        if response.status_code in REDIRECTS and response.location:
            response.set_data(_BODY.format(address=escape(response.location)))
        return response

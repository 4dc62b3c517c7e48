"""A real HTTP gateway for text messages on this machine, which keeps what it takes and answers as the test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask


@dataclass
class Pasarela:
    """What came in: fields and headers of each message. `status` is what it answers to the next ones."""

    mensajes: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    status: int = 202
    port: int = 0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gateway: Pasarela

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_json = self.headers["Content-Type"].startswith("application/json")
        self.gateway.headers.append({**dict(self.headers), "path": self.path})
        if self.gateway.status < 300:
            self.gateway.mensajes.append(json.loads(body) if is_json else dict(parse_qsl(body)))
        self.send_response(self.gateway.status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args: Any) -> None:
        """Says nothing."""


@contextmanager
def running(app: Flask, **settings: str) -> Iterator[Pasarela]:
    """The gateway, running, with the application pointed at it."""
    gateway = Pasarela()
    handler = type("Handler", (_Handler,), {"gateway": gateway})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    gateway.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, **{"sms_gateway": f"http://127.0.0.1:{gateway.port}/v1/enviar?pais=57", **settings})
    try:
        yield gateway
    finally:
        app.config["SETTINGS"] = before
        server.shutdown()
        thread.join()
        server.server_close()

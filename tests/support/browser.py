"""Chromium over a live portal: one browser, a fresh context for each test, and a watch over everything that it reports."""

import os
import secrets
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.web.models import WebSession
from portal.web.sessions import hash_token
from tests.support.sessions import sign_in

PHONE, DESK, NARROWEST = (360, 740), (1280, 900), (320, 640)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Whatever a page asked for elsewhere could not be found: no test reaches a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The program named by CHROMIUM, or the system's."""
    return os.environ.get("CHROMIUM") or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(program: str) -> Iterator[Browser]:
    """That browser without a window, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class _Silent(WSGIRequestHandler):
    """A connection is kept, as behind a real server; nothing is printed."""

    protocol_version = "HTTP/1.1"

    def log(self, *_said: Any) -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The application on a port of its own; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Watch:
    """What the pages of one context reported: script errors, console errors, requests to other places."""

    home: str
    found: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("weberror", lambda error: self.found.append(f"script error on {error.page and error.page.url}: {error.error}"))
        context.on("console", self._console)
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # Chromium reports a page that answers 404 or 422 as a failed resource; that is no fault of the page.
        is_page = message.location.get("url", "") in {message.page.url if message.page else "", ""}
        if message.text.startswith("Failed to load resource") and is_page:
            return
        self.found.append(f"console on {message.page and message.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:" + self.home)):
            self.found.append(f"request to {request.url}")


def official_cookie(app: Flask, who: str) -> str:
    """The cookie of a browser in which `who` of the cast signed in; a real session stands behind it."""
    client = app.test_client()
    with app.app_context(), transaction():
        sign_in(client, who)
    return _cookie_of(app, client)


def citizen_cookie(app: Flask, peticion_id: int) -> str:
    """The cookie of a browser that gave this case's radicado and code."""
    client = app.test_client()
    token, now = secrets.token_urlsafe(32), clock.now()
    with app.app_context(), transaction():
        record = WebSession(token_hash=hash_token(token), kind="ciudadano", subject_id=peticion_id, browser="")
        record.created_at, record.expires_at = now, now + timedelta(hours=2)
        db.session.add(record)
    with client.session_transaction() as cookie:
        cookie["ciudadano_token"], cookie["ciudadano_seen"] = token, int(now.timestamp())
    return _cookie_of(app, client)


def _cookie_of(app: Flask, client: FlaskClient) -> str:
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value


def context_options(viewport: tuple[int, int], **more: Any) -> Mapping[str, Any]:
    """A Colombian's browser."""
    size = {"width": viewport[0], "height": viewport[1]}
    return {"locale": "es-CO", "timezone_id": "America/Bogota", "viewport": size, "reduced_motion": "reduce", **more}


def keep_picture(page: Page, name: str) -> None:
    """A picture of the whole page in the folder that PORTAL_PICTURES names; nothing without it."""
    folder = os.environ.get("PORTAL_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

"""gunicorn speaks Spanish to who sends no request that it can read, and says in the log what happens to its workers."""

import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.databases import fresh_database
from tests.support.pages import ENGLISH
from tests.support.servers import Server, Site, wait_until


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("gunicorn")
    with fresh_database("sqlite", folder) as url:
        made = Site(folder, url, {"BODY_PATIENCE": "1"})
        made.prepare()
        yield made


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    with site.serving() as started:
        yield started


def send(server: Server, raw: bytes) -> tuple[int, str, str]:
    """Status, headers and page that these bytes get."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(raw)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, body = answer.decode().partition("\r\n\r\n")
    return int(head.split(" ")[1]), head, body


@pytest.mark.parametrize(
    ("raw", "status", "words"),
    [
        (b"GET /?q=" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, "La dirección es demasiado larga"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 9000 + b"\r\n\r\n", 431, "Borre las cookies de este sitio"),
        (b"esto no es HTTP <b>\r\n\r\n", 400, "No entendimos la solicitud de su navegador"),
        (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400, "No entendimos la solicitud de su navegador"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: raro\r\n\r\n", 501, "No entendimos la solicitud de su navegador"),
    ],
)
def test_what_is_no_request_gets_a_spanish_page_with_the_headers_of_every_other(
    server: Server, raw: bytes, status: int, words: str
) -> None:
    got, head, body = send(server, raw)
    assert got == status
    assert words in body
    assert '<html lang="es-CO">' in body
    assert 'href="/"' in body
    assert not ENGLISH.search(body)
    assert "default-src 'none'" in head
    assert "charset=utf-8" in head
    assert "no es HTTP" not in body, "what a stranger sent is not shown"


def _announcing(length: int) -> bytes:
    return (
        f"POST /pqrs/radicar HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {length}\r\n\r\ntexto=hola"
    ).encode()


@pytest.mark.parametrize("length", [999_999_999, 130_000_000])
def test_what_announces_too_much_is_refused_before_it_comes_and_holds_nobody_up(server: Server, length: int) -> None:
    with ExitStack() as many:
        for _ in range(40):
            one = many.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=15))
            one.sendall(_announcing(length))
        last = many.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=15))
        began = time.monotonic()
        last.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert b" 200 " in last.recv(65536)
        assert time.monotonic() - began < 8
    status, _head, body = send(server, _announcing(length))
    assert status == 413
    assert '<html lang="es-CO"' in body


def test_who_announces_a_form_and_falls_silent_is_answered_and_let_go(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(_announcing(5000))
        began = time.monotonic()
        answer = b""
        while part := connection.recv(65536):
            answer += part
        assert b" 408 " in answer.split(b"\r\n")[0]
        assert "No se guardó nada".encode() in answer or b"<h1" in answer
        assert time.monotonic() - began < 25


def test_the_log_says_which_worker_did_what(site: Site) -> None:
    with site.serving(LOG_LEVEL="INFO") as own:
        victim = own.workers()[0]
        victim.send_signal(signal.SIGKILL)
        log = site.folder / "gunicorn.log"
        wait_until(lambda: f"Worker (pid:{victim.pid}) was sent SIGKILL" in log.read_text(), "the end of a worker in the log")
    lines = [json.loads(line)["event"] for line in log.read_text().splitlines() if line.startswith("{")]
    assert f"Booting worker with pid: {victim.pid}" in lines
    assert any(line.startswith(f"Listening at: http://127.0.0.1:{own.port}") for line in lines)
    assert not [line for line in lines if "%s" in line]
    assert not [line for line in lines if "aaaa" in line], "nothing of what strangers sent"


def test_the_log_of_a_refused_request_names_nobody(site: Site, server: Server) -> None:
    send(server, b"secreto-de-alguien\r\n\r\n")
    assert "secreto-de-alguien" not in Path(site.folder / "gunicorn.log").read_text()

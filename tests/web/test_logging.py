"""The log says what happened and nothing about who the public is."""

import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from portal.web.logging import formatter, logger, security_event
from tests.support.pages import PageClient

PRIVATE = [
    "10.11.12.13",
    "Mozilla/Secreto",
    "ana@example.com",
    "12345678",
    "SEGUIMIENTO-ABCD",
    "busca-esto",
    "Ana Pérez",
    "contenido-del-texto",
]


class Lines(logging.Handler):
    """Keeps each line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(formatter())
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))

    def events(self, name: str) -> list[dict[str, object]]:
        parsed = [json.loads(line) for line in self.texts]
        return [one for one in parsed if one["event"] == name]


@pytest.fixture
def log(app: Flask) -> Iterator[Lines]:  # the application sets up how lines are written
    lines = Lines()
    logging.getLogger().addHandler(lines)
    yield lines
    logging.getLogger().removeHandler(lines)


def _visit(client: PageClient, url: str, method: str = "GET", **kwargs: object) -> None:
    client.open(url, method=method, environ_base={"REMOTE_ADDR": "10.11.12.13", "HTTP_USER_AGENT": "Mozilla/Secreto"}, **kwargs)


def test_one_line_per_request_with_endpoint_status_and_time(workshop: PageClient, log: Lines) -> None:
    _visit(workshop, "/taller/numero/5")
    (line,) = log.events("peticion_web")
    assert (line["metodo"], line["endpoint"], line["estado"]) == ("GET", "taller2.numero", 200)
    assert isinstance(line["ms"], float)
    assert line["peticion_id"]
    assert "funcionario_id" not in line


def test_nothing_personal_reaches_the_log_whatever_goes_wrong(workshop: PageClient, log: Lines) -> None:
    for kind in ("propio", "base", "403", "404", "429", "413", "dominio"):
        _visit(workshop, f"/taller/error/{kind}?q=busca-esto")
    _visit(workshop, "/pqrs/seguimiento/SEGUIMIENTO-ABCD?correo=ana@example.com")
    _visit(workshop, "/taller/con-testigo", "POST", data={"texto": "contenido-del-texto", "cedula": "12345678"})
    _visit(workshop, "/taller/escribir/x", "POST", data={"falla": "propio", "texto": "contenido-del-texto"})
    whole = "\n".join(log.texts)
    assert log.texts
    assert [secret for secret in PRIVATE if secret in whole] == []


def test_our_own_fault_is_told_by_its_kind_and_place(workshop: PageClient, log: Lines) -> None:
    _visit(workshop, "/taller/error/propio")
    (line,) = log.events("error_no_previsto")
    assert line["excepcion"] == "RuntimeError"
    assert line["peticion_id"] == log.events("peticion_web")[0]["peticion_id"]
    assert any("_raise" in place for place in line["donde"])  # type: ignore[attr-defined]


def test_refusals_have_names_to_watch_for(workshop: PageClient, log: Lines) -> None:
    _visit(workshop, "/taller/error/403")
    _visit(workshop, "/taller/con-testigo", "POST")
    _visit(workshop, "/?q=%00")
    for name in ("acceso_negado", "formulario_sin_testigo", "entrada_no_valida"):
        (line,) = log.events(name)
        assert line["seguridad"] is True


def test_an_official_is_named_by_key(app: Flask, client: PageClient, log: Lines) -> None:
    from tests.support.sessions import sign_in

    beto = sign_in(client, "beto")
    key = beto.id
    client.get("/cuenta", follow_redirects=True)
    assert log.events("peticion_web")[-1]["funcionario_id"] == key
    assert "Beto" not in "\n".join(log.texts)


def test_health_checks_do_not_fill_the_log(workshop: PageClient, log: Lines) -> None:
    workshop.get("/healthz")
    assert not log.texts


def test_a_line_cannot_be_split_by_what_it_tells(log: Lines) -> None:
    logger().warning("prueba", texto='uno\n{"event":"falso"}')
    security_event("otra", texto="a\r\nb")
    assert all("\n" not in line for line in log.texts)
    assert len(log.texts) == 2


def test_of_a_librarys_line_only_the_template_is_kept(log: Lines) -> None:
    logging.getLogger("biblioteca").warning("refused %s from %s", "/pqrs/SEGUIMIENTO-ABCD", "10.11.12.13")
    logging.getLogger("biblioteca").warning("Invalid request from ip=10.11.12.13: 'GET /SEGUIMIENTO-ABCD'")
    logging.getLogger("biblioteca").warning("mail to ana@example.com refused by 2001:db8::1")
    assert [json.loads(line)["event"] for line in log.texts] == ["refused […] from […]", "Invalid request", "mail to […] refused by […]"]


def test_gunicorn_names_its_processes_and_no_visitor(log: Lines) -> None:
    gunicorn = logging.getLogger("gunicorn.error")
    gunicorn.warning("Worker (pid:%s) was sent %s!", 12, "SIGTERM")
    gunicorn.warning("Error handling request %s %s", "GET", "/pqrs/SEGUIMIENTO-ABCD")
    gunicorn.warning("100 %% of %(what)s", {"what": "ana@example.com"})
    gunicorn.warning(RuntimeError("Ana Pérez"))
    told = [json.loads(line)["event"] for line in log.texts]
    assert told == ["Worker (pid:12) was sent SIGTERM!", "Error handling request […] […]", "100 % of […]", "RuntimeError"]


def test_a_request_id_is_ours_unless_a_trusted_proxy_gives_one(workshop: PageClient, production: Flask) -> None:
    given = {"X-Request-ID": "del-proxy-0001"}
    assert workshop.get("/healthz", headers=given).headers["X-Request-ID"] != "del-proxy-0001"
    client = production.test_client()
    base = "https://www.puerres-narino.example"
    assert client.get("/healthz", headers=given, base_url=base).headers["X-Request-ID"] == "del-proxy-0001"
    odd = {"X-Request-ID": 'x" onload="1'}
    assert "onload" not in client.get("/healthz", headers=odd, base_url=base).headers["X-Request-ID"]

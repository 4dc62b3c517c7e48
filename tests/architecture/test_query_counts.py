"""How often each page asks the database, with few cases and with many: a question per row would show here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.core.clock import MovableClock
from portal.demo.volumen import load_volume
from portal.extensions import db
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.models import Peticion
from tests.support import ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

# Statements at most, beginning and end of the transaction not counted.
PUBLIC = {
    "/": 2,
    "/pqrs/": 2,
    "/pqrs/radicar": 2,
    "/pqrs/seguimiento": 2,
    "/pqrs/registro": 6,
    "/verificar": 2,
    "/estado-del-servicio": 5,
    "/huellas": 3,
    "/pqrs/estadisticas": 4,
    "/pqrs/respuestas": 5,
    "/pqrs/informes": 4,
    "/api": 2,
    "/pqrs/mapa": 5,
    "/api/v1/radicados?limite=100": 4,
    "/api/v1/estadisticas/2026": 2,
    "/api/v1/respuestas": 3,
    "/api/v1/vencimiento?clase=queja&recibido=2026-02-03": 2,
}
TRACKING, FILING, RECEIPT, INBOX, CASE = 10, 18, 10, 15, 26
# A search asks first which officials have that name, and PostgreSQL which few cases have a rare word.
SEARCH = INBOX + 2
# Where an official arrives, by who arrives: session, roles, profile, and one count per subject that they have a part in.
HOME = {"jairo": 7, "carmen": 7, "hernan": 7, "delia": 8, "efrain": 7, "karol": 5}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are executed within the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(" ", 1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            seen.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _count(client: PageClient, url: str) -> int:
    client.get(url)
    with counted() as seen:
        assert client.get(url).status_code == 200, url
    assert seen, f"{url} asked nothing: the counting is broken"
    return len(seen)


@pytest.fixture(params=[30, 300], ids=lambda count: f"{count} cases")
def many(app: Flask, request: pytest.FixtureRequest) -> int:
    """So many generated cases, and what the worker made of them."""
    load_volume(request.param)
    contar_estadisticas()
    return int(request.param)


def test_public_pages_ask_little_however_many_cases_there_are(client: PageClient, many: int) -> None:
    counts = {url: _count(client, url) for url in PUBLIC}
    assert all(counts[url] <= most for url, most in PUBLIC.items()), counts


def test_filing_and_following_a_case_ask_little(client: PageClient, many: int, reloj: MovableClock) -> None:
    values = ciudadania.fill(client, reloj)
    with counted() as seen:
        response = ciudadania.send(client, values)
    assert len(seen) <= FILING, seen
    filed = ciudadania.read(client, response)
    assert _count(client, f"/pqrs/radicada/{filed.radicado}") <= RECEIPT
    assert _count(client, f"/pqrs/seguimiento/{filed.radicado}") <= TRACKING


def test_the_inbox_and_a_case_ask_as_often_with_many_cases_as_with_few(client: PageClient, many: int) -> None:
    sign_in(client, "carmen")
    for url in ("/gestion/pqrs/", "/gestion/pqrs/?vista=terminadas", "/gestion/pqrs/?vista=vencidas"):
        assert _count(client, url) <= INBOX, url
    assert _count(client, "/gestion/pqrs/?q=alumbrado") <= SEARCH
    assert _count(client, "/gestion/pqrs/ventanilla") <= CASE
    answered = db.session.scalars(select(Peticion.radicado).where(Peticion.estado == "cerrada").limit(1)).one()
    assert _count(client, f"/gestion/pqrs/{answered}") <= CASE


def test_where_an_official_arrives_little_is_asked_however_many_cases_there_are(client: PageClient, many: int) -> None:
    counts = {}
    for who in HOME:
        sign_in(client, who)
        counts[who] = _count(client, "/gestion/")
    assert all(counts[who] <= most for who, most in HOME.items()), counts

"""Whatever is sent in whatever place, the answer is never our own failure, and nothing half-written stays."""

import base64
import json

import pytest
from flask import Flask

from tests.security.addresses import count_rows, csrf_token, field_names, list_addresses
from tests.support.pages import PageClient

HUGE = "9" * 30


def _cursor(*key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


HOSTILE = {
    "words": "'; DROP TABLE peticion; --\"`${7*7}{{7*7}}%s%n<script>alert(1)</script>../../etc/passwd"
    "\u202egpj.exe\u2066\ufeff٣²½\r\nSet-Cookie: a=b",
    "number": HUGE,
    "last day": "9999-12-31T23:59",
}
CURSORS = (
    _cursor("2026-01-01", 10**30), _cursor(10**30), _cursor(-(10**30)), _cursor("2026-01-01", -(10**30)), _cursor("\ud800", 1),
    _cursor("\0", 1), _cursor("9999-12-31T23:59:59-05:00", 2**31 - 1), _cursor("0001-01-01T00:00:00+14:00", 1), _cursor([], {}), "%%%", "",
)  # fmt: skip
# Every word that an address may bring; some are names that Flask's own functions would obey.
ARGUMENTS = (
    "q", "desde", "tipo", "estado", "dependencia", "canal", "desde_el", "hasta_el", "vista", "radicado", "ver", "siguiente", "codigo",
    "evento", "actor", "objeto", "caso", "endpoint", "_external", "_scheme", "_method", "_anchor", "filename", "values", "v",
)  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_in_the_query_of_any_address_are_no_fault_of_ours(
    app: Flask, all_powerful: PageClient, radicado: str, kind: str
) -> None:
    query = dict.fromkeys(ARGUMENTS, HOSTILE[kind])
    answers = {one.url: all_powerful.get(one.url, query_string=query).status_code for one in _pages_with_a_query(app, radicado)}
    assert {url: status for url, status in answers.items() if status >= 500} == {}


def _pages_with_a_query(app: Flask, radicado: str) -> list[object]:
    """Those that read their query; the others answer the same whatever it says."""
    texts = {"paginas", "estilo", "salud"}
    return [one for one in list_addresses(app, "GET", radicado=radicado) if one.endpoint.split(".")[0] not in texts]


@pytest.mark.parametrize("url", ["/pqrs/registro", "/gestion/pqrs/", "/gestion/entidad/funcionarios", "/gestion/entidad/dias"])
def test_a_forged_place_in_the_pages_is_no_fault_of_ours(all_powerful: PageClient, url: str) -> None:
    for cursor in CURSORS:
        assert all_powerful.get(url, query_string={"desde": cursor}).status_code == 200, cursor


@pytest.mark.parametrize("name", ["endpoint", "_external", "_scheme", "_method", "_anchor", "values", "radicado", "dependencia"])
def test_each_word_alone_or_twice_is_no_fault_of_ours(all_powerful: PageClient, name: str) -> None:
    for url in ("/pqrs/registro", "/gestion/pqrs/"):
        assert all_powerful.get(url, query_string=[(name, "uno"), (name, HUGE)]).status_code == 200, url


@pytest.mark.parametrize("kind", ["words", "number"])
def test_hostile_words_in_every_field_of_every_form_are_no_fault_of_ours(
    app: Flask, all_powerful: PageClient, radicado: str, kind: str
) -> None:
    fields = dict.fromkeys(field_names(), HOSTILE[kind])
    token = csrf_token(all_powerful)
    answers: dict[str, int] = {}
    for one in list_addresses(app, "POST", radicado=radicado):
        if one.endpoint not in SIGN_OUT:
            answers[one.url] = all_powerful.post(one.url, data={**fields, "csrf_token": token}).status_code
    assert {url: status for url, status in answers.items() if status >= 500} == {}
    assert all_powerful.get("/gestion/pqrs/").status_code == 200, "these were the answers to a stranger"


SIGN_OUT = {"acceso.salir", "cuenta.cerrar_todas", "cuenta.cerrar_sesion", "pqrs.salir"}


@pytest.mark.parametrize("raw", ["%00", "%ff%fe", "%ed%a0%80", "%c0%ae%c0%ae/", "%0d%0aSet-Cookie:a", "x" * 3000])
def test_broken_addresses_are_no_fault_of_ours(all_powerful: PageClient, raw: str) -> None:
    for start in ("/", "/pqrs/seguimiento/", "/gestion/pqrs/", "/verificar/", "/static/", "/ingreso/restablecer/"):
        answer = all_powerful.get(start + raw)
        assert answer.status_code < 500, start
        assert not any(cookie.startswith("a") for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_field_sent_twice_is_read_once_and_from_the_form_alone(client: PageClient) -> None:
    """Parameter pollution: what stands in the address never completes or replaces what the form sends (ASVS 15.3.7)."""
    client.check_pages = False
    token = csrf_token(client)
    answer = client.post("/pqrs/seguimiento?radicado=2026-E-000001&codigo=X", data={"csrf_token": token})
    assert answer.status_code == 422
    assert client.post("/pqrs/seguimiento?csrf_token=" + token, data={"radicado": "1", "codigo": "X"}).status_code == 400


def test_a_hostile_filing_leaves_nothing_behind(client: PageClient) -> None:
    client.check_pages = False
    before = count_rows()
    token = csrf_token(client)
    for value in HOSTILE.values():
        answer = client.post("/pqrs/radicar", data={**dict.fromkeys(field_names(), value), "csrf_token": token})
        assert answer.status_code in {422, 429}, value
    assert count_rows() == before

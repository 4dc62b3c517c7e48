"""Whatever is sent in whatever place, the answer is never our own failure, and nothing half-written stays."""

import base64
import json

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from tests.security.addresses import count_rows, csrf_token, field_names, list_addresses
from tests.support import casos
from tests.support.oficina import made, url_of
from tests.support.pages import Page, PageClient

HUGE = "9" * 30
# Cases in which the officials' page offers each of the forms of acts.
OFFERING = {
    "radicada": casos.radicar, "con_borrador": casos.con_borrador, "en_aprobacion": casos.en_aprobacion,
    "por_notificar": casos.por_notificar, "respondida": casos.respondida,
}  # fmt: skip
FORM_PAGES = (
    "/pqrs/radicar", "/pqrs/seguimiento", "/gestion/pqrs/", "/gestion/pqrs/ventanilla", "/gestion/pqrs/plantillas/nueva",
    "/gestion/entidad/perfil", "/gestion/entidad/terminos", "/gestion/entidad/dependencias/nueva", "/gestion/entidad/funcionarios/nuevo",
    "/gestion/entidad/dias", "/gestion/entidad/interrupciones", "/gestion/entidad/roles/nuevo", "/cuenta/clave",
    "/cuenta/segundo-factor",
)  # fmt: skip
ENDS_THE_SESSION = ("/salir", "/sesiones", "/cerrar")


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


def test_every_form_without_its_fields_is_refused_or_done_and_no_fault_of_ours(app: Flask, all_powerful: PageClient, radicado: str) -> None:
    token = csrf_token(all_powerful)
    addresses = [one for one in list_addresses(app, "POST", radicado=radicado) if one.endpoint not in SIGN_OUT]
    answers = {one.url: all_powerful.post(one.url, data={"csrf_token": token}).status_code for one in addresses}
    assert {url: status for url, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("state", ["radicada", "con_borrador", "en_aprobacion", "por_notificar", "respondida"])
def test_an_officials_form_with_each_field_left_out_is_no_fault_of_ours(all_powerful: PageClient, reloj: MovableClock, state: str) -> None:
    url = url_of(made(OFFERING[state]))
    assert _failures_when_left_out(all_powerful, url) == {}


@pytest.mark.parametrize("url", FORM_PAGES)
def test_a_form_of_any_page_with_each_field_left_out_is_no_fault_of_ours(all_powerful: PageClient, radicado: str, url: str) -> None:
    assert _failures_when_left_out(all_powerful, url) == {}


@pytest.mark.parametrize(
    ("path", "field"), [("anular", "justificacion"), ("anotar", "texto"), ("escribir", "texto"), ("proyectar", "cuerpo")]
)
def test_an_act_whose_text_was_not_sent_asks_for_it(all_powerful: PageClient, radicado: str, path: str, field: str) -> None:
    case = f"/gestion/pqrs/{radicado}"
    values = all_powerful.form_values(all_powerful.page(case), f"/{path}")
    del values[f"{path}-{field}"]
    answer = all_powerful.post(f"{case}/{path}", data=values)
    assert answer.status_code == 422
    assert "Hay un problema" in Page(answer).text()


def _failures_when_left_out(client: PageClient, url: str) -> dict[str, int]:
    """Form and field → status, of the forms of a page that fail when a browser does not send that field."""
    failed = {}
    page, token = client.page(url), csrf_token(client)
    for target in sorted({one.get("action") or url for one in page.root.findall(".//main//form") if one.get("method") == "post"}):
        if target.endswith(ENDS_THE_SESSION):
            continue
        shown = client.form_values(page, target) if target != url else client.form_values(page)
        names = {one.get("name", "") for one in page.form(target if target != url else None).iter("input", "select", "textarea")} - {""}
        filled = {**dict.fromkeys(names, "1"), **{name: value for name, value in shown.items() if value}, "csrf_token": token}
        for name in sorted(names - {"csrf_token"}):
            status = client.post(target, data={one: value for one, value in filled.items() if one != name}).status_code
            if status >= 500:
                failed[f"{target} {name}"] = status
    return failed


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

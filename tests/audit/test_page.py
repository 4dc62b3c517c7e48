"""Control interno and the administrator read the record; others do not."""

from flask import Flask

from portal.audit.services import record
from portal.core.actors import SISTEMA, Actor
from portal.database import transaction
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

URL = "/gestion/sistema/auditoria/"


def test_control_interno_sees_who_did_what(app: Flask, client: PageClient) -> None:
    with transaction():
        record(
            "caso_trasladado",
            actor=Actor("funcionario", 7, "Beto <b>Benavides</b>"),
            sobre=("caso", 41),
            datos={"a": ["Salud", "Gobierno"]},
        )
    sign_in(client, "hernan")
    page = client.page(URL)
    assert "Caso trasladado" in page.text()
    assert "Beto <b>Benavides</b>" in page.text()
    assert "Salud → Gobierno" in page.text()


def test_the_filter_narrows_the_list_and_nonsense_finds_nothing(app: Flask, client: PageClient) -> None:
    with transaction():
        record("este_acto", actor=SISTEMA, sobre=("caso", 41))
        record("otro_acto", actor=SISTEMA, sobre=("caso", 42))
    sign_in(client, "hernan")
    page = client.page(f"{URL}?objeto_tipo=caso&objeto_id=41")
    shown = page.text(page.all("table")[0])
    assert "Este acto" in shown
    assert "Otro acto" not in shown
    assert "No hay actos con ese filtro" in client.page(f"{URL}?objeto_id=abc").text()
    assert "No hay actos con ese filtro" in client.page(f"{URL}?objeto_id=99999999999999999999&tipo=%27%3B--").text()


def test_a_long_record_is_read_page_by_page(app: Flask, client: PageClient) -> None:
    with transaction():
        for number in range(60):
            record("acto_largo", actor=SISTEMA, sobre=("caso", number))
    sign_in(client, "hernan")
    first = client.page(f"{URL}?tipo=acto_largo")
    following = next(link for link in first.links() if "desde=" in link)
    second = client.page(following)
    assert len(second.all("tr")) == 11
    assert "caso 59" in first.text()
    assert "caso 0" in second.text()


def test_who_has_no_permission_is_refused(app: Flask, client: PageClient) -> None:
    sign_in(client, "beto")
    assert client.get(URL).status_code == 403


def test_who_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: PageClient) -> None:
    response = client.get(URL)
    assert response.status_code == 302
    assert "/ingreso" in response.location

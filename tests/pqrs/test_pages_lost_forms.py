"""A form that could not be received: its words come back under their labels, and the page says truly why and where to go on."""

import pytest

from portal.core.clock import MovableClock
from tests.support import casos, ciudadania
from tests.support.oficina import made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in


def _shown(page: Page) -> dict[str, str]:
    labels = {one.get("for"): page.text(one) for one in page.all("label")}
    return {labels[one.get("id")]: "".join(one.itertext()).strip() for one in page.all("textarea")}


def test_a_citizens_form_comes_back_as_typed_without_what_the_page_added(client: PageClient, reloj: MovableClock) -> None:
    values = ciudadania.fill(client, reloj)
    response = ciudadania.send(client, {**values, "csrf_token": "caducado", "momento": "WzE3", "altcha": "eyJ", "pais": "Colombia"})
    page = Page(response)
    assert response.status_code == 400
    shown = _shown(page)
    assert set(shown.values()) >= {"Ana", "Arteaga", ciudadania.ANA["texto"], ciudadania.ANA["correo"]}
    assert "Primer nombre" in shown
    assert shown["Cuente qué pide o qué pasó"] == ciudadania.ANA["texto"]
    assert not {"WzE3", "eyJ", "natural", "CC", "peticion_general"} & set(shown.values())
    assert "/pqrs/radicar" in page.links()


def test_an_official_still_signed_in_keeps_the_menu_and_goes_back_to_the_case(client: PageClient) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    data = {"csrf_token": "caducado", "proyectar-cuerpo": "Ya se cambió.", "proyectar-version": "10", "proyectar-borrador": "3"}
    response = client.post(f"{url_of(peticion)}/proyectar", data=data)
    page = Page(response)
    assert response.status_code == 400
    assert list(_shown(page).values()) == ["Ya se cambió."]
    assert url_of(peticion) in page.links()
    assert "Bandeja PQRSD" in response.text


def test_an_official_whose_session_ended_is_told_so_and_comes_back_to_the_case(client: PageClient) -> None:
    peticion = made(casos.en_tramite)
    response = client.post(f"{url_of(peticion)}/proyectar", data={"proyectar-cuerpo": "Ya se cambió.", "proyectar-version": "10"})
    page = Page(response)
    assert page.h1 == "Su sesión se había cerrado"
    assert list(_shown(page).values()) == ["Ya se cambió."]
    assert "/ingreso" in page.links()
    with client.session_transaction() as session:
        assert session["siguiente"] == url_of(peticion)


@pytest.mark.parametrize(("address", "status"), [("/gestion/entidad/perfil", 403), ("/gestion/pqrs/2026-E-999999", 404)])
def test_an_official_who_may_not_see_a_page_keeps_the_menu_and_a_way_to_the_inbox(client: PageClient, address: str, status: int) -> None:
    sign_in(client, "jairo")
    response = client.get(address)
    page = Page(response)
    assert response.status_code == status
    assert "Ir a la bandeja" in page.text()
    assert "código de seguimiento" not in page.text()
    assert 'aria-label="Gestión"' in response.text


@pytest.mark.parametrize("act", ["usar-plantilla", "asignar", "anotar"])
def test_the_address_of_an_act_opened_by_hand_leads_to_its_case(client: PageClient, act: str) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    response = client.get(f"{url_of(peticion)}/{act}")
    assert (response.status_code, response.location) == (302, url_of(peticion))

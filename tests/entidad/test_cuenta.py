"""An official looks after their own account."""

import re
from base64 import b64decode
from urllib.parse import urlsplit

import pytest
from flask import Flask

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.demo.elenco import clave_demo, get_persona
from portal.entidad import totp
from portal.entidad.browsers import describe
from portal.entidad.services import acceso
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

FRASE = "tres burros cruzan el páramo"


def another(client: PageClient) -> PageClient:
    made = client.application.test_client()
    assert isinstance(made, PageClient)
    return made


def test_the_password_changes_and_the_other_sessions_end(client: PageClient) -> None:
    sign_in(client, "beto")
    other = another(client)
    sign_in(other, "beto")
    client.submit("/cuenta/clave", {"actual": clave_demo(), "nueva": FRASE, "repetir": FRASE}, action="clave")
    assert acceso.check_credentials("beto@puerres.example", FRASE)
    assert client.get("/cuenta/").status_code == 200
    assert other.get("/cuenta/").status_code == 302


def test_without_the_current_password_nothing_changes(client: PageClient) -> None:
    sign_in(client, "beto")
    response = client.submit("/cuenta/clave", {"actual": "no es esta", "nueva": FRASE, "repetir": FRASE}, action="clave")
    assert response.status_code == 422
    assert "La contraseña actual no es esa" in Page(response).text()
    assert acceso.check_credentials("beto@puerres.example", clave_demo())


@pytest.mark.parametrize("nueva", ["Benavides26", "beto@puerres.example", "beto@puerres.example99"])
def test_a_password_made_of_ones_own_name_or_address_is_refused(client: PageClient, nueva: str) -> None:
    sign_in(client, "beto")
    response = client.submit("/cuenta/clave", {"actual": clave_demo(), "nueva": nueva, "repetir": nueva}, action="clave")
    assert "se basa en su nombre" in Page(response).text()


def test_a_link_to_set_a_password_does_not_take_ones_own_address_either(client: PageClient) -> None:
    link = urlsplit(acceso.make_link(get_persona("beto"), acceso.VIGENCIA_RESTABLECER)).path
    correo = get_persona("beto").correo
    response = client.submit(link, {"nueva": correo, "repetir": correo})
    assert response.status_code == 422
    assert "se basa en su nombre" in Page(response).text()


def test_one_session_can_be_closed_without_the_others(client: PageClient) -> None:
    sign_in(client, "beto")
    other = another(client)
    sign_in(other, "beto")
    client.submit("/cuenta/", action="/cerrar")
    assert other.get("/cuenta/").status_code == 302
    assert client.get("/cuenta/").status_code == 200


def test_nobody_closes_somebody_elses_session(client: PageClient) -> None:
    sign_in(client, "beto")
    other = another(client)
    sign_in(other, "carmen")
    own = other.page("/cuenta/")
    token = other.form_values(own, "cerrar-todas")["csrf_token"]
    statuses = {other.post(f"/cuenta/sesiones/{key}/cerrar", data={"csrf_token": token}).status_code for key in range(1, 60)}
    assert client.get("/cuenta/").status_code == 200
    assert 404 in statuses


def test_all_sessions_can_be_closed_at_once(client: PageClient) -> None:
    others = [another(client) for _ in range(2)]
    for one in (client, *others):
        sign_in(one, "beto")
    client.submit("/cuenta/", action="cerrar-todas")
    assert [one.get("/cuenta/").status_code for one in (client, *others)] == [302, 302, 302]
    assert list_eventos("funcionario", get_persona("beto").id)[-1].tipo == "sesiones_cerradas"


def test_the_account_page_names_browser_and_hour_of_each_session(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "beto")
    text = client.page("/cuenta/").text()
    assert "Navegador de pruebas" in text
    assert "martes 3 de febrero de 2026" in text


def test_new_recovery_codes_need_a_code_of_the_telephone(client: PageClient, reloj: MovableClock) -> None:
    funcionario = sign_in(client, "efrain")
    assert "no es válido" in Page(client.submit("/cuenta/", {"codigo": ""}, action="codigos")).text()
    assert "no es válido" in Page(client.submit("/cuenta/", {"codigo": "000000"}, action="codigos")).text()
    assert funcionario.totp_semilla
    code = totp.code_at(funcionario.id, funcionario.totp_semilla, clock.now())
    page = Page(client.submit("/cuenta/", {"codigo": code}, action="codigos"))
    assert len(re.findall(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", page.text())) == 10


def test_the_recovery_codes_can_be_downloaded_from_the_page_that_shows_them_once(client: PageClient, reloj: MovableClock) -> None:
    funcionario = sign_in(client, "efrain")
    assert funcionario.totp_semilla
    code = totp.code_at(funcionario.id, funcionario.totp_semilla, clock.now())
    answer = client.submit("/cuenta/", {"codigo": code}, action="codigos")
    page = Page(answer)
    link = next(one for one in page.all("a") if one.get("download"))
    text = b64decode(link.get("href", "").partition("base64,")[2]).decode("utf-8-sig")
    assert set(re.findall(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", page.text())) == set(re.findall(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}", text))
    assert "Alcaldía Municipal de Puerres" in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_lost_the_second_factor_and_is_signed_in_may_enrol_again(client: PageClient) -> None:
    sign_in(client, "beto")
    assert "Active el segundo factor" in client.page("/cuenta/segundo-factor").text()
    assert "Activar el segundo factor" in client.page("/cuenta/").text()


def test_a_browser_is_described_in_two_words(app: Flask) -> None:
    assert describe("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0") == "Firefox en Windows"
    assert describe("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36") == "Chrome en Android"
    assert describe("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1") == "Safari en iPhone"
    assert describe("") == "Otro navegador"

"""Officials sign in and out, and set a new password by mail."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.core import clock
from portal.core.clock import MovableClock
from portal.demo.elenco import clave_demo, get_persona
from portal.entidad import totp
from portal.entidad.models import Funcionario
from portal.entidad.services import acceso, segundo_factor
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.web.limits import forget_all
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

REFUSED = "Correo o contraseña no válidos"
FRASE = "tres burros cruzan el páramo"


@pytest.fixture(autouse=True)
def no_tries_yet(app: Flask) -> None:
    forget_all()


def give_second_factor(who: str) -> Funcionario:
    funcionario = get_persona(who)
    funcionario.totp_semilla, funcionario.totp_activo, funcionario.totp_ultimo_paso = totp.new_seed(), True, 0
    db.session.commit()
    return funcionario


def code_of(funcionario: Funcionario) -> str:
    assert funcionario.totp_semilla
    return totp.code_at(funcionario.id, funcionario.totp_semilla, clock.now())


def try_password(client: PageClient, correo: str, clave: str) -> TestResponse:
    return client.submit("/ingreso", {"correo": correo, "clave": clave}, action="/ingreso")


def enter(client: PageClient, who: str) -> TestResponse:
    """Through both pages, as a person does."""
    funcionario = give_second_factor(who)
    try_password(client, funcionario.correo, clave_demo())
    return client.submit("/ingreso/segundo-factor", {"codigo": code_of(funcionario)}, action="segundo-factor")


def test_an_official_enters_with_password_and_code(client: PageClient, reloj: MovableClock) -> None:
    response = enter(client, "beto")
    assert response.request.path == "/gestion/"
    assert "Beto Benavides" in Page(response).text()


def test_the_password_alone_does_not_open_anything(client: PageClient, reloj: MovableClock) -> None:
    give_second_factor("beto")
    response = try_password(client, "beto@puerres.example", clave_demo())
    assert response.request.path == "/ingreso/segundo-factor"
    assert client.get("/gestion/").status_code == 302


def test_the_address_may_be_written_with_capitals_and_blanks(client: PageClient) -> None:
    give_second_factor("beto")
    response = try_password(client, " BETO@Puerres.example ", clave_demo())
    assert response.request.path == "/ingreso/segundo-factor"


@pytest.mark.parametrize(
    ("correo", "clave"),
    [
        ("beto@puerres.example", "otra clave cualquiera"),
        ("nadie@puerres.example", "otra clave cualquiera"),
        ("' OR 1=1 --", "x"),
        ("beto@puerres.example", "x" * 256),
    ],
)
def test_a_wrong_address_and_a_wrong_password_get_the_same_words(client: PageClient, correo: str, clave: str) -> None:
    assert REFUSED in Page(try_password(client, correo, clave)).text()


def test_an_address_with_hidden_marks_is_refused_before_anybody_is_looked_for(client: PageClient) -> None:
    response = try_password(client, "\u0000beto@puerres.example\u202e", clave_demo())
    assert response.status_code == 422
    assert "signos invisibles" in Page(response).text()


def test_an_inactive_official_does_not_enter(client: PageClient) -> None:
    get_persona("beto").activo = False
    assert REFUSED in Page(try_password(client, "beto@puerres.example", clave_demo())).text()


def test_after_five_failures_even_the_right_password_waits(client: PageClient, reloj: MovableClock) -> None:
    give_second_factor("beto")
    for _ in range(6):
        try_password(client, "beto@puerres.example", "no es esta")
    assert REFUSED in Page(try_password(client, "beto@puerres.example", clave_demo())).text()
    reloj.advance(seconds=31)
    assert try_password(client, "beto@puerres.example", clave_demo()).request.path == "/ingreso/segundo-factor"


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(app: Flask, reloj: MovableClock) -> None:
    funcionario = get_persona("beto")
    waits = []
    for _ in range(13):
        acceso.note_failure(funcionario)
        waits.append(int((funcionario.bloqueado_hasta - clock.now()).total_seconds()) if funcionario.bloqueado_hasta else 0)
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_wrong_codes_count_as_failures_too(client: PageClient, reloj: MovableClock) -> None:
    funcionario = give_second_factor("beto")
    try_password(client, funcionario.correo, clave_demo())
    for _ in range(6):
        client.submit("/ingreso/segundo-factor", {"codigo": "000000"}, action="segundo-factor")
    response = client.submit("/ingreso/segundo-factor", {"codigo": code_of(funcionario)}, action="segundo-factor")
    assert "no es válido" in Page(response).text()


def test_a_code_serves_once(client: PageClient, app: Flask, reloj: MovableClock) -> None:
    funcionario = give_second_factor("beto")
    code = code_of(funcionario)
    assert segundo_factor.check_code(funcionario, code)
    try_password(client, funcionario.correo, clave_demo())
    response = client.submit("/ingreso/segundo-factor", {"codigo": code}, action="segundo-factor")
    assert "ya se usó" in Page(response).text()
    reloj.advance(seconds=30)
    response = client.submit("/ingreso/segundo-factor", {"codigo": code_of(funcionario)}, action="segundo-factor")
    assert response.request.path == "/gestion/"


def test_ten_minutes_after_the_password_it_must_be_given_again(client: PageClient, reloj: MovableClock) -> None:
    give_second_factor("beto")
    try_password(client, "beto@puerres.example", clave_demo())
    reloj.advance(minutes=11)
    assert client.get("/ingreso/segundo-factor").location.endswith("/ingreso")


def test_who_asked_for_a_page_goes_on_to_it_and_never_to_another_site(client: PageClient, reloj: MovableClock) -> None:
    client.get("/cuenta/clave")
    assert enter(client, "beto").request.path == "/cuenta/clave"
    other = client.application.test_client()
    assert isinstance(other, PageClient)
    other.get("/ingreso?siguiente=https://malo.example/")
    reloj.advance(minutes=1)
    assert enter(other, "carmen").request.path == "/gestion/"


def test_signing_in_gives_the_browser_a_new_session(client: PageClient, reloj: MovableClock) -> None:
    with client.session_transaction() as cookie:
        cookie["sembrado"] = "por otro"
    enter(client, "beto")
    with client.session_transaction() as cookie:
        assert "sembrado" not in cookie
        assert cookie["funcionario_token"]


def test_without_a_second_factor_an_official_must_enrol_before_anything_else(client: PageClient, reloj: MovableClock) -> None:
    response = try_password(client, "beto@puerres.example", clave_demo())
    assert response.request.path == "/cuenta/segundo-factor"
    page = Page(response)
    assert client.get("/gestion/").status_code == 302
    secret = next("".join(page.text(one).split()) for one in page.all("code"))
    from pyotp import TOTP

    response = client.submit("/cuenta/segundo-factor", {"codigo": TOTP(secret).at(clock.now())}, action="segundo-factor")
    codes = re.findall(r"\b(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}\b", Page(response).text())
    assert len(set(codes)) == 10
    assert "Beto Benavides" in client.page("/cuenta/").text()


def test_a_wrong_first_code_does_not_activate_the_second_factor(client: PageClient, reloj: MovableClock) -> None:
    try_password(client, "beto@puerres.example", clave_demo())
    response = client.submit("/cuenta/segundo-factor", {"codigo": "123456"}, action="segundo-factor")
    assert response.status_code == 422
    assert not get_persona("beto").totp_activo


def test_nobody_enrols_for_an_account_that_has_a_second_factor(client: PageClient, reloj: MovableClock) -> None:
    funcionario = give_second_factor("beto")
    seed = funcionario.totp_semilla
    try_password(client, funcionario.correo, clave_demo())
    assert client.get("/cuenta/segundo-factor").status_code == 303
    assert get_persona("beto").totp_semilla == seed


def test_a_recovery_code_replaces_the_telephone_once(client: PageClient, reloj: MovableClock) -> None:
    funcionario = give_second_factor("beto")
    code, *_others = segundo_factor.renew_recovery_codes(funcionario)
    try_password(client, funcionario.correo, clave_demo())
    response = client.submit("/ingreso/segundo-factor", {"codigo": f" {code.lower()} "}, action="segundo-factor")
    assert response.request.path == "/gestion/"
    assert not segundo_factor.check_code(get_persona("beto"), code)
    assert segundo_factor.count_recovery_codes(get_persona("beto")) == 9


def test_a_copied_cookie_is_dead_after_sign_out(client: PageClient, app: Flask) -> None:
    sign_in(client, "beto")
    copy = app.test_client()
    with client.session_transaction() as mine, copy.session_transaction() as theirs:
        theirs.update(mine)
    assert copy.get("/gestion/").status_code == 200
    client.submit("/cuenta/", action="/salir")
    assert copy.get("/gestion/").status_code == 302


def test_a_session_left_idle_ends_and_no_session_outlives_its_limit(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "beto")
    reloj.advance(minutes=29)
    client.page("/gestion/")
    reloj.advance(minutes=31)
    assert client.get("/gestion/").status_code == 302
    sign_in(client, "beto")
    for _ in range(24):
        reloj.advance(minutes=25)
        last = client.get("/gestion/").status_code
    assert last == 302


def test_too_many_tries_from_one_connection_are_stopped(client: PageClient) -> None:
    data = client.form_values(client.page("/ingreso"), "/ingreso") | {"correo": "x@y.co", "clave": "x"}
    client.check_pages = False
    statuses = [client.post("/ingreso", data=data).status_code for _ in range(22)]
    assert statuses[-1] == 429


def letter_to(correo: str) -> OutboxMail | None:
    return db.session.scalar(db.select(OutboxMail).where(OutboxMail.recipient == correo).order_by(OutboxMail.id.desc()).limit(1))


def link_for(correo: str) -> str:
    letter = letter_to(correo)
    assert letter is not None
    found = re.search(r"https://portal\.example(/ingreso/restablecer/\S+)", letter.body)
    assert found
    return found[1]


def test_a_forgotten_password_is_set_anew_through_a_link_that_serves_once(client: PageClient) -> None:
    sign_in(client, "beto")
    visitor = client.application.test_client()
    assert isinstance(visitor, PageClient)
    visitor.submit("/ingreso/olvido", {"correo": "beto@puerres.example"}, action="olvido")
    link = link_for("beto@puerres.example")
    visitor.page(link)
    visitor.submit(link, {"nueva": FRASE, "repetir": FRASE})
    assert acceso.check_credentials("beto@puerres.example", FRASE)
    assert acceso.check_credentials("beto@puerres.example", clave_demo()) is None
    assert client.get("/gestion/").status_code == 302
    visitor.page(link, status=404)


def test_the_link_is_dead_after_an_hour_and_when_a_newer_one_is_asked_for(client: PageClient, reloj: MovableClock) -> None:
    client.submit("/ingreso/olvido", {"correo": "beto@puerres.example"}, action="olvido")
    first = link_for("beto@puerres.example")
    client.submit("/ingreso/olvido", {"correo": "beto@puerres.example"}, action="olvido")
    second = link_for("beto@puerres.example")
    client.page(first, status=404)
    client.page(second)
    reloj.advance(minutes=61)
    client.page(second, status=404)


def test_asking_for_an_unknown_address_answers_the_same_and_sends_nothing(client: PageClient) -> None:
    known = client.submit("/ingreso/olvido", {"correo": "beto@puerres.example"}, action="olvido")
    unknown = client.submit("/ingreso/olvido", {"correo": "nadie@puerres.example"}, action="olvido")
    assert Page(known).text() == Page(unknown).text()
    assert letter_to("nadie@puerres.example") is None
    assert letter_to(acceso.NO_ONE) is None


@pytest.mark.parametrize(
    ("nueva", "repetir", "words"),
    [("corta", "corta", "al menos 8"), ("colombia2026", "colombia2026", "muy común"), (FRASE, "otra cosa distinta", "no son iguales")],
)
def test_a_bad_new_password_is_refused_and_the_link_goes_on_serving(client: PageClient, nueva: str, repetir: str, words: str) -> None:
    client.submit("/ingreso/olvido", {"correo": "beto@puerres.example"}, action="olvido")
    link = link_for("beto@puerres.example")
    response = client.submit(link, {"nueva": nueva, "repetir": repetir})
    assert response.status_code == 422
    assert words in Page(response).text()
    client.page(link)

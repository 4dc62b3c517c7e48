"""Whatever goes wrong, a person reads what happened and what to do next."""

from typing import Any

import pytest
from flask import Flask

from portal.extensions import db
from portal.web import errors
from tests.support.pages import Page, PageClient


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("400", 400, ""), ("403", 403, "permiso"), ("404", 404, ""), ("405", 405, ""), ("409", 409, ""), ("410", 410, ""),
        ("413", 413, ""), ("415", 415, "formato"), ("422", 422, ""), ("429", 429, "intentos"), ("500", 500, ""), ("503", 503, ""),
        ("dominio", 422, "La regla no lo permite <b>hoy</b>."), ("prohibido", 403, "No es suyo."), ("no-hay", 404, "No encontramos"),
        ("conflicto", 409, "Otra persona lo cambió."), ("viejo", 409, ""), ("propio", 500, ""), ("base", 503, ""),
    ],
)  # fmt: skip
def test_every_error_has_a_page_with_a_next_step(workshop: PageClient, kind: str, status: int, words: str) -> None:
    response = workshop.get(f"/taller/error/{kind}")
    assert response.status_code == status
    page = Page(response)
    assert words in page.text()
    assert "/" in page.links()


def test_our_own_fault_shows_nothing_of_what_failed_but_the_code_to_quote(workshop: PageClient) -> None:
    response = workshop.get("/taller/error/propio")
    assert "12345678" not in response.text
    assert "RuntimeError" not in response.text
    assert response.headers["X-Request-ID"] in response.text


def test_a_busy_or_absent_database_is_told_with_when_to_come_back(workshop: PageClient) -> None:
    response = workshop.get("/taller/error/base")
    assert response.headers["Retry-After"] == "60"
    assert "SELECT" not in response.text


def test_the_page_of_an_error_is_drawn_even_when_drawing_it_fails(
    workshop_app: Flask, workshop: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "render_template", broken)
    response = workshop.get("/taller/error/500")
    assert response.status_code == 500
    assert "Qué puede hacer" in response.text
    monkeypatch.setitem(workshop_app.jinja_env.globals, "static_url", broken)
    response = workshop.get("/taller/error/500")
    assert (response.status_code, "El portal no está disponible" in response.text) == (500, True)


@pytest.mark.parametrize("url", ["/gestion", "/gestion/"])
def test_a_redirect_tells_in_spanish_where_to_go_on(workshop: PageClient, url: str) -> None:
    response = workshop.get(url)
    assert response.status_code in {302, 308}
    assert '<html lang="es-CO">' in response.text
    assert f'<a href="{response.location}">Continuar</a>' in response.text
    assert "Redirecting" not in response.text


def test_an_unknown_address_is_not_found_and_a_wrong_method_says_which_is_right(workshop: PageClient) -> None:
    assert workshop.get("/no-hay-tal-pagina").status_code == 404
    response = workshop.get("/taller/con-testigo")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_form_without_its_token_is_refused_and_shows_what_was_typed(workshop: PageClient) -> None:
    data = {
        "asunto": "Hueco en la calle <3",
        "texto": "Línea uno\nLínea dos",
        "clave_nueva": "no-mostrar",
        "codigo": "no-mostrar",
        "vacio": " ",
    }
    response = workshop.post("/taller/con-testigo", data=data)
    assert response.status_code == 400
    page = Page(response)
    assert page.h1 == "La página del formulario había caducado"
    shown = ["".join(one.itertext()) for one in page.all("textarea")]
    assert any("Hueco en la calle <3" in one for one in shown)
    assert any("Línea uno\nLínea dos" in one for one in shown)
    assert "no-mostrar" not in response.text
    assert len(shown) == 2


def test_a_forged_token_is_refused(workshop: PageClient) -> None:
    assert workshop.post("/taller/con-testigo", data={"csrf_token": "falso"}).status_code == 400


def test_too_large_a_request_is_told_so(workshop: PageClient) -> None:
    response = workshop.post("/taller/eco", data=b"a" * (65 * 2**20), content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert Page(response).h1


@pytest.mark.parametrize("url", ["/taller/numero/99999999999999999999", "/taller/numero/-1", "/taller/numero/1e3"])
def test_a_number_that_no_row_can_have_is_not_found(workshop: PageClient, url: str) -> None:
    assert workshop.get(url).status_code == 404


def test_the_largest_key_is_still_a_number(workshop: PageClient) -> None:
    assert workshop.get("/taller/numero/2147483647").get_json() == {"numero": 2147483647}


@pytest.mark.parametrize("url", ["/taller/nada%00", "/?q=%00", "/taller/eco?a%00=1"])
def test_null_characters_in_an_address_are_refused(workshop: PageClient, url: str) -> None:
    assert workshop.get(url).status_code == 400


@pytest.mark.parametrize("url", ["/%ff%fe", "/?q=%ff%c3%28", "/?%ff=%ff", "/?q=%ed%a0%80", "/%01%0a%7f", "/<b>%22", "/?q=" + "a" * 4000])
def test_broken_or_long_text_in_an_address_is_no_fault_of_ours(workshop: PageClient, url: str) -> None:
    assert workshop.get(url).status_code in {200, 404}


def test_bytes_that_are_not_text_in_an_address_are_no_fault_of_ours(workshop: PageClient) -> None:
    assert workshop.get("/", environ_overrides={"QUERY_STRING": "q=\xff\xfe\x01'\""}).status_code in {200, 404}


def test_null_characters_in_a_form_are_taken_out(workshop: PageClient) -> None:
    data = {"asu\0nto": "Ho\0la", "otro": "bien"}
    for content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        answer = workshop.post("/taller/eco", data=data, content_type=content_type)
        assert answer.get_json()["form"] == {"asunto": "Hola", "otro": "bien"}


@pytest.mark.parametrize("body", [b"otro=bien&asunto=hola%ff%c3mundo", b"otro=bien&asunto=hola\xff\xc3mundo"])
def test_broken_utf8_in_a_form_reads_the_same_however_it_was_sent(workshop: PageClient, body: bytes) -> None:
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % part
        for part in ((b"otro", b"bien"), (b"asunto", b"hola\xff\xc3mundo"))
    )
    answers = [
        workshop.post("/taller/eco", data=body, content_type="application/x-www-form-urlencoded"),
        workshop.post("/taller/eco", data=parts + b"--x--\r\n", content_type="multipart/form-data; boundary=x"),
    ]
    for answer in answers:
        assert answer.get_json()["form"] == {"otro": "bien", "asunto": "hola\ufffd\ufffdmundo"}


@pytest.mark.parametrize("body", [b"--x\r\nbroken", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nfin', b"\x00\xff" * 50])
def test_a_broken_multipart_is_not_our_error(workshop: PageClient, body: bytes) -> None:
    workshop.check_pages = False
    response = workshop.post("/taller/eco", data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code < 500


def test_more_form_parts_than_any_form_has_are_refused(workshop: PageClient) -> None:
    body = "".join(f'--x\r\nContent-Disposition: form-data; name="a{n}"\r\n\r\n1\r\n' for n in range(600)) + "--x--\r\n"
    assert workshop.post("/taller/eco", data=body.encode(), content_type="multipart/form-data; boundary=x").status_code == 413


def test_a_value_that_only_the_database_refuses_is_not_our_error(workshop_app: Flask, workshop: PageClient) -> None:
    # SQLite makes a number of whatever it is given: there the same value is no error of anybody.
    with workshop_app.app_context():
        expected = 200 if db.engine.dialect.name == "sqlite" else 400
    assert workshop.get("/taller/base").status_code == expected

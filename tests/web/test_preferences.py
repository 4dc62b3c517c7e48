"""Contrast and text size, chosen without JavaScript and kept only in the reader's browser."""

from pathlib import Path

import pytest

from tests.support.pages import PageClient
from tests.web.appearance import make_app


@pytest.fixture
def visitor(tmp_path: Path) -> PageClient:
    made = make_app(tmp_path).test_client()
    assert isinstance(made, PageClient)
    return made


def root_class(visitor: PageClient) -> str:
    return visitor.page("/estilo/").root.get("class", "")


def test_choosing_high_contrast_goes_back_to_the_page_and_lasts(visitor: PageClient) -> None:
    answer = visitor.post("/preferencias", data={"contraste": "1", "volver": "/estilo/?a=1"})
    assert answer.status_code == 303
    assert answer.location == "/estilo/?a=1"
    assert "alto-contraste" in root_class(visitor)
    assert "Max-Age=31536000" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_text_size_and_contrast_do_not_undo_each_other(visitor: PageClient) -> None:
    visitor.post("/preferencias", data={"contraste": "1"})
    visitor.post("/preferencias", data={"texto": "muy_grande"})
    assert {"alto-contraste", "texto-muy-grande"} <= set(root_class(visitor).split())
    visitor.post("/preferencias", data={"contraste": "0"})
    assert "texto-muy-grande" in root_class(visitor)
    assert "alto-contraste" not in root_class(visitor)


def test_the_bar_marks_what_is_chosen(visitor: PageClient) -> None:
    visitor.post("/preferencias", data={"texto": "grande"})
    pressed = [one.get("value") for one in visitor.page("/estilo/").all("button") if one.get("aria-pressed") == "true"]
    assert pressed == ["grande"]


def test_the_bar_opens_no_session(visitor: PageClient) -> None:
    assert "Set-Cookie" not in visitor.get("/estilo/constancia").headers


@pytest.mark.parametrize("target", ["https://malo.example/", "//malo.example", "/\\malo.example", "javascript:alert(1)", ""])
def test_going_back_never_leaves_the_site(visitor: PageClient, target: str) -> None:
    assert visitor.post("/preferencias", data={"texto": "grande", "volver": target}).location == "/"


@pytest.mark.parametrize("value", ["9.enorme", "1.normal.x", "<script>", "1", ""])
def test_a_cookie_that_is_not_ours_changes_nothing(visitor: PageClient, value: str) -> None:
    visitor.set_cookie("preferencias", value)
    assert root_class(visitor) == "tema-azul"


def test_values_that_do_not_exist_change_nothing(visitor: PageClient) -> None:
    visitor.post("/preferencias", data={"texto": "enorme", "contraste": "quizá"})
    assert root_class(visitor) == "tema-azul"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://malo.example"}, {"Referer": "https://malo.example/a"}]
)
def test_another_site_cannot_change_them(visitor: PageClient, headers: dict[str, str]) -> None:
    visitor.check_pages = False
    assert visitor.post("/preferencias", data={"contraste": "1"}, headers=headers).status_code == 400


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {"Origin": "null"}, {}])
def test_our_own_pages_and_old_browsers_can(visitor: PageClient, headers: dict[str, str]) -> None:
    assert visitor.post("/preferencias", data={"contraste": "1"}, headers=headers).status_code == 303


def test_in_production_the_cookie_travels_only_over_https(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    app.config["SESSION_COOKIE_SECURE"] = True
    assert "Secure" in app.test_client().post("/preferencias", data={"contraste": "1"}).headers["Set-Cookie"]

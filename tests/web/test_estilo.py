"""The look: pattern book, error pages, contrast of the palettes, weight of a page."""

import gzip
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, render_template
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from portal.web.static_files import static_url
from tests.support.pages import Page
from tests.web.appearance import ROOT, TEMPLATES, Profile, make_app

ERRORS = sorted(path.stem for path in (TEMPLATES / "errors").glob("[0-9]*.html"))
CSS = (ROOT / "static/css/portal.css").read_text(encoding="utf-8")
WEIGHT_LIMIT = 60 * 1024
WITH_WIDE_LETTERS = """() => {
  for (const name of ["--letra", "--letra-titulo"]) document.documentElement.style.setProperty(name, "monospace");
  return document.documentElement.scrollWidth;
}"""


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(tmp_path_factory.mktemp("con-municipio"), Profile(), request_id="7f3a-2291")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_app(tmp_path_factory.mktemp("sin-municipio"))


def macro_names() -> list[str]:
    found = []
    for path in sorted((TEMPLATES / "macros").glob("*.html")):
        found += re.findall(r"{%-? macro ([a-z]\w*)\(", path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", macro_names())
def test_every_macro_is_named_and_used_in_the_pattern_book(look: Flask, name: str) -> None:
    page = look.test_client().get("/estilo/").get_data(as_text=True)
    assert re.search(rf"<code>[^<]*\b{name}\b", page)
    sources = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "estilo").glob("*.html"))
    assert re.search(rf"(?<!macro )\b{name}\(", sources)


@pytest.mark.parametrize("url", ["/estilo/", "/estilo/gestion", "/estilo/constancia"])
def test_pattern_pages_pass_what_every_page_must_pass(look: Flask, bare: Flask, url: str) -> None:
    assert look.test_client().get(url).status_code == 200
    assert bare.test_client().get(url).status_code == 200


def test_every_icon_that_a_template_or_macro_names_exists() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/icons.svg").read_text(encoding="utf-8")))
    named: set[str] = set()
    for path in ROOT.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"icono\(['\"]([\w-]+)['\"]", text)) | set(re.findall(r"\bicon=['\"]([\w-]+)['\"]", text))
    assert named <= sprite


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("known", [True, False], ids=["with profile", "database down"])
def test_error_pages_say_what_to_do_next_and_the_other_channels(look: Flask, bare: Flask, code: str, known: bool) -> None:
    app = look if known else bare
    with app.test_request_context("/algo"):
        html = render_template(f"errors/{code}.html")
    page = Page(app.response_class(html))
    page.check()
    assert page.title.startswith(page.h1)
    assert "Qué puede hacer" in page.text()
    assert ("+57 602 000 0000" if known else "alcaldía municipal") in page.text()


def test_there_is_an_error_page_for_each_status_that_the_portal_answers() -> None:
    assert {"400", "403", "404", "409", "413", "429", "500", "503"} <= set(ERRORS)


def test_the_page_of_our_own_failure_carries_the_incident_code(look: Flask) -> None:
    with look.test_request_context("/algo"):
        assert "7f3a-2291" in render_template("errors/500.html")


def test_footer_shows_what_the_law_asks_of_every_page(look: Flask) -> None:
    page = Page(look.test_client().get("/estilo/"))
    whole = page.text(page.root)
    for wanted in ("Ejemplo, Nariño", "+57 602 000 0000", "+57 602 000 0001", "judicial@ejemplo.gov.co", "Lunes a viernes"):
        assert wanted in whole
    assert page.links().count("https://www.gov.co") == 2


def test_the_municipality_s_palette_is_a_class_of_the_root_element(tmp_path: Path) -> None:
    app = make_app(tmp_path, Profile(color_primario="vinotinto"))
    assert 'class="tema-vinotinto"' in app.test_client().get("/estilo/").get_data(as_text=True)


def test_letters_have_text_and_html_with_the_municipality_s_data(look: Flask) -> None:
    with look.test_request_context("/"):
        assert "Calle 1 n.º 2-03" in render_template("mail/base.txt")
        assert "contactenos@ejemplo.gov.co" in render_template("mail/base.html")


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens(selector: str) -> dict[str, str]:
    block = re.search(rf"(?m)^{re.escape(selector)} {{(.*?)}}", CSS, re.S)
    assert block, selector
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block.group(1)))


@pytest.mark.parametrize("selector", [":root", ".tema-verde", ".tema-vinotinto", ".tema-tierra"])
def test_each_palette_is_legible_on_white_and_under_white(selector: str) -> None:
    found = tokens(selector)
    assert contrast(found["primario"], "#fff") >= 7
    assert contrast(found["primario-fuerte"], found["primario-suave"]) >= 7
    assert contrast(found["enlace"], found["primario-suave"]) >= 4.5


def test_high_contrast_reaches_seven_to_one() -> None:
    found = tokens(".alto-contraste")
    for name in ("tinta", "tinta-suave", "primario", "enlace", "exito", "aviso", "peligro", "foco"):
        assert contrast(found[name], "#000") >= 7, name
    assert contrast(found["sobre-primario"], found["primario"]) >= 7


def test_a_page_of_text_weighs_at_most_sixty_kilobytes_with_all_that_it_loads(look: Flask) -> None:
    client = look.test_client()
    total = len(gzip.compress(client.get("/estilo/").data))
    with look.test_request_context("/"):
        names = ["css/portal.css", "css/componentes.css", "js/portal.js", "icons.svg", "img/escudo.svg", "img/favicon.svg"]
        urls = [static_url(name) for name in [*names, "fonts/montserrat-700-es.woff2"]]
    for url in urls:
        total += len(client.get(url, headers={"Accept-Encoding": "gzip"}).data)
    assert total <= WEIGHT_LIMIT


@pytest.fixture
def address(look: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, look, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
def test_the_pattern_book_has_no_accessibility_fault_and_fits_a_narrow_screen(address: str, chromium: Browser) -> None:
    for width, cookie in ((320, "0.muy_grande"), (360, "1.normal"), (1280, "0.normal"), (1280, "1.normal")):
        page = chromium.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page.context.add_cookies([{"name": "preferencias", "value": cookie, "url": address}])
        for path in ("/estilo/", "/estilo/gestion", "/estilo/constancia"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            # Letters differ from machine to machine: the widest ones must fit too.
            assert page.evaluate(WITH_WIDE_LETTERS) <= width
            page.reload()
            rules = {"color-contrast-enhanced": {"enabled": cookie.startswith("1")}}
            found = Axe().run(page, options={"rules": rules}).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
        page.context.close()


@pytest.mark.browser
def test_what_is_folded_of_a_long_text_is_whole_on_paper(address: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(address + "/estilo/")
    rest = page.locator(".long-text .folded-body").first
    assert not rest.is_visible()
    page.emulate_media(media="print")
    assert rest.is_visible()
    assert not page.locator(".long-text > summary").first.is_visible()
    page.context.close()

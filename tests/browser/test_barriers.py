"""Nobody is kept out: on every page in every state axe finds nothing, and nothing runs out of a screen of 320 px."""

from collections.abc import Iterable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.browser import visitas
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.browser.visitas import Visita
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE, citizen_cookie, keep_picture


def _look(page: Page, path: str, status: int = 200) -> list[str]:
    answer = page.goto(path)
    found = [] if answer and answer.status == status else [f"answers {answer and answer.status} instead of {status}"]
    return [f"{path}: {one}" for one in (*found, *find_barriers(page))]


def _look_at_all(context: BrowserContext, sitio: Sitio, pages: Iterable[Visita]) -> None:
    page = context.new_page()
    found = [problem for one in pages for problem in _look(page, one.path(sitio), one.status)]
    assert not found, "\n" + "\n".join(found)


def test_no_page_is_forgotten(base_app: Flask) -> None:
    pages = {rule.endpoint for rule in base_app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    visited = {one.endpoint for one in visitas.all_visitas()}
    assert visited | visitas.NOT_PAGES | set(visitas.ELSEWHERE) == pages


def test_public_pages_have_no_barriers_on_a_telephone(new_context: NewContext, sitio: Sitio) -> None:
    _look_at_all(new_context(PHONE), sitio, (*visitas.ABIERTAS, *visitas.VARIANTES))


def test_public_pages_of_each_kind_have_no_barriers_on_a_desk(new_context: NewContext, sitio: Sitio) -> None:
    _look_at_all(new_context(DESK), sitio, visitas.DE_CADA_CLASE)


@pytest.mark.parametrize(
    ("viewport", "pages"),
    [(PHONE, (*visitas.CIUDADANIA, *visitas.CIUDADANIA_TERMINO)), (DESK, visitas.CIUDADANIA_EN_ESCRITORIO)],
    ids=["phone", "desk"],
)
def test_the_citizens_page_has_no_barriers_in_any_state(
    new_context: NewContext, sitio: Sitio, viewport: tuple[int, int], pages: tuple[Visita, ...]
) -> None:
    context = new_context(viewport)
    page, found = context.new_page(), []
    for one in pages:
        cookie = citizen_cookie(sitio.app, sitio.casos[one.caso])
        context.add_cookies([{"name": "portal", "value": cookie, "url": sitio.url}])
        found += [f"{one.caso} {problem}" for problem in _look(page, one.path(sitio))]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("who", visitas.OFICINA)
def test_officials_pages_have_no_barriers(new_context: NewContext, sitio: Sitio, who: str) -> None:
    _look_at_all(new_context(DESK, who), sitio, visitas.OFICINA[who])


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_word_that_never_ends_widens_no_page(new_context: NewContext, sitio: Sitio, viewport: tuple[int, int]) -> None:
    office, citizen = new_context(viewport, "carmen"), new_context(viewport, peticion_id=sitio.casos["palabra"])
    pages = [
        (office, Visita("gestion_pqrs.bandeja", query={"q": sitio.radicados["palabra"]})), (office, Visita("gestion_pqrs.caso", "palabra")),
        (office, Visita("gestion_pqrs.bandeja", query={"q": "z" * 200})), (citizen, Visita("pqrs.caso", "palabra")),
        (new_context(viewport, "hernan"), Visita("auditoria.listar")), (new_context(viewport, "efrain"), Visita("correo.listar")),
    ]  # fmt: skip
    found = []
    for context, one in pages:
        page = context.new_page()
        page.goto(one.path(sitio))
        if page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
            found.append(f"{one.endpoint}: wider than {viewport[0]} px")
        keep_picture(page, f"palabra-{viewport[0]}-{one.endpoint}")
        found += [f"{one.endpoint}: {problem}" for problem in find_barriers(page, axe=False)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("status", visitas.ERRORES)
def test_error_pages_have_no_barriers(desk: Page, status: int) -> None:
    assert not _look(desk, f"/falla/{status}", status)


def test_a_refusal_has_no_barriers(new_context: NewContext, sitio: Sitio) -> None:
    _look_at_all(new_context(DESK, "jairo"), sitio, visitas.NEGADAS)


def test_high_contrast_and_the_largest_letters_have_no_barriers(new_context: NewContext, sitio: Sitio) -> None:
    chosen = {"name": "preferencias", "value": "1.muy_grande", "url": sitio.url}
    citizen, official = new_context(PHONE), new_context(DESK, "carmen")
    for context in (citizen, official):
        context.add_cookies([chosen])
    _look_at_all(
        citizen, sitio, [Visita(one) for one in ("inicio.portada", "pqrs.inicio", "pqrs.radicar", "pqrs.registro", "estilo.mostrar")]
    )
    _look_at_all(
        official, sitio, [Visita("gestion_pqrs.bandeja"), Visita("gestion_pqrs.caso", "conversada"), Visita("gestion_pqrs.ventanilla")]
    )

"""A portal that listens, with the cast and a case in every state; a browser; and a watch over each test's pages."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from portal.core import clock
from portal.core.clock import MovableClock
from portal.web.limits import forget_all
from tests.browser.sitio import Sitio, opened
from tests.support.browser import DESK, Watch, citizen_cookie, context_options, official_cookie

NewContext = Callable[..., BrowserContext]
# Long enough for two busy cores, short enough that a hanging page does not hang the tests.
PATIENCE = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sitio_base(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """The portal, made once. Needs the browser so that nothing is made where there is none."""
    with opened(tmp_path_factory.mktemp("navegador")) as sitio:
        yield sitio


@pytest.fixture
def reloj() -> Iterator[MovableClock]:
    """The server's clock: Wednesday 4 February 2026, 10:15, a day after the cases were made."""
    with clock.at(datetime(2026, 2, 4, 10, 15, tzinfo=clock.BOGOTA)) as moved:
        yield moved


@pytest.fixture
def sitio(sitio_base: Sitio, reloj: MovableClock) -> Sitio:
    """The portal, with nobody's tries counted."""
    with sitio_base.app.app_context():
        forget_all()
    return sitio_base


@pytest.fixture
def new_context(chromium: Browser, sitio: Sitio) -> Iterator[NewContext]:
    """Browsers that nobody has used, each signed in as somebody if wished. What they report fails the test at its end."""
    watch = Watch(sitio.url)
    contexts: list[BrowserContext] = []

    def make(viewport: tuple[int, int] = DESK, who: str = "", peticion_id: int = 0, **options: object) -> BrowserContext:
        context = chromium.new_context(**context_options(viewport, base_url=sitio.url, **options))
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        contexts.append(context)
        cookie = official_cookie(sitio.app, who) if who else citizen_cookie(sitio.app, peticion_id) if peticion_id else ""
        if cookie:
            context.add_cookies([{"name": sitio.app.config["SESSION_COOKIE_NAME"], "value": cookie, "url": sitio.url}])
        return context

    yield make
    for context in contexts:
        context.close()
    assert not watch.found, "\n".join(watch.found)


@pytest.fixture
def desk(new_context: NewContext) -> Page:
    """A visitor's page on a desk."""
    return new_context(DESK).new_page()

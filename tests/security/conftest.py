"""Who attacks, and what there is to attack."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import get_persona
from portal.entidad.queries import list_roles
from tests.support import casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

NewClient = Callable[[], PageClient]


@pytest.fixture
def new_client(app: Flask) -> NewClient:
    """Gives browsers that nobody has used, which do not look at the pages: these tests open hundreds."""

    def make() -> PageClient:
        made = app.test_client()
        assert isinstance(made, PageClient)
        made.check_pages = False
        return made

    return make


@pytest.fixture
def radicado(reloj: MovableClock) -> str:
    """The number of a case that Jairo of Salud has, with a draft of its answer."""
    with transaction():
        return casos.con_borrador().radicado


@pytest.fixture
def all_powerful(new_client: NewClient) -> PageClient:
    """A browser in which somebody with every role is signed in: behind every door there is a view to attack."""
    with transaction():
        jairo = get_persona("jairo")
        jairo.roles = list(list_roles())
    client = new_client()
    sign_in(client, "jairo")
    return client

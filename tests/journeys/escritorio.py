"""An official at the desk: signs in, opens a case's page and sends the form of one act."""

from typing import Any

from flask import Flask

from portal.pqrs.forms_gestion import ActForm, LetterForm
from portal.pqrs.views.gestion.pagina import EVERY_FORM
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

INBOX = "/gestion/pqrs/"
# Where an act's address and the prefix of its form differ.
_PREFIXES = {"entrega": "registrar_entrega"}


def enter(app: Flask, who: str) -> PageClient:
    """A browser of its own in which `who` of the cast has signed in."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    sign_in(client, who)
    return client


def act(client: PageClient, radicado: str, path: str, **data: Any) -> Page:
    """Open the case, fill the form of one act, send it, a letter as one that was read; gives the page that came back."""
    prefix = _PREFIXES.get(path, path.replace("-", "_"))
    if issubclass(EVERY_FORM.get(prefix, ActForm), LetterForm):
        data = {"confirma": "y", **data}
    answer = client.submit(f"{INBOX}{radicado}", {f"{prefix}-{name}": value for name, value in data.items()}, action=f"/{path}")
    page = Page(answer)
    assert answer.status_code == 200, f"{path}: {answer.status_code}: {page.text()[:600]}"
    return page

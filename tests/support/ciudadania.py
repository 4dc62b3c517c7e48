"""A citizen at the keyboard: files a petition with the real form and enters its tracking page with the real code."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from werkzeug.test import TestResponse

from portal.core.clock import MovableClock
from portal.extensions import db
from tests.support import casos
from tests.support.pages import Page, PageClient

FORM, SEND, TRACKING = "/pqrs/radicar", "/pqrs/radicar", "/pqrs/seguimiento"
ANA: dict[str, Any] = {
    "tipo": "peticion_general",
    "texto": "Pido que arreglen el alumbrado de la vereda San Mateo.",
    "quien": "natural",
    "primer_nombre": "Ana",
    "primer_apellido": "Arteaga",
    "tipo_documento": "CC",
    "numero_documento": "1000000001",
    "correo": "ana@correo.example",
    "medio_respuesta": "correo",
}


@dataclass
class Filing:
    """What a citizen has in hand after filing."""

    response: TestResponse
    page: Page
    radicado: str
    codigo: str


def fill(client: PageClient, reloj: MovableClock, **changes: Any) -> dict[str, Any]:
    """The form as a person sends it two minutes after opening it; a change to None leaves the field out."""
    values = client.form_values(client.page(FORM), SEND)
    reloj.advance(minutes=2)
    return {name: value for name, value in {**values, **ANA, **changes}.items() if value is not None}


def send(client: PageClient, values: dict[str, Any], *, plain: bool = False) -> TestResponse:
    """Send the form. `plain` leaves out the multipart coding: the test client never closes a very large one."""
    return client.post(SEND, data=values, content_type="application/x-www-form-urlencoded" if plain else "multipart/form-data")


def file(client: PageClient, reloj: MovableClock, **changes: Any) -> Filing:
    """File and read radicado and code off the page."""
    return read(client, send(client, fill(client, reloj, **changes)))


def is_filed(response: TestResponse) -> bool:
    """Whether the answer to the form leads to the page of what was filed."""
    return response.status_code == 303 and "/radicada/" in response.location


def read(client: PageClient, response: TestResponse) -> Filing:
    """Follow the answer to the page of what was filed, as a browser does."""
    assert is_filed(response), Page(response).text()[:600]
    response = client.get(response.location)
    assert response.status_code == 200
    page = Page(response)
    big = [one for one in page.all("p") if one.get("class") == "panel-big"]
    return Filing(response, page, page.text(big[0]), page.text(big[1]))


def enter(client: PageClient, radicado: str, codigo: str = casos.CODIGO) -> Page:
    """Open the case's page with radicado and code."""
    response = client.submit(TRACKING, {"radicado": radicado, "codigo": codigo}, action=TRACKING)
    assert response.status_code == 200, Page(response).text()[:400]
    return Page(response)


def count_queries(client: PageClient, url: str) -> int:
    """How often a page asks the database."""
    seen: list[str] = []
    engine = db.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(url).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert seen, "the page asked nothing: the counting is broken"
    return len(seen)

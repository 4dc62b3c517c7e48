"""The buttons of the accessibility bar go back to a page that can be shown."""

import pytest

from tests.support.pages import PageClient


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/pqrs/registro?tipo=queja", "/pqrs/registro?tipo=queja"),
        # What only receives a form: the nearest page above it.
        ("/gestion/pqrs/2026-E-000001/anular", "/gestion/pqrs/2026-E-000001"),
        ("/pqrs/seguimiento/2026-E-000001/mensaje", "/pqrs/seguimiento/2026-E-000001"),
        ("/nada/de/esto", "/"),
        ("//otro.example/pqrs", "/"),
        ("", "/"),
    ],
)
def test_the_choice_of_letters_goes_back_to_a_page(client: PageClient, target: str, page: str) -> None:
    answer = client.post("/preferencias", data={"texto": "grande", "volver": target})
    assert (answer.status_code, answer.location) == (303, page)

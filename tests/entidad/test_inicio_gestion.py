"""Where an official arrives: what they may open, or why there is nothing."""

from portal.demo.elenco import get_persona
from portal.extensions import db
from tests.support.pages import PageClient
from tests.support.sessions import sign_in


def test_who_has_a_role_without_tools_yet_is_not_told_to_ask_for_a_role(client: PageClient) -> None:
    sign_in(client, "karol")
    text = client.page("/gestion/").text()
    assert "Por ahora no tiene tareas aquí" in text
    assert "asigne un rol" not in text


def test_who_has_no_role_is_told_whom_to_ask(client: PageClient) -> None:
    get_persona("karol").roles = []
    db.session.commit()
    sign_in(client, "karol")
    assert "Pida a quien administra el portal que le asigne un rol" in client.page("/gestion/").text()

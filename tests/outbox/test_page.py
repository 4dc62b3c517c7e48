"""Staff see what waits and what failed, why, and may try again."""

from flask import Flask
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.outbox import services
from portal.outbox.models import OutboxMail
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

URL = "/gestion/sistema/correo/"


def _failed() -> int:
    now = clock.now()
    with transaction():
        mail = services.enqueue("taller/aviso", to="ana@example.com", context={"nombre": "Ana", "codigo": "NOMOSTRAR"})
        assert mail is not None
        mail.state, mail.attempts, mail.last_error, mail.next_try_at = "fallido", 20, "El servidor no respondió.", now
        return mail.id


def test_the_page_says_when_there_is_no_mail_server(app: Flask, client: PageClient) -> None:
    sign_in(client, "efrain")
    assert "No hay servidor de correo configurado" in client.page(URL).text()


def test_a_failed_letter_shows_its_reason_and_not_its_content(app: Flask, client: PageClient) -> None:
    _failed()
    sign_in(client, "efrain")
    text = client.page(URL).text()
    assert "El servidor no respondió." in text
    assert "Aviso para Ana" in text
    assert "NOMOSTRAR" not in text


def test_trying_again_makes_the_letter_wait_anew_and_is_recorded(app: Flask, client: PageClient) -> None:
    mail_id = _failed()
    sign_in(client, "efrain")
    response = client.submit(f"{URL}?estado=fallido", action=f"{mail_id}/reintentar")
    assert response.status_code == 200
    mail = db.session.scalars(select(OutboxMail).where(OutboxMail.id == mail_id).execution_options(populate_existing=True)).one()
    assert (mail.state, mail.attempts) == ("pendiente", 0)
    assert [acto.tipo for acto in list_eventos("outbox_mail", mail_id)] == ["correo_reintentado"]


def test_a_letter_that_has_left_is_not_sent_again(app: Flask, client: PageClient) -> None:
    mail_id = _failed()
    sign_in(client, "efrain")
    page = client.page(URL)
    values = client.form_values(page, f"{mail_id}/reintentar")
    with transaction():
        db.session.get_one(OutboxMail, mail_id).state = "enviado"
    assert client.post(f"{URL}{mail_id}/reintentar", data=values).status_code == 409


def test_a_letter_that_does_not_exist_is_not_found(app: Flask, client: PageClient) -> None:
    mail_id = _failed()
    sign_in(client, "efrain")
    values = client.form_values(client.page(URL), f"{mail_id}/reintentar")
    assert client.post(f"{URL}999999/reintentar", data=values).status_code == 404
    assert client.post(f"{URL}99999999999999999999/reintentar", data=values).status_code == 404


def test_who_has_no_permission_is_refused(app: Flask, client: PageClient) -> None:
    sign_in(client, "beto")
    assert client.get(URL).status_code == 403


def test_nobody_reads_there_which_case_is_sealed(app: Flask, client: PageClient) -> None:
    with transaction():
        for name, state, sealed in (("A", "enviado", True), ("B", "fallido", True), ("C", "enviado", False)):
            mail = services.enqueue("taller/aviso", to=f"{name}@example.com", context={"nombre": f"{name} 2026-E-000099", "codigo": "X"})
            assert mail is not None
            mail.state, mail.sealed = state, sealed
    sign_in(client, "efrain")
    text = client.page(URL).text()
    assert "2026-E-" not in text
    assert [name for name in "ABC" if f"Aviso para {name} (número)" in text] == ["B", "C"]
    assert "B@example.com" not in text

"""Text messages leave through the deployment's gateway as letters do: what was committed, once, and what cannot leave says why."""

from dataclasses import replace

import pytest
from flask import Flask

from portal.config import ConfigError, load_settings
from portal.core.clock import MovableClock
from portal.core.telephone import clean_movil
from portal.database import transaction
from portal.extensions import db
from portal.outbox import delivery, services
from portal.outbox.gsm import fits, to_gsm
from portal.outbox.models import SMS, OutboxMail
from tests.outbox.conftest import Inbox, MailServer
from tests.support.pasarela import running


def _enqueue(text: str = "Hay algo por leer.", key: str | None = None) -> None:
    with transaction():
        services.enqueue_sms(text, to="+573001234567", about=("peticion", 7), key=key)


def _send() -> delivery.Report:
    return delivery.send_due(channel=delivery.BY_SMS)


def _one() -> OutboxMail:
    db.session.rollback()
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.canal == SMS).execution_options(populate_existing=True)).one()


def test_a_message_reaches_the_gateway_once_with_its_number_text_key_and_credentials(app: Flask, reloj: MovableClock) -> None:
    with running(app, sms_authorization="Bearer secreto") as gateway:
        _enqueue(key="una")
        _enqueue(key="una")
        assert (_send().sent, _send().sent) == (1, 0)
    (said,), (headers,) = gateway.mensajes, gateway.headers
    assert said == {"to": "+573001234567", "text": "Hay algo por leer.", "id": headers["Idempotency-Key"]}
    assert (headers["Authorization"], headers["path"]) == ("Bearer secreto", "/v1/enviar?pais=57")
    assert (_one().state, _one().sent_at) == ("enviado", reloj())


def test_a_gateway_that_takes_a_form_gets_its_own_fields(app: Flask) -> None:
    fields = "celular={a_sin_mas}&mensaje={texto}&remitente=Alcaldia"
    with running(app, sms_format="form", sms_fields=fields) as gateway:
        _enqueue()
        assert _send().sent == 1
    assert gateway.mensajes == [{"celular": "573001234567", "mensaje": "Hay algo por leer.", "remitente": "Alcaldia"}]


def test_a_gateway_that_cannot_now_is_tried_again_with_the_same_key_and_one_that_says_no_is_not(app: Flask, reloj: MovableClock) -> None:
    with running(app) as gateway:
        _enqueue()
        gateway.status = 503
        assert _send().postponed == 1
        assert _one().last_error == "La pasarela de mensajes no aceptó el mensaje: respondió 503."
        assert _send().postponed == 0, "it waits before the next try"
        reloj.advance(minutes=2)
        gateway.status = 200
        assert _send().sent == 1
        keys = {one["Idempotency-Key"] for one in gateway.headers}
        assert (len(gateway.headers), len(keys), len(gateway.mensajes)) == (2, 1, 1)
        _enqueue("Otro.")
        gateway.status = 400
        assert _send().failed == 1


def test_a_gateway_that_is_down_costs_no_tries_and_holds_up_no_mail(
    app: Flask, reloj: MovableClock, smtp: MailServer, inbox: Inbox
) -> None:
    _enqueue()
    with transaction():
        services.enqueue("taller/aviso", to="ana@example.com", context={"nombre": "Ana", "codigo": "1"})
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, sms_gateway="http://127.0.0.1:1/")
    try:
        report = delivery.send_everything()
    finally:
        app.config["SETTINGS"] = before
    assert report.sent == len(inbox.messages) == 1
    assert "pasarela de mensajes" in report.trouble
    assert (_one().state, _one().attempts) == ("pendiente", 0)


def test_without_a_gateway_messages_wait(app: Flask) -> None:
    _enqueue()
    assert _send() == delivery.Report()
    assert _one().claimed_by is None


def test_a_text_is_of_the_alphabet_of_text_messages_or_is_not_sent(app: Flask) -> None:
    assert to_gsm("Alcaldía de Nariño, «Ñandú» …") == 'Alcaldia de Nariño, "Ñandu" ...'
    assert not fits("á")
    assert (fits("a" * 160), fits("a" * 161)) == (True, False)
    with pytest.raises(ValueError, match="160 characters"):
        services.enqueue_sms("á", to="+573001234567", about=("peticion", 1))


@pytest.mark.parametrize("written", ["300 123 45 67", "+57 300-123-4567", "57 3001234567", "(300) 1234567", "0057 300 123 4567"])
def test_a_mobile_number_is_known_however_it_is_written(written: str) -> None:
    assert clean_movil(written) == "+573001234567"


@pytest.mark.parametrize("written", ["", "6021234567", "30012345678", "300 123", "+1 300 123 4567", "tres"])
def test_what_is_no_mobile_number_of_colombia_gets_no_message(written: str) -> None:
    assert clean_movil(written) is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SMS_GATEWAY": "http://pasarela.example/enviar"}, "SMS_GATEWAY no sirve"),
        ({"SMS_GATEWAY": "https://pasarela.example/", "SMS_FIELDS": "to={a}"}, "SMS_FIELDS no sirve"),
        ({"SMS_GATEWAY": "https://pasarela.example/", "SMS_AUTHORIZATION": "clave\nX: 1"}, "SMS_AUTHORIZATION no sirve"),
    ],
)
def test_settings_that_cannot_work_stop_the_start(settings: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_settings({"PORTAL_ENV": "demo", **settings})

"""What was committed is sent, once; what cannot be sent waits, and says why."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.outbox import delivery, services
from portal.outbox.models import OutboxMail
from tests.outbox.conftest import Inbox, MailServer

WORDS = {"nombre": "Ñuñez", "codigo": "SECRETO-1234"}


def _enqueue(to: str = "ana@example.com", **more: object) -> int:
    with transaction():
        mail = services.enqueue("taller/aviso", to=to, context=WORDS, **more)  # type: ignore[arg-type]
        assert mail is not None
        return mail.id


def _get(mail_id: int) -> OutboxMail:
    db.session.rollback()
    return db.session.get_one(OutboxMail, mail_id, populate_existing=True)


def test_a_letter_arrives_in_text_and_html_with_its_accents(app: Flask, reloj: MovableClock, smtp: MailServer, inbox: Inbox) -> None:
    mail_id = _enqueue()
    assert delivery.send_due().sent == 1
    (message,) = inbox.messages
    assert message["Subject"] == "Aviso para Ñuñez"
    assert message["To"] == "ana@example.com"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == _get(mail_id).message_id
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert "Señor(a) Ñuñez" in text.get_content()
    assert html is not None
    assert "<b>SECRETO-1234</b>" in html.get_content()
    assert (_get(mail_id).state, _get(mail_id).sent_at) == ("enviado", reloj())


def test_a_letter_is_sent_once(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    _enqueue()
    delivery.send_due()
    delivery.send_due()
    assert len(inbox.messages) == 1


def test_without_a_mail_server_everything_waits(app: Flask) -> None:
    mail_id = _enqueue()
    assert delivery.send_due() == delivery.Report()
    assert (_get(mail_id).state, _get(mail_id).attempts, _get(mail_id).claimed_by) == ("pendiente", 0, None)


def test_a_server_that_is_down_costs_no_tries_and_the_letter_leaves_later_once(
    app: Flask, reloj: MovableClock, smtp: MailServer, inbox: Inbox
) -> None:
    mail_id = _enqueue()
    port = app.extensions["mail"].port
    app.extensions["mail"].port = 1
    report = delivery.send_due()
    assert (report.sent, bool(report.trouble)) == (0, True)
    assert (_get(mail_id).state, _get(mail_id).attempts) == ("pendiente", 0)
    assert "No se pudo hablar con el servidor" in _get(mail_id).last_error
    app.extensions["mail"].port = port
    assert delivery.send_due().sent == 0, "it waits a little before the next try"
    reloj.advance(minutes=2)
    assert delivery.send_due().sent == 1
    assert len(inbox.messages) == 1


def test_a_letter_refused_for_now_is_tried_again_after_growing_delays_and_fails_in_the_end(
    app: Flask, reloj: MovableClock, smtp: MailServer, inbox: Inbox
) -> None:
    inbox.refuse["ana@example.com"] = "451 buzón ocupado"
    mail_id = _enqueue()
    waits = []
    while _get(mail_id).state == "pendiente":
        assert delivery.send_due().sent == 0
        waits.append(_get(mail_id).next_try_at - reloj())
        reloj.set(max(_get(mail_id).next_try_at, reloj() + timedelta(seconds=1)))
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10)]
    assert sum(waits, timedelta()) > timedelta(days=2)
    mail = _get(mail_id)
    assert (mail.state, mail.attempts) == ("fallido", len(delivery.DELAYS) + 1)
    assert "451" in mail.last_error


def test_a_letter_refused_for_good_fails_at_once_and_does_not_hold_up_the_others(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    inbox.refuse["nadie@example.com"] = "550 no existe"
    lost, good = _enqueue("nadie@example.com"), _enqueue()
    report = delivery.send_due()
    assert (report.sent, report.failed) == (1, 1)
    assert (_get(lost).state, _get(good).state) == ("fallido", "enviado")
    assert _get(lost).last_error == "El servidor de correo no aceptó al destinatario: 550 no existe"


def test_what_the_subject_asked_for_happens_with_the_mark(app: Flask, smtp: MailServer) -> None:
    seen: list[tuple[int, str]] = []
    services.on_sent("taller/aviso", lambda mail: seen.append((mail.about_id or 0, mail.state)))
    _enqueue(about=("caso", 9))
    delivery.send_due()
    assert seen == [(9, "enviado")]


def test_a_fault_of_the_subject_does_not_send_the_letter_twice(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    def fail(_mail: OutboxMail) -> None:
        raise ValueError("the case moved on")

    services.on_sent("taller/aviso", fail)
    mail_id = _enqueue()
    delivery.send_due()
    delivery.send_due()
    assert len(inbox.messages) == 1
    assert (_get(mail_id).state, _get(mail_id).last_error) == ("enviado", "Se envió, pero el caso no pudo anotar la entrega.")


def test_a_secret_is_blotted_out_once_it_has_left(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    mail_id = _enqueue(secrets=["SECRETO-1234"])
    assert "SECRETO-1234" in _get(mail_id).body
    delivery.send_due()
    body = inbox.messages[0].get_body(("plain",))
    assert body is not None
    assert "SECRETO-1234" in body.get_content()
    mail = _get(mail_id)
    assert "SECRETO-1234" not in mail.body + mail.html + mail.subject
    assert mail.secrets == []


def test_attachments_travel_and_one_that_is_missing_makes_the_letter_wait(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    stored = {"aa": b"%PDF-1.7 contenido"}
    reader = list(services._reader)
    services.set_attachment_reader(lambda sha256: stored[sha256])
    try:
        good = _enqueue(attachments=[services.Attachment("Constancia nº 1.pdf", "application/pdf", "aa")])
        lost = _enqueue(attachments=[services.Attachment("b.pdf", "application/pdf", "bb")])
        delivery.send_due()
    finally:
        services._reader[:] = reader
    (message,) = inbox.messages
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("Constancia nº 1.pdf", b"%PDF-1.7 contenido")
    assert (_get(good).state, _get(lost).state) == ("enviado", "pendiente")
    assert _get(lost).last_error == "No se pudo leer un archivo adjunto."


def test_a_worker_told_to_stop_hands_back_what_it_had_not_begun(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    ids = [_enqueue() for _ in range(3)]
    report = delivery.send_due(should_stop=lambda: len(inbox.messages) >= 1)
    assert report.sent == 1
    assert sorted(_get(one).state for one in ids) == ["enviado", "pendiente", "pendiente"]
    assert {_get(one).claimed_by for one in ids} == {None}


def test_the_letters_of_a_dead_worker_are_free_after_its_lease_and_keep_their_message_id(
    app: Flask, reloj: MovableClock, smtp: MailServer, inbox: Inbox
) -> None:
    mail_id = _enqueue()
    assert delivery._claim("muerto", 10) == [mail_id]
    assert delivery.send_due().sent == 0
    reloj.advance(minutes=11)
    assert delivery.send_due().sent == 1
    assert inbox.messages[0]["Message-ID"] == _get(mail_id).message_id


def test_a_worker_that_lost_its_claim_does_not_mark(app: Flask, reloj: MovableClock) -> None:
    mail_id = _enqueue()
    delivery._claim("lento", 10)
    reloj.advance(minutes=11)
    delivery._claim("otro", 10)
    delivery._mark_sent(mail_id, "lento")
    assert (_get(mail_id).state, _get(mail_id).claimed_by) == ("pendiente", "otro")


def test_the_cron_command_sends_everything(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    for _ in range(25):
        _enqueue()
    result = app.test_cli_runner().invoke(args=["outbox", "send"])
    assert (result.exit_code, "Enviados: 25" in result.output) == (0, True)
    assert len(inbox.messages) == 25


@pytest.mark.parametrize("answer", ["554 rechazado", "552 demasiado grande"])
def test_a_message_refused_for_good_fails(app: Flask, smtp: MailServer, inbox: Inbox, answer: str) -> None:
    inbox.answer = answer
    mail_id = _enqueue()
    delivery.send_due()
    assert _get(mail_id).state == "fallido"

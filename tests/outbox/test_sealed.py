"""Letters whose address nobody may read: it leaves with the letter and stays nowhere."""

from flask import Flask

from portal.database import transaction
from portal.extensions import db
from portal.outbox import delivery, services
from portal.outbox.models import OutboxMail
from tests.outbox.conftest import Inbox, MailServer

ADDRESS = "gladys.secreta@correo.example"


def _enqueue() -> int:
    with transaction():
        mail = services.enqueue("taller/aviso", to=ADDRESS, context={"nombre": "Nadie", "codigo": "1"}, about=("peticion", 7), sealed=True)
        assert mail is not None
        return mail.id


def _get(mail_id: int) -> OutboxMail:
    db.session.rollback()
    return db.session.get_one(OutboxMail, mail_id, populate_existing=True)


def test_it_reaches_the_person_and_no_address_stays(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    mail_id = _enqueue()
    assert ADDRESS not in _get(mail_id).recipient
    assert delivery.send_due().sent == 1
    assert inbox.recipients == [ADDRESS]
    assert (_get(mail_id).recipient, _get(mail_id).para) == ("", "Dirección sellada")


def test_a_refusal_that_repeats_the_address_is_kept_without_it(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    inbox.refuse = {ADDRESS: f"550 no such user {ADDRESS}"}
    mail_id = _enqueue()
    delivery.send_due()
    failed = _get(mail_id)
    assert failed.state == "fallido"
    assert failed.last_error == "El servidor de correo no aceptó al destinatario."


def test_with_other_keys_the_letter_waits_and_says_what_is_missing(app: Flask, smtp: MailServer, inbox: Inbox) -> None:
    mail_id = _enqueue()
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = type(settings)(**{**vars(settings), "identity_keys": ("ab" * 32,)})
    try:
        delivery.send_due()
    finally:
        app.config["SETTINGS"] = settings
    assert "IDENTITY_KEYS" in _get(mail_id).last_error
    assert (_get(mail_id).state, inbox.messages) == ("pendiente", [])


def test_letters_that_were_in_the_open_are_sealed_or_forgotten(app: Flask) -> None:
    with transaction():
        for _ in range(2):
            services.enqueue("taller/aviso", to=ADDRESS, context={"nombre": "Nadie", "codigo": "1"}, about=("peticion", 7))
        other = services.enqueue(
            "taller/aviso", to="jairo@puerres.example", context={"nombre": "Jairo", "codigo": "1"}, about=("peticion", 7)
        )
        sent = db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id)).first()
        assert sent is not None
        assert other is not None
        sent.state = "enviado"
        services.seal_letters(("peticion", 7), to=ADDRESS, name="Gladys", instead="ciudadana")
    kept = db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id)).all()
    assert [one.para for one in kept] == ["Dirección sellada", "Dirección sellada", "jairo@puerres.example"]
    assert kept[0].recipient == ""
    assert ADDRESS not in kept[1].recipient
    assert ["Gladys" in one.subject + one.body + one.html for one in kept] == [False, False, False]

"""A letter is written down with the act: together or not at all."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.outbox.services import Attachment, enqueue

WORDS = {"nombre": "Ana <Ñáñez>", "codigo": "ABCD"}


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0


def test_a_letter_is_rendered_at_once_in_text_and_html(app: Flask) -> None:
    with transaction():
        mail = enqueue("taller/aviso", to="ana@example.com", context=WORDS, about=("caso", 4))
    assert mail is not None
    assert mail.subject == "Aviso para Ana <Ñáñez>"
    assert mail.body == "Señor(a) Ana <Ñáñez>: su código es ABCD.\n"
    assert "Ana &lt;Ñáñez&gt;" in mail.html
    assert (mail.about_type, mail.about_id, mail.state, mail.attempts) == ("caso", 4, "pendiente", 0)


def _enqueue_and_fail() -> None:
    with transaction():
        enqueue("taller/aviso", to="ana@example.com", context=WORDS)
        raise KeyError


def test_a_rolled_back_act_leaves_no_letter(app: Flask) -> None:
    before = _count()
    with pytest.raises(KeyError):
        _enqueue_and_fail()
    assert _count() == before


def test_the_same_key_enqueues_once(app: Flask) -> None:
    with transaction():
        assert enqueue("taller/aviso", to="ana@example.com", context=WORDS, key="caso:4:mitad") is not None
        assert enqueue("taller/aviso", to="ana@example.com", context=WORDS, key="caso:4:mitad") is None
        assert enqueue("taller/aviso", to="ana@example.com", context=WORDS) is not None
        assert enqueue("taller/aviso", to="ana@example.com", context=WORDS) is not None


@pytest.mark.parametrize(
    "address",
    [
        "", "ana", "ana@", "a b@example.com", "a@b@c", "\x00@example.com", "Ana <ana@example.com>", f"{'a' * 250}@x.co",
        "ana@example.com\nBcc: todos@example.com", "ana@example.com, otro@example.com",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(app: Flask, address: str) -> None:
    with pytest.raises(DomainError), transaction():
        enqueue("taller/aviso", to=address, context=WORDS)


def test_a_subject_is_one_line_whatever_was_written(app: Flask) -> None:
    with transaction():
        mail = enqueue("taller/aviso", to="ana@example.com", context={"nombre": "Ana\r\nBcc: todos@example.com\u202e", "codigo": "1"})
    assert mail is not None
    assert mail.subject == "Aviso para Ana Bcc: todos@example.com"


def test_attachments_are_noted_by_their_content(app: Flask) -> None:
    with transaction():
        mail = enqueue("taller/aviso", to="ana@example.com", context=WORDS, attachments=[Attachment("a.pdf", "application/pdf", "ab" * 32)])
    assert mail is not None
    assert mail.attachments == [{"nombre": "a.pdf", "mime": "application/pdf", "sha256": "ab" * 32}]


def test_each_letter_has_its_own_message_id(app: Flask) -> None:
    with transaction():
        one = enqueue("taller/aviso", to="ana@example.com", context=WORDS)
        two = enqueue("taller/aviso", to="ana@example.com", context=WORDS)
    assert one is not None
    assert two is not None
    assert one.message_id != two.message_id

"""Putting letters into the outbox, and trying again the ones that failed."""

import re
import secrets as random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.audit.services import record
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, NotFound
from portal.core.permissions import require
from portal.core.telephone import clean_movil
from portal.extensions import db
from portal.outbox import letters
from portal.outbox.gsm import fits
from portal.outbox.models import ENVIADO, FALLIDO, PENDIENTE, SMS, OutboxMail
from portal.sealing import seal

SentHandler = Callable[[OutboxMail], None]
AttachmentReader = Callable[[str], bytes]

# One mailbox, nothing that could end a header or begin another address.
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+@[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+")

_handlers: dict[str, SentHandler] = {}
_reader: list[AttachmentReader] = []


@dataclass(frozen=True)
class Attachment:
    """A stored file that travels with a letter, named by the SHA-256 of its content."""

    nombre: str
    mime: str
    sha256: str


def enqueue(
    letter: str,
    *,
    to: str,
    context: Mapping[str, Any],
    about: tuple[str, int] | None = None,
    key: str | None = None,
    attachments: Sequence[Attachment] = (),
    secrets: Sequence[str] = (),
    sealed: bool = False,
    thread: str = "",
) -> OutboxMail | None:
    """Render a letter and put it into the outbox, in the act's own transaction.

    Args:
        letter: `package/name` of its three templates.
        to: one address.
        context: the templates' variables.
        about: kind and key of the case it is about.
        key: what makes it unique; the same key enqueues once, ever.
        attachments: files that travel with it.
        sealed: whether the address is kept sealed until the letter leaves, and removed then.
        thread: what it belongs to with other letters, as a radicado; who gets it may answer to the portal's intake address.
        secrets: texts in it that are blotted out once it has been sent (tracking codes, links to set a password).

    Returns:
        The letter, or None when one with this key was there already.

    Raises:
        DomainError: `to` is not one address.
    """
    recipient = to.strip()
    if len(recipient) > 254 or not _ADDRESS.fullmatch(recipient):
        raise DomainError("La dirección de correo no es válida.", field="correo")
    text = letters.render(letter, context)
    now = clock.now()
    insert = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert
    statement = insert(OutboxMail).values(
        key=key, letter=letter, recipient=seal(recipient) if sealed else recipient, sealed=sealed,
        subject=text.subject, body=text.body, html=text.html,
        attachments=[asdict(one) for one in attachments], secrets=list(secrets),
        about_type=about[0] if about else None, about_id=about[1] if about else None,
        message_id=f"<{random.token_hex(16)}@{letters.message_domain()}>",
        thread=thread, next_try_at=now, created_at=now,
    )  # fmt: skip
    written: OutboxMail | None = db.session.scalar(statement.on_conflict_do_nothing(index_elements=["key"]).returning(OutboxMail))
    return written


def enqueue_sms(text: str, *, to: str, about: tuple[str, int], key: str | None = None) -> None:
    """Put a text message into the outbox, in the act's own transaction. It says that there is something to read, never what.

    Args:
        text: at most 160 characters of the alphabet of text messages (`outbox.gsm`): one message, for the price of one.
        to: a mobile number as `core.telephone.clean_movil` gives it.
        about: kind and key of the case it is about.
        key: what makes it unique; the same key enqueues once, ever.

    Raises:
        ValueError: the number or the text cannot be sent.
    """
    if clean_movil(to) != to or not fits(text):
        raise ValueError("a text message needs a mobile number and 160 characters of GSM 7 at most")
    now = clock.now()
    insert = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert
    statement = insert(OutboxMail).values(
        key=key, letter="sms", canal=SMS, recipient=to, sealed=False, subject="Mensaje de texto (SMS)", body=text, html="",
        attachments=[], secrets=[], about_type=about[0], about_id=about[1],
        message_id=f"<{random.token_hex(16)}@{letters.message_domain()}>", thread="", next_try_at=now, created_at=now,
    )  # fmt: skip
    db.session.execute(statement.on_conflict_do_nothing(index_elements=["key"]))


def forget_sms(about: tuple[str, int], *, only_waiting: bool) -> None:
    """Take back the text messages about a case: those that wait, or every trace of them."""
    mine = (OutboxMail.canal == SMS) & (OutboxMail.about_type == about[0]) & (OutboxMail.about_id == about[1])
    query = delete(OutboxMail).where(mine, OutboxMail.state != ENVIADO) if only_waiting else delete(OutboxMail).where(mine)
    db.session.execute(query)


def seal_letters(about: tuple[str, int], *, to: str, name: str, instead: str) -> None:
    """Seal one address in the letters about a case that wait, remove it from those that have left, and take the name out of both.

    Args:
        about: kind and key of the case.
        name: what the letters called the person; `instead` takes its place.
    """
    of_it = select(OutboxMail).where(OutboxMail.about_type == about[0], OutboxMail.about_id == about[1], OutboxMail.recipient == to.strip())
    for mail in db.session.scalars(of_it):
        mail.recipient, mail.sealed = ("" if mail.state == ENVIADO else seal(mail.recipient)), True
        mail.subject, mail.body, mail.html = (one.replace(name, instead) for one in (mail.subject, mail.body, mail.html))


def on_sent(letter: str, handler: SentHandler) -> None:
    """Say what happens when the mail server has accepted a letter, in the transaction that marks it sent.

    One handler per letter; a later registration replaces the earlier one.
    """
    _handlers[letter] = handler


def sent_handler(letter: str) -> SentHandler | None:
    return _handlers.get(letter)


def set_attachment_reader(reader: AttachmentReader) -> None:
    """Say how the bytes of an attachment are read from its SHA-256; the package of files does."""
    _reader[:] = [reader]


def read_attachment(sha256: str) -> bytes:
    """The bytes of an attachment.

    Raises:
        LookupError: nobody said how to read attachments.
    """
    if not _reader:
        raise LookupError("no attachment reader is set")
    return _reader[0](sha256)


def reintentar(mail_id: int, *, actor: Actor, now: datetime | None = None) -> OutboxMail:
    """Let a failed letter, or one that waits for its next try, be sent at once.

    Raises:
        Forbidden: the actor may not.
        NotFound: there is no such letter.
        Conflict: it was sent already.
    """
    require(actor, "sistema:reenviar_correo")
    mail = db.session.get(OutboxMail, mail_id, with_for_update=True)
    if mail is None:
        raise NotFound
    if mail.state not in {PENDIENTE, FALLIDO}:
        raise Conflict("Ese correo ya se envió. No se envía dos veces.")
    before = mail.state
    mail.state, mail.attempts, mail.next_try_at = PENDIENTE, 0, now or clock.now()
    record("correo_reintentado", actor=actor, sobre=("outbox_mail", mail.id), datos={"estado": [before, PENDIENTE]})
    return mail

"""Sending what is in the outbox, by any number of workers, each letter once.

A worker claims letters with a conditional update and a lease, sends each, and marks it sent in a transaction of its
own. If it dies between the server's acceptance and the mark, the letter is sent again after the lease: no protocol
can rule that out, so both copies carry the same Message-ID and receivers can drop the second one.

A server that cannot be reached is not the letter's fault: the letter waits and its tries are not counted. A letter
that the server refuses for the time being is tried again after a growing delay, for about three days in all; one
that it refuses for good fails at once. The staff page shows what waits and what failed.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from flask import current_app
from flask_mail import Attachment as MailAttachment
from flask_mail import BadHeaderError, Message
from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import OperationalError

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import ENVIADO, FALLIDO, PENDIENTE, OutboxMail
from portal.outbox.services import read_attachment, sent_handler
from portal.sealing import CannotUnseal, unseal
from portal.web import mailer
from portal.web.logging import logger

BATCH = 10
LEASE = timedelta(minutes=10)
# A letter is not begun when less than this is left of its lease: sending it could outlast the lease.
_MARGIN = timedelta(minutes=2)
# Minutes to wait after each failed try: about 68 hours in all, then the letter has failed.
DELAYS = (1, 2, 5, 10, 20, 40, 60, 120, 240, *[360] * 10)
_OUTAGE = timedelta(minutes=1)
_BLOT = "[dato retirado después del envío]"


class UnreadableAttachment(Exception):
    """A file that should travel with the letter cannot be read now."""


@dataclass
class Report:
    """What one run did. `trouble` says why the server could not be used, when it could not."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    trouble: str = ""


def send_due(should_stop: Callable[[], bool] = lambda: False, limit: int = BATCH) -> Report:
    """Send up to `limit` letters that are due; stops cleanly between two letters when `should_stop` says so.

    Without a mail server nothing is claimed.
    """
    report = Report()
    if not mailer.is_configured() or not _is_something_due():
        return report
    token = token_hex(16)
    ids = _claim(token, limit)
    try:
        with mailer.connect() as connection:
            _send_all(ids, token, connection, report, should_stop)
    except OSError as error:
        # Only connecting can fail here: a letter's own failure is noted with the letter.
        report.trouble = reason_of(error)
        logger().warning("correo_sin_servidor", error=type(error).__name__)
    _release(token, report.trouble)
    return report


def send_everything(should_stop: Callable[[], bool] = lambda: False) -> Report:
    """Send every letter that is due, in batches; ends early when the server cannot be reached."""
    total = Report()
    while not should_stop():
        one = send_due(should_stop)
        total.sent, total.postponed, total.failed = total.sent + one.sent, total.postponed + one.postponed, total.failed + one.failed
        total.trouble = one.trouble
        if one.trouble or not one.sent + one.postponed + one.failed:
            break
    return total


def _due_condition() -> ColumnElement[bool]:
    now = clock.now()
    free = or_(OutboxMail.claimed_until.is_(None), OutboxMail.claimed_until < now)
    return and_(OutboxMail.state == PENDIENTE, OutboxMail.next_try_at <= now, free)


def _is_something_due() -> bool:
    found = db.session.scalar(select(OutboxMail.id).where(_due_condition()).limit(1))
    db.session.rollback()
    return found is not None


def _claim(token: str, limit: int) -> list[int]:
    due = select(OutboxMail.id).where(_due_condition()).order_by(OutboxMail.next_try_at, OutboxMail.id)
    chosen = due.limit(limit).with_for_update(skip_locked=True)
    statement = update(OutboxMail).where(OutboxMail.id.in_(chosen)).values(claimed_by=token, claimed_until=clock.now() + LEASE)
    with transaction():
        claimed = db.session.connection().scalars(statement.returning(OutboxMail.id)).all()
    return sorted(claimed)


def _release(token: str, trouble: str) -> None:
    """Hand back the letters that were claimed and not begun; after trouble with the server they wait a little."""
    mine = update(OutboxMail).where(OutboxMail.claimed_by == token, OutboxMail.state == PENDIENTE)
    values: dict[str, object] = {"claimed_by": None, "claimed_until": None}
    if trouble:
        values |= {"next_try_at": clock.now() + _OUTAGE, "last_error": trouble}
    with transaction():
        db.session.connection().execute(mine.values(**values))


def _send_all(ids: list[int], token: str, connection: mailer.MailConnection, report: Report, should_stop: Callable[[], bool]) -> None:
    deadline = clock.now() + LEASE - _MARGIN
    for mail_id in ids:
        if should_stop() or clock.now() > deadline:
            return
        mail = db.session.get(OutboxMail, mail_id)
        if mail is None or mail.claimed_by != token:
            continue
        try:
            message = _message(mail)
            # Nothing of the database is held while the server takes its time.
            db.session.rollback()
            connection.send(message)
        except Exception as error:  # every failure is kept with its letter, where the staff page shows it
            db.session.rollback()
            _note_failure(mail_id, token, error, report)
            if _is_connection_lost(error):
                return
        else:
            _mark_sent(mail_id, token)
            report.sent += 1


def _message(mail: OutboxMail) -> Message:
    try:
        attachments = [MailAttachment(one["nombre"], one["mime"], read_attachment(one["sha256"])) for one in mail.attachments]
    except Exception as error:
        raise UnreadableAttachment from error
    message = Message(
        subject=mail.subject, recipients=[_address(mail)], body=mail.body, html=mail.html,
        extra_headers=_headers(mail), attachments=attachments, reply_to=_intake(mail),
    )  # fmt: skip
    message.msgId = mail.message_id
    return message


def _headers(mail: OutboxMail) -> dict[str, str]:
    """What keeps machines from answering (RFC 3834; the second one is Microsoft's), and what ties letters of one case together."""
    said = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    return {**said, "References": f"<{mail.thread}@{mailer.sender_domain()}>"} if mail.thread else said


def _intake(mail: OutboxMail) -> str | None:
    """Where answers to this letter go: only letters of a case's citizen are answered."""
    address: str = current_app.config["SETTINGS"].mail_intake
    return address if address and mail.thread else None


def _address(mail: OutboxMail) -> str:
    return unseal(mail.recipient) if mail.sealed else mail.recipient


def _mark_sent(mail_id: int, token: str) -> None:
    """Mark the letter sent and do what its subject asked for. A busy database must not make it leave twice."""
    for _ in range(3):
        try:
            with transaction():
                _mark_in_transaction(mail_id, token)
        except OperationalError:
            continue
        return
    logger().error("correo_sin_marcar", correo=mail_id)


def _mark_in_transaction(mail_id: int, token: str) -> None:
    mail = db.session.get(OutboxMail, mail_id, with_for_update=True)
    if mail is None or mail.claimed_by != token:
        return
    mail.state, mail.sent_at, mail.last_error = ENVIADO, clock.now(), ""
    mail.attempts += 1
    mail.claimed_by = mail.claimed_until = None
    handler = sent_handler(mail.letter)
    if handler is not None:
        try:
            with db.session.begin_nested():
                handler(mail)
        except OperationalError:
            raise
        except Exception as error:  # the letter has left, whatever its subject makes of it
            logger().error("correo_sin_anotar", correo=mail_id, carta=mail.letter, error=type(error).__name__, exc_info=error)
            mail.last_error = "Se envió, pero el caso no pudo anotar la entrega."
    _blot_secrets(mail)
    if mail.sealed:
        mail.recipient = ""


def _blot_secrets(mail: OutboxMail) -> None:
    for secret in mail.secrets:
        mail.subject = mail.subject.replace(secret, _BLOT)
        mail.body = mail.body.replace(secret, _BLOT)
        mail.html = mail.html.replace(secret, _BLOT)
    mail.secrets = []


def _note_failure(mail_id: int, token: str, error: Exception, report: Report) -> None:
    with transaction():
        mail = db.session.get(OutboxMail, mail_id, with_for_update=True)
        if mail is None or mail.claimed_by != token:
            return
        mail.attempts += 1
        mail.last_error = reason_of(error)
        if mail.sealed:
            # A mail server likes to repeat the address that it refuses.
            mail.last_error = mail.last_error.partition(":")[0] + "."
        mail.claimed_by = mail.claimed_until = None
        if _is_final(error) or mail.attempts > len(DELAYS):
            mail.state = FALLIDO
            report.failed += 1
        else:
            mail.next_try_at = clock.now() + timedelta(minutes=DELAYS[mail.attempts - 1])
            report.postponed += 1
        logger().warning("correo_no_enviado", correo=mail_id, error=type(error).__name__, estado=mail.state)


def _is_connection_lost(error: Exception) -> bool:
    # Every SMTPException is an OSError too; only these mean that there is nobody to talk to any more.
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected)
    return isinstance(error, OSError)


def _is_final(error: Exception) -> bool:
    """Whether trying again is pointless: the server said no for good (5xx, RFC 5321, 4.2.1), or the letter is malformed."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPSenderRefused):
        return False
    return isinstance(error, BadHeaderError) or (isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500)


_OUR_OWN: dict[type[Exception], str] = {
    CannotUnseal: "Ninguna de las llaves de IDENTITY_KEYS abre la dirección sellada.",
    UnreadableAttachment: "No se pudo leer un archivo adjunto.",
}


def reason_of(error: Exception) -> str:
    """Why a letter did not leave, for the staff page."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _answer("El servidor de correo no aceptó al destinatario", code, said)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _answer("El servidor de correo no aceptó el usuario o la contraseña del portal", error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer("El servidor de correo no aceptó el mensaje", error.smtp_code, error.smtp_error)
    for kind, words in _OUR_OWN.items():
        if isinstance(error, kind):
            return words
    if isinstance(error, OSError):
        return f"No se pudo hablar con el servidor de correo ({type(error).__name__})."
    return f"No se pudo preparar el mensaje ({type(error).__name__})."


def _answer(what: str, code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{what}: {code} {' '.join(text.split())}"[:300]

"""Sending what is in the outbox, by any number of workers, each letter once.

A worker claims letters with a conditional update and a lease, sends each, and marks it sent in a transaction of its
own. If it dies between the server's acceptance and the mark, the letter is sent again after the lease: no protocol
can rule that out, so both copies carry the same Message-ID and receivers can drop the second one.

A server that cannot be reached is not the letter's fault: the letter waits and its tries are not counted. A letter
that the server refuses for the time being is tried again after a growing delay, for about three days in all; one
that it refuses for good fails at once. The staff page shows what waits and what failed.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import OperationalError

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.outbox.by_mail import ByMail
from portal.outbox.by_sms import BySms
from portal.outbox.models import ENVIADO, FALLIDO, PENDIENTE, OutboxMail
from portal.outbox.services import sent_handler
from portal.web.logging import logger

BATCH = 10
LEASE = timedelta(minutes=10)
# A letter is not begun when less than this is left of its lease: sending it could outlast the lease.
_MARGIN = timedelta(minutes=2)
# Minutes to wait after each failed try: about 68 hours in all, then the letter has failed.
DELAYS = (1, 2, 5, 10, 20, 40, 60, 120, 240, *[360] * 10)
_OUTAGE = timedelta(minutes=1)
_BLOT = "[dato retirado después del envío]"


class Channel(Protocol):
    """A way in which letters leave: e-mail, or text messages. What is common to all of them is this module's."""

    @property
    def canal(self) -> str:
        """Which letters of the outbox are its own."""

    def is_configured(self) -> bool:
        """Whether this deployment has it; without it nothing is claimed and its letters wait."""

    def connect(self) -> AbstractContextManager[Any]:
        """What sends, with a `send(prepared)`. Raises OSError when nobody answers: that costs no letter a try."""

    def prepare(self, mail: OutboxMail) -> Any:
        """The letter as it will be sent; raises what keeps it from being put together."""

    def is_lost(self, error: Exception) -> bool:
        """Whether there is nobody to talk to any more, so that the rest of the batch waits."""

    def is_final(self, error: Exception) -> bool:
        """Whether trying this letter again is pointless."""

    def reason_of(self, error: Exception) -> str:
        """Why it did not leave, for the staff page."""


BY_MAIL, BY_SMS = ByMail(), BySms()
CHANNELS: Sequence[Channel] = (BY_MAIL, BY_SMS)


@dataclass
class Report:
    """What one run did. `trouble` says why the server could not be used, when it could not."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    trouble: str = ""


def send_due(should_stop: Callable[[], bool] = lambda: False, limit: int = BATCH, channel: Channel = BY_MAIL) -> Report:
    """Send up to `limit` letters of a channel that are due; stops cleanly between two when `should_stop` says so.

    Without a server of that channel nothing is claimed.
    """
    report = Report()
    if not channel.is_configured() or not _is_something_due(channel):
        return report
    token = token_hex(16)
    ids = _claim(token, limit, channel)
    try:
        with channel.connect() as connection:
            _send_all(ids, token, connection, report, should_stop, channel)
    except OSError as error:
        # Only connecting can fail here: a letter's own failure is noted with the letter.
        report.trouble = channel.reason_of(error)
        logger().warning("correo_sin_servidor", canal=channel.canal, error=type(error).__name__)
    _release(token, report.trouble)
    return report


def send_everything(should_stop: Callable[[], bool] = lambda: False) -> Report:
    """Send every letter that is due, in batches; a channel whose server cannot be reached ends early, the others go on."""
    total = Report()
    for channel in CHANNELS:
        while not should_stop():
            one = send_due(should_stop, channel=channel)
            total.sent, total.postponed, total.failed = total.sent + one.sent, total.postponed + one.postponed, total.failed + one.failed
            total.trouble = " ".join(words for words in (total.trouble, one.trouble) if words)
            if one.trouble or not one.sent + one.postponed + one.failed:
                break
    return total


def _due_condition(channel: Channel) -> ColumnElement[bool]:
    now = clock.now()
    free = or_(OutboxMail.claimed_until.is_(None), OutboxMail.claimed_until < now)
    return and_(OutboxMail.state == PENDIENTE, OutboxMail.canal == channel.canal, OutboxMail.next_try_at <= now, free)


def _is_something_due(channel: Channel) -> bool:
    found = db.session.scalar(select(OutboxMail.id).where(_due_condition(channel)).limit(1))
    db.session.rollback()
    return found is not None


def _claim(token: str, limit: int, channel: Channel = BY_MAIL) -> list[int]:
    due = select(OutboxMail.id).where(_due_condition(channel)).order_by(OutboxMail.next_try_at, OutboxMail.id)
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


def _send_all(ids: list[int], token: str, connection: Any, report: Report, should_stop: Callable[[], bool], channel: Channel) -> None:
    deadline = clock.now() + LEASE - _MARGIN
    for mail_id in ids:
        if should_stop() or clock.now() > deadline:
            return
        mail = db.session.get(OutboxMail, mail_id)
        if mail is None or mail.claimed_by != token:
            continue
        try:
            prepared = channel.prepare(mail)
            # Nothing of the database is held while the server takes its time.
            db.session.rollback()
            connection.send(prepared)
        except Exception as error:  # every failure is kept with its letter, where the staff page shows it
            db.session.rollback()
            _note_failure(mail_id, token, error, report, channel)
            if channel.is_lost(error):
                return
        else:
            _mark_sent(mail_id, token)
            report.sent += 1


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


def _note_failure(mail_id: int, token: str, error: Exception, report: Report, channel: Channel) -> None:
    with transaction():
        mail = db.session.get(OutboxMail, mail_id, with_for_update=True)
        if mail is None or mail.claimed_by != token:
            return
        mail.attempts += 1
        mail.last_error = channel.reason_of(error)
        if mail.sealed:
            # A mail server likes to repeat the address that it refuses.
            mail.last_error = mail.last_error.partition(":")[0] + "."
        mail.claimed_by = mail.claimed_until = None
        if channel.is_final(error) or mail.attempts > len(DELAYS):
            mail.state = FALLIDO
            report.failed += 1
        else:
            mail.next_try_at = clock.now() + timedelta(minutes=DELAYS[mail.attempts - 1])
            report.postponed += 1
        logger().warning("correo_no_enviado", correo=mail_id, error=type(error).__name__, estado=mail.state)

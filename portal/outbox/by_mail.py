"""Letters by e-mail: how one is put together and what a mail server's refusals mean."""

import smtplib

from flask import current_app
from flask_mail import Attachment as MailAttachment
from flask_mail import BadHeaderError, Message

from portal.outbox.models import CORREO, OutboxMail
from portal.outbox.services import read_attachment
from portal.sealing import CannotUnseal, unseal
from portal.web import mailer


class UnreadableAttachment(Exception):
    """A file that should travel with the letter cannot be read now."""


class ByMail:
    """The channel of e-mail, as `delivery` uses it."""

    canal = CORREO

    def is_configured(self) -> bool:
        return mailer.is_configured()

    def connect(self) -> mailer.MailConnection:
        return mailer.connect()

    def prepare(self, mail: OutboxMail) -> Message:
        return message_of(mail)

    def is_lost(self, error: Exception) -> bool:
        return _is_connection_lost(error)

    def is_final(self, error: Exception) -> bool:
        return _is_final(error)

    def reason_of(self, error: Exception) -> str:
        return reason_of(error)


def message_of(mail: OutboxMail) -> Message:
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

"""The table of letters to send."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base

_NUMBERS = re.compile(r"\b\d{4}-[ES]-\d{6,9}(?:-\w+)?")
PENDIENTE, ENVIADO, FALLIDO = "pendiente", "enviado", "fallido"
CORREO, SMS = "correo", "sms"


def sin_numeros(subject: str) -> str:
    """A subject without the numbers of cases, of all alike."""
    return _NUMBERS.sub("(número)", subject)


class OutboxMail(Base):
    """One letter to one address, as it was rendered; or one text message to one mobile number.

    A worker that takes it notes itself in `claimed_by` until `claimed_until`; when it dies, the letter is free again
    after that instant. `secrets` are taken out of the text once it has left: a tracking code is not kept readable.
    """

    __tablename__ = "outbox_mail"
    __table_args__ = (
        CheckConstraint("state IN ('pendiente', 'enviado', 'fallido')", name="state"),
        CheckConstraint("canal IN ('correo', 'sms')", name="canal"),
        Index(
            "ix_outbox_mail_pendiente", "next_try_at", "id",
            sqlite_where=text("state = 'pendiente'"), postgresql_where=text("state = 'pendiente'"),
        ),
        Index("ix_outbox_mail_state", "state", "id"),
        Index("ix_outbox_mail_about", "about_type", "about_id"),
        # A letter that somebody answers is found by its number.
        Index("ix_outbox_mail_message_id", "message_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    letter: Mapped[str] = mapped_column(String(80))
    canal: Mapped[str] = mapped_column(String(8), default=CORREO, server_default=CORREO)
    # Of a sealed letter the sealed address, and nothing once it has left: who it is for is nobody's business.
    recipient: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    secrets: Mapped[list[str]] = mapped_column(JSON, default=list)
    about_type: Mapped[str | None] = mapped_column(String(40))
    about_id: Mapped[int | None]
    message_id: Mapped[str] = mapped_column(String(254))
    # What it belongs to with others, as a radicado: mail programs show them together, and answers come back to the intake address.
    thread: Mapped[str] = mapped_column(String(40), default="", server_default="")
    state: Mapped[str] = mapped_column(String(12), default=PENDIENTE)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(Instant)
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def asunto(self) -> str:
        """What it is about, as staff who see no cases may read it: a number beside a sealed address would tell which case is sealed."""
        return sin_numeros(self.subject)

    @property
    def para(self) -> str:
        """Whom it is for, as staff may read it."""
        return "Dirección sellada" if self.sealed else self.recipient

"""Tables of the web plumbing: sessions that can be ended, and the one-time keys of forms that file something."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Instant
from portal.extensions import Base


class WebSession(Base):
    """A session on the server's side: dead at sign-out, listed and ended by its owner.

    `subject_id` is the official's key or, for a citizen, the key of the case whose code was given. Of citizens no
    browser is kept.
    """

    __tablename__ = "web_session"
    __table_args__ = (
        CheckConstraint("kind IN ('funcionario', 'ciudadano')", name="kind"),
        Index("ix_web_session_kind_subject_id", "kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[int]
    browser: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class FormKey(Base):
    """The one-time key of a form: sent twice, the second sending finds what the first one filed."""

    __tablename__ = "form_key"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40))
    result_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)

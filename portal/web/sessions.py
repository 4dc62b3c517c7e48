"""Sessions with a server-side record. The cookie carries a random token and the instant of last use, signed.

The instant of last use lives in the cookie and not in the table, so that reading a page writes nothing (ASVS 7.3.1,
7.4.1): a copied cookie goes stale with it, and dies at once when the record is ended.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, g, session
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import insert, select, update

from portal.core import clock
from portal.extensions import db
from portal.web.models import WebSession

# The stamp moves at most once a minute: not every answer needs a new cookie.
STAMP_STEP = 60
_INSERT = insert(WebSession.__table__).inline()  # type: ignore[arg-type]  # nobody asks for its key
CITIZEN_SECONDS = 2 * 3600
CITIZEN_IDLE = 30 * 60


class SignedCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, with SHA-256 in place of its SHA-1 (ASVS 11.4.1)."""

    digest_method = staticmethod(hashlib.sha256)


def hash_token(token: str) -> str:
    """What is stored of a random token; its entropy (128 bits or more) makes a slow hash unnecessary."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(kind: str, subject_id: int, seconds: int, browser: str = "") -> None:
    """Begin a session that ends after `seconds` at the latest, with a new token; the one this browser had before ends (ASVS 7.2.4)."""
    end_session(kind)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = {
        "token_hash": hash_token(token), "kind": kind, "subject_id": subject_id, "browser": browser,
        "created_at": now, "expires_at": now + timedelta(seconds=seconds), "ended_at": None,
    }  # fmt: skip
    db.session.connection().execute(_INSERT, row)
    session[f"{kind}_token"] = token
    session[f"{kind}_seen"] = int(now.timestamp())
    g.pop(f"session_{kind}", None)


def find_session(kind: str, idle: int) -> WebSession | None:
    """The live session of this kind that the cookie names, or None. `idle` is in seconds."""
    cached = f"session_{kind}"
    if cached not in g:
        setattr(g, cached, _load(kind, idle))
    record: WebSession | None = g.get(cached)
    return record


def _load(kind: str, idle: int) -> WebSession | None:
    token, seen = session.get(f"{kind}_token"), session.get(f"{kind}_seen", 0)
    now = clock.now()
    if not token or now.timestamp() - seen > idle:
        return None
    record = db.session.scalar(select(WebSession).where(WebSession.token_hash == hash_token(token), WebSession.kind == kind))
    if record is None or record.ended_at is not None or record.expires_at <= now:
        return None
    if now.timestamp() - seen > STAMP_STEP:
        session[f"{kind}_seen"] = int(now.timestamp())
    return record


def keep_code(kind: str, code: str) -> None:
    """Keep the tracking code in the signed cookie of who just received it, until that session ends.

    Who files from an old telephone presses a link before noting it down; an anonymous person could never ask for it.
    """
    session[f"{kind}_codigo"], session[f"{kind}_codigo_en"] = code, int(clock.now().timestamp())


def kept_code(kind: str, seconds: int = CITIZEN_SECONDS) -> str:
    """The code that this session received at most `seconds` ago; empty for who entered with a code of their own."""
    code: str = session.get(f"{kind}_codigo", "")
    return code if clock.now().timestamp() - session.get(f"{kind}_codigo_en", 0) <= seconds else ""


def end_session(kind: str) -> None:
    """End the session that the cookie names, here and on the server."""
    session.pop(f"{kind}_codigo", None)
    session.pop(f"{kind}_codigo_en", None)
    token = session.pop(f"{kind}_token", None)
    session.pop(f"{kind}_seen", None)
    g.pop(f"session_{kind}", None)
    if token:
        db.session.execute(
            update(WebSession).where(WebSession.token_hash == hash_token(token), WebSession.ended_at.is_(None)).values(ended_at=clock.now())
        )


def end_all_sessions(kind: str, subject_id: int, except_id: int | None = None) -> int:
    """End every live session of one subject; returns how many. Used by its owner and when an official leaves."""
    condition = update(WebSession).where(WebSession.kind == kind, WebSession.subject_id == subject_id, WebSession.ended_at.is_(None))
    if except_id is not None:
        condition = condition.where(WebSession.id != except_id)
    result = db.session.execute(condition.values(ended_at=clock.now()))
    return int(getattr(result, "rowcount", 0))


@dataclass(frozen=True)
class Citizen:
    """The holder of a tracking code: which case it opens, and nothing about the person."""

    peticion_id: int


def current_citizen() -> Citizen | None:
    """The citizen whose tracking code this browser gave, while that session lives."""
    record = find_session("ciudadano", CITIZEN_IDLE)
    return Citizen(record.subject_id) if record else None


def official_idle() -> int:
    """Seconds without use after which an official must sign in again."""
    return int(current_app.config["SETTINGS"].session_idle)

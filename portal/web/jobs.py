"""Housekeeping of the web plumbing; safe to run twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from portal.core import clock
from portal.database import transaction
from portal.extensions import db
from portal.web import limit_storage
from portal.web.models import FormKey, WebSession

_KEEP = timedelta(days=30)
_BATCH = 2000


def delete_sessions() -> int:
    """Delete the sessions that ended more than 30 days ago."""
    limit = clock.now() - _KEEP
    return _in_batches(WebSession, WebSession.id, lambda: WebSession.expires_at < limit)


def delete_form_keys() -> int:
    """Delete the one-time keys of forms filed more than 30 days ago."""
    limit = clock.now() - _KEEP
    return _in_batches(FormKey, FormKey.key_hash, lambda: FormKey.created_at < limit)


def delete_counters() -> int:
    """Delete the counted tries whose time is over."""
    return limit_storage.delete_expired()


def _in_batches(table: Any, key: Any, condition: Callable[[], Any]) -> int:
    """Small batches: the write lock is never held for long."""
    total = 0
    while True:
        with transaction():
            old = select(key).where(condition()).limit(_BATCH)
            removed = db.session.connection().execute(delete(table).where(key.in_(old))).rowcount
        total += removed
        if removed < _BATCH:
            return total

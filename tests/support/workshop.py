"""An application on a database of its own, for tests that commit for good: several threads, several workers, odd routes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from portal import create_app
from portal.config import load_settings
from portal.database import set_will_write
from portal.extensions import db
from portal.web.limit_storage import counters
from tests.support.databases import fresh_database
from tests.support.pages import PageClient

SECRET = "otro-secreto-de-pruebas-0123456789abcdef"


@contextmanager
def own_app(kind: str, folder: Path, prepare: Callable[[Flask], None] = lambda app: None, **settings: Any) -> Iterator[Flask]:
    """An application with its tables and nothing in them; `prepare` may add routes before the first request."""
    with fresh_database(kind, folder) as url:
        values: dict[str, Any] = {
            "environment": "test", "secret_key": SECRET, "database_url": url,
            "files_dir": folder / "archivos", "public_url": "https://portal.example", "identity_keys": ("ab" * 32,), **settings,
        }  # fmt: skip
        app = create_app(load_settings({}, **values))
        app.test_client_class = PageClient
        prepare(app)
        with app.app_context():
            set_will_write(True)
            db.create_all()
            db.session.commit()
            set_will_write(False)
        try:
            yield app
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()
                counters().engine.dispose()

"""Fixtures of the whole suite. Each test runs inside one transaction of its database, undone at the end."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import flask_migrate  # noqa: F401 - who loads it gets `flask db`, which is among the commands that are documented
import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy.engine import Connection

from portal import create_app
from portal.config import load_settings
from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import set_will_write
from portal.entidad.context import forget_kept
from portal.extensions import db
from portal.web.limit_storage import counters
from portal.web.limits import forget_all
from tests.support.browser import find_chromium, launched
from tests.support.databases import ENGINES, fresh_database, missing_postgres
from tests.support.pages import PageClient

SECRET = "solo-para-las-pruebas-" + "0123456789abcdef"


def pytest_sessionstart() -> None:
    """Fail at once, and not by leaving half of the tests out, where PostgreSQL is required and absent."""
    if reason := missing_postgres():
        pytest.exit(reason, returncode=1)


@pytest.fixture(scope="session", params=ENGINES)
def base_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on one database whose schema exists and which holds the cast."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    with fresh_database(request.param, folder) as url:
        settings = load_settings(
            {}, environment="test", secret_key=SECRET, database_url=url, files_dir=folder / "archivos", public_url="https://portal.example"
        )
        app = create_app(settings)
        app.test_client_class = PageClient
        with app.app_context():
            db.create_all()
            from portal.demo.elenco import create_cast

            set_will_write(True)
            create_cast()
            db.session.commit()
            set_will_write(False)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
            counters().engine.dispose()


@pytest.fixture
def app(base_app: Flask) -> Iterator[Flask]:
    """The application inside a transaction that is undone after the test; commits within it are savepoints."""
    with base_app.app_context():
        engine = db.engines[None]
        set_will_write(True)
        connection: Connection = engine.connect()
        outer = connection.begin()
        db.engines[None] = connection  # type: ignore[assignment]
        db.session.remove()
        db.session.configure(join_transaction_mode="create_savepoint")
        # Tries are counted outside the transaction: those of an earlier test must not count.
        forget_all()
        forget_kept()
        try:
            yield base_app
        finally:
            db.session.remove()
            db.engines[None] = engine
            outer.rollback()
            connection.close()
            set_will_write(False)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor with a browser that nobody has used."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


@pytest.fixture
def reloj() -> Iterator[MovableClock]:
    """A clock that stands at Tuesday 3 February 2026, 10:15, until the test moves it."""
    with clock.at(datetime(2026, 2, 3, 10, 15, tzinfo=clock.BOGOTA)) as moved:
        yield moved


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Without one these tests are skipped, or fail where PORTAL_REQUIRE_BROWSER is set."""
    program = find_chromium()
    if program is None:
        reason = "there is no Chromium: install it, or name it in CHROMIUM"
        (pytest.fail if os.environ.get("PORTAL_REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    with launched(program) as browser:
        yield browser

"""Whether the process lives and can serve, and the figures for who watches."""

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import OperationalError

from portal.config import ROOT
from portal.core import clock
from portal.jobs import services
from portal.web import health
from tests.support.pages import PageClient

BASE = {"base_url": "https://www.puerres-narino.example"}
TOKEN = {"Authorization": "Bearer un-token-de-prueba-largo"}


def test_the_process_says_that_it_lives(workshop: PageClient) -> None:
    assert workshop.get("/healthz").text == "ok\n"


def test_ready_needs_the_programs_own_schema(workshop_app: Flask, workshop: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_program_version", lambda: frozenset({"abc"}))
    response = workshop.get("/readyz")
    assert (response.status_code, response.get_json()["migrations"]) == (503, False)
    monkeypatch.setattr(health, "_program_version", frozenset)
    response = workshop.get("/readyz")
    assert (response.status_code, response.get_json()["database"]) == (200, True)


def test_the_newest_migration_is_the_one_that_alembic_names() -> None:
    assert health._program_version() == frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())


def test_not_ready_while_the_database_is_away(workshop: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> frozenset[str]:
        raise OperationalError("x", {}, Exception())

    monkeypatch.setattr(health, "_schema_version", away)
    response = workshop.get("/readyz")
    assert (response.status_code, response.get_json()) == (503, {"database": False, "migrations": False})


def test_ready_tells_how_long_no_worker_was_seen(workshop_app: Flask, workshop: PageClient) -> None:
    with workshop_app.app_context():
        services.beat(clock.now())
        assert workshop.get("/readyz").get_json()["worker_seconds"] < 60
        services.say_goodbye()
    assert workshop.get("/readyz").get_json()["worker_seconds"] is None


def test_metrics_are_absent_unless_asked_for(workshop: PageClient) -> None:
    assert workshop.get("/metrics").status_code == 404


def test_metrics_need_the_token(production: Flask) -> None:
    client = production.test_client()
    assert client.get("/metrics", **BASE).status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer otro"}, **BASE).status_code == 401
    text = client.get("/metrics", headers=TOKEN, **BASE).text
    for figure in ("portal_mail_waiting 0.0", "portal_mail_failed 0.0", "portal_jobs_late", "portal_worker_seconds -1.0"):
        assert figure in text

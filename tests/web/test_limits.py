"""Tries are counted per connection without keeping its address, on a storage of their own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from portal.core.clock import MovableClock
from portal.database import set_will_write
from portal.extensions import db
from portal.web import jobs, limit_storage
from portal.web.limits import address_key, count_hits, hit
from tests.support.pages import Page, PageClient


def _send(client: PageClient, address: str = "10.0.0.1") -> int:
    client.check_pages = False
    return client.post("/taller/limitada", environ_base={"REMOTE_ADDR": address}).status_code


def test_beyond_the_limit_the_answer_is_429_with_when_to_come_back(workshop: PageClient, reloj: MovableClock) -> None:
    assert [_send(workshop) for _ in range(4)] == [200, 200, 200, 429]
    reloj.advance(seconds=20)
    response = workshop.post("/taller/limitada", environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert 30 <= int(response.headers["Retry-After"]) <= 41
    assert "Demasiados intentos" in Page(response).h1


def test_after_its_window_the_limit_is_open_again(workshop: PageClient, reloj: MovableClock) -> None:
    for _ in range(4):
        _send(workshop)
    reloj.advance(seconds=61)
    assert _send(workshop) == 200


def test_each_connection_has_its_own_count(workshop: PageClient) -> None:
    for _ in range(4):
        _send(workshop)
    assert _send(workshop, "10.0.0.2") == 200


def test_addresses_of_one_ipv6_household_are_one(workshop: PageClient) -> None:
    assert [_send(workshop, f"2001:db8:1:2::{n}") for n in range(1, 5)] == [200, 200, 200, 429]
    assert _send(workshop, "2001:db8:1:3::1") == 200


def test_services_may_count_and_ask(workshop: PageClient, reloj: MovableClock) -> None:
    answers = [workshop.get("/taller/cuenta").get_json() for _ in range(3)]
    assert answers == [{"dentro": True, "van": 1}, {"dentro": True, "van": 2}, {"dentro": False, "van": 3}]
    reloj.advance(seconds=61)
    assert workshop.get("/taller/cuenta").get_json() == {"dentro": True, "van": 1}


def test_a_count_may_belong_to_something_else_than_the_connection(workshop_app: Flask, workshop: PageClient) -> None:
    with workshop_app.app_context():
        assert hit("ingreso", 1, 60, key="cuenta-a")
        assert not hit("ingreso", 1, 60, key="cuenta-a")
        assert hit("ingreso", 1, 60, key="cuenta-b")
        assert count_hits("ingreso", 60, key="cuenta-a") == 2
        assert count_hits("ingreso", 3600, key="cuenta-a") == 0


def test_the_key_hides_the_address_and_changes_each_day(workshop_app: Flask, reloj: MovableClock) -> None:
    def key(address: str) -> str:
        with workshop_app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
            return address_key()

    today = key("10.1.2.3")
    assert today == key("10.1.2.3")
    assert today != key("10.1.2.4")
    assert "10.1.2.3" not in today
    reloj.advance(days=1)
    assert key("10.1.2.3") != today


def test_the_storage_holds_no_address(workshop_app: Flask, workshop: PageClient) -> None:
    _send(workshop, "10.77.66.55")
    with workshop_app.app_context():
        counters = limit_storage.counters()
        with counters.engine.connect() as connection:
            rows = connection.execute(text(f"SELECT clave FROM {counters.table}")).scalars().all()  # noqa: S608
    assert rows
    assert not [row for row in rows if "10.77" in row]


def test_parallel_tries_are_counted_one_by_one(workshop_app: Flask, workshop: PageClient) -> None:
    def attempt(_number: int) -> bool:
        with workshop_app.app_context():
            return hit("carrera", 25, 60, key="todos")

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(40))) == 25


def test_counting_does_not_wait_for_a_filing(workshop_app: Flask, workshop: PageClient) -> None:
    with workshop_app.app_context():
        set_will_write(True)
        db.session.execute(text("UPDATE audit_head SET ultimo_id = ultimo_id"))
        assert hit("mientras", 5, 60, key="x")
        db.session.rollback()
        set_will_write(False)
        db.session.remove()


def test_when_the_counters_are_away_the_portal_goes_on(workshop_app: Flask, workshop: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("x", {}, Exception())

    monkeypatch.setattr(limit_storage.CounterDatabase, "execute", away)
    assert [_send(workshop) for _ in range(5)] == [200] * 5
    with workshop_app.app_context():
        assert hit("x", 1, 60, key="x")
        assert count_hits("x", 60, key="x") == 0


def test_expired_counts_are_swept_away(workshop_app: Flask, workshop: PageClient, reloj: MovableClock) -> None:
    with workshop_app.app_context():
        hit("viejo", 1, 60, key="a")
        hit("largo", 1, 3600, key="a")
        reloj.advance(seconds=61)
        assert jobs.delete_counters() == 1
        assert jobs.delete_counters() == 0
        assert count_hits("largo", 3600, key="a") == 1


def test_on_sqlite_the_counters_are_a_file_of_their_own(tmp_path: Path) -> None:
    counters = limit_storage.CounterDatabase(f"sqlite:///{tmp_path}/portal.sqlite3")
    try:
        assert counters.engine.url.database == f"{tmp_path}/portal-limites.sqlite3"
    finally:
        counters.engine.dispose()

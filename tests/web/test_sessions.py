"""A session lives on the server: a copied cookie dies with it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, g, session

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.web.sessions import end_all_sessions, end_session, find_session, open_session

IDLE = 30 * 60


@pytest.fixture
def visit(app: Flask) -> Callable[..., object]:
    """A request with a given cookie; gives what the function says."""

    def with_cookie(cookie: dict[str, object], act: Callable[[], object]) -> object:
        with app.test_request_context("/"):
            session.update(cookie)
            found = act()
            cookie.clear()
            cookie.update(session)
            g.pop("session_funcionario", None)
            return found

    return with_cookie


def _open() -> None:
    with transaction():
        open_session("funcionario", 7, int(timedelta(hours=10).total_seconds()), "Firefox en Linux")


def _subject() -> int | None:
    found = find_session("funcionario", IDLE)
    return found.subject_id if found else None


def test_a_session_is_found_by_its_cookie_alone(visit: Callable[..., object], reloj: MovableClock) -> None:
    cookie: dict[str, object] = {}
    visit(cookie, _open)
    assert visit(cookie, _subject) == 7
    assert visit({}, _subject) is None
    assert visit({**cookie, "funcionario_token": "otro"}, _subject) is None


def test_a_copied_cookie_is_dead_after_signing_out(visit: Callable[..., object], reloj: MovableClock) -> None:
    cookie: dict[str, object] = {}
    visit(cookie, _open)
    copied = dict(cookie)

    def sign_out() -> None:
        with transaction():
            end_session("funcionario")

    visit(cookie, sign_out)
    assert "funcionario_token" not in cookie
    assert visit(copied, _subject) is None


def test_a_session_goes_stale_when_it_is_not_used(visit: Callable[..., object], reloj: MovableClock) -> None:
    cookie: dict[str, object] = {}
    visit(cookie, _open)
    reloj.advance(minutes=29)
    assert visit(cookie, _subject) == 7
    reloj.advance(minutes=29)
    assert visit(cookie, _subject) == 7, "each use counts anew"
    reloj.advance(minutes=31)
    assert visit(cookie, _subject) is None


def test_a_session_ends_after_its_time_however_busy(visit: Callable[..., object], reloj: MovableClock) -> None:
    cookie: dict[str, object] = {}
    visit(cookie, _open)
    for _ in range(29):
        reloj.advance(minutes=20)
        assert visit(cookie, _subject) == 7
    reloj.advance(minutes=20)
    assert visit(cookie, _subject) is None


def test_all_sessions_of_somebody_can_be_ended_at_once(visit: Callable[..., object], reloj: MovableClock) -> None:
    one: dict[str, object] = {}
    two: dict[str, object] = {}
    visit(one, _open)
    visit(two, _open)

    def end_all() -> int:
        with transaction():
            return end_all_sessions("funcionario", 7)

    assert visit({}, end_all) == 2
    assert visit(one, _subject) is None
    assert visit(two, _subject) is None

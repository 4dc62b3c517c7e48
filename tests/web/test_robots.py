"""Against robots: each guard stops what it should, loses nothing that was typed, and leaves a way through for everybody."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from altcha import Challenge, Payload, derive_key_pbkdf2, solve_challenge
from flask import Flask
from werkzeug.test import TestResponse

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.pqrs.models import Peticion
from portal.web import robots
from tests.support import ciudadania
from tests.support.pages import Page, PageClient

ACTION = "/pqrs/radicar"


@pytest.fixture
def strict(app: Flask) -> Iterator[None]:
    """A portal that asks for proof after one filing per hour and stops after three."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, pow_threshold=1, filing_hard_limit=3)
    try:
        yield
    finally:
        app.config["SETTINGS"] = before


_texts = count(1)


def _fill(client: PageClient, reloj: MovableClock, **changes: Any) -> dict[str, Any]:
    """A form with a text of its own: who files the same again is asked whether they mean it."""
    return ciudadania.fill(client, reloj, **{"texto": f"Pido que arreglen el poste {next(_texts)}.", **changes})


def _file(client: PageClient, reloj: MovableClock, **changes: Any) -> None:
    ciudadania.read(client, ciudadania.send(client, _fill(client, reloj, **changes)))


def _count() -> int:
    return len(db.session.scalars(db.select(Peticion.id)).all())


def _stopped(response: TestResponse, reason: str) -> Page:
    page = Page(response)
    assert response.status_code == 422
    assert reason in page.text()
    return page


def _solve(client: PageClient, cheap: bool = True) -> str:
    challenge = Challenge.from_dict(json.loads(client.get("/pqrs/radicar/reto").data))
    solution = solve_challenge(challenge, derive_key_pbkdf2)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


@pytest.fixture
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same proof with fewer rounds: what it costs is not what is tested."""
    monkeypatch.setattr(robots, "CHALLENGE_COST", 10)


def test_a_filled_trap_is_emptied_and_the_person_may_send_again(client: PageClient, reloj: MovableClock) -> None:
    values = _fill(client, reloj, pagina_personal="http://spam.example")
    page = _stopped(ciudadania.send(client, values), robots.Stop.TRAP)
    kept = client.form_values(page, ACTION)
    assert (kept["pagina_personal"], kept["texto"]) == ("", values["texto"])
    assert _count() == 0
    assert ciudadania.is_filed(ciudadania.send(client, kept))


def test_the_trap_is_out_of_everybodys_sight_and_reach(client: PageClient) -> None:
    page = client.page(ACTION)
    trap = next(one for one in page.all("div") if one.get("class") == "trap")
    field = next(trap.iter("input"))
    assert trap.get("aria-hidden") == "true"
    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")


def test_a_form_sent_within_three_seconds_asks_to_send_again(client: PageClient, reloj: MovableClock) -> None:
    values = {**client.form_values(client.page(ACTION), ACTION), **ciudadania.ANA}
    page = _stopped(ciudadania.send(client, values), robots.Stop.FAST)
    reloj.advance(seconds=4)
    assert ciudadania.is_filed(ciudadania.send(client, client.form_values(page, ACTION)))


@pytest.mark.parametrize("moment", [None, "", "forjado", "WzAsIiJd.firma"])
def test_a_form_without_its_signed_moment_must_wait_like_a_new_one(client: PageClient, reloj: MovableClock, moment: str | None) -> None:
    page = _stopped(ciudadania.send(client, _fill(client, reloj, momento=moment)), robots.Stop.FAST)
    reloj.advance(seconds=4)
    assert ciudadania.is_filed(ciudadania.send(client, client.form_values(page, ACTION)))


def test_below_the_threshold_nobody_is_asked_for_anything(client: PageClient, reloj: MovableClock) -> None:
    for _ in range(8):
        assert "altcha" not in client.page(ACTION).html
        _file(client, reloj)
    assert "<altcha-widget" in client.page(ACTION).html


@pytest.mark.usefixtures("strict")
def test_without_javascript_one_waits_thirty_seconds_and_sends_again(client: PageClient, reloj: MovableClock) -> None:
    _file(client, reloj)
    page = _stopped(ciudadania.send(client, _fill(client, reloj)), robots.Stop.PROOF)
    kept = client.form_values(page, ACTION)
    reloj.advance(seconds=20)
    kept = client.form_values(_stopped(ciudadania.send(client, kept), robots.Stop.WAIT), ACTION)
    reloj.advance(seconds=11)
    assert ciudadania.is_filed(ciudadania.send(client, kept))
    assert _count() == 2


@pytest.mark.usefixtures("strict")
def test_a_wait_serves_only_the_form_that_waited(client: PageClient, reloj: MovableClock) -> None:
    _file(client, reloj)
    page = _stopped(ciudadania.send(client, _fill(client, reloj)), robots.Stop.PROOF)
    waited = client.form_values(page, ACTION)["espera"]
    reloj.advance(seconds=40)
    _stopped(ciudadania.send(client, _fill(client, reloj, espera=waited)), robots.Stop.PROOF)


@pytest.mark.usefixtures("strict", "easy")
def test_a_proof_of_work_opens_the_way_once(client: PageClient, reloj: MovableClock) -> None:
    _file(client, reloj)
    proof = _solve(client)
    assert ciudadania.is_filed(ciudadania.send(client, _fill(client, reloj, altcha=proof)))
    _stopped(ciudadania.send(client, _fill(client, reloj, altcha=proof)), robots.Stop.PROOF)


@pytest.mark.usefixtures("strict", "easy")
def test_a_proof_is_not_spent_by_a_form_that_has_another_error(client: PageClient, reloj: MovableClock) -> None:
    _file(client, reloj)
    proof = _solve(client)
    wrong = ciudadania.send(client, _fill(client, reloj, altcha=proof, texto=""))
    assert wrong.status_code == 422
    assert ciudadania.is_filed(ciudadania.send(client, _fill(client, reloj, altcha=proof)))


def _tampered(proof: str) -> list[str]:
    data: dict[str, Any] = json.loads(base64.b64decode(proof))
    forged = json.loads(json.dumps(data))
    forged["challenge"]["parameters"]["cost"] = 1
    other = json.loads(json.dumps(data))
    other["solution"]["counter"] += 1
    stale = json.loads(json.dumps(data))
    stale["challenge"]["parameters"]["expiresAt"] += 10**6
    return [base64.b64encode(json.dumps(one).encode()).decode() for one in (forged, other, stale, {}, [], 7, {"challenge": None})]


@pytest.mark.usefixtures("strict", "easy")
def test_a_proof_that_is_not_ours_is_no_proof(client: PageClient, reloj: MovableClock) -> None:
    _file(client, reloj)
    for proof in [*_tampered(_solve(client)), "", "basura", "é", "AAAA", "[" * 5000]:
        _stopped(ciudadania.send(client, _fill(client, reloj, altcha=proof)), robots.Stop.PROOF)
    assert _count() == 1


@pytest.mark.usefixtures("strict")
def test_beyond_the_hard_limit_the_answer_is_429_with_other_channels(client: PageClient, reloj: MovableClock) -> None:
    for _ in range(3):
        robots_away = {"REMOTE_ADDR": "10.9.9.9"}
        values = _fill(client, reloj)
        first = client.post(ACTION, data=values, environ_overrides=robots_away, content_type="multipart/form-data")
        if first.status_code == 422:
            reloj.advance(seconds=31)
            kept = client.form_values(Page(first), ACTION)
            assert ciudadania.is_filed(client.post(ACTION, data=kept, environ_overrides=robots_away, content_type="multipart/form-data"))
    values = _fill(client, reloj)
    stopped = client.post(ACTION, data=values, environ_overrides={"REMOTE_ADDR": "10.9.9.9"}, content_type="multipart/form-data")
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"]
    assert "Teléfono" in Page(stopped).text()
    assert _count() == 3
    assert ciudadania.is_filed(ciudadania.send(client, values)), "another connection files as always"


@pytest.mark.usefixtures("strict")
def test_a_repeated_sending_is_answered_even_beyond_the_limit(client: PageClient, reloj: MovableClock) -> None:
    values = _fill(client, reloj)
    assert ciudadania.is_filed(ciudadania.send(client, values))
    assert all(ciudadania.is_filed(ciudadania.send(client, values)) for _ in range(5))
    assert _count() == 1

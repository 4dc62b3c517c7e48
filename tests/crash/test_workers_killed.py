"""Workers are killed at random moments while citizens file. Words as Jepsen uses them: attempted, acknowledged, lost,
duplicated, unexpected."""

import random
import signal
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

import psutil
import pytest
from sqlalchemy import Row, create_engine, text

from portal import create_app
from portal.audit.heads import verify
from portal.config import load_settings
from portal.extensions import db
from tests.support.citizens import Browser, Filing, Unanswered
from tests.support.servers import Server, Site

pytestmark = pytest.mark.crash

CITIZENS, FILINGS_EACH, KILLS = 8, 12, 10
# A citizen who gets no answer presses again this often at most.
TRIES = 40


@dataclass
class History:
    """What the citizens did and what they were told."""

    attempted: dict[str, Filing] = field(default_factory=dict)
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def attempt(self, filing: Filing) -> None:
        with self.lock:
            self.attempted[filing.key] = filing

    def acknowledge(self, filing: Filing, radicado: str) -> None:
        with self.lock:
            self.acknowledged.setdefault(filing.key, set()).add(radicado)


def _citizen(port: int, history: History, number: int, done: threading.Event) -> None:
    dice = random.Random(number)
    with closing(Browser(port)) as browser:
        for _ in range(FILINGS_EACH):
            filing = _open(browser, done)
            history.attempt(filing)
            # One in ten walks away when no answer comes; one in ten presses twice although it came.
            tries = 1 if dice.random() < 0.1 else TRIES
            presses = 2 if dice.random() < 0.1 else 1
            for _ in range(presses):
                _send(browser, filing, history, tries, done)


def _send(browser: Browser, filing: Filing, history: History, tries: int, done: threading.Event) -> None:
    for _ in range(tries):
        try:
            history.acknowledge(filing, browser.send(filing))
        except Unanswered:
            with history.lock:
                history.unanswered += 1
            done.wait(0.05)
        except AssertionError as error:
            with history.lock:
                history.refused.append(str(error))
            return
        else:
            return


def _open(browser: Browser, done: threading.Event) -> Filing:
    for _ in range(TRIES):
        try:
            return browser.open_form()
        except Unanswered:
            done.wait(0.05)
    raise AssertionError("the form never came")


def _kill_workers(server: Server, done: threading.Event) -> int:
    """SIGKILL a worker now and then; gives how many died."""
    dice, killed = random.Random(), 0
    while killed < KILLS and not done.wait(dice.uniform(0.05, 0.5)):
        workers = server.workers()
        if workers:
            try:
                dice.choice(workers).send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
            killed += 1
    return killed


def _file_under_fire(server: Server) -> tuple[History, int]:
    history, done = History(), threading.Event()
    citizens = [threading.Thread(target=_citizen, args=(server.port, history, number, done)) for number in range(CITIZENS)]
    killed: list[int] = []
    killer = threading.Thread(target=lambda: killed.append(_kill_workers(server, done)))
    for one in [*citizens, killer]:
        one.start()
    for one in citizens:
        one.join()
    done.set()
    killer.join()
    return history, killed[0]


def test_no_acknowledged_radicado_is_lost_or_given_twice_when_workers_are_killed(site: Site) -> None:
    with site.serving() as server:
        history, killed = _file_under_fire(server)
    assert not history.refused, history.refused[0]
    assert killed >= 3, "too few workers were killed to say anything"
    with site.serving() as server, closing(Browser(server.port)) as after:
        last = after.open_form()
        history.attempt(last)
        history.acknowledge(last, after.send(last))
    _check(site, history)


def _check(site: Site, history: History) -> None:
    stored = _stored(site)
    by_text = Counter(one.texto for one in stored)
    by_number = {one.radicado: one.texto for one in stored}
    attempted = {filing.text for filing in history.attempted.values()}

    told_two = {key: numbers for key, numbers in history.acknowledged.items() if len(numbers) > 1}
    lost = {
        number
        for key, numbers in history.acknowledged.items()
        for number in numbers
        if by_number.get(number) != history.attempted[key].text
    }
    duplicated = {one: count for one, count in by_text.items() if count > 1}
    unexpected = set(by_text) - attempted
    verdict = {
        "attempted": len(attempted),
        "acknowledged": len(history.acknowledged),
        "unanswered": history.unanswered,
        "lost": lost,
        "duplicated": duplicated,
        "unexpected": unexpected,
        "told two numbers": told_two,
    }
    is_sound = not any((lost, duplicated, unexpected, told_two))
    assert is_sound, verdict
    _check_numbers(site, len(stored))


def _stored(site: Site) -> Sequence[Row[tuple[str, str]]]:
    engine = create_engine(site.database_url)
    with engine.connect() as connection:
        rows = list(connection.execute(text("SELECT radicado, texto FROM peticion ORDER BY id")))
    engine.dispose()
    return rows


def _check_numbers(site: Site, count: int) -> None:
    """Numbers without gaps up to the counter, each with its case, its act and its form; the chain of acts is whole."""
    engine = create_engine(site.database_url)
    with engine.connect() as connection:

        def ask(query: str) -> list[int]:
            return list(connection.execute(text(query)).scalars())

        assert ask("SELECT consecutivo FROM radicado WHERE serie = 'E' ORDER BY consecutivo") == list(range(1, count + 1))
        assert ask("SELECT ultimo FROM contador WHERE serie = 'E'") == [count]
        assert ask("SELECT count(*) FROM radicado r JOIN peticion p ON p.id = r.objeto_id AND p.radicado = r.numero") == [count]
        assert ask("SELECT count(*) FROM form_key f JOIN peticion p ON p.id = f.result_id WHERE f.purpose = 'radicar'") == [count]
        assert ask("SELECT count(DISTINCT result_id) FROM form_key WHERE purpose = 'radicar'") == [count]
        assert ask("SELECT count(*) FROM evento WHERE tipo = 'peticion_radicada'") == [count]
    engine.dispose()
    app = create_app(load_settings(site.environment()))
    with app.app_context():
        assert verify().is_sound
        db.session.remove()
        db.engine.dispose()

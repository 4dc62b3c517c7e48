"""The head of the chain is printed once a day, and whoever rewrites the chain does not agree with it any more."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.audit import chain
from portal.audit.heads import Head, list_heads, print_daily_head, verify
from portal.audit.models import AppendOnlyError, AuditHead, Evento, PrintedHead
from portal.audit.services import read_end, record
from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from tests.support.pages import PageClient


def _file_acts(amount: int) -> None:
    for number in range(amount):
        with transaction():
            record("acto", actor=SISTEMA, sobre=("caso", number), datos={"n": number})


def _take_triggers_off() -> None:
    names = {
        "sqlite": [f"{name}_no_{act}" for name in ("evento", "printed_head") for act in ("update", "delete")],
        "postgresql": [f"{name}_no_change ON {name}" for name in ("evento", "printed_head")],
    }
    with transaction():
        for name in names[db.engine.dialect.name]:
            db.session.execute(text(f"DROP TRIGGER {name}"))


def _rewrite(first: int, **changes: object) -> None:
    """As somebody with all rights and this code would do it: alter one act and chain all later ones anew."""
    _take_triggers_off()
    with transaction():
        table = Evento.__table__
        rows = [row._asdict() for row in db.session.execute(select(table).order_by(table.c.id))]
        rows[first - 1].update(changes)
        for row in chain.link(rows, 1, chain.GENESIS):
            db.session.execute(table.update().where(table.c.id == row["id"]).values(**row))


@pytest.fixture
def printed(empty_app: Flask, reloj: MovableClock) -> Head:
    """Three acts, the head of that day, and two more acts."""
    _file_acts(3)
    reloj.set(clock.now() + timedelta(days=1))
    assert print_daily_head() == 1
    last, value = read_end()
    _file_acts(2)
    return Head("guardada", last, value)


def test_a_head_says_the_day_the_last_act_its_hash_and_how_many_are_new(printed: Head) -> None:
    [head] = list_heads(limit=10)
    assert (head.dia, head.ultimo_id, head.hash, head.nuevos) == (date(2026, 2, 3), 3, printed.hash, 3)


def test_a_day_has_one_head_however_often_the_job_runs(printed: Head, reloj: MovableClock) -> None:
    assert print_daily_head() == 0
    reloj.set(clock.now() + timedelta(days=1))
    assert [print_daily_head(), print_daily_head()] == [1, 0]
    assert [(one.ultimo_id, one.nuevos) for one in list_heads(limit=10)] == [(5, 2), (3, 3)]


def test_an_untouched_chain_agrees_with_its_heads_and_with_one_that_somebody_kept(printed: Head) -> None:
    found = verify([printed])
    assert (found.is_sound, found.sound, found.heads) == (True, 5, 2)


def test_a_chain_that_was_rewritten_whole_is_sound_but_does_not_agree_with_the_printed_head(printed: Head) -> None:
    _rewrite(2, actor_nombre="Otra persona")
    found = verify()
    assert (found.is_sound, found.broken_id, found.sound) == (False, 1, 0)
    assert "los eventos 1 a 3 no dan la huella impresa del 03/02/2026" in found.reason


def test_what_was_rewritten_after_a_head_is_looked_for_after_it(printed: Head, reloj: MovableClock) -> None:
    reloj.set(clock.now() + timedelta(days=1))
    print_daily_head()
    _rewrite(5, actor_nombre="Otra persona")
    found = verify()
    assert (found.broken_id, found.sound) == (4, 3)
    assert "los eventos 4 a 5" in found.reason


def test_a_head_that_somebody_kept_finds_who_altered_chain_and_heads(printed: Head) -> None:
    _rewrite(2, actor_nombre="Otra persona")
    with transaction():
        db.session.execute(text("DELETE FROM printed_head"))
    assert verify().is_sound
    found = verify([printed])
    assert (found.is_sound, found.broken_id) == (False, 1)
    assert "la huella guardada" in found.reason


def test_a_chain_cut_off_before_its_printed_head_is_found(printed: Head) -> None:
    _take_triggers_off()
    with transaction():
        db.session.execute(text("DELETE FROM evento WHERE id > 2"))
        db.session.execute(AuditHead.__table__.update().values(ultimo_id=2))
    found = verify()
    assert (found.is_sound, found.broken_id) == (False, 3)
    assert "el registro termina antes" in found.reason


def test_the_first_altered_row_is_named_even_when_later_heads_do_not_agree_either(printed: Head) -> None:
    _take_triggers_off()
    with transaction():
        db.session.execute(text("UPDATE evento SET actor_nombre = 'Otra' WHERE id = 2"))
    assert verify([printed]).broken_id == 2


def test_the_command_checks_against_a_kept_head(empty_app: Flask, printed: Head) -> None:
    run = empty_app.test_cli_runner().invoke
    good = run(args=["audit", "verify", "--huella", f"3:{printed.hash}"])
    assert (good.exit_code, "Coincide con 2 huellas" in good.output) == (0, True)
    bad = run(args=["audit", "verify", "--huella", f"3:{'0' * 64}"])
    assert (bad.exit_code, "evento 1" in bad.output) == (1, True)
    assert run(args=["audit", "verify", "--huella", "tres:abc"]).exit_code == 2


def test_a_printed_head_is_neither_changed_nor_removed(printed: Head) -> None:
    for statement in ("UPDATE printed_head SET nuevos = 9", "DELETE FROM printed_head"):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement))
    with pytest.raises(AppendOnlyError), transaction():
        db.session.delete(db.session.scalars(select(PrintedHead)).one())


def test_anybody_reads_the_heads_page_by_page_and_as_a_file(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    assert "Todavía no hay huellas" in client.page("/huellas").text()
    for _ in range(40):
        reloj.set(clock.now() + timedelta(days=1))
        print_daily_head()
    first = client.page("/huellas")
    second = client.page(next(one for one in first.links() if "desde=" in one))
    third = client.page(next(one for one in second.links() if "desde=" in one))
    assert sum(len(one.all("tr")) - 1 for one in (first, second, third)) == 40
    head = list_heads(limit=1)[0]
    assert head.hash in first.text()
    lines = client.get("/huellas.csv").get_data(as_text=True).splitlines()
    assert len(lines) == 41
    assert lines[1].startswith(f"{head.dia},{head.ultimo_id},{head.nuevos},{head.hash},")


def test_an_altered_place_in_the_address_shows_the_first_page(app: Flask, client: PageClient) -> None:
    assert client.get("/huellas?desde=IjIwMjYtOTktOTki").status_code == 200


def test_the_heads_say_nothing_of_what_was_recorded(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        record("acto_secreto", actor=SISTEMA, sobre=("caso", 7), datos={"quien": "Ana Arteaga"})
    reloj.set(clock.now() + timedelta(days=1))
    print_daily_head()
    for url in ("/huellas", "/huellas.csv"):
        shown = client.get(url).get_data(as_text=True)
        assert "acto_secreto" not in shown
        assert "Arteaga" not in shown

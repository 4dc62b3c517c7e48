"""Marks that nobody sees in what a citizen typed: some are taken out without a word, others are refused and read again."""

import pytest
from sqlalchemy import select

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.support import ciudadania
from tests.support.pages import Page, PageClient


def _cases() -> list[Peticion]:
    return list(db.session.scalars(select(Peticion)))


def _case() -> Peticion:
    return db.session.scalars(select(Peticion)).one()


def test_marks_that_nobody_sees_are_taken_out_and_the_person_reads_the_text_again_before_it_is_filed(
    client: PageClient, reloj: MovableClock
) -> None:
    shown = ciudadania.send(client, ciudadania.fill(client, reloj, primer_nombre="A\u202ena\x00", texto="Pido \u2066agua\u2069."))
    assert shown.status_code == 422
    assert "signos invisibles" in Page(shown).text()
    assert ciudadania.is_filed(ciudadania.send(client, client.form_values(Page(shown), "/pqrs/radicar")))
    case = _case()
    assert case.texto == "Pido agua."
    assert case.quien == "Ana Arteaga"


@pytest.mark.parametrize("field", ["texto", "asunto", "primer_nombre", "correo"])
def test_a_null_character_is_refused_beside_its_field_and_is_on_watch(
    client: PageClient, reloj: MovableClock, caplog: pytest.LogCaptureFixture, field: str
) -> None:
    values = ciudadania.fill(client, reloj)
    whole = values[field] or "hola mundo"
    shown = ciudadania.send(client, {**values, field: f"{whole[:4]}\x00{whole[4:]}"})
    page = Page(shown)
    assert shown.status_code == 422
    assert "signos invisibles" in page.text(next(one for one in page.root.iter() if one.get("id") == f"{field}-error"))
    assert client.form_values(page, "/pqrs/radicar")[field] == whole
    watched = [one.getMessage() for one in caplog.records if "signos_ocultos" in one.getMessage()]
    assert len(watched) == 1
    assert field in watched[0]
    assert whole not in watched[0]
    assert _cases() == []


def test_what_a_word_processor_leaves_between_letters_is_taken_out_without_a_word(client: PageClient, reloj: MovableClock) -> None:
    pasted = "\ufeffPido alum\u00adbrado pú\u200bblico\u2060 👩\u200d🌾."
    ciudadania.file(client, reloj, texto=pasted, primer_nombre="A\u200bna")
    assert _case().texto == "Pido alumbrado público 👩\u200d🌾."
    assert _case().quien == "Ana Arteaga"


def test_a_text_of_which_nothing_can_be_seen_is_no_text(client: PageClient, reloj: MovableClock) -> None:
    shown = ciudadania.send(client, ciudadania.fill(client, reloj, texto="\u200b\ufeff"))
    assert shown.status_code == 422
    assert "Escriba qué pide o qué pasó" in Page(shown).text()

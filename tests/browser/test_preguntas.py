"""The extra questions of the form as people meet them: only those of the chosen kind, by keyboard, without JavaScript, in a draft."""

from playwright.sync_api import expect

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.browser import pasos
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE

CORTA, RECOGEN = "¿Cuál es la de corta?", "¿Qué recogen?"


def test_only_the_questions_of_the_chosen_kind_are_there_and_a_draft_keeps_their_answers(new_context: NewContext, sitio: Sitio) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    asked = page.get_by_label(CORTA)
    expect(asked).to_be_hidden()
    page.get_by_role("radio", name="Queja", exact=True).check()
    expect(asked).to_be_hidden()
    page.get_by_role("radio", name="Reclamo", exact=True).check()
    expect(asked).to_be_visible()
    assert not find_barriers(page)
    asked.fill("123")
    boxes = page.get_by_role("group", name=RECOGEN)
    boxes.get_by_role("checkbox", name="Vidrio").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("¿Cuál es la de fecha?").fill("2026-02-02")
    page.get_by_label("Cuente qué pide o qué pasó").fill("No pasa el carro.")
    page.wait_for_function("() => (localStorage.getItem('borrador:radicar') || '').includes('No pasa el carro')")
    page.reload()
    expect(page.get_by_label(CORTA)).to_have_value("123")
    for name in ("Vidrio", "Papel"):
        expect(boxes.get_by_role("checkbox", name=name)).to_be_checked()
    expect(page.get_by_label("¿Cuál es la de fecha?")).to_have_value("2026-02-02")


def test_without_javascript_they_stand_folded_and_are_filed(new_context: NewContext, reloj: MovableClock, sitio: Sitio) -> None:
    page = new_context(DESK, java_script_enabled=False).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "No recogen la basura, sin guion.")
    page.get_by_role("radio", name="Reclamo", exact=True).check()
    page.get_by_text("Preguntas para: Reclamo", exact=True).click()
    page.get_by_label(CORTA).fill("456")
    pasos.say_who(page)
    pasos.send(page, reloj)
    radicado, _code = pasos.read_receipt(page)
    expect(page.get_by_role("main")).to_contain_text(CORTA)
    with sitio.app.app_context():
        filed = db.session.scalars(db.select(Peticion).where(Peticion.radicado == radicado)).one()
        assert [(one.pregunta, one.respuesta) for one in filed.contestadas] == [(CORTA, "456")]

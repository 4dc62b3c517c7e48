"""A citizen with a telephone and officials at their desks: asked, assigned, written, sent, opened, rated."""

import re

from playwright.sync_api import Page, expect

from portal.core.clock import MovableClock
from tests.browser import pasos
from tests.browser.conftest import NewContext
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE, keep_picture

ANSWER = "Señora {{nombre}}: el alumbrado se arregló el miércoles."


def _assign(page: Page, radicado: str) -> None:
    page.goto(f"/gestion/pqrs/{radicado}")
    pasos.unfold(page, "Asignar")
    page.get_by_label("Dependencia").select_option(label="Secretaría de Salud")
    page.get_by_label("Persona responsable").select_option(label="Jairo Jurado (Técnico de Salud Pública)")
    page.get_by_role("button", name="Asignar").click()
    expect(page.get_by_role("main")).to_contain_text("Caso asignado.")


def _write(page: Page, radicado: str) -> None:
    page.goto("/gestion/pqrs/?vista=mias")
    page.get_by_role("link", name=radicado).click()
    page.get_by_role("button", name="Guardar borrador").wait_for()
    page.locator("textarea[name=proyectar-cuerpo]").fill(ANSWER)
    page.get_by_role("button", name="Guardar borrador").click()
    expect(page.locator("textarea[name=proyectar-cuerpo]")).to_have_value("Señora Ana Arteaga: el alumbrado se arregló el miércoles.")


def _send(page: Page) -> None:
    pasos.say_yes(page)
    pasos.unfold(page, "Enviar la respuesta")
    page.locator("input[name=responder-confirma]").check()
    page.get_by_role("button", name="Enviar la respuesta").click()
    expect(page.get_by_role("main")).to_contain_text("Respuesta enviada.")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"2026-S-\d{6}"))


def test_a_petition_is_filed_answered_opened_and_rated(new_context: NewContext, reloj: MovableClock) -> None:
    phone = new_context(PHONE).new_page()
    phone.goto(pasos.FORM)
    pasos.describe(phone, "Pido que arreglen el alumbrado de San Mateo.")
    pasos.say_who(phone)
    pasos.send(phone, reloj)
    radicado, code = pasos.read_receipt(phone)

    _assign(new_context(DESK, "carmen").new_page(), radicado)
    jairo = new_context(DESK, "jairo").new_page()
    _write(jairo, radicado)
    _send(jairo)
    keep_picture(jairo, "caso-respondido")

    reloj.advance(hours=3)
    ana = new_context(PHONE).new_page()
    pasos.enter_case(ana, radicado, code)
    expect(ana.get_by_role("main")).not_to_contain_text("se arregló el miércoles")
    ana.get_by_role("button", name="Abrir la respuesta").click()
    expect(ana.get_by_role("main")).to_contain_text("Señora Ana Arteaga: el alumbrado se arregló el miércoles.")
    assert ana.url.endswith("#respuesta")
    with ana.expect_download() as letter:
        ana.get_by_role("link", name="Descargar la carta").click()
    assert letter.value.suggested_filename.endswith(".pdf")
    pasos.unfold(ana, "Calificar la respuesta")
    ana.locator("input[name=calificar-puntaje][value='5']").check()
    ana.locator("input[name=calificar-resuelto][value=si]").check()
    ana.get_by_role("button", name="Enviar calificación").click()
    expect(ana.get_by_role("main")).to_contain_text("Usted calificó esta respuesta con 5 de 5")
    keep_picture(ana, "seguimiento-respondida")
    assert not find_barriers(ana)


def test_the_counter_files_for_a_person_and_prints_the_receipt(new_context: NewContext) -> None:
    page = new_context(DESK, "ines").new_page()
    page.goto("/gestion/pqrs/ventanilla")
    page.get_by_role("radio", name="La persona está aquí").check()
    page.get_by_label("La dijo de palabra y yo la escribo").check()
    page.get_by_label("Clase de petición").select_option(label="Petición de interés general")
    page.get_by_label("Lo que pide").fill("Que arreglen el puente.")
    page.get_by_role("radio", name="Una persona", exact=True).check()
    for label, value in (("Primer nombre", "Fabio"), ("Primer apellido", "Figueroa"), ("Número de documento (opcional)", "1000000002")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Tipo de documento").select_option(label="Cédula de ciudadanía")
    page.locator("input[name=medio_respuesta][value=direccion]").check()
    page.get_by_role("textbox", name="Dirección").fill("Calle 5 # 3-21")
    page.get_by_role("button", name="Radicar", exact=True).click()
    expect(page.get_by_role("heading", name="Petición radicada")).to_be_visible()
    keep_picture(page, "ventanilla-constancia")
    assert not find_barriers(page)


def test_the_second_of_two_officials_is_told_and_loses_nothing(new_context: NewContext, reloj: MovableClock) -> None:
    phone = new_context(PHONE).new_page()
    phone.goto(pasos.FORM)
    pasos.describe(phone, "Para dos funcionarios.")
    pasos.say_who(phone)
    pasos.send(phone, reloj)
    radicado, _code = pasos.read_receipt(phone)
    first, second = (new_context(DESK, who).new_page() for who in ("carmen", "ines"))
    second.goto(f"/gestion/pqrs/{radicado}")
    _assign(first, radicado)
    second.get_by_label("Dependencia").select_option(label="Secretaría de Planeación")
    second.get_by_role("button", name="Asignar").click()
    expect(second.get_by_role("main")).to_contain_text("El caso cambió mientras usted trabajaba")
    keep_picture(second, "conflicto")
    assert not find_barriers(second)

"""A citizen files: with a telephone, with the keyboard alone, without JavaScript, with a bad connection, in a hurry."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.browser import pasos
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE, keep_picture

Count = Callable[[str], int]
TYPED = (
    ("primer_nombre", "Ana"),
    ("primer_apellido", "Arteaga"),
    ("tipo_documento", "Cédula de c"),
    ("numero_documento", "1000000001"),
)
_FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const outlined = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const inside = box.bottom > 0 && box.top < window.innerHeight && box.width > 0;
  const name = one.name || one.textContent.trim().slice(0, 40);
  return { seen: outlined && inside, name, what: `${one.tagName} ${one.id || name}` };
}"""


@pytest.fixture
def count(sitio: Sitio) -> Count:
    """How many petitions with this text were filed."""

    def ask(text: str) -> int:
        with sitio.app.app_context():
            return db.session.scalar(db.select(db.func.count()).select_from(Peticion).where(Peticion.texto == text)) or 0

    return ask


def test_a_telephone_files_a_petition_with_a_file_and_shows_number_code_and_date(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE).new_page()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Radicar").first.click()
    if pasos.FORM not in page.url:
        page.get_by_role("main").get_by_role("link", name="Radicar").first.click()
    pasos.describe(page, "Pido que arreglen el alumbrado.")
    page.get_by_label("Adjuntar archivos").set_input_files(pasos.PDF)
    pasos.say_who(page)
    assert not find_barriers(page)
    pasos.send(page, reloj)
    radicado, code = pasos.read_receipt(page)
    assert radicado.startswith("2026-E-")
    assert len(code.replace("-", "")) == 26
    expect(page.get_by_role("main")).to_contain_text("miércoles 25 de febrero de 2026")
    expect(page.get_by_role("main")).to_contain_text("poste.pdf")
    keep_picture(page, "constancia")
    assert not find_barriers(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar la constancia").click()
    assert download.value.suggested_filename == f"constancia-{radicado}.pdf"


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("Una persona", "Primer apellido"),
        ("Una empresa u organización", "NIT"),
        ("Un niño, una niña o adolescente", "Primer nombre"),
        ("Prefiero no decir quién soy (anónima)", ""),
    ],
)
def test_the_form_asks_only_what_applies_and_has_no_barriers(new_context: NewContext, who: str, asked: str) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    page.get_by_role("radio", name=who, exact=True).check()
    for label in ("Primer apellido", "NIT", "Primer nombre"):
        expect(page.get_by_role("textbox", name=label)).to_be_visible(visible=_applies(label, who))
    assert not asked or page.get_by_role("textbox", name=asked).is_visible()
    assert not find_barriers(page)


def _applies(label: str, who: str) -> bool:
    person = who.startswith(("Una persona", "Un niño"))
    return who.startswith("Una empresa") if label == "NIT" else person


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until a field has the focus; every stop on the way must be seen."""
    hidden = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if not stop["seen"]:
            hidden.append(stop["what"])
        if stop["name"] == name:
            assert not hidden, f"the focus cannot be seen on {hidden}"
            return
    raise AssertionError(f"Tab never came to {name}")


def test_the_keyboard_alone_files_a_petition(desk: Page, reloj: MovableClock) -> None:
    desk.goto(pasos.FORM)
    desk.keyboard.press("Tab")
    assert desk.evaluate("() => document.activeElement.textContent") == "Ir al contenido"
    desk.keyboard.press("Enter")
    _tab_to(desk, "tipo")
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowDown")
    _tab_to(desk, "texto")
    desk.keyboard.type("Con el teclado.")
    _tab_to(desk, "quien")
    desk.keyboard.press("Space")
    for name, typed in TYPED:
        _tab_to(desk, name)
        desk.keyboard.type(typed)
    _tab_to(desk, "medio_respuesta")
    for _ in range(2):
        desk.keyboard.press("ArrowDown")
    _tab_to(desk, pasos.SEND)
    reloj.advance(minutes=2)
    desk.keyboard.press("Enter")
    pasos.read_receipt(desk)
    expect(desk.get_by_role("main")).to_contain_text("Ana Arteaga")


def test_without_javascript_an_error_loses_nothing_and_the_petition_is_filed(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE, java_script_enabled=False).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "")
    page.get_by_label("Adjuntar archivos").set_input_files(pasos.PDF)
    pasos.say_who(page)
    page.get_by_label("¿Dónde ocurre?").fill("Vereda San Mateo")
    pasos.send(page, reloj)
    summary = page.get_by_role("alert", name="Hay un problema")
    expect(summary).to_contain_text("Hay un problema")
    summary.get_by_role("link", name="Escriba qué pide o qué pasó").click()
    assert page.url.endswith("#texto")
    assert page.get_by_label("Primer nombre").input_value() == "Ana"
    assert page.get_by_label("¿Dónde ocurre?").input_value() == "Vereda San Mateo"
    assert page.get_by_role("radio", name="Por correo electrónico").is_checked()
    expect(page.get_by_role("group", name="Archivos ya recibidos")).to_contain_text("poste.pdf")
    keep_picture(page, "error-sin-javascript")
    page.get_by_label("Cuente qué pide o qué pasó").fill("Sin JavaScript.")
    pasos.send(page, reloj)
    pasos.read_receipt(page)
    expect(page.get_by_role("main")).to_contain_text("poste.pdf")


def test_without_javascript_a_form_warns_before_the_text_is_made_larger(new_context: NewContext) -> None:
    page = new_context(PHONE, java_script_enabled=False).new_page()
    warning = page.locator(".access-warning")
    page.goto(pasos.FORM)
    expect(warning).to_be_visible()
    assert warning.locator("a").get_attribute("target") == "_blank"
    page.goto("/pqrs/registro")
    expect(warning).to_be_hidden()


def test_the_whole_form_as_it_is_without_scripts_has_no_barriers(new_context: NewContext) -> None:
    context = new_context(PHONE)
    # axe itself needs JavaScript: here only the portal's own scripts are missing.
    context.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = context.new_page()
    page.goto(pasos.FORM)
    expect(page.get_by_label("NIT", exact=True)).to_be_visible()
    assert not find_barriers(page)


def test_every_line_of_the_summary_of_errors_leads_to_a_field_that_is_seen(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    pasos.send(page, reloj)
    links = page.locator(".error-summary a")
    expect(links).to_have_count(3)
    for link in links.all():
        link.click()
        expect(page.locator(link.get_attribute("href") or "")).to_be_visible()
    page.get_by_role("radio", name="Prefiero no decir quién soy").check()
    expect(page.get_by_text("Cómo quiere recibir la respuesta").last).to_be_hidden()
    assert not find_barriers(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_special_kind_is_found_under_the_fold_and_stays_in_sight_after_an_error(
    new_context: NewContext, reloj: MovableClock, javascript: bool
) -> None:
    page = new_context(PHONE, java_script_enabled=javascript).new_page()
    page.goto(pasos.FORM)
    special = page.get_by_role("radio", name="Denuncia por actos de corrupción")
    expect(special).to_be_hidden()
    page.get_by_text("Otras clases").focus()
    page.keyboard.press("Enter")
    special.focus()
    page.keyboard.press("Space")
    pasos.send(page, reloj)
    expect(page.get_by_role("alert", name="Hay un problema")).to_be_visible()
    expect(special).to_be_visible()
    expect(special).to_be_checked()


def test_what_another_answer_makes_necessary_does_not_say_that_it_is_optional(new_context: NewContext) -> None:
    page = new_context(DESK).new_page()
    page.goto(pasos.FORM)
    page.get_by_role("radio", name="Una persona", exact=True).check()
    assert page.locator("label[for=primer_apellido]").inner_text().strip() == "Primer apellido"
    mail, address = (page.locator(f"label[for={one}]") for one in ("correo", "direccion"))
    expect(mail).to_contain_text("(opcional)")
    page.get_by_role("radio", name="Por correo electrónico").check()
    assert mail.inner_text().strip() == "Correo electrónico"
    assert address.inner_text().strip() == "Dirección (opcional)"
    page.get_by_role("radio", name="En mi dirección física").check()
    assert mail.inner_text().strip() == "Correo electrónico (opcional)"
    assert address.inner_text().strip() == "Dirección"


def test_the_page_of_one_filing_leaves_the_draft_of_the_next_alone(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "La primera.")
    pasos.say_who(page)
    pasos.send(page, reloj)
    radicado, code = pasos.read_receipt(page)
    receipt = page.url
    page.get_by_role("link", name="Radicar otra solicitud").click()
    pasos.describe(page, "La segunda.")
    page.wait_for_function("() => (localStorage.getItem('borrador:radicar') || '').includes('La segunda.')")
    page.goto(receipt)
    assert pasos.read_receipt(page) == (radicado, code)
    page.goto(pasos.FORM)
    expect(page.get_by_label("Cuente qué pide o qué pasó")).to_have_value("La segunda.")


def test_a_draft_survives_a_reload_and_a_lost_connection(new_context: NewContext, reloj: MovableClock) -> None:
    context = new_context(PHONE)
    page = context.new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "Con mala señal.")
    pasos.say_who(page)
    page.wait_for_function("() => (localStorage.getItem('borrador:radicar') || '').includes('ana@correo.example')")
    page.reload()
    expect(page.get_by_label("Cuente qué pide o qué pasó")).to_have_value("Con mala señal.")
    expect(page.get_by_label("Primer apellido")).to_have_value("Arteaga")
    expect(page.get_by_role("radio", name="Por correo electrónico")).to_be_checked()
    context.set_offline(True)
    pasos.send(page, reloj)
    expect(page.get_by_role("main")).to_contain_text("No hay conexión a internet. No se envió nada y no perdió lo escrito.")
    assert not find_barriers(page)
    context.set_offline(False)
    pasos.send(page, reloj)
    pasos.read_receipt(page)
    assert page.evaluate("() => localStorage.getItem('borrador:radicar')") is None


def test_an_anonymous_person_leaves_no_draft_on_the_device(new_context: NewContext) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "Un secreto.")
    page.wait_for_function("() => (localStorage.getItem('borrador:radicar') || '').includes('Un secreto.')")
    page.get_by_role("radio", name="Prefiero no decir quién soy").check()
    assert page.evaluate("() => localStorage.getItem('borrador:radicar')") is None


@pytest.fixture
def crowded(sitio: Sitio, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if too many petitions had come from this address."""
    monkeypatch.setitem(sitio.app.config, "SETTINGS", replace(sitio.app.config["SETTINGS"], pow_threshold=0))


@pytest.mark.usefixtures("crowded")
def test_above_the_threshold_the_browser_does_a_sum_and_the_petition_is_filed(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "Con prueba de trabajo.")
    pasos.say_who(page)
    box = page.get_by_role("checkbox", name="No soy un robot")
    box.click()
    expect(page.get_by_text("Comprobado")).to_be_visible(timeout=30_000)
    keep_picture(page, "altcha")
    assert not find_barriers(page)
    pasos.send(page, reloj)
    pasos.read_receipt(page)


@pytest.mark.usefixtures("crowded")
def test_without_a_connection_the_sum_is_not_begun_and_the_draft_stays(new_context: NewContext, reloj: MovableClock) -> None:
    context = new_context(PHONE)
    page = context.new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "Sin señal y con prueba.")
    pasos.say_who(page)
    context.set_offline(True)
    pasos.send(page, reloj)
    expect(page.get_by_text("No hay conexión a internet.")).to_be_visible()
    assert "Sin señal y con prueba." in page.evaluate("() => localStorage.getItem('borrador:radicar')")
    assert pasos.FORM in page.url


@pytest.mark.usefixtures("crowded")
def test_above_the_threshold_a_wait_is_enough_without_javascript(new_context: NewContext, reloj: MovableClock) -> None:
    page = new_context(PHONE, java_script_enabled=False).new_page()
    page.goto(pasos.FORM)
    pasos.describe(page, "Con espera.")
    pasos.say_who(page)
    pasos.send(page, reloj)
    expect(page.get_by_role("alert").first).to_contain_text("Se han presentado muchas solicitudes")
    pasos.send(page, reloj)
    pasos.read_receipt(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_double_click_files_once(new_context: NewContext, reloj: MovableClock, count: Count, javascript: bool) -> None:
    page = new_context(DESK, java_script_enabled=javascript).new_page()
    page.goto(pasos.FORM)
    text = f"Dos clics, {javascript}."
    pasos.describe(page, text)
    pasos.say_who(page)
    reloj.advance(minutes=2)
    page.get_by_role("button", name=pasos.SEND).dblclick()
    pasos.read_receipt(page)
    assert count(text) == 1

"""What people do on the pages, by the words that they read there."""

from collections.abc import Mapping

from playwright.sync_api import Dialog, FilePayload, Page

from portal.core.clock import MovableClock
from tests.support import oficina

FORM, TRACKING = "/pqrs/radicar", "/pqrs/seguimiento"
SEND = "Enviar y radicar"
PDF: FilePayload = {"name": "poste.pdf", "mimeType": "application/pdf", "buffer": oficina.PDF}
PERSON: Mapping[str, str] = {
    "Primer nombre": "Ana",
    "Primer apellido": "Arteaga",
    "Número de documento": "1000000001",
    "Correo electrónico": "ana@correo.example",
}


def describe(page: Page, text: str) -> None:
    """Choose the kind and write what is asked."""
    page.get_by_role("radio", name="Petición de interés general").check()
    page.get_by_label("Cuente qué pide o qué pasó").fill(text)


def say_who(page: Page) -> None:
    """Ana, who wants the answer by mail."""
    page.get_by_role("radio", name="Una persona", exact=True).check()
    for label, value in PERSON.items():
        page.get_by_role("textbox", name=label).fill(value)
    page.get_by_label("Tipo de documento").select_option(label="Cédula de ciudadanía")
    page.get_by_role("radio", name="Por correo electrónico").check()


def send(page: Page, reloj: MovableClock) -> None:
    """Press the button, two minutes after the form was opened."""
    reloj.advance(minutes=2)
    page.get_by_role("button", name=SEND).click()


def read_receipt(page: Page) -> tuple[str, str]:
    """The radicado and the tracking code on the page that says that the petition was received."""
    page.get_by_role("heading", name="Recibimos su solicitud").wait_for()
    radicado, code = (one.strip() for one in page.locator("p.panel-big").all_inner_texts())
    return radicado, code


def enter_case(page: Page, radicado: str, code: str) -> None:
    """Open the case's page with the two that came on the receipt."""
    page.goto(TRACKING)
    page.get_by_label("Número de radicado").fill(radicado)
    page.get_by_label("Código de seguimiento").fill(code)
    page.get_by_role("button", name="Ver mi solicitud").click()
    page.get_by_role("heading", name=f"Solicitud {radicado}").wait_for()


def say_yes(page: Page) -> None:
    """Accept whatever the page asks before an act."""

    def accept(dialog: Dialog) -> None:
        dialog.accept()

    page.on("dialog", accept)


def unfold(page: Page, title: str) -> None:
    """Open folded text by its title, unless it is open."""
    details = page.locator("details", has=page.locator("summary", has_text=title)).first
    if details.get_attribute("open") is None:
        details.locator("summary").first.click()

"""Pages that only a form brings: what went wrong, what was refused, what changed meanwhile; open menus; what pages weigh."""

import gzip
import re

import pytest
from flask import Flask
from playwright.sync_api import Page, Response, expect

from portal.database import transaction
from portal.entidad.services import acceso
from portal.extensions import db
from portal.outbox.models import OutboxMail
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.browser.visitas import Visita
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE

LIMIT = 60 * 1024
_SEND = "(action) => [...document.querySelectorAll('main form[method=post]')].find((one) => one.action.endsWith(action)).submit()"


def _send_untouched(page: Page, visita: Visita, sitio: Sitio, action: str) -> list[str]:
    """Send a form of a page as it came, and look at what comes back."""
    path = visita.path(sitio)
    page.goto(path)
    with page.expect_navigation():
        page.evaluate(_SEND, action or path)
    found = find_barriers(page)
    if not page.get_by_role("alert").count():
        found.append("says nothing of what is missing")
    return [f"{path} → {action}: {one}" for one in found]


SENT: tuple[tuple[str, tuple[tuple[Visita, str], ...]], ...] = (
    ("", ((Visita("pqrs.radicar"), ""), (Visita("pqrs.seguimiento"), ""), (Visita("acceso.ingresar"), ""), (Visita("acceso.olvido"), ""))),
    (
        "carmen",
        (
            (Visita("gestion_pqrs.ventanilla"), ""),
            (Visita("gestion_pqrs.plantilla_nueva"), ""),
            (Visita("gestion_pqrs.regla_nueva"), ""),
            (Visita("gestion_pqrs.pregunta_nueva"), ""),
            (Visita("gestion_pqrs.asuntos", "en_tramite"), ""),
            (Visita("gestion_pqrs.caso", "radicada"), "/asignar"),
            (Visita("gestion_pqrs.caso", "radicada"), "/clasificar"),
            (Visita("gestion_pqrs.caso", "en_tramite"), "/anotar"),
        ),
    ),
    (
        "jairo",
        (
            (Visita("gestion_pqrs.caso", "en_tramite"), "/escribir"),
            (Visita("gestion_pqrs.caso", "por_notificar"), "/entrega"),
            (Visita("cuenta.clave"), ""),
        ),
    ),
    (
        "nubia",
        (
            (Visita("gestion_pqrs.ausencia_nueva"), ""),
            (Visita("gestion_pqrs.caso", "en_tramite"), "/encargar"),
            (Visita("gestion_pqrs.caso", "en_tramite"), "/negar-reserva"),
        ),
    ),
    (
        "gloria",
        (
            (Visita("gestion_pqrs.caso", "por_aprobar"), "/devolver"),
            (Visita("gestion_pqrs.encargo", clave="encargo"), "/responder"),
        ),
    ),
    (
        "lucia",
        (
            (Visita("gestion_pqrs.grupo", clave="grupo_confirmado"), "/agregar"),
            (Visita("gestion_pqrs.grupo", clave="grupo_confirmado"), "/publicar"),
        ),
    ),
    ("hernan", ((Visita("gestion_pqrs.caso", "sellada"), "/identidad"),)),
    (
        "efrain",
        (
            (Visita("gestion_entidad.nueva_dependencia"), ""),
            (Visita("gestion_entidad.nuevo_funcionario"), ""),
            (Visita("gestion_entidad.nuevo_rol"), ""),
            (Visita("gestion_entidad.dias"), ""),
            (Visita("gestion_entidad.retirar_dia", clave="dia"), ""),
        ),
    ),
)


@pytest.mark.parametrize(("who", "forms"), SENT, ids=[who or "public" for who, _ in SENT])
def test_pages_that_say_what_is_missing_have_no_barriers(
    new_context: NewContext, sitio: Sitio, who: str, forms: tuple[tuple[Visita, str], ...]
) -> None:
    page = new_context(DESK if who else PHONE, who).new_page()
    found = [problem for visita, action in forms for problem in _send_untouched(page, visita, sitio, action)]
    assert not found, "\n" + "\n".join(found)


def test_an_opened_identity_has_no_barriers(new_context: NewContext, sitio: Sitio) -> None:
    page = new_context(PHONE, "hernan").new_page()
    page.goto(Visita("gestion_pqrs.caso", "sellada").path(sitio))
    page.evaluate("document.querySelector('[name=abrir_identidad-motivo]').value = 'Citar a declarar'")
    with page.expect_navigation():
        page.evaluate(_SEND, "/identidad")
    expect(page.get_by_role("main")).to_contain_text("1000000001")
    assert not find_barriers(page)


def test_the_citizens_refused_acts_have_no_barriers(new_context: NewContext, sitio: Sitio) -> None:
    found = []
    for caso, actions in (("en_tramite", ("/mensaje",)), ("abierta", ("/calificar", "/reapertura"))):
        page = new_context(PHONE, peticion_id=sitio.casos[caso]).new_page()
        for action in actions:
            found += _send_untouched(page, Visita("pqrs.caso", caso), sitio, action)
    assert not found, "\n" + "\n".join(found)


def _link_in_mail(app: Flask, correo: str) -> str:
    with app.app_context(), transaction():
        acceso.request_reset(correo)
        db.session.flush()
        mail = db.session.scalars(db.select(OutboxMail).where(OutboxMail.recipient == correo).order_by(OutboxMail.id.desc())).first()
        found = re.search(r"/ingreso/restablecer/\S+", mail.body if mail else "")
    assert found
    return found[0]


def test_the_pages_of_a_link_from_a_letter_have_no_barriers(desk: Page, sitio: Sitio) -> None:
    desk.goto(_link_in_mail(sitio.app, "octavio@puerres.example"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ponga su contraseña")
    assert not find_barriers(desk)
    answer = desk.goto("/ingreso/restablecer/no-es-un-enlace")
    assert answer is not None
    assert answer.status == 404
    assert not find_barriers(desk)


def test_what_two_administrators_changed_at_once_is_shown_without_barriers(new_context: NewContext) -> None:
    context = new_context(DESK, "efrain")
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto("/gestion/entidad/dependencias/4")
    for page, text in ((first, "+57 602 000 1111"), (second, "+57 602 000 2222")):
        page.locator("input[name=telefono]").fill(text)
        with page.expect_navigation():
            page.locator("main form").first.evaluate("(form) => form.submit()")
    expect(second.get_by_role("main")).to_contain_text("Se guardaron otros cambios")
    assert not find_barriers(second)


def test_a_form_that_lost_its_session_shows_what_was_typed_without_barriers(new_context: NewContext, sitio: Sitio) -> None:
    context = new_context(DESK, "jairo")
    page = context.new_page()
    page.goto(Visita("gestion_pqrs.caso", "en_tramite").path(sitio))
    page.locator("textarea[name=proyectar-cuerpo]").fill("Lo que ya estaba escrito.")
    context.clear_cookies()
    page.get_by_role("button", name="Guardar borrador").click()
    expect(page.get_by_role("main")).to_contain_text("Lo que ya estaba escrito.")
    assert not find_barriers(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_open_menus_have_no_barriers(new_context: NewContext, viewport: tuple[int, int]) -> None:
    page = new_context(viewport).new_page()
    page.goto("/pqrs/seguimiento")
    menus = page.locator("body > nav details > summary, body > header details > summary")
    found = []
    for index in range(menus.count()):
        if menus.nth(index).is_visible():
            menus.nth(index).click()
            # What an open menu covers is not in reach meanwhile, and need not be.
            found += find_barriers(page, within="body > nav:not(.breadcrumbs), body > header")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", ["/", "/pqrs/", "/pqrs/radicar", "caso"])
def test_a_page_with_everything_it_needs_weighs_at_most_60_kb(new_context: NewContext, sitio: Sitio, path: str) -> None:
    page = new_context(PHONE, peticion_id=sitio.casos["conversada"] if path == "caso" else 0).new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(Visita("pqrs.caso", "conversada").path(sitio) if path == "caso" else path, wait_until="networkidle")
    weights = {one.url: _weight(one) for one in answers}
    assert sum(weights.values()) <= LIMIT, weights


def _weight(answer: Response) -> int:
    """What travels: as it came when it was compressed or cannot be, else as the web server in front compresses it."""
    if answer.headers.get("content-encoding") or not answer.headers.get("content-type", "").startswith("text/"):
        return int(answer.request.sizes()["responseBodySize"])
    return len(gzip.compress(answer.body()))

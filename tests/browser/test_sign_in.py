"""The real door: password, second factor, way out; and enrolling a second factor."""

import pyotp
import pytest
from playwright.sync_api import Page, expect

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import clave_demo, get_persona
from portal.entidad import totp
from tests.browser.conftest import NewContext
from tests.browser.sitio import Sitio
from tests.support.barriers import find_barriers
from tests.support.browser import DESK, PHONE, keep_picture


@pytest.fixture
def guarded(sitio: Sitio) -> tuple[str, str]:
    """Marino's address, now with a second factor, and the code of this moment."""
    with sitio.app.app_context(), transaction():
        marino = get_persona("marino")
        marino.totp_semilla, marino.totp_activo, marino.totp_ultimo_paso = totp.new_seed(), True, 0
        return marino.correo, totp.code_at(marino.id, marino.totp_semilla, clock.now())


def _give_password(page: Page, correo: str, clave: str) -> None:
    page.goto("/ingreso")
    page.get_by_label("Correo institucional").fill(correo)
    page.get_by_label("Contraseña").fill(clave)
    page.get_by_role("button", name="Ingresar").click()


def test_an_official_signs_in_with_password_and_code_and_signs_out(new_context: NewContext, guarded: tuple[str, str]) -> None:
    page = new_context(PHONE).new_page()
    correo, code = guarded
    _give_password(page, correo, "otra cosa distinta")
    expect(page.get_by_role("alert")).to_contain_text("Correo o contraseña no válidos")
    assert not find_barriers(page)
    _give_password(page, correo, clave_demo())
    expect(page.get_by_role("heading", name="Confirme que es usted")).to_be_visible()
    assert not find_barriers(page)
    page.locator("input[name=codigo]").fill(code)
    page.get_by_role("button", name="Continuar").click()
    expect(page).to_have_url("/gestion/")
    page.get_by_role("button", name="Salir").click()
    expect(page.get_by_role("main")).to_contain_text("Usted cerró su sesión.")
    page.goto("/gestion/")
    expect(page).to_have_url("/ingreso")


def test_an_official_enrols_a_second_factor_and_gets_recovery_codes(new_context: NewContext, reloj: MovableClock, sitio: Sitio) -> None:
    page = new_context(DESK, "lucia").new_page()
    page.goto("/cuenta/segundo-factor")
    page.locator("input[name=codigo]").fill("000000")
    page.get_by_role("button", name="Activar").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert not find_barriers(page)
    secret = page.locator("details code").inner_text().replace(" ", "")
    page.locator("input[name=codigo]").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="Activar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("códigos")
    keep_picture(page, "codigos")
    assert not find_barriers(page)

"""A point on the drawing of the territories fills the fields of the form, by touch and by the keyboard."""

from tests.browser.conftest import NewContext
from tests.support.browser import PHONE


def _degrees(text: str) -> float:
    return float(text.replace(",", "."))


def test_a_point_is_marked_by_touch_and_moved_by_the_keyboard(new_context: NewContext) -> None:
    page = new_context(PHONE).new_page()
    page.goto("/pqrs/radicar")
    page.get_by_text("Dar el punto en el mapa").click()
    drawing = page.get_by_label("Mapa para marcar el punto")
    drawing.scroll_into_view_if_needed()
    drawing.click()
    latitude, longitude = page.get_by_label("Latitud"), page.get_by_label("Longitud")
    lat, lon = _degrees(latitude.input_value()), _degrees(longitude.input_value())
    assert 0.82 < lat < 0.94
    assert -77.56 < lon < -77.39
    drawing.press("ArrowUp")
    drawing.press("ArrowRight")
    assert _degrees(latitude.input_value()) > lat
    assert _degrees(longitude.input_value()) > lon
    assert page.get_by_text("Punto marcado: latitud").is_visible()


def test_without_a_script_the_fields_are_there_and_no_dead_drawing(new_context: NewContext) -> None:
    page = new_context(PHONE, java_script_enabled=False).new_page()
    page.goto("/pqrs/radicar")
    assert page.locator("[data-punto]").is_hidden()
    assert page.locator("#latitud").count() == 1
    assert page.get_by_label("Vereda o barrio").count() == 1

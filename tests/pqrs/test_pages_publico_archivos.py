"""Files that come with a filing: the good ones are never lost, the bad ones are named, and no forged one is believed."""

import io
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.pqrs.models import Peticion
from tests.support import ciudadania
from tests.support.correos import changed_settings
from tests.support.pages import Page, PageClient


def _cases() -> list[Peticion]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Peticion).order_by(Peticion.id)))


def _case() -> Peticion:
    (found,) = _cases()
    return found


def _photo(name: str = "foto.jpg") -> tuple[io.BytesIO, str]:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(content, "JPEG")
    content.seek(0)
    return content, name


def _errors(page: Page) -> list[str]:
    summary = next(one for one in page.all("div") if one.get("class") == "error-summary")
    return [page.text(one) for one in summary.iter("li")]


def test_files_come_along_and_stand_on_the_constancia(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj, archivos=[_photo("el poste.jpg"), (io.BytesIO(b"Firmas de los vecinos"), "firmas.txt")])
    files = list_archivos("peticion", _case().id)
    assert [one.nombre for one in files] == ["el poste.jpg", "firmas.txt"]
    for one in files:
        assert one.sha256 in filed.page.text()


def test_a_received_file_survives_an_error_in_another_field(client: PageClient, reloj: MovableClock) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, texto="", archivos=[_photo()]))
    page = Page(response)
    assert "Quitar «foto.jpg»" in page.text()
    kept = client.form_values(page, "/pqrs/radicar")
    reloj.advance(minutes=5)
    assert ciudadania.is_filed(ciudadania.send(client, {**kept, "texto": "Ahora sí."}))
    assert [one.nombre for one in list_archivos("peticion", _case().id)] == ["foto.jpg"]


def test_a_received_file_can_be_taken_out(client: PageClient, reloj: MovableClock) -> None:
    page = Page(ciudadania.send(client, ciudadania.fill(client, reloj, texto="", archivos=[_photo()])))
    kept = client.form_values(page, "/pqrs/radicar")
    box = next(one for one in page.all("input") if one.get("name") == "quitar")
    assert ciudadania.is_filed(ciudadania.send(client, {**kept, "texto": "Sin foto.", "quitar": box.get("value")}))
    assert list_archivos("peticion", _case().id) == []


def test_a_refused_file_says_why_and_the_good_ones_stay(client: PageClient, reloj: MovableClock) -> None:
    program = (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "factura.pdf")
    response = ciudadania.send(client, ciudadania.fill(client, reloj, archivos=[_photo(), program]))
    page = Page(response)
    assert response.status_code == 422
    assert "factura.pdf" in _errors(page)[0]
    assert "Quitar «foto.jpg»" in page.text()
    assert _cases() == []


@pytest.mark.parametrize("forge", [lambda token: token[:-2] + "xx", lambda token: "e30.firma", lambda token: "", lambda token: "[]"])
def test_a_forged_description_of_a_file_is_not_believed(client: PageClient, reloj: MovableClock, forge: Any) -> None:
    page = Page(ciudadania.send(client, ciudadania.fill(client, reloj, texto="", archivos=[_photo()])))
    kept = client.form_values(page, "/pqrs/radicar")
    response = ciudadania.send(client, {**kept, "texto": "Hola.", "recibidos": forge(kept["recibidos"])})
    assert response.status_code == 422
    assert "Adjúntelo otra vez" in _errors(Page(response))[0]
    assert _cases() == []


def test_the_file_of_another_form_is_not_believed(client: PageClient, reloj: MovableClock) -> None:
    other = Page(ciudadania.send(client, ciudadania.fill(client, reloj, texto="", archivos=[_photo()])))
    token = client.form_values(other, "/pqrs/radicar")["recibidos"]
    assert ciudadania.send(client, ciudadania.fill(client, reloj, recibidos=token)).status_code == 422


def test_a_file_received_yesterday_must_be_attached_again(client: PageClient, reloj: MovableClock) -> None:
    page = Page(ciudadania.send(client, ciudadania.fill(client, reloj, texto="", archivos=[_photo()])))
    kept = client.form_values(page, "/pqrs/radicar")
    reloj.advance(hours=21)
    response = ciudadania.send(client, {**kept, "texto": "Hola."})
    assert response.status_code == 422
    assert "«foto.jpg» se recibió hace mucho" in _errors(Page(response))[0]


def test_files_that_weigh_more_than_is_taken_leave_the_text_in_the_form(
    app: Flask, client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a deployment of small files: one form of text alone would already be too large for everything else.
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 4_000)
    heavy = [(io.BytesIO(b"%PDF-1.4\n" + b"0" * 22_000), f"plano-{number}.pdf") for number in range(3)]
    values = ciudadania.fill(client, reloj, texto="Pido que arreglen el puente.", archivos=heavy)
    with changed_settings(app, upload_max_file=2_000, upload_max_total=3_000):
        response = ciudadania.send(client, values)
    page = Page(response)
    assert response.status_code == 422
    assert "Pido que arreglen el puente." in page.html
    assert "plano-0.pdf" in page.text()

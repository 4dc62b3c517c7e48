"""The certificate of an electronic notification: only of what opening notified, with its instant and its digest."""

import io
from datetime import datetime

import pytest
from pypdf import PdfReader

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.services.responder import last_respuesta
from tests.support import casos, ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _opened(reloj: MovableClock, *, acepta: bool, **changes: object) -> tuple[Peticion, int]:
    with transaction():
        peticion = casos.rechazada(**changes)
        reloj.set(datetime(2026, 2, 4, 15, 7, 9))
        services.abrir_respuesta(peticion, acepta=acepta, actor=ciudadano(peticion.id))
        letter = last_respuesta(peticion)
        assert letter is not None
        return peticion, letter.id


def _text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_person_and_office_get_the_certificate_with_its_instant_and_its_digest(client: PageClient, reloj: MovableClock) -> None:
    peticion, letter = _opened(reloj, acepta=True, **casos.SIN_ACEPTAR)
    number, digest = last_respuesta(peticion).salida.numero, last_respuesta(peticion).carta_sha256
    page = ciudadania.enter(client, peticion.radicado)
    assert "Certificación de que se le notificó (PDF)" in page.text()
    own = client.get(f"/pqrs/seguimiento/{peticion.radicado}/carta/{letter}/certificado.pdf")
    told = _text(own.data)
    assert "la abrió el miércoles 4 de febrero de 2026 a las 15:07:09" in told
    assert "Al abrirla aceptó quedar notificada por ese medio" in told
    assert number in told
    assert digest[:20] in told.replace(" ", "")
    sign_in(client, "jairo")
    assert "Certificación de la notificación electrónica (PDF)" in client.page(f"/gestion/pqrs/{peticion.radicado}").text()
    assert client.get(f"/gestion/pqrs/{peticion.radicado}/carta/{letter}/certificado").mimetype == "application/pdf"


def test_of_what_was_only_read_nothing_is_certified(client: PageClient, reloj: MovableClock) -> None:
    peticion, letter = _opened(reloj, acepta=False, **casos.SIN_ACEPTAR)
    page = ciudadania.enter(client, peticion.radicado)
    assert "Certificación de que se le notificó" not in page.text()
    client.check_pages = False
    assert client.get(f"/pqrs/seguimiento/{peticion.radicado}/carta/{letter}/certificado.pdf").status_code == 404


def test_another_case_s_letter_is_not_certified(client: PageClient, reloj: MovableClock) -> None:
    _peticion, letter = _opened(reloj, acepta=True)
    with transaction():
        other = casos.en_tramite()
    ciudadania.enter(client, other.radicado)
    client.check_pages = False
    assert client.get(f"/pqrs/seguimiento/{other.radicado}/carta/{letter}/certificado.pdf").status_code == 404

"""A constancia after the kind changed: the one of before and the one of after are genuine, and the page says what each of them says."""

import io
import re
from datetime import date, datetime

import pytest
from pypdf import PdfReader

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.constancias import make_constancia
from portal.pqrs.models import Peticion
from portal.pqrs.queries.emitida import list_dichos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh, made
from tests.support.pages import PageClient

pytestmark = pytest.mark.usefixtures("app")


def _words(data: bytes) -> str:
    return re.sub(r"[\s\u200b]+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def _changed(reloj: MovableClock) -> Peticion:
    peticion = made(lambda: casos.radicar(tipo=TipoPeticion.CONSULTA))
    reloj.set(datetime(2026, 2, 5, 9, 0))
    with transaction():
        services.clasificar(fresh(peticion), tipo=TipoPeticion.INFORMACION, motivo="Pide un dato.", actor=casos.actor("carmen"))
    return fresh(peticion)


def test_the_page_shows_what_was_told_first_and_since_when_it_is_another(client: PageClient, reloj: MovableClock) -> None:
    peticion = _changed(reloj)
    page = client.page(f"/verificar/{peticion.numero.codigo_verificacion}")
    text = page.text()
    for said in (
        "Constancia de radicación: Consulta", "martes 17 de marzo de 2026", "Solicitud de información", "martes 17 de febrero de 2026",
        "jueves 5 de febrero de 2026", "Las dos son auténticas",
    ):  # fmt: skip
        assert said in text
    assert "Si alguno es distinto, el documento fue cambiado" not in text


def test_one_that_did_not_change_is_compared_with_every_datum(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    text = client.page(f"/verificar/{fresh(peticion).numero.codigo_verificacion}").text()
    assert "Si alguno es distinto, el documento fue cambiado" in text
    assert "Lo que cambió" not in text


def test_the_constancia_printed_today_says_what_changed_and_when(reloj: MovableClock) -> None:
    peticion = _changed(reloj)
    text = _words(make_constancia(peticion))
    assert "Consulta. Cambió el jueves 5 de febrero de 2026." in text
    assert "martes 17 de marzo de 2026. Cambió el jueves 5 de febrero de 2026." in text
    assert "Solicitud de información" in text
    assert "Cambió el" not in _words(make_constancia(fresh(made(casos.radicar))))


def test_each_act_that_moved_kind_or_date_is_told_and_no_other(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    with transaction():
        services.anotar(fresh(peticion), texto="Llamé", actor=casos.actor("jairo"))
        services.prorrogar(
            fresh(peticion), motivo="Visita", hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    assert [one.vence_el for one in list_dichos(fresh(peticion))] == [date(2026, 2, 24), date(2026, 3, 3)]

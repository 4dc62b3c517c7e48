"""The public verification page: what a document said, and nothing of who stands behind it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from portal.core.actors import SISTEMA
from portal.core.clock import BOGOTA
from portal.database import transaction
from portal.radicacion import services
from portal.radicacion.codigos import normalize_code
from portal.radicacion.models import Radicado
from portal.radicacion.services import anular, radicar_entrada, register_verifier
from portal.web.limits import forget_all
from tests.support.pages import PageClient

FACTS: Mapping[str, Any] = {
    "documento": "Constancia de radicación: Petición",
    "vence_el": date(2026, 2, 24),
    "texto_sha256": "9c" * 32,
    "anexos": [{"mime": "image/jpeg", "tamano": 345_678, "sha256": "ab" * 32, "sha256_recibido": "cd" * 32}],
}


@pytest.fixture
def radicado(app: Flask) -> Radicado:
    # A kind of its own: the subjects' own verifiers stay as they are.
    register_verifier("caso_de_prueba", lambda key: FACTS if key == 7 else None)
    with transaction():
        made = radicar_entrada(objeto_tipo="caso_de_prueba", recibida_en=datetime(2026, 2, 3, 10, 15, tzinfo=BOGOTA))
        made.objeto_id = 7
    with app.test_request_context():
        forget_all()
    return made


def test_the_page_shows_what_the_document_says(client: PageClient, radicado: Radicado) -> None:
    page = client.page(f"/verificar/{radicado.codigo_verificacion}")
    assert page.h1 == "Verificación del radicado 2026-E-000001"
    text = page.text()
    for shown in (
        "martes 3 de febrero de 2026, 10:15",
        "martes 24 de febrero de 2026",
        "9c" * 32,
        "ab" * 32,
        "cd" * 32,
        "imagen JPG",
        "346 KB",
    ):
        assert shown in text
    assert "Este documento es de la alcaldía" in text


def test_a_person_may_type_the_code_as_it_is_printed(client: PageClient, radicado: Radicado) -> None:
    form = client.page("/verificar").form("/verificar")
    assert form.get("method") == "get"
    page = client.page(f"/verificar?codigo=+{radicado.codigo_legible.lower()}+")
    assert page.h1 == "Verificación del radicado 2026-E-000001"


def test_a_voided_number_says_so(client: PageClient, radicado: Radicado) -> None:
    with transaction():
        anular(radicado, justificacion="Se radicó dos veces el mismo oficio.", actor=SISTEMA)
    text = client.page(f"/verificar/{radicado.codigo_verificacion}").text()
    assert "Este radicado fue anulado" in text
    assert "Este documento es de la alcaldía" not in text
    # Why it was voided may speak of a person.
    assert "dos veces" not in text


@pytest.mark.parametrize("code", ["A" * 24, "x", "<script>alert(1)<", "'; DROP TABLE radicado; --", "ñ" * 24])
def test_a_code_that_nothing_has_gives_one_same_answer(client: PageClient, radicado: Radicado, code: str) -> None:
    page = client.page(f"/verificar/{code}", status=404)
    assert "Ningún documento de esta alcaldía tiene ese código" in page.text()


@pytest.mark.parametrize(
    ("query", "said"), [("", "Escriba el código"), ("ABCD-2345", "tiene 24 letras y números"), ("   ", "Escriba el código")]
)
def test_a_code_that_is_incomplete_is_asked_for_again(client: PageClient, query: str, said: str) -> None:
    assert said in client.page(f"/verificar?codigo={query}", status=422).text()


def test_a_number_whose_case_shows_nothing_is_not_verified(client: PageClient, radicado: Radicado) -> None:
    with transaction():
        alone = radicar_entrada(objeto_tipo="caso_de_prueba", recibida_en=datetime(2026, 2, 3, 10, 15, tzinfo=BOGOTA))
        unknown = radicar_entrada(objeto_tipo="desconocido", recibida_en=datetime(2026, 2, 3, 10, 15, tzinfo=BOGOTA))
        unknown.objeto_id = 7
    assert services.verifier_of("desconocido") is None
    for one in (alone, unknown):
        client.page(f"/verificar/{one.codigo_verificacion}", status=404)


def test_trying_codes_is_limited(client: PageClient, radicado: Radicado) -> None:
    statuses = [client.get(f"/verificar/{'A' * 24}").status_code for _ in range(32)]
    assert statuses[:30] == [404] * 30
    assert statuses[30:] == [429] * 2


def test_codes_are_read_however_they_are_written() -> None:
    assert normalize_code("abcd-2345 efgh.6789–jklm_npqr") == "ABCD2345EFGH6789JKLMNPQR"
    for wrong in ("", "ABCD", "ABCD2345EFGH6789JKLMNPQ0", "ABCD2345EFGH6789JKLMNPQRS"):
        assert normalize_code(wrong) is None

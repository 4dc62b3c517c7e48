"""The code of the office behind the number: a way of showing it that a municipality may choose, and never a part of the number."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.database import transaction
from portal.entidad.queries import get_entidad
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cartas import firma_de, make_draft
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.models import Peticion
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app", "reloj")


def _show() -> None:
    with transaction():
        get_entidad().radicado_con_oficina = True


def test_the_code_of_the_office_is_shown_behind_the_number_and_the_number_stays(client: PageClient) -> None:
    with transaction():
        radicado = casos.en_tramite().radicado
    assert f"{radicado}-150" not in enter(client, radicado).text()
    _show()
    assert f"Solicitud {radicado}-150" in enter(client, f"{radicado}-150").text()
    sign_in(client, "carmen")
    assert f"{radicado}-150" in client.page(f"/gestion/pqrs/{radicado}").text()
    peticion = db.session.scalars(db.select(Peticion)).one()
    with transaction():
        services.reasignar(
            peticion, dependencia=casos.dependencia("120"), responsable=None, motivo="Es de Planeación", actor=casos.actor("carmen")
        )
    assert f"{radicado}-120" in client.page(f"/gestion/pqrs/{radicado}").text()
    assert peticion.radicado == radicado


def test_a_case_is_found_by_its_number_with_the_code_too(client: PageClient) -> None:
    with transaction():
        radicado = casos.en_tramite().radicado
    assert client.get(f"/buscar?q={radicado}-150").status_code == 302
    sign_in(client, "carmen")
    for written in (f"{radicado}-150", f"{radicado}/150", radicado):
        assert radicado in Page(client.get(f"/gestion/pqrs/?q={written}&vista=todas")).text()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-E-000012-150", "2026-E-000012"), ("2026-e-000012/1.2", "2026-E-000012"), ("2026 e 12", "2026-E-000012"),
        ("2026-E-12-150", ""), ("2026-E-000012-", ""), ("2026-E-000012 150", ""),
    ],
)  # fmt: skip
def test_only_a_whole_number_has_a_code_behind_it(written: str, read: str) -> None:
    assert clean_radicado(written) == read


def test_a_letter_cites_the_case_with_the_code_of_its_office() -> None:
    with transaction():
        peticion = casos.con_borrador()
    _show()
    pdf = make_draft(peticion, "Se arregla el lunes.", firma_de(casos.funcionario("jairo")), [])
    told = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert f"{peticion.radicado}-150" in " ".join(told.split())

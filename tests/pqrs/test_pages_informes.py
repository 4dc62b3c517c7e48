"""The pages of the periodic reports: officials prepare, read and issue them; everybody reads what was issued."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.core.clock import BOGOTA, MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import Informe
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support import informes as hechos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")
LIST = "/gestion/pqrs/informes"


@pytest.fixture
def julio(reloj: MovableClock) -> MovableClock:
    """A request was answered in February; now it is July."""
    with transaction():
        casos.respondida(tipo=TipoPeticion.INFORMACION)
    reloj.set(datetime(2026, 7, 1, 8, 0, tzinfo=BOGOTA))
    return reloj


def _issue(client: PageClient, informe: Informe, **data: Any) -> TestResponse:
    """Press the second button of the form, which has an address of its own."""
    page = client.page(f"{LIST}/{informe.id}")
    values = {**client.form_values(page, "/contar"), **data}
    return client.post(f"{LIST}/{informe.id}/expedir", data=values, follow_redirects=True)


def _only() -> Informe:
    db.session.expire_all()
    return db.session.scalars(select(Informe).order_by(Informe.id)).one()


def test_control_interno_prepares_reads_observes_issues_and_everybody_reads(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "hernan")
    assert "No hay informes por expedir" in client.page(LIST).text()
    shown = client.submit(LIST, {"periodo": "control_interno:2026-01-01"}).get_data(as_text=True)
    assert "enero a junio de 2026" in shown
    draft = _only()
    assert client.get(f"{LIST}/{draft.id}/tabla.csv").get_data(as_text=True).startswith("\ufeffgrupo,clave")
    client.submit(f"{LIST}/{draft.id}", {"observaciones": "Se recomienda prorrogar a tiempo."}, action="/contar")
    assert "Marque la casilla" in _issue(client, draft).get_data(as_text=True)
    assert "Ya no cambia" in _issue(client, draft, leido="y").get_data(as_text=True)
    assert _only().is_expedido
    visitor = client.application.test_client()
    assert isinstance(visitor, PageClient)
    assert "enero a junio de 2026" in visitor.page("/pqrs/informes").text().lower()
    text = visitor.page(f"/pqrs/informes/{draft.id}").text()
    for told in ("Se recomienda prorrogar a tiempo.", "Hernán Hidalgo", _only().huella, _only().pdf_sha256):
        assert told in text
    pdf = visitor.get(f"/pqrs/informes/{draft.id}/informe.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")


def test_what_was_typed_after_reading_is_not_issued_unread(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "hernan")
    with transaction():
        draft = hechos.borrador()
    answer = _issue(client, draft, leido="y", observaciones="Otra cosa")
    assert answer.status_code == 422
    assert "Cambió las observaciones" in answer.get_data(as_text=True)
    assert "Otra cosa" in answer.get_data(as_text=True)
    assert not _only().is_expedido


def test_what_changed_meanwhile_is_read_again_before_it_is_issued(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "hernan")
    with transaction():
        draft = hechos.borrador()
    stale = _issue(client, draft, leido="y", version="7")
    assert (stale.status_code, _only().is_expedido) == (409, False)
    altered = _issue(client, draft, leido="y", huella="0" * 64)
    assert (altered.status_code, _only().is_expedido) == (409, False)


def test_who_may_not_issue_control_internos_report_prepares_it_and_is_told(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "ines")
    with transaction():
        draft = hechos.borrador("control_interno")
    page = client.page(f"{LIST}/{draft.id}")
    assert "Este informe lo expide control interno" in page.text()
    assert _issue(client, draft, leido="y").status_code == 403
    assert not _only().is_expedido


@pytest.mark.parametrize("quien", ["jairo", "efrain", "karol"])
def test_others_do_not_see_drafts(client: PageClient, julio: MovableClock, quien: str) -> None:
    with transaction():
        draft = hechos.borrador()
    sign_in(client, quien)
    for url in (LIST, f"{LIST}/{draft.id}", f"{LIST}/{draft.id}/tabla.csv", f"{LIST}/{draft.id}/corregir"):
        assert client.get(url).status_code == 403
    for url in (
        f"/pqrs/informes/{draft.id}",
        f"/pqrs/informes/{draft.id}/informe.csv",
        "/pqrs/informes/999",
        "/pqrs/informes/1/informe.exe",
    ):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("periodo", ["", "acceso", "acceso:2026-07-01", "acceso:ayer", "otro:2026-01-01", "acceso:2026-01-02"])
def test_a_period_that_is_not_offered_is_refused(client: PageClient, julio: MovableClock, periodo: str) -> None:
    sign_in(client, "hernan")
    answer = client.submit(LIST, {"periodo": periodo})
    assert answer.status_code == 422
    assert "Hay un problema" in answer.get_data(as_text=True)
    assert db.session.scalars(select(Informe)).all() == []


def test_two_who_prepare_the_same_period_get_one_report(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "hernan")
    page = client.page(LIST)
    values = {**client.form_values(page), "periodo": "acceso:2026-01-01"}
    client.post(LIST, data=values)
    assert client.post(LIST, data=values, follow_redirects=True).status_code == 422
    assert len(db.session.scalars(select(Informe)).all()) == 1


def test_a_correction_is_begun_with_its_reason_and_given_up(client: PageClient, julio: MovableClock) -> None:
    sign_in(client, "hernan")
    with transaction():
        first = hechos.expedido()
    url = f"{LIST}/{first.id}/corregir"
    assert client.submit(url, {"motivo": " "}).status_code == 422
    shown = client.submit(url, {"motivo": "Faltaba una oficina."}).get_data(as_text=True)
    assert "Faltaba una oficina." in shown
    second = db.session.scalars(select(Informe).where(Informe.corrige_id == first.id)).one()
    assert "en borrador" in client.page(f"{LIST}/{first.id}").text()
    assert "La corrección se descartó" in client.submit(f"{LIST}/{second.id}", action="/descartar").get_data(as_text=True)


def test_without_reports_the_page_says_when_there_will_be_one(client: PageClient) -> None:
    assert "Todavía no hay informes" in client.page("/pqrs/informes").text()


def test_the_list_is_narrowed_to_one_kind_and_transparency_leads_there(client: PageClient, julio: MovableClock) -> None:
    with transaction():
        hechos.expedido()
    assert "enero a marzo" in client.page("/pqrs/informes?clase=acceso").text().lower()
    assert "Todavía no hay informes" in client.page("/pqrs/informes?clase=control_interno").text()
    assert "enero a marzo" in client.page("/pqrs/informes?clase=otra%27").text().lower()
    links = [one.get("href") for one in client.page("/transparencia").all("a")]
    assert links.count("/pqrs/informes") >= 2


def test_issued_reports_are_listed_without_reading_what_they_say(app: Flask, client: PageClient, julio: MovableClock) -> None:
    with transaction():
        made = hechos.expedido()
        key = made.id
    db.session.expire_all()
    found = db.session.scalars(select(Informe).where(Informe.id == key)).one()
    assert "datos" not in vars(found)

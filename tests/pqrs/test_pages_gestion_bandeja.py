"""The officials' inbox as a person uses it: views, filters, pages, assignment of several, downloads."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import event

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import Peticion
from portal.pqrs.tipos import TipoPeticion
from portal.pqrs.views.gestion import bandeja as bandeja_module
from portal.pqrs.views.gestion import exportar as exportar_module
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

INBOX = "/gestion/pqrs/"


def _made(*makers: Callable[[], Peticion]) -> list[Peticion]:
    with transaction():
        return [make() for make in makers]


def _fresh(peticion: Peticion) -> Peticion:
    db.session.expire_all()
    return db.session.get_one(Peticion, peticion.id)


def _radicados(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("a") if one.get("class") == "radicado"]


def test_who_is_not_signed_in_is_asked_to_sign_in(client: PageClient) -> None:
    assert client.get(INBOX).headers["Location"].endswith("/ingreso")


def test_who_has_no_cases_to_see_is_refused(client: PageClient) -> None:
    sign_in(client, "efrain")
    assert client.get(INBOX).status_code == 403
    assert client.get("/gestion/pqrs/exportar.csv").status_code == 403


def test_an_empty_inbox_says_so(client: PageClient) -> None:
    sign_in(client, "jairo")
    page = client.page(INBOX)
    assert page.h1 == "Bandeja de PQRSD"
    assert "No hay casos en esta vista" in page.text()


def test_the_inbox_lists_by_due_date_with_a_light_in_words(client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 1, 5, 9, 0))
    late = _made(casos.en_tramite)[0]
    reloj.set(datetime(2026, 2, 3, 10, 0))
    sooner, later = _made(lambda: casos.en_tramite(tipo=TipoPeticion.INFORMACION), lambda: casos.en_tramite(tipo=TipoPeticion.CONSULTA))
    sign_in(client, "jairo")
    page = client.page(INBOX)
    assert _radicados(page) == [late.radicado, sooner.radicado, later.radicado]
    assert "Venció hace" in page.text()
    assert "Quedan 10 días hábiles" in page.text()


def test_views_and_filters_narrow_and_stay_in_the_address(client: PageClient, reloj: MovableClock) -> None:
    ana, other, loose = _made(
        casos.en_tramite, lambda: casos.en_tramite(tipo=TipoPeticion.QUEJA, asunto="Mala atención", texto="Me trataron mal."), casos.radicar
    )
    sign_in(client, "carmen")
    assert _radicados(client.page(f"{INBOX}?vista=sin_asignar")) == [loose.radicado]
    assert _radicados(client.page(f"{INBOX}?q=trataron")) == [other.radicado]
    assert _radicados(client.page(f"{INBOX}?tipo=queja")) == [other.radicado]
    assert _radicados(client.page(f"{INBOX}?estado=radicada")) == [loose.radicado]
    assert _radicados(client.page(f"{INBOX}?dependencia={ana.dependencia_id}&tipo=peticion_general")) == [ana.radicado]
    assert _radicados(client.page(f"{INBOX}?desde_el=2026-02-04")) == []
    filtered = client.page(f"{INBOX}?q=trataron&tipo=queja")
    chosen = [one for one in filtered.all("option") if one.get("selected") is not None]
    assert "queja" in [one.get("value") for one in chosen]
    assert any("exportar.csv?vista=todas&q=trataron&tipo=queja" in link for link in filtered.links())


def test_a_view_that_the_official_cannot_empty_is_not_offered(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    assert "Sin asignar" not in client.page(INBOX).text()
    assert "Mías" in client.page(INBOX).text()


@pytest.mark.parametrize(
    "query",
    [
        "?vista=nada", "?tipo=x&estado=y&dependencia=z&canal=w", "?desde_el=ayer&hasta_el=2026-13-40", "?desde=%25%25%25",
        "?desde=WyJ4IiwxXQ",
        "?q=%00%27%22--%3Cscript%3E", "?dependencia=99999999999999999999", "?q=" + "a" * 5000, "?q=%E2%80%AE%FF", "?q=!!!",
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_never_breaks_the_page(client: PageClient, reloj: MovableClock, query: str) -> None:
    _made(casos.en_tramite)
    sign_in(client, "jairo")
    response = client.get(f"{INBOX}{query}")
    assert response.status_code in {200, 400}
    assert "<script>" not in response.get_data(as_text=True).split("</head>")[1]


def test_pages_follow_each_other_and_leave_none_out(client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bandeja_module, "PAGE", 2)
    made = _made(*[casos.en_tramite] * 5)
    sign_in(client, "jairo")
    seen, url = [], f"{INBOX}?vista=mias"
    while url:
        page = client.page(url)
        seen += _radicados(page)
        url = next((one.get("href", "") for one in page.all("a") if one.get("rel") == "next"), "")
    assert sorted(seen) == sorted(one.radicado for one in made)


def test_the_page_asks_the_same_number_of_questions_however_many_cases_it_shows(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "carmen")

    def questions() -> int:
        count = 0

        def one_more(*_args: object) -> None:
            nonlocal count
            count += 1

        connection = db.engines[None]
        event.listen(connection, "before_cursor_execute", one_more)
        client.page(INBOX)
        event.remove(connection, "before_cursor_execute", one_more)
        return count

    _made(casos.en_tramite)
    few = questions()
    _made(*[casos.en_tramite] * 12)
    assert questions() == few
    assert few <= 24


def test_several_cases_are_assigned_at_once(client: PageClient, reloj: MovableClock) -> None:
    made = _made(casos.radicar, casos.radicar)
    sign_in(client, "carmen")
    values = client.form_values(client.page(INBOX), "/asignar")
    health, jairo = casos.dependencia("150"), casos.funcionario("jairo")
    answer = client.post(
        "/gestion/pqrs/asignar",
        data={
            **values,
            "caso": [f"{one.id}-{one.version}" for one in made],
            "varias-dependencia": health.id,
            "varias-responsable": jairo.id,
        },
        follow_redirects=True,
    )
    assert "2 casos asignados a Secretaría de Salud." in Page(answer).text()
    assert {_fresh(one).responsable_id for one in made} == {jairo.id}


def test_bulk_assignment_says_which_cases_were_not_assigned_and_why(client: PageClient, reloj: MovableClock) -> None:
    new, given, changed = _made(casos.radicar, casos.en_tramite, casos.radicar)
    sign_in(client, "carmen")
    values = client.form_values(client.page(INBOX), "/asignar")
    marked = [f"{new.id}-{new.version}", f"{given.id}-{given.version}", f"{changed.id}-{changed.version + 5}", "999999-1", "otra-cosa"]
    answer = client.post(
        "/gestion/pqrs/asignar", data={**values, "caso": marked, "varias-dependencia": casos.dependencia("120").id}, follow_redirects=True
    )
    text = Page(answer).text()
    assert "1 caso asignado a Secretaría de Planeación." in text
    assert f"{given.radicado}: Escriba por qué pasa el caso" in text
    assert f"{changed.radicado}: Otra persona cambió este caso" in text
    assert "1 de los casos marcados no están" in text
    assert _fresh(given).dependencia_id == casos.dependencia("150").id
    assert _fresh(changed).estado == "radicada"


def test_an_official_cannot_assign_cases_that_they_may_not_see(client: PageClient, reloj: MovableClock) -> None:
    case = _made(casos.radicar)[0]
    sign_in(client, "gloria")
    token = client.form_values(client.page("/gestion/pqrs/plantillas/nueva"))["csrf_token"]
    client.post(
        "/gestion/pqrs/asignar", data={"csrf_token": token, "caso": f"{case.id}-1", "varias-dependencia": casos.dependencia("120").id}
    )
    assert _fresh(case).estado == "radicada"


def test_the_csv_holds_what_the_filter_shows_and_runs_nothing_in_a_spreadsheet(client: PageClient, reloj: MovableClock) -> None:
    _made(
        lambda: casos.en_tramite(asunto='=HYPERLINK("http://malo";"clic")'),
        lambda: casos.en_tramite(tipo=TipoPeticion.QUEJA, asunto="@suma"),
    )
    sign_in(client, "carmen")
    answer = client.get("/gestion/pqrs/exportar.csv?tipo=peticion_general")
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/csv"
    assert text.startswith("\ufeffRadicado;")
    assert "'=HYPERLINK" in text
    assert "@suma" not in text
    assert len(text.splitlines()) == 2


def test_the_csv_says_when_it_stops_at_its_limit(client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exportar_module, "CSV_LIMIT", 2)
    _made(*[casos.en_tramite] * 3)
    sign_in(client, "carmen")
    lines = client.get("/gestion/pqrs/exportar.csv").get_data(as_text=True).splitlines()
    assert len(lines) == 4
    assert "hasta 2 casos" in lines[-1]


def test_the_spreadsheet_keeps_texts_as_texts(client: PageClient, reloj: MovableClock) -> None:
    _made(lambda: casos.en_tramite(asunto="=1+1"))
    sign_in(client, "carmen")
    answer = client.get("/gestion/pqrs/exportar.xlsx")
    book = zipfile.ZipFile(io.BytesIO(answer.data))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1" in sheet
    assert "<f>" not in sheet


def test_an_export_holds_only_the_cases_that_the_official_reaches(client: PageClient, reloj: MovableClock) -> None:
    mine, other = _made(casos.en_tramite, casos.radicar)
    sign_in(client, "nubia")
    text = client.get("/gestion/pqrs/exportar.csv").get_data(as_text=True)
    assert mine.radicado in text
    assert other.radicado not in text


def test_the_inbox_writes_nothing(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    case = _made(casos.radicar)[0]
    sign_in(client, "carmen")
    before = _fresh(case).version
    client.page(INBOX)
    client.page(f"/gestion/pqrs/{case.radicado}")
    assert _fresh(case).version == before

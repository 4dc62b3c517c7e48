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
from portal.pqrs import services
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


def test_each_filter_that_is_set_is_told_and_taken_off_by_itself(client: PageClient, reloj: MovableClock) -> None:
    _made(lambda: casos.en_tramite(tipo=TipoPeticion.QUEJA, texto="Me trataron mal."))
    sign_in(client, "carmen")
    page = client.page(f"{INBOX}?q=trataron&tipo=queja&desde_el=2026-02-01")
    chips = next(one for one in page.all("ul") if one.get("class") == "chips")
    text = page.text(chips)
    assert all(words in text for words in ("«trataron»", "Queja", "Desde el 01/02/2026", "Quitar todos"))
    without_kind = next(one.get("href", "") for one in chips.iter("a") if page.text(one).startswith("Queja"))
    assert "tipo=" not in without_kind
    assert "q=trataron" in without_kind
    assert not [one for one in client.page(INBOX).all("ul") if one.get("class") == "chips"]


def test_a_case_that_is_finished_is_one_step_away_from_a_search_among_the_open_ones(client: PageClient, reloj: MovableClock) -> None:
    done = _made(casos.cerrada)[0]
    sign_in(client, "carmen")
    page = client.page(f"{INBOX}?q={int(done.radicado[-6:])}")
    link = next(one.get("href", "") for one in page.all("a") if page.text(one) == "Buscar en las terminadas")
    assert _radicados(client.page(link)) == [done.radicado]


def test_only_who_can_answer_is_offered_and_accepted_for_a_case(client: PageClient, reloj: MovableClock) -> None:
    case = _made(casos.radicar)[0]
    sign_in(client, "carmen")
    page = client.page(INBOX)
    offered = {page.text(one) for one in page.all("option")}
    assert any(one.startswith("Jairo Jurado") for one in offered)
    for name in ("Efraín", "Karol", "Delia", "Inés"):
        assert not any(one.startswith(name) for one in offered), name
    values = client.form_values(page, "/asignar")
    karol = casos.funcionario("karol")
    answer = client.post(
        "/gestion/pqrs/asignar", data={**values, "caso": f"{case.id}-{case.version}", "varias-responsable": karol.id}, follow_redirects=True
    )
    assert "Esa persona no puede responder casos" in Page(answer).text()
    assert _fresh(case).estado == "radicada"


def test_the_person_alone_says_which_office_too(client: PageClient, reloj: MovableClock) -> None:
    case = _made(casos.radicar)[0]
    sign_in(client, "carmen")
    values = client.form_values(client.page(INBOX), "/asignar")
    client.post(
        "/gestion/pqrs/asignar", data={**values, "caso": f"{case.id}-{case.version}", "varias-responsable": casos.funcionario("jairo").id}
    )
    assert _fresh(case).dependencia_id == casos.dependencia("150").id


def test_the_people_of_ones_own_office_stand_first(client: PageClient, reloj: MovableClock) -> None:
    _made(casos.en_tramite)
    sign_in(client, "nubia")
    page = client.page(INBOX)
    assert [one.get("label") for one in page.all("optgroup")][:2] == ["Sin persona", "Secretaría de Salud"]


@pytest.mark.parametrize("who", ["carmen", "nubia", "jairo", "ines", "hernan", "raul"])
def test_the_five_views_that_everybody_needs_are_offered_to_every_official_who_sees_cases(
    client: PageClient, reloj: MovableClock, who: str
) -> None:
    sign_in(client, who)
    page = client.page(INBOX)
    offered = {page.text(link).rsplit(" ", 1)[0] for link in page.all("a") if "vista=" in (link.get("href") or "")}
    assert {"Mías", "De mi dependencia", "Sin asignar", "Vencidas", "Esperan al ciudadano"} <= offered


def test_a_view_that_the_official_cannot_empty_is_not_offered(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    assert "Por aprobar" not in client.page(INBOX).text()


def test_who_may_not_download_the_list_is_told_whom_to_ask(client: PageClient, reloj: MovableClock) -> None:
    _made(casos.en_tramite)
    sign_in(client, "jairo")
    page = client.page(INBOX)
    assert not [one for one in page.all("a") if "exportar" in (one.get("href") or "")]
    assert "Para descargar esta lista se necesita un permiso" in page.text()


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
    # The first page of a process also reads what it then keeps.
    questions()
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
        "/gestion/pqrs/asignar?vista=todas",
        data={**values, "caso": marked, "varias-responsable": casos.funcionario("jairo").id, "varias-motivo": "Es de Salud."},
        follow_redirects=True,
    )
    text = Page(answer).text()
    assert "1 caso asignado a Secretaría de Salud." in text
    assert f"{given.radicado}: El caso ya está asignado así." in text
    assert f"{changed.radicado}: El caso cambió mientras usted trabajaba" in text
    assert "1 de los casos marcados no están" in text
    assert _fresh(given).dependencia_id == casos.dependencia("150").id
    assert _fresh(changed).estado == "radicada"


@pytest.mark.parametrize(
    ("office", "reason", "said"),
    [
        ("120", "", "Escriba el motivo: entre los marcados hay casos que ya estaban asignados."),
        ("", "Es de Planeación.", "Elija la dependencia o la persona."),
        ("150", "Es de Salud.", "El caso ya está asignado así."),
    ],
)
def test_a_bulk_assignment_that_is_refused_keeps_the_marks_and_all_that_was_chosen(
    client: PageClient, reloj: MovableClock, office: str, reason: str, said: str
) -> None:
    given, other = _made(casos.en_tramite, casos.en_tramite)
    sign_in(client, "carmen")
    address = f"{INBOX}?vista=todas&q=alumbrado"
    page = client.page(address)
    chosen = {
        **client.form_values(page, "/asignar"), "caso": [f"{given.id}-{given.version}"], "varias-motivo": reason,
        "varias-dependencia": casos.dependencia(office).id if office else 0,
        "varias-responsable": casos.funcionario("jairo").id if office == "150" else 0,
    }  # fmt: skip
    answer = client.post(page.form("/asignar").get("action"), data=chosen)
    assert answer.status_code == 422
    again = Page(answer)
    kept = client.form_values(again, "/asignar")
    assert said in again.text()
    assert kept["caso"].startswith(f"{given.id}-")
    assert [one.get("value", "").split("-")[0] for one in again.all("input") if one.get("checked") is not None] == [str(given.id)]
    assert (kept["varias-motivo"], kept["varias-dependencia"]) == (reason, str(chosen["varias-dependencia"]))
    assert again.form("/asignar").get("action") == page.form("/asignar").get("action")
    assert {_fresh(one).dependencia_id for one in (given, other)} == {casos.dependencia("150").id}


def test_a_bulk_assignment_without_marks_asks_for_them_and_keeps_the_reason(client: PageClient, reloj: MovableClock) -> None:
    _made(casos.radicar)
    sign_in(client, "carmen")
    answer = client.submit(INBOX, {"varias-dependencia": casos.dependencia("150").id, "varias-motivo": "Es de Salud."}, action="/asignar")
    assert answer.status_code == 422
    assert "Marque entre 1 y 100 casos." in Page(answer).text()
    assert client.form_values(Page(answer), "/asignar")["varias-motivo"] == "Es de Salud."


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


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("estado=xx&desde=ayer", "No entendimos estos filtros: Estado, Página («desde»)"),
        ("desde_el=ayer", "No entendimos este filtro: Recibida desde"),
        ("dependencia=999999", "No entendimos este filtro: Dependencia"),
        ("vista=raras&canal=paloma", "No entendimos estos filtros: Canal, Vista"),
    ],
)
def test_a_filter_that_is_not_understood_is_told(client: PageClient, reloj: MovableClock, query: str, told: str) -> None:
    (case,) = _made(casos.en_tramite)
    sign_in(client, "jairo")
    page = client.page(f"{INBOX}?{query}")
    assert told in page.text()
    assert _radicados(page) == [case.radicado]


def test_a_state_of_another_view_is_understood(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    for query in ("vista=terminadas&estado=radicada", "vista=todas&tipo=&estado=&dependencia=0&canal=&desde_el="):
        assert "No entendimos" not in client.page(f"{INBOX}?{query}").text()


def test_the_export_tells_pauses_and_silences(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        paused, silent = casos.requerida(), casos.en_tramite(tipo=TipoPeticion.INFORMACION)
    reloj.set(datetime(2026, 2, 18, 9, 0))
    with transaction():
        services.operar_silencio(db.session.get_one(Peticion, silent.id))
    sign_in(client, "nubia")
    lines = client.get("/gestion/pqrs/exportar.csv").get_data(as_text=True).splitlines()
    of_paused = next(one for one in lines if paused.radicado in one).split(";")
    of_silent = next(one for one in lines if silent.radicado in one).split(";")
    assert of_paused[9:15] == [
        "Falta que la complete", "25/03/2026", "En pausa desde el 03/02/2026", "03/02/2026", "03/03/2026", "",
    ]  # fmt: skip
    assert of_silent[12:15] == ["", "", "18/02/2026"]
    only = client.get("/gestion/pqrs/exportar.csv?vista=en_pausa").get_data(as_text=True)
    assert paused.radicado in only
    assert silent.radicado not in only

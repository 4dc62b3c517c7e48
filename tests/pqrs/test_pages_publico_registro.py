"""The landing page, the notice about personal data and the public register: open to all, naming nobody."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.pqrs.models import Peticion
from portal.pqrs.tipos import TipoPeticion, list_tipos_publicos
from portal.pqrs.views.publico import registro
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient


def _file(reloj: MovableClock, count: int, **changes: Any) -> list[Peticion]:
    made = []
    with transaction():
        for _ in range(count):
            reloj.advance(minutes=1)
            made.append(casos.radicar(**changes))
    return made


def _radicados(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("th") if one.get("role") == "rowheader"]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_landing_page_explains_every_kind_with_its_term(client: PageClient) -> None:
    page = client.page("/pqrs/")
    for tipo in list_tipos_publicos():
        assert tipo.nombre in page.text()
        assert f"/pqrs/radicar?tipo={tipo.clave.value}" in page.links()
    assert "identidad reservada" in page.text()
    assert "tres días siguientes" in page.text()


def test_the_data_notice_names_who_answers_for_the_data(client: PageClient) -> None:
    text = client.page("/pqrs/tratamiento-de-datos").text()
    assert "Alcaldía Municipal de Puerres" in text
    assert "datospersonales@puerres.example" in text


def test_an_empty_register_says_so(client: PageClient) -> None:
    assert "No hay solicitudes" in client.page("/pqrs/registro").text()


def test_the_register_shows_no_person_and_no_text(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.cerrada(asunto="Asunto que no sale")
    csv_text = client.get("/pqrs/registro.csv").get_data(as_text=True)
    for text in (client.page("/pqrs/registro").text(), csv_text):
        assert "2026-E-000001" in text
        for secret in ("Ana", "Arteaga", "1000000001", "Asunto que no sale", "alumbrado", "ana@correo.example", "Jairo"):
            assert secret not in text


def test_pages_of_the_register_leave_none_out(client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registro, "PAGE", 3)
    made = _file(reloj, 7)
    seen, url = [], "/pqrs/registro"
    while url:
        page = client.page(url)
        seen += _radicados(page)
        url = next((one.get("href", "") for one in page.all("a") if one.get("rel") == "next"), "")
    assert seen == [one.radicado for one in reversed(made)]


def test_the_filters_narrow_and_stay_in_the_form_and_the_address(client: PageClient, reloj: MovableClock) -> None:
    general = _file(reloj, 1)[0]
    reloj.set(datetime(2026, 2, 5, 9, 0))
    info = _file(reloj, 1, tipo=TipoPeticion.INFORMACION)[0]
    for query, found in (
        ("tipo=informacion", info),
        ("desde_el=2026-02-04", info),
        ("hasta_el=2026-02-04", general),
        (f"radicado={general.radicado.lower()}", general),
        ("radicado=2026 e 1", general),
        (f"estado=radicada&tipo=peticion_general&dependencia=&radicado={general.radicado}", general),
    ):
        page = client.page(f"/pqrs/registro?{query}")
        assert _radicados(page) == [found.radicado], query
    page = client.page("/pqrs/registro?tipo=informacion&hasta_el=2026-02-06")
    assert client.form_values(page, "/pqrs/registro") | {"tipo": "informacion", "hasta_el": "2026-02-06"} == client.form_values(
        page, "/pqrs/registro"
    )
    assert "/pqrs/registro.csv?tipo=informacion&hasta_el=2026-02-06" in page.links()


def test_each_filter_that_is_set_is_told_and_can_be_taken_off_alone(client: PageClient, reloj: MovableClock) -> None:
    _file(reloj, 1)
    page = client.page("/pqrs/registro?tipo=informacion&hasta_el=2026-02-06&estado=inventado")
    told = {page.text(one): one.get("href") for one in page.all("a") if "quitar este filtro" in page.text(one)}
    assert told == {
        "Solicitud de información (quitar este filtro) ×": "/pqrs/registro?hasta_el=2026-02-06&estado=inventado",
        "Hasta el 06/02/2026 (quitar este filtro) ×": "/pqrs/registro?tipo=informacion&estado=inventado",
    }
    assert not [one for one in client.page("/pqrs/registro").all("ul") if one.get("class") == "chips"]


@pytest.mark.parametrize(
    "query",
    [
        "tipo=inventado",
        "estado=%27+OR+1%3D1",
        "dependencia=999999999999999999999",
        "dependencia=²",
        "desde_el=ayer",
        "hasta_el=9999-12-31",
        "desde=basura",
        "desde=WyIyMDI2IiwxXQ",
        "desde=WyIyMDI2LTAyLTAzVDEwOjE1OjAwIiwxXQ",
        "desde=" + "A" * 400,
        "tipo=%FF",
        "estado=%E2%80%AE",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_whole_register(client: PageClient, reloj: MovableClock, query: str) -> None:
    made = _file(reloj, 2)
    assert _radicados(client.page(f"/pqrs/registro?{query}")) == [made[1].radicado, made[0].radicado]
    # A file does not say what it left out: only the place in the pages means nothing to it.
    assert client.get(f"/pqrs/registro.csv?{query}").status_code == (200 if query.startswith("desde=") else 400)


def test_what_cannot_be_a_radicado_finds_nothing(client: PageClient, reloj: MovableClock) -> None:
    _file(reloj, 1)
    assert "No hay solicitudes" in client.page("/pqrs/registro?radicado=<script>").text()


def test_a_null_character_in_the_address_is_refused(client: PageClient) -> None:
    assert client.get("/pqrs/registro?radicado=%00").status_code == 400


def test_the_csv_has_what_the_filter_shows_and_can_be_read_by_a_program(client: PageClient, reloj: MovableClock) -> None:
    _file(reloj, 3)
    _file(reloj, 1, tipo=TipoPeticion.CONSULTA)
    response = client.get("/pqrs/registro.csv?tipo=consulta")
    assert response.mimetype == "text/csv"
    (row,) = _rows(response.get_data(as_text=True))
    assert row == {
        "radicado": "2026-E-000004",
        "recibida_en": "2026-02-03T10:19:00-05:00",
        "tipo": "Consulta",
        "dependencia": "",
        "estado": "Radicada",
        "vence_el": "2026-03-17",
        "respondida_en": "",
        "semaforo": "Quedan 30 días hábiles",
        "trasladada_a": "",
    }


def test_the_csv_stops_at_the_limit_that_the_page_states(client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registro, "CSV_LIMIT", 2)
    made = _file(reloj, 3)
    assert "hasta 2 solicitudes" in client.page("/pqrs/registro").text()
    found = [row["radicado"] for row in _rows(client.get("/pqrs/registro.csv").get_data(as_text=True))]
    assert found == [made[2].radicado, made[1].radicado]


def test_no_cell_of_the_csv_is_taken_for_a_formula(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        office = casos.dependencia("150")
        office.nombre = "=HYPERLINK(1)"
        casos.en_tramite()
    (row,) = _rows(client.get("/pqrs/registro.csv").get_data(as_text=True))
    assert row["dependencia"] == "'=HYPERLINK(1)"


def test_the_light_says_with_words_how_each_case_stands(client: PageClient, reloj: MovableClock) -> None:
    _file(reloj, 1)
    for day, words in (
        (datetime(2026, 2, 4, 9), "Quedan 14 días hábiles"),
        (datetime(2026, 2, 24, 9), "Vence hoy"),
        (datetime(2026, 2, 26, 9), "Venció hace 2 días hábiles"),
    ):
        reloj.set(day)
        assert words in client.page("/pqrs/registro").text()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (19, "Queda 1 día hábil"),
        (20, "Vence el 22/02, día no hábil"),
        (21, "Vence el 22/02, día no hábil"),
        (22, "Vence hoy"),
        (23, "Venció hace 1 día hábil"),
    ],
)
def test_a_case_due_on_a_sunday_is_due_that_day_and_not_before(client: PageClient, reloj: MovableClock, day: int, words: str) -> None:
    reloj.set(datetime(2026, 2, 19, 9))
    with transaction():
        # A judge may give any day.
        casos.ordenar(casos.en_tramite(), actor=casos.jefe("jairo"), dias=3)
    reloj.set(datetime(2026, 2, day, 9))
    assert words in client.page("/pqrs/registro").text()


def test_open_pages_ask_the_database_little_however_long_the_register_is(client: PageClient, reloj: MovableClock) -> None:
    _file(reloj, 1)
    client.page("/pqrs/registro")
    few = ciudadania.count_queries(client, "/pqrs/registro")
    _file(reloj, 30)
    assert ciudadania.count_queries(client, "/pqrs/registro") == few <= 6
    # The form asks once for the territories and once for the questions of the municipality; then the page is kept.
    for url, most in (("/pqrs/", 2), ("/pqrs/radicar", 4), ("/pqrs/radicar", 1), ("/pqrs/seguimiento", 2)):
        assert ciudadania.count_queries(client, url) <= most, url


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("desde=xx", "No entendimos este filtro: Página («desde»)"),
        ("tipo=xx&desde_el=ayer", "No entendimos estos filtros: Clase, Recibidas desde"),
    ],
)
def test_a_filter_that_is_not_understood_is_told(client: PageClient, query: str, told: str) -> None:
    assert told in client.page(f"/pqrs/registro?{query}").text()


def test_filters_that_are_empty_are_no_mistake(client: PageClient) -> None:
    assert "No entendimos" not in client.page("/pqrs/registro?radicado=&tipo=&estado=&dependencia=&desde_el=&hasta_el=").text()


def test_the_new_states_have_their_words_and_a_pause_has_no_due_date(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        made = {state: casos.IN_STATE[state]().radicado for state in ("requerida", "devuelta", "suspendida", "trasladada")}
    rows = {one["radicado"]: one for one in _rows(client.get("/pqrs/registro.csv").get_data(as_text=True))}
    page = client.page("/pqrs/registro").text()
    for state, words in (("requerida", "Falta que la complete"), ("devuelta", "Falta que la aclare"), ("suspendida", "Suspendida")):
        row = rows[made[state]]
        assert (row["estado"], row["vence_el"], row["trasladada_a"]) == (words, "", "")
        assert row["semaforo"] == "En pausa desde el 03/02/2026"
        assert words in page
    assert "Trasladada a Corporación Autónoma Regional de Nariño" in page
    assert rows[made["trasladada"]]["trasladada_a"] == "Corporación Autónoma Regional de Nariño"
    narrowed = client.page("/pqrs/registro?estado=requerida")
    assert _radicados(narrowed) == [made["requerida"]]


def test_the_register_asks_once_more_for_all_authorities_of_a_page(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.trasladada()
    client.page("/pqrs/registro")
    few = ciudadania.count_queries(client, "/pqrs/registro")
    with transaction():
        for _ in range(5):
            casos.trasladada()
    assert ciudadania.count_queries(client, "/pqrs/registro") == few


def test_what_is_against_officials_stands_among_the_other_complaints(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        corrupt = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION).radicado
        conduct = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA).radicado
    for address in ("/pqrs/registro", "/pqrs/registro?tipo=denuncia", "/pqrs/registro.csv"):
        shown = client.get(address).get_data(as_text=True)
        assert corrupt in shown
        assert "orrupción" not in shown.partition("<footer")[0]
    assert conduct in client.page("/pqrs/registro?tipo=queja").text()
    # The sealed kind itself does not narrow: it is told as a filter that is not understood.
    assert "Disciplinaria" not in client.page("/pqrs/registro?tipo=queja_disciplinaria").text()

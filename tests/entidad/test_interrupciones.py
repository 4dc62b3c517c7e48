"""The public log of interruptions: its record is what gives three more days to who could not send (CPACA art. 62 num. 2)."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.demo.elenco import actor_of
from portal.entidad.models import Interrupcion
from portal.entidad.services import corregir_interrupcion, registrar_interrupcion
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

PUBLIC = "/estado-del-servicio"
ADMIN = "/gestion/entidad/interrupciones"


def record(inicio: datetime, horas: float | None = 2, **more: object) -> Interrupcion:
    """An interruption that began then and lasted so many hours; None: it lasts."""
    fin = inicio + timedelta(hours=horas) if horas is not None else None
    values: dict[str, object] = {"canal": "radicacion", "descripcion": "El formulario no abría.", **more}
    return registrar_interrupcion(inicio_en=inicio, fin_en=fin, actor=actor_of("efrain"), **values)  # type: ignore[arg-type]


def test_without_interruptions_the_page_says_so_and_what_to_do_if_one_comes(client: PageClient) -> None:
    text = client.page(PUBLIC).text()
    assert "No hay interrupciones registradas" in text
    assert "tres días hábiles más" in text
    assert "artículo 62, numeral 2" in text


def test_an_administrator_records_one_and_anybody_reads_it(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "efrain")
    typed = {"canal": "portal", "inicio_en": "2026-02-03T08:00", "fin_en": "2026-02-03T09:30", "descripcion": "Se fue la luz."}
    response = client.submit(ADMIN, typed, action="interrupciones")
    assert "La interrupción quedó registrada" in response.text
    row = db.session.scalars(select(Interrupcion)).one()
    assert row.inicio_en == datetime(2026, 2, 3, 8, tzinfo=clock.BOGOTA)
    event = list_eventos("interrupcion", row.id)[-1]
    assert event.tipo == "interrupcion_registrada"
    assert event.datos["descripcion"] == [None, "Se fue la luz."]
    assert "Se fue la luz." in client.page(PUBLIC).text()


def test_the_three_days_are_business_days_after_the_failure(client: PageClient, reloj: MovableClock) -> None:
    # Friday night; Saturday, Sunday and the festivo of Monday 23 March do not count.
    reloj.set(datetime(2026, 3, 26, 8, tzinfo=clock.BOGOTA))
    record(datetime(2026, 3, 20, 21, tzinfo=clock.BOGOTA))
    assert "26 de marzo de 2026" in client.page(PUBLIC).text()


def test_one_that_lasts_is_shown_first_until_somebody_says_that_it_ended(client: PageClient, reloj: MovableClock) -> None:
    row = record(clock.now(), None)
    text = client.page(PUBLIC).text()
    assert "En curso: presentar solicitudes por el portal" in text
    assert "Tres días hábiles después de que termine" in text
    reloj.advance(hours=1)
    sign_in(client, "efrain")
    client.submit(f"{ADMIN}/{row.id}", {"fin_en": "2026-02-03T10:45"})
    text = client.page(PUBLIC).text()
    assert "No hay fallas registradas en este momento" in text
    assert "6 de febrero de 2026" in text
    event = list_eventos("interrupcion", row.id)[-1]
    assert (event.tipo, event.datos["fin_en"][0]) == ("interrupcion_corregida", None)


def test_the_front_page_tells_of_one_only_while_it_lasts(client: PageClient, reloj: MovableClock) -> None:
    assert "Hay una interrupción" not in client.page("/").text()
    record(clock.now(), 1, canal="portal")
    record(clock.now(), 1, canal="correo", publicada=False)
    text = client.page("/").text()
    assert text.count("Hay una interrupción") == 1
    assert "Hay una interrupción del servicio: todo el portal" in text
    reloj.advance(hours=2)
    assert "Hay una interrupción" not in client.page("/").text()


def test_one_that_is_announced_is_neither_running_nor_over(client: PageClient, reloj: MovableClock) -> None:
    record(clock.now() + timedelta(days=2))
    text = client.page(PUBLIC).text()
    assert "(programada)" in text
    assert "En curso" not in text


def test_what_was_recorded_by_mistake_is_hidden_and_not_deleted(client: PageClient, reloj: MovableClock) -> None:
    row = record(clock.now(), descripcion="Equivocada")
    sign_in(client, "efrain")
    client.submit(f"{ADMIN}/{row.id}", {"publicada": None})
    assert "Equivocada" not in client.page(PUBLIC).text()
    assert "Equivocada" not in client.get(f"{PUBLIC}.csv").text
    assert "Equivocada" in client.page(ADMIN).text()


def test_it_moves_no_due_date_of_a_case(app: object, reloj: MovableClock) -> None:
    peticion = casos.IN_STATE["en_tramite"]()
    before = peticion.vence_el
    record(clock.now(), canal="portal")
    assert db.session.get_one(Peticion, peticion.id, populate_existing=True).vence_el == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"inicio_en": ""}, "Escriba la fecha y la hora del comienzo."),
        ({"inicio_en": "2026-02-03T10:00", "fin_en": "2026-02-03T09:00"}, "Debe terminar después de comenzar."),
        ({"inicio_en": "1926-02-03T10:00"}, "Revise el año"),
        ({"inicio_en": "2025-02-03T10:00", "fin_en": "2026-12-03T09:00"}, "ninguna interrupción dura tanto"),
        ({"descripcion": " "}, "Escriba qué falló"),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(
    client: PageClient, reloj: MovableClock, typed: dict[str, str], words: str
) -> None:
    sign_in(client, "efrain")
    response = client.submit(ADMIN, {"descripcion": "Se cayó el servidor.", **typed}, action="interrupciones")
    assert response.status_code == 422
    assert words in Page(response).text()
    assert db.session.scalars(select(Interrupcion)).all() == []


def test_only_who_has_the_permission_records(app: object, reloj: MovableClock) -> None:
    with pytest.raises(Forbidden):
        registrar_interrupcion(canal="portal", inicio_en=clock.now(), fin_en=None, descripcion="x", actor=actor_of("beto"))


def test_an_unknown_service_is_refused(app: object, reloj: MovableClock) -> None:
    with pytest.raises(DomainError, match="servicios de la lista"):
        record(clock.now(), canal="telégrafo")


def test_the_second_of_two_who_correct_is_told(app: object, reloj: MovableClock) -> None:
    row = record(clock.now())
    values = {"canal": "portal", "inicio_en": row.inicio_en, "fin_en": row.fin_en, "descripcion": "Otra", "publicada": True}
    corregir_interrupcion(row.id, version=1, actor=actor_of("efrain"), **values)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        corregir_interrupcion(row.id, version=1, actor=actor_of("efrain"), **values)  # type: ignore[arg-type]


def test_the_log_has_pages_and_a_file(client: PageClient, reloj: MovableClock) -> None:
    for day in range(30):
        record(clock.now() - timedelta(days=day), 1, descripcion=f"=Falla número {day:02}")
    first = client.page(PUBLIC)
    (following,) = [url for url in first.links() if "desde=" in url]
    second = client.page(following)
    assert "Falla número 24" in first.text()
    assert "Falla número 25" not in first.text()
    assert "Falla número 25" in second.text()
    assert "Falla número 29" in second.text()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PUBLIC}.csv").text.removeprefix("\ufeff"))))
    assert len(rows) == 30
    assert rows[0]["que_paso"] == "'=Falla número 00", "no spreadsheet runs it"
    assert rows[0]["puede_insistir_hasta"] == "2026-02-06"


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "WyJheWVyIiwxXQ", "WyIyMDI2LTAyLTAzIiwxXQ"])
def test_a_forged_page_shows_the_first(client: PageClient, reloj: MovableClock, cursor: str) -> None:
    record(clock.now())
    assert "El formulario no abría." in client.page(f"{PUBLIC}?desde={cursor}").text()


def test_every_page_leads_to_the_log(client: PageClient) -> None:
    assert PUBLIC in client.page("/").links()


def test_a_moment_that_is_none_is_refused_in_plain_words(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "efrain")
    response = client.submit(ADMIN, {"descripcion": "Se cayó.", "inicio_en": "ayer"}, action="interrupciones")
    assert response.status_code == 422
    assert "Escriba la fecha con día, mes y año, y la hora." in Page(response).text()
    assert "válido" not in Page(response).text()


def test_one_that_ends_at_midnight_ends_at_the_end_of_its_day(client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 3, 26, 8, tzinfo=clock.BOGOTA))
    record(datetime(2026, 3, 20, 21, tzinfo=clock.BOGOTA), horas=3)
    text = client.page(PUBLIC).text()
    assert "viernes 20 de marzo de 2026, al final del día" in text
    assert "12:00" not in text
    sign_in(client, "efrain")
    assert "viernes 20 de marzo de 2026, al final del día" in client.page(ADMIN).text()

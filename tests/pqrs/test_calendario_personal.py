"""An official's calendar: its secret address, what stands there and what never does, and the exactness of its format."""

import re
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.ical import Alarma, Entrada, write_calendar
from portal.pqrs.models import CalendarioPersonal, Peticion
from portal.pqrs.services.encargos import encargar
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh, made
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in, sign_out

PAGE = "/cuenta/calendario"
_ADDRESS = re.compile(r"https://portal\.example(/calendario/([A-Z0-9]+)\.ics)")


def _create(client: PageClient, who: str, alcance: str = "mias") -> str:
    """Make a calendar as this official does, and leave; gives its path."""
    sign_in(client, who)
    answer = client.submit(PAGE, {"alcance": alcance}, action=PAGE)
    assert answer.status_code == 200
    found = _ADDRESS.search(Page(answer).html)
    assert found
    sign_out(client)
    return found[1]


def _read(client: PageClient, path: str) -> Calendar:
    answer = client.get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.data)


def _titles(calendar: Calendar) -> list[str]:
    return [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")]


def test_the_calendar_tells_the_due_dates_of_ones_own_cases(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _create(client, "jairo")
    (event,) = _read(client, path).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 2, 24)
    assert event.decoded("DTEND") == date(2026, 2, 25)
    assert str(event["SUMMARY"]) == f"Responder: {peticion.radicado}"
    assert str(event["UID"]).startswith(f"caso-{peticion.id}@")
    assert str(event["URL"]) == f"https://portal.example/gestion/pqrs/{peticion.radicado}"
    assert event["TRANSP"] == "TRANSPARENT"
    alarms = [one.decoded("TRIGGER") for one in event.walk("VALARM")]
    assert alarms == [timedelta(hours=-15), timedelta(hours=8)]
    text = str(event["DESCRIPTION"])
    assert "Secretaría de Salud" in text
    assert "Petición de interés general" in text


def test_its_identity_stays_when_its_day_moves_and_it_says_when_it_was_revised(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _create(client, "jairo")
    (before,) = _read(client, path).walk("VEVENT")
    reloj.set(datetime(2026, 2, 5, 9, 30))
    with transaction():
        services.prorrogar(
            fresh(peticion), motivo="Falta una visita.", hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    (after,) = _read(client, path).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2026, 3, 3)
    assert before.decoded("DTSTAMP").isoformat() == "2026-02-03T15:15:00+00:00"
    assert after.decoded("DTSTAMP").isoformat() == "2026-02-05T14:30:00+00:00"


def test_it_has_neither_names_nor_words_of_the_person(client: PageClient, reloj: MovableClock) -> None:
    made(casos.en_tramite, texto="Huele mal en la vereda.", asunto="Aguas negras")
    path = _create(client, "jairo")
    feed = client.get(path).get_data(as_text=True)
    for word in ("Arteaga", "Ana", "1000000001", "ana@", "Aguas", "negras", "vereda", "Huele", "Jairo"):
        assert word not in feed


def test_what_is_against_officials_stands_in_the_calendar_as_in_the_public_register(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, texto="Piden plata.")
        services.asignar(sealed, dependencia=casos.dependencia("130"), responsable=casos.funcionario("hernan"), actor=casos.actor("hernan"))
    feed = client.get(_create(client, "hernan")).get_data(as_text=True)
    assert sealed.radicado in feed
    assert "Denuncia" in feed
    assert "corrupci" not in feed.lower()
    assert "Arteaga" not in feed
    for who in ("nubia", "carmen", "jairo"):
        for alcance in ("mias", "dependencia"):
            assert sealed.radicado not in client.get(_create(client, who, alcance)).get_data(as_text=True)


def test_the_departments_calendar_shows_its_cases_and_no_other_departments(client: PageClient, reloj: MovableClock) -> None:
    own, other = made(casos.en_tramite), made(casos.radicar)
    with transaction():
        services.asignar(fresh(other), dependencia=casos.dependencia("140"), actor=casos.actor("carmen"))
        encargar(fresh(own), dependencia=casos.dependencia("120"), pedido="¿Hay plano?", dias=2, actor=casos.actor("jairo"))
    assert _titles(_read(client, _create(client, "nubia", "dependencia"))) == [f"Responder: {own.radicado}"]
    assert _titles(_read(client, _create(client, "nubia", "mias"))) == []
    assert _titles(_read(client, _create(client, "beto", "dependencia"))) == [f"Responder un encargo: {own.radicado}"]
    # Who sees every department's cases has in the calendar those of their own.
    assert _titles(_read(client, _create(client, "carmen", "dependencia"))) == []


def test_an_answered_case_and_one_in_pause_leave_the_calendar(client: PageClient, reloj: MovableClock) -> None:
    made(casos.por_notificar)
    made(casos.requerida)
    assert _titles(_read(client, _create(client, "jairo"))) == []


def test_an_appeal_and_an_insistence_have_their_own_days(client: PageClient, reloj: MovableClock) -> None:
    appealed, insisted = made(casos.en_recurso), made(casos.en_insistencia)
    titles = _titles(_read(client, _create(client, "jairo")))
    assert sorted(titles) == [f"Decidir el recurso: {appealed.radicado}", f"Enviar la insistencia al juez: {insisted.radicado}"]


def test_each_matter_of_a_separated_case_has_its_day(client: PageClient, reloj: MovableClock) -> None:
    made(casos.en_tramite, asuntos=True)
    calendar = _read(client, _create(client, "jairo"))
    uids = [str(one["UID"]).partition("@")[0] for one in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 2
    assert [one.partition("-")[0] for one in uids] == ["caso", "asunto"]


def test_the_calendar_dies_with_the_account_and_loses_what_the_account_loses(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _create(client, "nubia", "dependencia")
    assert _titles(_read(client, path)) == [f"Responder: {peticion.radicado}"]
    with transaction():
        casos.funcionario("nubia").dependencia_id = casos.dependencia("140").id
    assert _titles(_read(client, path)) == []
    with transaction():
        casos.funcionario("nubia").dependencia_id = casos.dependencia("150").id
        casos.funcionario("nubia").roles = []
    assert _titles(_read(client, path)) == []
    with transaction():
        casos.funcionario("nubia").activo = False
    assert client.get(path).status_code == 404


def test_a_new_address_ends_the_old_one_and_a_withdrawn_calendar_is_gone(client: PageClient, reloj: MovableClock) -> None:
    first, second = _create(client, "jairo"), _create(client, "jairo", "dependencia")
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    sign_in(client, "jairo")
    page = client.page(PAGE)
    assert second not in page.html
    client.submit(PAGE, {}, action="/retirar")
    assert client.get(second).status_code == 404
    assert "Crear el calendario" in client.page(PAGE).text()
    acts = [one.tipo for one in list_eventos("funcionario", casos.funcionario("jairo").id)]
    assert [one for one in acts if "calendario" in one] == ["calendario_creado", "calendario_renovado", "calendario_retirado"]


def test_a_form_sent_twice_shows_the_same_address_and_an_old_one_brings_none_back(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    values = {**client.form_values(client.page(PAGE), PAGE), "alcance": "mias"}
    shown = [_ADDRESS.search(client.post(PAGE, data=values).get_data(as_text=True)) for _ in range(2)]
    assert shown[0]
    assert shown[1]
    assert shown[0][1] == shown[1][1]
    client.submit(PAGE, {}, action="/retirar")
    late = client.post(PAGE, data=values)
    assert late.status_code == 409
    assert "ya no sirve" in Page(late).text()
    assert client.get(shown[0][1]).status_code == 404


def test_only_the_hash_of_the_address_is_kept(client: PageClient, reloj: MovableClock) -> None:
    path = _create(client, "jairo")
    token = path.rpartition("/")[2].partition(".")[0]
    assert len(token) == 26, "130 bits"
    row = db.session.scalars(select(CalendarioPersonal)).one()
    assert token not in str(vars(row))
    assert client.get(f"/calendario/{row.token_hash}.ics").status_code == 404


def test_that_a_program_reads_it_is_noted_to_the_hour(client: PageClient, reloj: MovableClock) -> None:
    path = _create(client, "jairo")

    def used() -> datetime | None:
        db.session.expire_all()
        return db.session.scalars(select(CalendarioPersonal.usado_en)).one()

    assert used() is None
    for hour, minute in ((11, 0), (11, 40), (12, 5)):
        reloj.set(datetime(2026, 2, 3, hour, minute))
        client.get(path)
    assert str(used()) == "2026-02-03 12:05:00-05:00"
    reloj.set(datetime(2026, 2, 3, 12, 30))
    client.get(path)
    assert str(used()) == "2026-02-03 12:05:00-05:00"
    sign_in(client, "jairo")
    assert "12:05" in client.page(PAGE).text()


def test_the_answer_is_kept_by_nobody_and_asked_for_so_often_at_most(client: PageClient, reloj: MovableClock) -> None:
    path = _create(client, "jairo")
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    codes = [client.get("/calendario/AAAA.ics").status_code for _ in range(70)]
    assert set(codes) == {404, 429}


@pytest.mark.parametrize("alcance", ["", "todas"])
def test_a_scope_that_does_not_exist_is_refused_beside_its_field(client: PageClient, reloj: MovableClock, alcance: str) -> None:
    sign_in(client, "jairo")
    refused = client.submit(PAGE, {"alcance": alcance}, action=PAGE)
    assert refused.status_code == 422
    assert "field-error" in Page(refused).html
    assert db.session.scalars(select(CalendarioPersonal)).all() == []


def test_who_sees_no_cases_is_offered_no_calendar(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "karol")
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.page("/cuenta/").links()
    sign_in(client, "jairo")
    assert PAGE in client.page("/cuenta/").links()


def test_reading_asks_as_little_with_many_cases_as_with_few(client: PageClient, app: Flask, reloj: MovableClock) -> None:
    from tests.architecture.test_query_counts import counted

    path = _create(client, "jairo")
    client.get(path)
    counts = []
    for more in (1, 6):
        with transaction():
            for _ in range(more):
                casos.en_tramite()
        with counted() as seen:
            assert client.get(path).status_code == 200
        counts.append(len(seen))
    assert len(set(counts)) == 1
    assert counts[0] <= 12
    assert db.session.scalars(select(Peticion.id)).all()


def test_lines_end_as_the_standard_says_and_are_folded_between_letters() -> None:
    long = "Notificación; ñandú, \\ y «más»\nsegunda línea " * 9
    revised = datetime.fromisoformat("2026-02-03T10:15:00-05:00")
    entry = Entrada("caso-1@x.example", date(2026, 2, 24), long, long, "https://x.example/1", revised,
                    (Alarma(timedelta(days=1, hours=2, minutes=30), "Mañana"), Alarma(timedelta(0), "Ya")))  # fmt: skip
    text = write_calendar("Vencimientos", [entry], cada=timedelta(hours=1))
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert all(len(one.encode()) <= 75 for one in lines)
    assert not any("\n" in one or "\r" in one for one in lines)
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == long
    assert [one.decoded("TRIGGER") for one in event.walk("VALARM")] == [-timedelta(days=1, hours=2, minutes=30), timedelta(0)]
    assert calendar["VERSION"] == "2.0"
    assert event.errors == calendar.errors == []

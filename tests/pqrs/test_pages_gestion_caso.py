"""The case's page as officials use it: what it shows, and every act of the office by its form."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from sqlalchemy import event

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.estados import PETICION
from portal.pqrs.queries.caso import list_mensajes
from tests.support import casos
from tests.support.oficina import PDF, act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in


@pytest.mark.parametrize("state", list(casos.IN_STATE))
def test_the_page_shows_a_case_in_every_state_with_only_the_acts_that_are_allowed(
    client: PageClient, reloj: MovableClock, state: str
) -> None:
    peticion = made(casos.IN_STATE[state])
    # Who gives cases out sees them all; answering and closing belong to the office that has the case.
    sign_in(client, "carmen" if peticion.dependencia is None else "nubia")
    page = client.page(url_of(peticion))
    assert page.h1 == peticion.radicado
    assert PETICION.states[state].title in page.text()
    assert "Pido que arreglen el alumbrado" in page.text()
    actions = {one.get("action", "").rsplit("/", 1)[-1] for one in page.all("form")}
    assert ("asignar" in actions) is (state == "radicada")
    assert ("cerrar" in actions) is (state == "respondida")
    assert "anular" not in actions


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"municipio": "", "departamento": ""}, "No dio dirección"),
        ({"municipio": "", "departamento": "", "pais": "Ecuador"}, "Ecuador"),
        ({}, "Puerres, Nariño, Colombia"),
    ],
)
def test_the_address_is_told_only_when_more_than_the_usual_country_is_known(
    client: PageClient, reloj: MovableClock, changes: dict[str, str], shown: str
) -> None:
    peticion = made(casos.en_tramite, solicitante=replace(casos.ANA, **changes))
    sign_in(client, "jairo")
    assert f"Dirección{shown}" in client.page(url_of(peticion)).text()


@pytest.mark.parametrize("day", [datetime(2026, 2, 7, 10), datetime(2026, 2, 8, 22), datetime(2026, 2, 9, 8)])
def test_no_more_days_are_left_than_the_term_has(client: PageClient, reloj: MovableClock, day: datetime) -> None:
    """Filed on a Saturday, it counts as received on Monday the 9th: until then the whole term is left."""
    reloj.set(datetime(2026, 2, 7, 10))
    peticion = made(casos.en_tramite)
    reloj.set(day)
    sign_in(client, "jairo")
    assert peticion.vence_el == date(2026, 3, 2)
    for url in (url_of(peticion), "/gestion/pqrs/", "/pqrs/registro"):
        assert "Quedan 15 días hábiles" in client.page(url).text()


def test_a_case_of_another_office_does_not_exist_for_an_official(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "beto")
    for path in ("", "/termino", "/constancia", "/archivos/1"):
        assert client.get(url_of(peticion) + path).status_code == 404
    assert client.get("/gestion/pqrs/2026-E-999999").status_code == 404
    assert client.get("/gestion/pqrs/'; DROP TABLE peticion--").status_code == 404


def test_an_act_without_its_permission_is_forbidden(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    values = client.form_values(client.page(url_of(peticion)), "/anotar")
    assert client.post(f"{url_of(peticion)}/anular", data={**values, "anular-justificacion": "porque sí"}).status_code == 403
    assert client.post(f"{url_of(peticion)}/reasignar", data=values).status_code == 403
    assert fresh(peticion).estado == "en_tramite"


def test_an_act_without_its_token_is_refused(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.respondida)
    sign_in(client, "jairo")
    assert client.post(f"{url_of(peticion)}/cerrar", data={"cerrar-version": peticion.version}).status_code == 400
    assert fresh(peticion).estado == "respondida"


def test_assigning_gives_the_case_to_an_office_and_a_person(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "carmen")
    answer = act(client, peticion, "asignar", dependencia=casos.dependencia("150").id, responsable=casos.funcionario("jairo").id)
    assert "Caso asignado." in Page(answer).text()
    assert fresh(peticion).responsable == casos.funcionario("jairo")


def test_assigning_without_an_office_says_so_beside_the_field(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "carmen")
    answer = act(client, peticion, "asignar", dependencia="")
    assert answer.status_code == 422
    assert "Elija la dependencia o la persona." in Page(answer).text()


def test_a_person_of_another_office_is_refused_and_the_choice_stays(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "carmen")
    answer = act(client, peticion, "asignar", dependencia=casos.dependencia("150").id, responsable=casos.funcionario("beto").id)
    assert answer.status_code == 422
    assert "no trabaja en la dependencia elegida" in Page(answer).text()
    assert PageClient.form_values(client, Page(answer), "/asignar")["asignar-dependencia"] == str(casos.dependencia("150").id)


def test_changing_the_kind_shows_the_due_dates_and_moves_the_term(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    before = peticion.vence_el
    sign_in(client, "carmen")
    assert "Solicitud de información: 17/02/2026 (antes)" in client.page(url_of(peticion)).text()
    answer = act(client, peticion, "clasificar", tipo="informacion", motivo="Solo pide datos.")
    assert answer.status_code == 200
    assert fresh(peticion).vence_el < before
    assert "Solo pide datos." in Page(answer).text()


def test_changing_the_kind_without_a_reason_keeps_what_was_chosen(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "carmen")
    answer = act(client, peticion, "clasificar", tipo="informacion", motivo="")
    page = Page(answer)
    assert answer.status_code == 422
    assert "Hay un problema" in page.text()
    assert client.form_values(page, "/clasificar")["clasificar-tipo"] == "informacion"
    assert fresh(peticion).tipo == "peticion_general"


def test_who_passes_a_case_out_of_their_sight_goes_back_to_the_inbox(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "nubia")
    answer = act(client, peticion, "reasignar", dependencia=casos.dependencia("120").id, responsable="0", motivo="Es de Planeación.")
    assert Page(answer).h1 == "Bandeja de PQRSD"
    assert f"Caso {peticion.radicado} reasignado" in Page(answer).text()
    assert fresh(peticion).dependencia == casos.dependencia("120")


def test_a_message_with_a_file_reaches_the_citizens_page(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = act(
        client,
        peticion,
        "escribir",
        texto="¿Cuál es el poste?",
        pide_respuesta="y",
        archivos=(BytesIO(PDF), "plano.pdf", "application/pdf"),
    )
    assert "Mensaje enviado." in Page(answer).text()
    assert "plano.pdf" in Page(answer).text()
    assert list_mensajes(peticion)[0].pide_respuesta
    assert fresh(peticion).espera_ciudadano


def test_a_refused_file_keeps_the_message_that_was_typed(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = act(client, peticion, "escribir", texto="Mire el plano.", archivos=(BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "plano.pdf"))
    assert answer.status_code == 422
    assert client.form_values(Page(answer), "/escribir")["escribir-texto"] == "Mire el plano."
    assert list_mensajes(peticion) == []


def test_a_note_is_for_officials_only(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = act(client, peticion, "anotar", texto="<b>Hablé con el electricista</b>")
    assert "&lt;b&gt;Hablé con el electricista&lt;/b&gt;" in answer.get_data(as_text=True)


def test_reopening_and_voiding_ask_for_a_reason(client: PageClient, reloj: MovableClock) -> None:
    done, wrong = made(casos.cerrada), made(casos.radicar)
    sign_in(client, "nubia")
    assert act(client, done, "reabrir", motivo="").status_code == 422
    assert "Caso reabierto" in Page(act(client, done, "reabrir", motivo="Faltó un punto.")).text()
    sign_in(client, "hernan")
    assert act(client, wrong, "anular", justificacion=" ").status_code == 422
    assert "Radicado anulado" in Page(act(client, wrong, "anular", justificacion="Duplicado.")).text()


def test_a_file_of_another_case_is_not_handed_out(client: PageClient, reloj: MovableClock) -> None:
    mine, other = made(casos.en_tramite), made(casos.radicar)
    with transaction():
        archivo = register(store_bytes("secreto.pdf", "application/pdf", PDF), sobre=("peticion", other.id), etiqueta="anexo")
        own = register(store_bytes("propio.pdf", "application/pdf", PDF), sobre=("peticion", mine.id), etiqueta="anexo")
    sign_in(client, "jairo")
    assert client.get(f"{url_of(mine)}/archivos/{archivo.id}").status_code == 404
    assert client.get(f"{url_of(mine)}/archivos/{own.id}").data == PDF
    assert client.get(f"{url_of(mine)}/archivos/99999999999999999999").status_code == 404


def test_the_term_is_told_day_by_day(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    page = client.page(f"{url_of(peticion)}/termino")
    assert "Se recibió el martes 3 de febrero de 2026" in page.text()
    assert "Es día hábil" in page.text()
    assert page.text().count("15 martes 24 de febrero de 2026 Sí") + page.text().count("15martes 24 de febrero de 2026Sí") == 1


def test_a_long_note_is_kept_whole(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    text = "papa " * 3_900
    assert act(client, peticion, "anotar", texto="papa\x00\u202e").status_code == 422
    assert act(client, peticion, "anotar", texto=text + "fin").status_code == 200
    assert "papa fin" in client.page(url_of(peticion)).text()


def test_the_case_page_asks_a_bounded_number_of_questions(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.por_notificar)
    sign_in(client, "jairo")

    def questions() -> int:
        count = 0

        def one_more(*_args: object) -> None:
            nonlocal count
            count += 1

        event.listen(db.engines[None], "before_cursor_execute", one_more)
        client.page(url_of(peticion))
        event.remove(db.engines[None], "before_cursor_execute", one_more)
        return count

    def write(numbers: range) -> None:
        with transaction():
            for number in numbers:
                services.anotar(fresh(peticion), texto=f"Nota {number}", actor=casos.actor("jairo"))
                register(store_bytes(f"{number}.pdf", "application/pdf", PDF), sobre=("peticion", peticion.id), etiqueta="anexo")

    write(range(1))
    questions()
    few = questions()
    write(range(1, 10))
    assert questions() == few
    assert few <= 33


def test_a_reopening_after_hours_is_shown_with_its_new_term(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.cerrada)
    reloj.set(datetime(2026, 2, 10, 20, 0))
    sign_in(client, "nubia")
    act(client, peticion, "reabrir", motivo="Faltó un punto.")
    assert fresh(peticion).termino_desde == datetime(2026, 2, 10, 20, 0, tzinfo=peticion.recibida_en.tzinfo)

"""What the person does when the office asks for more: completes, clarifies, asks for more time; and what the page says meanwhile."""

import io
from datetime import datetime
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.models import Mensaje, Peticion
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient

FORMS = {"requerida": "completar", "por_decretar_desistimiento": "completar", "devuelta": "aclarar"}


def _made(client: PageClient, state: str, **changes: Any) -> tuple[Peticion, Page]:
    with transaction():
        case = casos.IN_STATE[state](**changes)
    return case, ciudadania.enter(client, case.radicado)


def _url(case: Peticion, rest: str = "") -> str:
    return f"/pqrs/seguimiento/{case.radicado}{rest}"


def _fresh(case: Peticion) -> Peticion:
    db.session.expire_all()
    return db.session.get_one(Peticion, case.id)


def _messages(case: Peticion) -> list[Mensaje]:
    return list(db.session.scalars(db.select(Mensaje).where(Mensaje.peticion_id == case.id).order_by(Mensaje.id)))


def _actions(page: Page) -> set[str]:
    main = page.root.find(".//main")
    assert main is not None
    everywhere = {"constancia.pdf", "datos.json", "libro", "originales", "salir"}
    return {one.get("action", "").rsplit("/", 1)[1] for one in main.iter("form")} - everywhere


def test_what_is_missing_until_when_and_when_the_answer_comes_stand_on_the_page(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "requerida")
    reloj.set(datetime(2026, 2, 10, 9, 0))
    ciudadania.enter(client, case.radicado)
    text = client.page(_url(case)).text()
    assert "Falta el plano del predio." in text
    assert "Puede hacerlo hasta el martes 3 de marzo de 2026" in text
    assert "El plazo está en pausa desde el martes 3 de febrero de 2026" in text
    # None of the fifteen days was used: they all come after the papers.
    assert "Si nos envía lo que falta hoy, le responderemos a más tardar el martes 3 de marzo de 2026" in text
    assert "Fecha límite para responderle" not in text
    assert _actions(page) == {"completar", "mas-tiempo", "mensaje", "desistir", "revocar"}


def test_completing_with_text_and_a_file_starts_the_term_again(client: PageClient, reloj: MovableClock) -> None:
    case, _page = _made(client, "requerida")
    reloj.set(datetime(2026, 2, 10, 9, 0))
    ciudadania.enter(client, case.radicado)
    values = {"completar-texto": "Va el plano.", "completar-archivos": (io.BytesIO(b"plano"), "plano.txt")}
    page = Page(client.submit(_url(case), values, action="/completar"))
    fresh = _fresh(case)
    assert (fresh.estado, fresh.pausa_desde, str(fresh.vence_el)) == ("en_tramite", None, "2026-03-03")
    (message,) = _messages(case)
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["plano.txt"]
    assert "Recibimos lo que faltaba" in page.text()
    assert "martes 3 de marzo de 2026" in page.text()
    assert "completar" not in _actions(page)
    assert list_eventos("peticion", case.id)[-1].tipo == "complemento_recibido"


@pytest.mark.parametrize("state", FORMS)
def test_sent_twice_it_is_kept_once(client: PageClient, reloj: MovableClock, state: str) -> None:
    case, page = _made(client, state)
    name = FORMS[state]
    values = {**client.form_values(page, f"/{name}"), f"{name}-texto": "Pido el arreglo del poste."}
    assert [client.post(_url(case, f"/{name}"), data=values).status_code for _ in range(2)] == [303, 303]
    assert len(_messages(case)) == 1
    assert _fresh(case).estado == "en_tramite"
    told = db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == "pqrs/complemento")).all()
    assert len(told) == 1


@pytest.mark.parametrize("state", FORMS)
def test_an_empty_sending_is_refused_beside_its_field(client: PageClient, reloj: MovableClock, state: str) -> None:
    case, _page = _made(client, state)
    name = FORMS[state]
    response = client.submit(_url(case), {f"{name}-texto": "  "}, action=f"/{name}")
    assert response.status_code == 422
    assert "Escriba lo que falta o adjunte un archivo." in Page(response).text()
    assert _fresh(case).estado == state


def test_a_refused_file_loses_neither_text_nor_good_files(client: PageClient, reloj: MovableClock) -> None:
    case, _page = _made(client, "requerida")
    files = [(io.BytesIO(b"bien"), "bien.txt"), (io.BytesIO(b"MZ\x90\x00" + b"\0" * 99), "mal.pdf")]
    response = client.submit(_url(case), {"completar-texto": "Van dos.", "completar-archivos": files}, action="/completar")
    assert response.status_code == 422
    kept = client.form_values(Page(response), "/completar")
    assert kept["completar-texto"] == "Van dos."
    assert client.post(_url(case, "/completar"), data=kept, content_type="multipart/form-data").status_code == 303
    (message,) = _messages(case)
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["bien.txt"]


def test_when_the_office_went_on_meanwhile_the_text_and_files_may_go_as_a_message(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "requerida")
    values = {**client.form_values(page, "/completar"), "completar-texto": "Va el plano."}
    values["completar-archivos"] = (io.BytesIO(b"plano"), "plano.txt")
    with transaction():
        services.seguir_sin_completar(_fresh(case), motivo="Ya lo tenemos.", actor=casos.jefe("jairo"))
    response = client.post(_url(case, "/completar"), data=values, content_type="multipart/form-data")
    assert response.status_code == 409
    kept = client.form_values(Page(response), "/mensaje")
    assert kept["mensaje-texto"] == "Va el plano."
    assert client.post(_url(case, "/mensaje"), data=kept, content_type="multipart/form-data").status_code == 303
    (message,) = _messages(case)
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["plano.txt"]


def test_what_came_after_the_case_ended_is_shown_to_copy(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "requerida")
    values = {**client.form_values(page, "/completar"), "completar-texto": "Esto lo busqué mucho."}
    client.submit(_url(case), action="/desistir")
    response = client.post(_url(case, "/completar"), data=values)
    assert response.status_code == 409
    assert "Esto lo busqué mucho." in Page(response).text()
    assert "Lo que escribió no se envió" in Page(response).text()


def test_more_time_is_given_once_and_the_button_goes(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "requerida")
    assert "Si lo pide hoy, tendrá hasta el lunes 6 de abril de 2026" in page.text()
    token = client.form_values(page, "/mas-tiempo")
    given = Page(client.submit(_url(case), action="/mas-tiempo"))
    assert str(_fresh(case).pausa_limite_el) == "2026-04-06"
    assert "Tiene más tiempo: hasta el lunes 6 de abril de 2026" in given.text()
    assert "mas-tiempo" not in _actions(given)
    again = Page(client.post(_url(case, "/mas-tiempo"), data=token, follow_redirects=True))
    assert "Ya se dio más tiempo una vez" in again.text()
    assert str(_fresh(case).pausa_limite_el) == "2026-04-06"
    assert len([one for one in list_eventos("peticion", case.id) if one.tipo == "mas_tiempo_pedido"]) == 1


def test_after_the_month_it_may_still_be_sent_but_no_more_time_asked_for(client: PageClient, reloj: MovableClock) -> None:
    case, _page = _made(client, "requerida")
    reloj.set(datetime(2026, 3, 5, 9, 0))
    with transaction():
        services.vencer_requerimiento(_fresh(case))
    page = ciudadania.enter(client, case.radicado)
    assert "Podía enviarlo hasta el martes 3 de marzo de 2026" in page.text()
    assert _actions(page) == {"completar", "mensaje", "desistir", "revocar"}
    client.submit(_url(case), {"completar-texto": "Va el plano, tarde."}, action="/completar")
    assert _fresh(case).estado == "en_tramite"


def test_clarifying_says_what_was_not_understood_and_until_when(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "devuelta")
    assert "No se entiende qué pide." in page.text()
    assert "Puede hacerlo hasta el martes 17 de febrero de 2026" in page.text()
    assert _actions(page) == {"aclarar", "mensaje", "desistir", "revocar"}
    done = Page(client.submit(_url(case), {"aclarar-texto": "Pido un poste."}, action="/aclarar"))
    assert _fresh(case).estado == "en_tramite"
    assert "Recibimos su aclaración" in done.text()


def test_a_message_is_not_taken_for_what_was_asked(client: PageClient, reloj: MovableClock) -> None:
    case, page = _made(client, "requerida")
    assert "un mensaje no lo reemplaza" in page.text()
    client.submit(_url(case), {"mensaje-texto": "¿Sirve una foto?"}, action="/mensaje")
    fresh = _fresh(case)
    assert (fresh.estado, fresh.espera_ciudadano) == ("requerida", True)


def test_while_a_court_decides_nothing_is_asked_of_the_person(client: PageClient, reloj: MovableClock) -> None:
    _case, page = _made(client, "suspendida")
    assert "Un juez decide" in page.text()
    assert "Usted no tiene que hacer nada" in page.text()
    assert _actions(page) == {"mensaje", "desistir", "revocar"}


def test_what_was_asked_too_late_pauses_nothing_and_is_answered_in_a_message(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case = casos.en_tramite()
    reloj.set(datetime(2026, 2, 18, 9, 0))
    with transaction():
        services.requerir(_fresh(case), texto="Falta el plano.", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    page = ciudadania.enter(client, case.radicado)
    assert "La oficina le pidió algo más" in page.text()
    assert "El plazo para responderle sigue corriendo" in page.text()
    assert "Fecha límite para responderle martes 24 de febrero de 2026" in page.text()
    assert _actions(page) == {"mensaje", "desistir", "revocar"}


@pytest.mark.parametrize("name", ["completar", "aclarar", "mas-tiempo"])
def test_ones_own_code_does_nothing_to_another_case(client: PageClient, reloj: MovableClock, name: str) -> None:
    with transaction():
        other = casos.devuelta() if name == "aclarar" else casos.requerida()
    before = other.estado
    mine, page = _made(client, "requerida")
    token = client.form_values(page, "/salir")
    assert client.post(_url(other, f"/{name}"), data={**token, f"{name}-texto": "x"}).status_code == 404
    assert _fresh(other).estado == before
    assert _fresh(mine).estado == "requerida"


def test_the_count_of_a_paused_term_says_so_and_what_happens_if_it_ends_on_its_last_day(client: PageClient, reloj: MovableClock) -> None:
    case, _page = _made(client, "requerida")
    page = client.page(_url(case, "/termino"))
    assert page.h1 == "El plazo está en pausa desde el martes 3 de febrero de 2026"
    assert "Si llega el último día que da la ley" in page.text()


def test_what_silence_accepted_says_until_when_the_copies_are_due(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        case = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 18, 0, 20))
    with transaction():
        assert services.operar_silencio(_fresh(case))
    text = ciudadania.enter(client, case.radicado).text()
    assert "La ley da por aceptada su solicitud" in text
    assert "entregarle las copias a más tardar el viernes 20 de febrero de 2026" in text

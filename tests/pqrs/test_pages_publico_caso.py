"""The tracking page: one's own case and no other, in every state, with what may be done now and nothing else."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import store_bytes
from portal.pqrs import services
from portal.pqrs.models import Encuesta, Mensaje, Peticion
from portal.pqrs.queries.caso import list_respuestas
from tests.support import casos, ciudadania
from tests.support.pages import Page, PageClient

WRONG = "El radicado y el código no coinciden"


def _make(state: str, **changes: Any) -> Peticion:
    with transaction():
        return casos.IN_STATE[state](**changes)


def _enter(client: PageClient, case: Peticion) -> Page:
    return ciudadania.enter(client, case.radicado)


def _url(case: Peticion, rest: str = "") -> str:
    return f"/pqrs/seguimiento/{case.radicado}{rest}"


def _actions(page: Page) -> set[str]:
    main = page.root.find(".//main")
    assert main is not None
    return {one.get("action", "").rsplit("/", 1)[1] for one in main.iter("form")}


def _fresh(case: Peticion) -> Peticion:
    db.session.expire_all()
    return db.session.get_one(Peticion, case.id)


EVERYWHERE = {"constancia.pdf", "datos.json", "libro", "originales", "salir"}


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("radicada", {"mensaje", "desistir", "revocar"}),
        ("en_tramite", {"mensaje", "desistir", "revocar"}),
        ("en_aprobacion", {"mensaje", "desistir", "revocar"}),
        ("por_notificar", {"mensaje", "abrir-respuesta", "revocar"}),
        ("respondida", {"abrir-respuesta"}),
        ("cerrada", {"abrir-respuesta"}),
        ("desistida", set()),
        ("anulada", set()),
    ],
)
def test_each_state_is_told_in_plain_words_with_the_acts_that_it_allows(
    client: PageClient, reloj: MovableClock, state: str, allowed: set[str]
) -> None:
    case = _make(state)
    page = _enter(client, case)
    assert _actions(page) == allowed | EVERYWHERE
    assert case.texto in page.text()
    if state != "anulada":
        assert "martes 24 de febrero de 2026" in page.text()


def test_a_wrong_number_and_a_wrong_code_get_one_same_answer(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada")
    answers = set()
    for radicado, code in ((case.radicado, "ABCD"), ("2026-E-999999", casos.CODIGO), ("cualquiera", "x"), ("' OR 1=1 --", "' OR 1=1 --")):
        response = client.submit("/pqrs/seguimiento", {"radicado": radicado, "codigo": code}, action="/pqrs/seguimiento")
        assert response.status_code == 422
        page = Page(response)
        answers.add(next(page.text(one) for one in page.all("div") if one.get("class") == "error-summary"))
    assert len(answers) == 1
    assert WRONG in answers.pop()


def test_after_ten_wrong_tries_a_connection_waits(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada")
    values = client.form_values(client.page("/pqrs/seguimiento"), "/pqrs/seguimiento")
    wrong = {**values, "radicado": case.radicado, "codigo": "MAL"}
    assert [client.post("/pqrs/seguimiento", data=wrong).status_code for _ in range(11)] == [422] * 10 + [429]
    assert client.post("/pqrs/seguimiento", data={**wrong, "codigo": casos.CODIGO}).status_code == 429


def test_wrong_tries_of_others_never_shut_out_who_has_the_code(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada")
    answers = []
    for number in range(22):
        address = {"REMOTE_ADDR": f"10.0.0.{number}"}
        values = client.form_values(client.page("/pqrs/seguimiento"), "/pqrs/seguimiento")
        answers.append(
            client.post(
                "/pqrs/seguimiento", data={**values, "radicado": case.radicado, "codigo": "MAL"}, environ_overrides=address
            ).status_code
        )
    assert answers == [422] * 20 + [429] * 2
    assert case.radicado in _enter(client, case).h1


@pytest.mark.parametrize("path", ["", "/termino", "/archivo/1"])
def test_without_the_code_there_is_no_page(client: PageClient, reloj: MovableClock, path: str) -> None:
    case = _make("radicada")
    response = client.get(_url(case, path))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/pqrs/seguimiento?")


@pytest.mark.parametrize("path", ["", "/termino", "/archivo/1"])
def test_ones_own_code_opens_no_other_case(client: PageClient, reloj: MovableClock, path: str) -> None:
    mine, other = _make("radicada"), _make("en_tramite")
    _enter(client, mine)
    assert client.get(_url(other, path)).status_code == 404
    assert client.get(f"/pqrs/seguimiento/2026-E-999999{path}").status_code == 404
    token = client.form_values(client.page(_url(mine)), "/salir")
    for act in ("mensaje", "abrir-respuesta", "calificar", "reapertura", "desistir", "revocar"):
        assert client.post(_url(other, f"/{act}"), data={**token, "motivo": "x"}).status_code == 404
    assert _fresh(other).estado == "en_tramite"


def test_the_file_of_another_case_is_not_handed_out(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        mine = casos.radicar(archivos=(store_bytes("mía.txt", "text/plain", b"mia"),))
        other = casos.radicar(archivos=(store_bytes("ajena.txt", "text/plain", b"ajena"),))
        mine_file, other_file = (list_archivos("peticion", one.id)[0].id for one in (mine, other))
    _enter(client, mine)
    handed = client.get(_url(mine, f"/archivo/{mine_file}"))
    assert handed.data == b"mia"
    assert handed.headers["Content-Disposition"].startswith("attachment")
    assert client.get(_url(mine, f"/archivo/{other_file}")).status_code == 404


def test_the_answer_and_its_letter_show_only_once_opened_and_that_moment_is_recorded(client: PageClient, reloj: MovableClock) -> None:
    case = _make("por_notificar")
    page = _enter(client, case)
    (answer,) = list_respuestas(case)
    letter = list_archivos("respuesta", answer.id)[0]
    assert "Se arregló el alumbrado" not in page.text()
    assert client.get(_url(case, f"/archivo/{letter.id}")).status_code == 404
    reloj.advance(minutes=10)
    opened = Page(client.submit(_url(case), action="/abrir-respuesta"))
    assert "Se arregló el alumbrado" in opened.text()
    assert client.get(_url(case, f"/archivo/{letter.id}")).status_code == 200
    fresh = _fresh(case)
    assert (fresh.estado, fresh.notificada_en) == ("respondida", reloj())
    event = list_eventos("peticion", case.id)[-1]
    assert (event.tipo, event.actor_tipo, event.datos["medio"]) == ("respuesta_abierta", "ciudadano", "pagina")


def test_an_answer_delivered_by_other_means_is_also_opened_deliberately(client: PageClient, reloj: MovableClock) -> None:
    case = _make("respondida")
    _enter(client, case)
    client.submit(_url(case), action="/abrir-respuesta")
    assert _fresh(case).notificada_en == reloj()
    assert list_eventos("peticion", case.id)[-1].tipo == "respuesta_abierta"


def test_seeing_the_page_notifies_nobody(client: PageClient, reloj: MovableClock) -> None:
    case = _make("por_notificar")
    _enter(client, case)
    client.get(_url(case))
    assert _fresh(case).notificada_en is None


def test_a_message_with_a_file_reaches_the_case_once(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    values = client.form_values(client.page(_url(case)), "/mensaje")
    values |= {"mensaje-texto": "El poste es el tercero.\nGracias.", "mensaje-archivos": (io.BytesIO(b"lista"), "lista.txt")}
    assert client.post(_url(case, "/mensaje"), data=values).status_code == 303
    values["mensaje-archivos"] = (io.BytesIO(b"lista"), "lista.txt")
    assert client.post(_url(case, "/mensaje"), data=values).status_code == 303
    (message,) = db.session.scalars(db.select(Mensaje).where(Mensaje.peticion_id == case.id)).all()
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["lista.txt"]
    page = client.page(_url(case))
    assert "El poste es el tercero." in page.text()
    assert "lista.txt" in page.text()


def test_an_empty_message_is_refused_beside_its_field(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    response = client.submit(_url(case), {"mensaje-texto": "  "}, action="/mensaje")
    assert response.status_code == 422
    assert "Escriba un mensaje o adjunte un archivo." in Page(response).text()


def test_a_refused_file_of_a_message_loses_neither_text_nor_good_files(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    files = [(io.BytesIO(b"bien"), "bien.txt"), (io.BytesIO(b"MZ\x90\x00" + b"\0" * 99), "mal.pdf")]
    response = client.submit(_url(case), {"mensaje-texto": "Van dos.", "mensaje-archivos": files}, action="/mensaje")
    page = Page(response)
    assert response.status_code == 422
    kept = client.form_values(page, "/mensaje")
    assert kept["mensaje-texto"] == "Van dos."
    assert client.post(_url(case, "/mensaje"), data=kept, content_type="multipart/form-data").status_code == 303
    (message,) = db.session.scalars(db.select(Mensaje).where(Mensaje.peticion_id == case.id)).all()
    assert [one.nombre for one in list_archivos("mensaje", message.id)] == ["bien.txt"]


def test_what_was_typed_when_the_session_had_ended_is_shown_to_copy(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    values = client.form_values(client.page(_url(case)), "/mensaje")
    reloj.advance(minutes=31)
    response = client.post(_url(case, "/mensaje"), data={**values, "mensaje-texto": "Esto lo pensé mucho."})
    assert response.status_code == 403
    assert "Esto lo pensé mucho." in response.get_data(as_text=True)
    assert case.radicado in next(one for one in Page(response).links() if "/pqrs/seguimiento?" in one)


def test_the_survey_is_answered_once(client: PageClient, reloj: MovableClock) -> None:
    case = _make("respondida")
    _enter(client, case)
    client.submit(_url(case), action="/abrir-respuesta")
    empty = client.submit(_url(case), action="/calificar")
    assert empty.status_code == 422
    assert "Elija cómo fue la respuesta." in Page(empty).text()
    values = {**client.form_values(client.page(_url(case)), "/calificar"), "calificar-puntaje": "4", "calificar-resuelto": "si"}
    assert client.post(_url(case, "/calificar"), data=values).status_code == 303
    assert client.post(_url(case, "/calificar"), data=values).status_code == 409
    (survey,) = db.session.scalars(db.select(Encuesta)).all()
    assert (survey.puntaje, survey.resuelto) == (4, True)
    assert "4 de 5" in client.page(_url(case)).text()


def test_an_answer_that_does_not_resolve_opens_the_case_again_with_a_whole_term(client: PageClient, reloj: MovableClock) -> None:
    case = _make("respondida")
    _enter(client, case)
    client.submit(_url(case), action="/abrir-respuesta")
    refused = client.submit(_url(case), {"reapertura-motivo": " "}, action="/reapertura")
    assert refused.status_code == 422
    assert "Escriba qué faltó en la respuesta." in Page(refused).text()
    reloj.advance(minutes=20)
    page = Page(client.submit(_url(case), {"reapertura-motivo": "Falta la calle de arriba."}, action="/reapertura"))
    assert _fresh(case).estado == "en_tramite"
    assert "Se arregló el alumbrado" in page.text(), "the first answer stays readable"
    assert "Falta la calle de arriba." in page.text()


def test_too_late_to_reopen_says_what_to_do_and_keeps_the_text(client: PageClient, reloj: MovableClock) -> None:
    case = _make("respondida")
    _enter(client, case)
    opened = Page(client.submit(_url(case), action="/abrir-respuesta"))
    values = client.form_values(opened, "/reapertura")
    reloj.advance(days=43)
    _enter(client, case)
    response = client.post(_url(case, "/reapertura"), data={**values, "reapertura-motivo": "Sigue oscuro."})
    assert response.status_code == 409
    assert "Presente una solicitud nueva" in Page(response).text()
    assert "Lo que escribió no se envióCópielo si lo necesita:Sigue oscuro." in Page(response).text()


def test_a_case_that_changed_meanwhile_is_not_overwritten(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    values = client.form_values(client.page(_url(case)), "/desistir")
    with transaction():
        services.escribir(_fresh(case), texto="¿Cuál poste?", pide_respuesta=True, actor=casos.actor("jairo"))
    response = client.post(_url(case, "/desistir"), data={**values, "desistir-motivo": "Ya no."})
    assert response.status_code == 409
    page = Page(response)
    assert "¿Cuál poste?" in page.text()
    assert client.form_values(page, "/desistir")["desistir-motivo"] == "Ya no."
    assert _fresh(case).estado == "en_tramite"


def test_withdrawing_ends_the_case_and_says_it_may_be_filed_again(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    page = Page(client.submit(_url(case), action="/desistir"))
    assert _fresh(case).estado == "desistida"
    assert "Puede presentarla de nuevo" in page.text()
    assert "Esta solicitud terminó" in page.text()
    assert "Fecha límite para responderle" not in page.text()


def test_electronic_notification_is_taken_back_with_one_button(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    _enter(client, case)
    values = client.form_values(client.page(_url(case)), "/revocar")
    page = Page(client.post(f"{_url(case)}/revocar", data=values, follow_redirects=True))
    assert not _fresh(case).accepts_notificacion_electronica
    assert "revocar" not in _actions(page)
    again = client.post(f"{_url(case)}/revocar", data=values)
    assert again.status_code == 409
    assert "Esto ya se hizo" in Page(again).text()
    assert "tra persona" not in Page(again).text()


def test_leaving_ends_the_session_on_the_server(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada")
    _enter(client, case)
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    client.submit(_url(case), action="/salir")
    assert client.get(_url(case)).status_code == 302
    with client.session_transaction() as cookie:
        cookie.update(kept)
    assert client.get(_url(case)).status_code == 302


def test_the_session_ends_after_half_an_hour_without_use(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada")
    _enter(client, case)
    reloj.advance(minutes=29)
    assert client.get(_url(case)).status_code == 200
    reloj.advance(minutes=31)
    assert client.get(_url(case)).status_code == 302


def test_the_due_date_is_explained_day_by_day(client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 3, 20, 18, 0))
    case = _make("radicada")
    _enter(client, case)
    page = client.page(_url(case, "/termino"))
    rows = [page.text(one) for one in page.all("tr")][1:]
    assert rows[-1].startswith("jueves 16 de abril de 2026 Día 15")
    assert any("Festivo" in one and "No" in one for one in rows)
    assert "después de las 5:00 p. m., hora de cierre" in page.text()
    assert all("Ley" in one for one in rows)


def test_the_timeline_names_the_office_and_no_official(client: PageClient, reloj: MovableClock) -> None:
    case = _make("en_tramite")
    with transaction():
        services.reasignar(
            _fresh(case), dependencia=casos.dependencia("120"), motivo="Jairo está de vacaciones", actor=casos.actor("carmen")
        )
        services.anotar(_fresh(case), texto="Ojo con este señor", actor=casos.actor("beto"))
    text = _enter(client, case).text()
    assert "Secretaría de Planeación" in text
    for secret in ("vacaciones", "Ojo con este señor", "Jairo", "Carmen", "Nota"):
        assert secret not in text


def test_the_page_asks_the_database_as_often_with_twenty_messages_as_with_one(client: PageClient, reloj: MovableClock) -> None:
    counts = []
    for messages in (1, 20):
        case = _make("en_tramite")
        with transaction():
            for number in range(messages):
                file = store_bytes("a.txt", "text/plain", f"{number}".encode())
                services.aportar(_fresh(case), texto=f"Mensaje {number}", archivos=(file,), actor=ciudadano(case.id))
        _enter(client, case)
        counts.append(ciudadania.count_queries(client, _url(case)))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_an_anonymous_case_is_followed_with_its_code_alone(client: PageClient, reloj: MovableClock) -> None:
    case = _make("radicada", solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
    page = _enter(client, case)
    assert "Anónimo" in page.text()
    assert reloj() - case.recibida_en < timedelta(minutes=1)


def test_the_page_says_until_which_day_one_may_say_that_the_answer_does_not_resolve(client: PageClient, reloj: MovableClock) -> None:
    case = _make("por_notificar")
    with transaction():
        services.abrir_respuesta(case, actor=ciudadano(case.id))
    assert "hasta el martes 17 de marzo de 2026: 30 días hábiles después de que se le notificó la respuesta." in _enter(client, case).text()
    reloj.set(datetime(2026, 3, 18, 9))
    page = _enter(client, case)
    assert "se podía decir aquí hasta el martes 17 de marzo de 2026" in page.text()
    assert "reapertura" not in _actions(page)

"""The case's page as officials use it: every act by its form, refusals that lose nothing, two officials at once."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.files.models import Archivo
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import list_mensajes, list_respuestas
from portal.pqrs.services.responder import get_borrador
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _made(make: Callable[..., Peticion], **changes: Any) -> Peticion:
    with transaction():
        return make(**changes)


def _url(peticion: Peticion) -> str:
    return f"/gestion/pqrs/{peticion.radicado}"


def _fresh(peticion: Peticion) -> Peticion:
    db.session.expire_all()
    return db.session.get_one(Peticion, peticion.id)


def _act(client: PageClient, peticion: Peticion, path: str, **data: Any) -> TestResponse:
    """Open the case, fill the form of one act, send it."""
    prefix = {"pedir-aprobacion": "pedir_aprobacion", "devolver": "devolver_proyecto", "entrega": "registrar_entrega"}.get(path, path)
    return client.submit(_url(peticion), {f"{prefix}-{name}": value for name, value in data.items()}, action=f"/{path}")


def _planeacion(**changes: Any) -> Peticion:
    """A case of Beto's, in the office whose head approves every answer."""
    peticion = casos.radicar(**changes)
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    return peticion


@pytest.mark.parametrize("state", list(casos.IN_STATE))
def test_the_page_shows_a_case_in_every_state_with_only_the_acts_that_are_allowed(
    client: PageClient, reloj: MovableClock, state: str
) -> None:
    peticion = _made(casos.IN_STATE[state])
    sign_in(client, "carmen")
    page = client.page(_url(peticion))
    assert page.h1 == peticion.radicado
    assert PETICION.states[state].title in page.text()
    assert "Pido que arreglen el alumbrado" in page.text()
    actions = {one.get("action", "").rsplit("/", 1)[-1] for one in page.all("form")}
    assert ("asignar" in actions) is (state == "radicada")
    assert ("cerrar" in actions) is (state == "respondida")
    assert "anular" not in actions


def test_a_case_of_another_office_does_not_exist_for_an_official(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "beto")
    for path in ("", "/termino", "/constancia", "/archivos/1"):
        assert client.get(_url(peticion) + path).status_code == 404
    assert client.get("/gestion/pqrs/2026-E-999999").status_code == 404
    assert client.get("/gestion/pqrs/'; DROP TABLE peticion--").status_code == 404


def test_an_act_without_its_permission_is_forbidden(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    values = client.form_values(client.page(_url(peticion)), "/anotar")
    assert client.post(f"{_url(peticion)}/anular", data={**values, "anular-justificacion": "porque sí"}).status_code == 403
    assert client.post(f"{_url(peticion)}/reasignar", data=values).status_code == 403
    assert _fresh(peticion).estado == "en_tramite"


def test_an_act_without_its_token_is_refused(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.respondida)
    sign_in(client, "jairo")
    assert client.post(f"{_url(peticion)}/cerrar", data={"cerrar-version": peticion.version}).status_code == 400
    assert _fresh(peticion).estado == "respondida"


def test_assigning_gives_the_case_to_an_office_and_a_person(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.radicar)
    sign_in(client, "carmen")
    answer = _act(client, peticion, "asignar", dependencia=casos.dependencia("150").id, responsable=casos.funcionario("jairo").id)
    assert "Caso asignado." in Page(answer).text()
    assert _fresh(peticion).responsable == casos.funcionario("jairo")


def test_assigning_without_an_office_says_so_beside_the_field(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.radicar)
    sign_in(client, "carmen")
    answer = _act(client, peticion, "asignar", dependencia="")
    assert answer.status_code == 422
    assert "Elija la dependencia." in Page(answer).text()


def test_a_person_of_another_office_is_refused_and_the_choice_stays(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.radicar)
    sign_in(client, "carmen")
    answer = _act(client, peticion, "asignar", dependencia=casos.dependencia("150").id, responsable=casos.funcionario("beto").id)
    assert answer.status_code == 422
    assert "no trabaja en la dependencia elegida" in Page(answer).text()
    assert PageClient.form_values(client, Page(answer), "/asignar")["asignar-dependencia"] == str(casos.dependencia("150").id)


def test_changing_the_kind_shows_the_due_dates_and_moves_the_term(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.radicar)
    before = peticion.vence_el
    sign_in(client, "carmen")
    assert "Solicitud de información: 17/02/2026 (antes)" in client.page(_url(peticion)).text()
    answer = _act(client, peticion, "clasificar", tipo="informacion", motivo="Solo pide datos.")
    assert answer.status_code == 200
    assert _fresh(peticion).vence_el < before
    assert "Solo pide datos." in Page(answer).text()


def test_changing_the_kind_without_a_reason_keeps_what_was_chosen(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.radicar)
    sign_in(client, "carmen")
    answer = _act(client, peticion, "clasificar", tipo="informacion", motivo="")
    page = Page(answer)
    assert answer.status_code == 422
    assert "Hay un problema" in page.text()
    assert client.form_values(page, "/clasificar")["clasificar-tipo"] == "informacion"
    assert _fresh(peticion).tipo == "peticion_general"


def test_who_passes_a_case_out_of_their_sight_goes_back_to_the_inbox(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "nubia")
    answer = _act(client, peticion, "reasignar", dependencia=casos.dependencia("120").id, responsable="0", motivo="Es de Planeación.")
    assert Page(answer).h1 == "Bandeja de PQRSD"
    assert f"Caso {peticion.radicado} reasignado" in Page(answer).text()
    assert _fresh(peticion).dependencia == casos.dependencia("120")


def test_a_message_with_a_file_reaches_the_citizens_page(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = _act(
        client, peticion, "escribir", texto="¿Cuál es el poste?", pide_respuesta="y", archivos=(BytesIO(PDF), "plano.pdf", "application/pdf")
    )
    assert "Mensaje enviado." in Page(answer).text()
    assert "plano.pdf" in Page(answer).text()
    assert list_mensajes(peticion)[0].pide_respuesta
    assert _fresh(peticion).espera_ciudadano


def test_a_refused_file_keeps_the_message_that_was_typed(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = _act(client, peticion, "escribir", texto="Mire el plano.", archivos=(BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "plano.pdf"))
    assert answer.status_code == 422
    assert client.form_values(Page(answer), "/escribir")["escribir-texto"] == "Mire el plano."
    assert list_mensajes(peticion) == []


def test_a_note_is_for_officials_only(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    answer = _act(client, peticion, "anotar", texto="<b>Hablé con el electricista</b>")
    assert "&lt;b&gt;Hablé con el electricista&lt;/b&gt;" in answer.get_data(as_text=True)


def test_an_answer_goes_from_the_editor_to_its_letter_and_its_delivery(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite, acepta_notificacion=False)
    sign_in(client, "jairo")
    answer = _act(client, peticion, "proyectar", cuerpo="Señora {{nombre}}: el alumbrado se arregló. Vencía el {{vence}}.")
    assert "Señora Ana Arteaga: el alumbrado se arregló. Vencía el martes 24 de febrero de 2026." in Page(answer).text()
    refused = _act(client, peticion, "responder")
    assert refused.status_code == 422
    assert "Lea la vista previa y marque la casilla" in Page(refused).text()
    sent = Page(_act(client, peticion, "responder", confirma="y"))
    assert "Respuesta enviada." in sent.text()
    assert "2026-S-000001" in sent.text()
    assert "Todavía no hay entrega con prueba" in sent.text()
    letter = next(link for link in sent.links() if "/archivos/" in link)
    download = client.get(letter)
    assert download.data.startswith(b"%PDF")
    assert "attachment" in download.headers["Content-Disposition"]
    delivered = _act(client, peticion, "entrega", medio="ventanilla", detalle="Recibió Ana Arteaga", fecha="2026-02-03T10:10")
    assert "Entrega registrada" in Page(delivered).text()
    closed = _act(client, peticion, "cerrar")
    assert "Caso cerrado." in Page(closed).text()


def test_a_letter_does_not_go_out_with_a_variable_in_it(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    page = Page(_act(client, peticion, "proyectar", cuerpo="Señora {{apellido}}: ya se arregló."))
    assert "{{apellido}}" in page.text()
    answer = _act(client, peticion, "responder", confirma="y")
    assert answer.status_code == 422
    assert "sin reemplazar" in Page(answer).text()
    assert _fresh(peticion).estado == "en_tramite"
    assert list_respuestas(peticion) == []


def test_the_preview_is_a_pdf_and_keeps_nothing(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    values = client.form_values(client.page(_url(peticion)), "/proyectar")
    answer = client.post(f"{_url(peticion)}/vista-previa", data={**values, "proyectar-cuerpo": "Ya se arregló, {{nombre}}."})
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert get_borrador(peticion) is None
    empty = client.post(f"{_url(peticion)}/vista-previa", data={**values, "proyectar-cuerpo": ""})
    assert empty.status_code == 422


def test_files_of_a_draft_go_with_the_letter_and_can_be_taken_off_before(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    _act(client, peticion, "proyectar", cuerpo="Va el acta.", archivos=(BytesIO(PDF), "acta.pdf", "application/pdf"))
    page = client.page(_url(peticion))
    assert "acta.pdf" in page.text()
    draft = get_borrador(peticion)
    assert draft is not None
    archivo = db.session.scalars(db.select(Archivo).where(Archivo.objeto_tipo == "respuesta", Archivo.objeto_id == draft.id)).one()
    answer = client.submit(_url(peticion), action=f"/borrador/archivos/{archivo.id}/quitar")
    assert "Archivo quitado del borrador." in Page(answer).text()
    assert "acta.pdf" not in Page(answer).text()


def test_where_the_head_approves_the_writer_asks_and_the_head_sends(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(_planeacion)
    sign_in(client, "beto")
    _act(client, peticion, "proyectar", cuerpo="La licencia salió.")
    assert not any(one.get("action", "").endswith("/responder") for one in client.page(_url(peticion)).all("form"))
    assert "Respuesta enviada a aprobación." in Page(_act(client, peticion, "pedir-aprobacion")).text()
    head = app.test_client()
    assert isinstance(head, PageClient)
    sign_in(head, "gloria")
    assert "Respuesta devuelta" in Page(_act(head, peticion, "devolver", motivo="Falta el número de la licencia.")).text()
    assert "Falta el número de la licencia." in client.page(_url(peticion)).text()
    _act(client, peticion, "proyectar", cuerpo="La licencia 12 salió.")
    _act(client, peticion, "pedir-aprobacion")
    assert "Aprobar y enviar la respuesta" in head.page(_url(peticion)).text()
    assert "Respuesta enviada." in Page(_act(head, peticion, "responder", confirma="y")).text()
    assert list_respuestas(peticion)[0].firmante == casos.funcionario("gloria")


def test_the_second_of_two_officials_is_told_and_finds_everything_that_was_typed(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    peticion = _made(casos.radicar)
    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(client, "carmen")
    sign_in(other, "ines")
    stale = other.form_values(other.page(_url(peticion)), "/clasificar")
    _act(client, peticion, "clasificar", tipo="informacion", motivo="Pide datos.")
    reason = "Es una queja: habla del trato.\nLo leí dos veces."
    answer = other.post(f"{_url(peticion)}/clasificar", data={**stale, "clasificar-tipo": "queja", "clasificar-motivo": reason})
    page = Page(answer)
    assert answer.status_code == 409
    assert "Otra persona cambió este caso" in page.text()
    assert "Carmen Cabrera" in page.text()
    assert any(reason in "".join(one.itertext()) for one in page.all("textarea") if one.get("readonly") is not None)
    again = other.form_values(page, "/clasificar")
    assert (again["clasificar-tipo"], again["clasificar-motivo"]) == ("queja", reason)
    assert _fresh(peticion).tipo == "informacion"
    assert other.post(f"{_url(peticion)}/clasificar", data=again).status_code == 303
    assert _fresh(peticion).tipo == "queja"


def test_two_who_write_the_same_answer_do_not_overwrite_each_other(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(client, "jairo")
    sign_in(other, "nubia")
    stale = other.form_values(other.page(_url(peticion)), "/proyectar")
    _act(client, peticion, "proyectar", cuerpo="La respuesta de Jairo.")
    answer = other.post(f"{_url(peticion)}/proyectar", data={**stale, "proyectar-cuerpo": "La respuesta de Nubia, muy larga."})
    page = Page(answer)
    assert answer.status_code == 409
    assert "La respuesta de Jairo." in page.text()
    assert other.form_values(page, "/proyectar")["proyectar-cuerpo"] == "La respuesta de Nubia, muy larga."
    draft = get_borrador(_fresh(peticion))
    assert draft is not None
    assert draft.cuerpo == "La respuesta de Jairo."


def test_an_act_that_is_no_longer_possible_gives_the_typed_text_back(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    stale = client.form_values(client.page(_url(peticion)), "/escribir")
    with transaction():
        from portal.core.actors import ciudadano

        services.desistir(_fresh(peticion), motivo="", actor=ciudadano(peticion.id))
    answer = client.post(f"{_url(peticion)}/escribir", data={**stale, "escribir-texto": "¿Cuál es el poste?"})
    assert answer.status_code == 409
    assert "¿Cuál es el poste?" in Page(answer).text()
    assert "Ahora el caso no admite esa acción." in Page(answer).text()


def test_an_altered_version_counts_as_another_version(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.respondida)
    sign_in(client, "jairo")
    assert _act(client, peticion, "cerrar", version="abc").status_code == 409
    assert _act(client, peticion, "cerrar", version="").status_code == 409
    assert _fresh(peticion).estado == "respondida"


def test_reopening_and_voiding_ask_for_a_reason(client: PageClient, reloj: MovableClock) -> None:
    done, wrong = _made(casos.cerrada), _made(casos.radicar)
    sign_in(client, "nubia")
    assert _act(client, done, "reabrir", motivo="").status_code == 422
    assert "Caso reabierto" in Page(_act(client, done, "reabrir", motivo="Faltó un punto.")).text()
    sign_in(client, "hernan")
    assert _act(client, wrong, "anular", justificacion=" ").status_code == 422
    assert "Radicado anulado" in Page(_act(client, wrong, "anular", justificacion="Duplicado.")).text()


@pytest.mark.parametrize(
    ("fecha", "message"), [("2026-03-01T10:00", "futuro"), ("2026-01-01T10:00", "anterior a la respuesta"), ("ayer", "Escriba la fecha")]
)
def test_an_impossible_date_of_delivery_is_refused(client: PageClient, reloj: MovableClock, fecha: str, message: str) -> None:
    peticion = _made(casos.por_notificar)
    sign_in(client, "jairo")
    answer = _act(client, peticion, "entrega", medio="ventanilla", detalle="Recibió Ana", fecha=fecha)
    assert answer.status_code == 422
    assert _fresh(peticion).estado == "por_notificar"
    if message != "Escriba la fecha":
        assert message in Page(answer).text()


def test_a_file_of_another_case_is_not_handed_out(client: PageClient, reloj: MovableClock) -> None:
    mine, other = _made(casos.en_tramite), _made(casos.radicar)
    with transaction():
        archivo = register(store_bytes("secreto.pdf", "application/pdf", PDF), sobre=("peticion", other.id), etiqueta="anexo")
        own = register(store_bytes("propio.pdf", "application/pdf", PDF), sobre=("peticion", mine.id), etiqueta="anexo")
    sign_in(client, "jairo")
    assert client.get(f"{_url(mine)}/archivos/{archivo.id}").status_code == 404
    assert client.get(f"{_url(mine)}/archivos/{own.id}").data == PDF
    assert client.get(f"{_url(mine)}/archivos/99999999999999999999").status_code == 404


def test_the_term_is_told_day_by_day(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    page = client.page(f"{_url(peticion)}/termino")
    assert "Se recibió el martes 3 de febrero de 2026" in page.text()
    assert "Día hábil 15" in page.text()


def test_a_megabyte_of_text_is_kept_whole(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.en_tramite)
    sign_in(client, "jairo")
    text = "papa " * 200_000
    assert _act(client, peticion, "anotar", texto=text + "\x00\u202efin").status_code == 200
    assert "papa fin" in client.page(_url(peticion)).text()


def test_the_case_page_asks_a_bounded_number_of_questions(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.por_notificar)
    sign_in(client, "jairo")

    def questions() -> int:
        count = 0

        def one_more(*_args: object) -> None:
            nonlocal count
            count += 1

        event.listen(db.engines[None], "before_cursor_execute", one_more)
        client.page(_url(peticion))
        event.remove(db.engines[None], "before_cursor_execute", one_more)
        return count

    def write(numbers: range) -> None:
        with transaction():
            for number in numbers:
                services.anotar(_fresh(peticion), texto=f"Nota {number}", actor=casos.actor("jairo"))
                register(store_bytes(f"{number}.pdf", "application/pdf", PDF), sobre=("peticion", peticion.id), etiqueta="anexo")

    write(range(1))
    few = questions()
    write(range(1, 10))
    assert questions() == few
    assert few <= 26


def test_a_reopening_after_hours_is_shown_with_its_new_term(client: PageClient, reloj: MovableClock) -> None:
    peticion = _made(casos.cerrada)
    reloj.set(datetime(2026, 2, 10, 20, 0))
    sign_in(client, "nubia")
    _act(client, peticion, "reabrir", motivo="Faltó un punto.")
    assert _fresh(peticion).termino_desde == datetime(2026, 2, 10, 20, 0, tzinfo=peticion.recibida_en.tzinfo)

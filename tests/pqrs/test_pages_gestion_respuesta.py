"""The answer on the officials' page: written, approved, sent, delivered; and two officials who act at once."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError
from portal.database import transaction
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs import services
from portal.pqrs.cartas import find_empty_points
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import list_cartas, list_respuestas
from portal.pqrs.services.plantillas import crear_plantilla
from portal.pqrs.services.responder import get_borrador
from tests.support import casos
from tests.support.oficina import PDF, act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in


def _planeacion(**changes: Any) -> Peticion:
    """A case of Beto's, in the office whose head approves every answer."""
    peticion = casos.radicar(**changes)
    services.asignar(peticion, dependencia=casos.dependencia("120"), responsable=casos.funcionario("beto"), actor=casos.actor("carmen"))
    return peticion


def test_an_answer_goes_from_the_editor_to_its_letter_and_its_delivery(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, acepta_notificacion=False)
    sign_in(client, "jairo")
    answer = act(client, peticion, "proyectar", cuerpo="Señora {{nombre}}: el alumbrado se arregló. Vencía el {{vence}}.")
    assert "Señora Ana Arteaga: el alumbrado se arregló. Vencía el martes 24 de febrero de 2026." in Page(answer).text()
    refused = act(client, peticion, "responder")
    assert refused.status_code == 422
    assert "Lea la vista previa y marque la casilla" in Page(refused).text()
    sent = Page(act(client, peticion, "responder", confirma="y"))
    assert "Respuesta enviada." in sent.text()
    assert "2026-S-000001" in sent.text()
    assert "Todavía no hay entrega con prueba" in sent.text()
    letter = next(link for link in sent.links() if "/archivos/" in link)
    download = client.get(letter)
    assert download.data.startswith(b"%PDF")
    assert "attachment" in download.headers["Content-Disposition"]
    delivered = act(client, peticion, "entrega", medio="ventanilla", detalle="Recibió Ana Arteaga", fecha="2026-02-03T10:10")
    assert "Entrega registrada" in Page(delivered).text()
    closed = act(client, peticion, "cerrar")
    assert "Caso cerrado." in Page(closed).text()


def test_a_letter_does_not_go_out_with_a_variable_in_it(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    page = Page(act(client, peticion, "proyectar", cuerpo="Señora {{apellido}}: ya se arregló {{ 7*7 }}, {% if x %}."))
    assert "{{apellido}}, {{ 7*7 }}, {% if x %}" in page.text()
    answer = act(client, peticion, "responder", confirma="y")
    assert answer.status_code == 422
    assert "sin reemplazar" in Page(answer).text()
    assert fresh(peticion).estado == "en_tramite"
    assert list_respuestas(peticion) == []


def test_a_draft_with_a_variable_in_it_does_not_go_to_the_head(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_planeacion)
    sign_in(client, "beto")
    act(client, peticion, "proyectar", cuerpo="La licencia {{numero}} salió.")
    answer = act(client, peticion, "pedir-aprobacion")
    assert answer.status_code == 422
    assert "El texto todavía tiene {{numero}} sin reemplazar." in Page(answer).text()
    assert fresh(peticion).estado == "en_tramite"
    act(client, peticion, "proyectar", cuerpo="La licencia 12 salió.")
    assert "Respuesta enviada a aprobación." in Page(act(client, peticion, "pedir-aprobacion")).text()


def test_points_that_nobody_filled_are_told_to_the_writer(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    page = Page(act(client, peticion, "proyectar", cuerpo="Le respondemos:\n\n1. Sí.\n\n2. \n\n- Fecha: \n- Lugar: la plaza\n- "))
    assert "La respuesta tiene puntos vacíos«2.», «- Fecha:», «-»." in page.text()
    assert "puntos vacíos" not in Page(act(client, peticion, "proyectar", cuerpo="1. Sí.\n2. No.")).text()


@pytest.mark.parametrize(
    "cuerpo", ["Le entregamos:\n\n- \n- ", "Le respondemos:\n\n1. Sí.\n\n2. ", "Así:\n\n• •", "- Fecha: \n- Lugar: la plaza"]
)
def test_a_letter_with_an_empty_point_is_neither_sent_nor_approved(client: PageClient, reloj: MovableClock, cuerpo: str) -> None:
    mine, theirs = made(casos.en_tramite), made(_planeacion)
    sign_in(client, "jairo")
    act(client, mine, "proyectar", cuerpo=cuerpo)
    refused = act(client, mine, "responder", confirma="y")
    assert refused.status_code == 422
    assert fresh(mine).estado == "en_tramite"
    beside = next(one for one in Page(refused).all("p") if one.get("id") == "proyectar-cuerpo-error")
    assert "El texto tiene puntos vacíos" in Page(refused).text(beside)
    assert "Escriba lo que falta o bórrelos." in Page(refused).text(beside)
    sign_in(client, "beto")
    act(client, theirs, "proyectar", cuerpo=cuerpo)
    refused = act(client, theirs, "pedir-aprobacion")
    assert refused.status_code == 422
    assert "El texto tiene puntos vacíos" in Page(refused).text()
    assert fresh(theirs).estado == "en_tramite"


def test_the_head_is_told_to_give_a_draft_with_an_empty_point_back(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_planeacion)
    with transaction():
        services.proyectar(peticion, cuerpo="Así:\n\n- Sí.", actor=casos.actor("beto"))
        services.pedir_aprobacion(peticion, actor=casos.actor("beto"))
        draft = get_borrador(peticion)
        assert draft is not None
        # As a draft that waited for approval before this was asked for.
        draft.cuerpo = "Así:\n\n- "
    sign_in(client, "gloria")
    page = client.page(url_of(peticion))
    assert "La respuesta tiene puntos vacíos«-». Devuélvala con el motivo" in page.text()
    assert [one for one in page.all("button") if page.text(one) == "Devolver"]
    refused = act(client, peticion, "responder", confirma="y")
    assert refused.status_code == 422
    assert "Devuélvala con el motivo para que la corrija quien la escribió." in Page(refused).text()
    assert "Respuesta devuelta" in Page(act(client, peticion, "devolver-proyecto", motivo="Falta el punto.")).text()


def test_what_is_no_empty_point_goes_out() -> None:
    for text in (
        "1.\nSe arregló.",
        "- Documentos:\n  - La cédula",
        "- Documentos:\n\n1. La cédula",
        "Vino el 3 de mayo de 2026.\n\nAtentamente,",
        "---",
    ):
        assert find_empty_points(text) == [], text


def test_a_letter_of_any_other_act_does_not_go_out_with_an_empty_point(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    for path, data in (("requerir", {"texto": "Traiga:\n\n- "}), ("prorrogar", {"motivo": "1. ", "hasta": "2026-02-26"})):
        refused = act(client, peticion, path, **data)
        assert refused.status_code == 422
        name = next(iter(data))
        beside = next(one for one in Page(refused).all("p") if one.get("id") == f"{path}-{name}-error")
        assert "El texto tiene puntos vacíos" in Page(refused).text(beside)
    assert fresh(peticion).pausa_desde is None
    assert list_cartas(peticion) == []


def test_a_matter_whose_part_has_an_empty_point_is_not_ready(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite, asuntos=True)
    one = casos.asunto(peticion)
    with transaction(), pytest.raises(DomainError, match="puntos vacíos") as refused:
        services.escribir_parte(one, texto="- ", lista=True, actor=casos.actor("jairo"))
    assert refused.value.field == "texto"
    with transaction():
        services.escribir_parte(one, texto="- ", lista=False, actor=casos.actor("jairo"))
    sign_in(client, "jairo")
    url = f"{url_of(peticion)}/asuntos/2"
    answer = client.submit(url, {"responder_asunto-confirma": "y"}, action="/responder")
    assert answer.status_code == 422
    beside = next(one for one in Page(answer).all("p") if one.get("id") == "escribir_parte-texto-error")
    assert "El texto tiene puntos vacíos" in Page(answer).text(beside)


def _previewed(client: PageClient, peticion: Peticion, form: str = "/proyectar") -> str:
    values = client.form_values(client.page(url_of(peticion)), form)
    answer = client.post(f"{url_of(peticion)}/vista-previa", data={name: one for name, one in values.items() if one is not None})
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)


def test_the_preview_names_who_is_going_to_sign(client: PageClient, reloj: MovableClock) -> None:
    theirs, mine = made(_planeacion), made(casos.en_tramite)
    with transaction():
        services.proyectar(theirs, cuerpo="El alumbrado se arregló.", actor=casos.actor("beto"))
        services.proyectar(mine, cuerpo="El alumbrado se arregló.", actor=casos.actor("jairo"))
    sign_in(client, "beto")
    shown = _previewed(client, theirs)
    assert "Gloria Guerrero" in shown
    assert "Beto" not in shown
    sign_in(client, "carmen")
    assert "Gloria Guerrero" in _previewed(client, theirs, "/vista-previa")
    assert "Jairo Jurado" in _previewed(client, mine, "/vista-previa")
    sign_in(client, "nubia")
    assert "Nubia Narváez" in _previewed(client, mine)


def test_a_template_under_a_text_says_that_it_is_there(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    with transaction():
        plantilla = crear_plantilla(nombre="De fondo", cuerpo="{{nombre}}:", tipo=None, dependencia_id=None, actor=casos.actor("carmen"))
    sign_in(client, "jairo")
    values = {**client.form_values(client.page(url_of(peticion)), "/proyectar"), "proyectar-plantilla": plantilla.id}
    first = Page(client.post(f"{url_of(peticion)}/usar-plantilla", data={**values, "proyectar-cuerpo": "Lo mío."}))
    assert "Quedó debajo de lo que usted había escrito" in first.text()
    assert "Quedó debajo" not in Page(client.post(f"{url_of(peticion)}/usar-plantilla", data=values)).text()


def test_the_preview_is_a_pdf_and_keeps_nothing(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    values = client.form_values(client.page(url_of(peticion)), "/proyectar")
    answer = client.post(f"{url_of(peticion)}/vista-previa", data={**values, "proyectar-cuerpo": "Ya se arregló, {{nombre}}."})
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert get_borrador(peticion) is None
    empty = client.post(f"{url_of(peticion)}/vista-previa", data={**values, "proyectar-cuerpo": ""})
    assert empty.status_code == 422


def test_files_of_a_draft_go_with_the_letter_and_can_be_taken_off_before(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    act(client, peticion, "proyectar", cuerpo="Va el acta.", archivos=(BytesIO(PDF), "acta.pdf", "application/pdf"))
    page = client.page(url_of(peticion))
    assert "acta.pdf" in page.text()
    draft = get_borrador(peticion)
    assert draft is not None
    archivo = db.session.scalars(db.select(Archivo).where(Archivo.objeto_tipo == "respuesta", Archivo.objeto_id == draft.id)).one()
    answer = client.submit(url_of(peticion), action=f"/borrador/archivos/{archivo.id}/quitar")
    assert "Archivo quitado del borrador." in Page(answer).text()
    assert "acta.pdf" not in Page(answer).text()


def _send_again(client: PageClient, refused: Page, peticion: Peticion, **changes: Any) -> Page:
    """Send the draft's form as the page that refused it shows it."""
    values = {**client.form_values(refused, "/proyectar"), **changes}
    return Page(client.post(f"{url_of(peticion)}/proyectar", data=values, content_type="multipart/form-data", follow_redirects=True))


def test_a_file_that_came_with_a_refused_draft_need_not_be_chosen_again(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    refused = Page(act(client, peticion, "proyectar", cuerpo="", archivos=(BytesIO(PDF), "acta.pdf", "application/pdf")))
    assert "Archivos ya recibidos" in refused.text()
    kept = _send_again(client, refused, peticion, **{"proyectar-cuerpo": "Va el acta."})
    assert "Borrador guardado." in kept.text()
    assert "acta.pdf" in kept.text()


def test_a_file_that_was_received_can_be_taken_out_before_sending_again(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    refused = Page(act(client, peticion, "proyectar", cuerpo="", archivos=(BytesIO(PDF), "acta.pdf", "application/pdf")))
    (box,) = [one for one in refused.all("input") if one.get("name") == "proyectar-archivos-quitar"]
    kept = _send_again(client, refused, peticion, **{"proyectar-cuerpo": "Va el acta.", "proyectar-archivos-quitar": box.get("value")})
    assert "acta.pdf" not in kept.text()


def test_a_file_received_for_one_case_is_not_known_in_another(client: PageClient, reloj: MovableClock) -> None:
    peticion, other = made(casos.en_tramite), made(casos.en_tramite)
    sign_in(client, "jairo")
    refused = Page(act(client, peticion, "proyectar", cuerpo="", archivos=(BytesIO(PDF), "acta.pdf", "application/pdf")))
    token = client.form_values(refused, "/proyectar")["proyectar-archivos-recibidos"]
    page = Page(act(client, other, "proyectar", cuerpo="Va el acta.", **{"archivos-recibidos": token}))
    assert "No pudimos reconocer un archivo" in page.text()
    assert "Borrador guardado." not in page.text()


def test_where_the_head_approves_the_writer_asks_and_the_head_sends(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(_planeacion)
    sign_in(client, "beto")
    act(client, peticion, "proyectar", cuerpo="La licencia salió.")
    assert not any(one.get("action", "").endswith("/responder") for one in client.page(url_of(peticion)).all("form"))
    assert "Respuesta enviada a aprobación." in Page(act(client, peticion, "pedir-aprobacion")).text()
    head = app.test_client()
    assert isinstance(head, PageClient)
    sign_in(head, "gloria")
    assert "Respuesta devuelta" in Page(act(head, peticion, "devolver-proyecto", motivo="Falta el número de la licencia.")).text()
    assert "Falta el número de la licencia." in client.page(url_of(peticion)).text()
    act(client, peticion, "proyectar", cuerpo="La licencia 12 salió.")
    act(client, peticion, "pedir-aprobacion")
    assert "Aprobar y enviar la respuesta" in head.page(url_of(peticion)).text()
    assert "Respuesta enviada." in Page(act(head, peticion, "responder", confirma="y")).text()
    assert list_respuestas(peticion)[0].firmante == casos.funcionario("gloria")


def test_the_second_of_two_officials_is_told_and_finds_everything_that_was_typed(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    peticion = made(casos.radicar)
    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(client, "carmen")
    sign_in(other, "ines")
    stale = other.form_values(other.page(url_of(peticion)), "/clasificar")
    act(client, peticion, "clasificar", tipo="informacion", motivo="Pide datos.")
    reason = "Es una queja: habla del trato.\nLo leí dos veces."
    answer = other.post(f"{url_of(peticion)}/clasificar", data={**stale, "clasificar-tipo": "queja", "clasificar-motivo": reason})
    page = Page(answer)
    assert answer.status_code == 409
    assert "El caso cambió mientras usted trabajaba" in page.text()
    assert "Carmen Cabrera" in page.text()
    assert any(reason in "".join(one.itertext()) for one in page.all("textarea") if one.get("readonly") is not None)
    again = other.form_values(page, "/clasificar")
    assert (again["clasificar-tipo"], again["clasificar-motivo"]) == ("queja", reason)
    assert fresh(peticion).tipo == "informacion"
    assert other.post(f"{url_of(peticion)}/clasificar", data=again).status_code == 303
    assert fresh(peticion).tipo == "queja"


def test_who_clicks_twice_is_told_that_it_was_done_and_not_that_somebody_else_was_first(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.respondida)
    sign_in(client, "jairo")
    values = client.form_values(client.page(url_of(peticion)), "/cerrar")
    assert client.post(f"{url_of(peticion)}/cerrar", data=values).status_code == 303
    again = client.post(f"{url_of(peticion)}/cerrar", data=values)
    assert again.status_code == 409
    assert "Esto ya se hizo: «Cerrar" in Page(again).text()
    assert "Otra persona" not in Page(again).text()


def test_an_old_window_with_other_words_is_told_that_it_was_oneself(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.radicar)
    sign_in(client, "carmen")
    stale = client.form_values(client.page(url_of(peticion)), "/clasificar")
    act(client, peticion, "clasificar", tipo="informacion", motivo="Pide datos.")
    page = Page(client.post(f"{url_of(peticion)}/clasificar", data={**stale, "clasificar-tipo": "queja", "clasificar-motivo": "Se queja."}))
    assert "Esto ya se hizo" not in page.text()
    assert "por usted" in page.text()
    assert client.form_values(page, "/clasificar")["clasificar-motivo"] == "Se queja."


def test_two_who_write_the_same_answer_do_not_overwrite_each_other(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(client, "jairo")
    sign_in(other, "nubia")
    stale = other.form_values(other.page(url_of(peticion)), "/proyectar")
    act(client, peticion, "proyectar", cuerpo="La respuesta de Jairo.")
    answer = other.post(f"{url_of(peticion)}/proyectar", data={**stale, "proyectar-cuerpo": "La respuesta de Nubia, muy larga."})
    page = Page(answer)
    assert answer.status_code == 409
    assert "La respuesta de Jairo." in page.text()
    assert other.form_values(page, "/proyectar")["proyectar-cuerpo"] == "La respuesta de Nubia, muy larga."
    draft = get_borrador(fresh(peticion))
    assert draft is not None
    assert draft.cuerpo == "La respuesta de Jairo."


def test_an_act_that_is_no_longer_possible_gives_the_typed_text_back(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    stale = client.form_values(client.page(url_of(peticion)), "/escribir")
    with transaction():
        services.desistir(fresh(peticion), motivo="", actor=ciudadano(peticion.id))
    answer = client.post(f"{url_of(peticion)}/escribir", data={**stale, "escribir-texto": "¿Cuál es el poste?"})
    assert answer.status_code == 409
    assert "¿Cuál es el poste?" in Page(answer).text()
    assert "Ahora el caso no admite esa acción." in Page(answer).text()


def test_an_altered_version_counts_as_another_version(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.respondida)
    sign_in(client, "jairo")
    assert act(client, peticion, "cerrar", version="abc").status_code == 409
    assert act(client, peticion, "cerrar", version="").status_code == 409
    assert fresh(peticion).estado == "respondida"


@pytest.mark.parametrize(
    ("fecha", "message"), [("2026-03-01T10:00", "futuro"), ("2026-01-01T10:00", "anterior a la respuesta"), ("ayer", "Escriba la fecha")]
)
def test_an_impossible_date_of_delivery_is_refused(client: PageClient, reloj: MovableClock, fecha: str, message: str) -> None:
    peticion = made(casos.por_notificar)
    sign_in(client, "jairo")
    answer = act(client, peticion, "entrega", medio="ventanilla", detalle="Recibió Ana", fecha=fecha)
    assert answer.status_code == 422
    assert fresh(peticion).estado == "por_notificar"
    if message != "Escriba la fecha":
        assert message in Page(answer).text()


def test_a_change_that_slips_in_between_reading_and_writing_is_a_conflict_too(reloj: MovableClock, app: Flask) -> None:
    peticion = made(casos.respondida)

    def close_late() -> None:
        with transaction():
            read = db.session.get_one(Peticion, peticion.id)
            moved = db.update(Peticion).where(Peticion.id == peticion.id).values(version=Peticion.version + 1)
            db.session.execute(moved.execution_options(synchronize_session=False))
            services.cerrar(read, actor=casos.actor("jairo"), version=read.version)

    with pytest.raises(Conflict):
        close_late()
    assert fresh(peticion).estado == "respondida"

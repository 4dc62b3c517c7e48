"""The counter: filing for somebody else, the receipt with its code, spoken petitions, missing papers."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.codigos import hash_code
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import find_by_code
from tests.support.oficina import PDF
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

COUNTER = "/gestion/pqrs/ventanilla"
ROSA: dict[str, Any] = {
    "canal": "ventanilla", "tipo": "peticion_particular", "texto": "Pide que le corrijan el nombre en el recibo del predial.",
    "quien": "natural", "primer_nombre": "Rosa", "primer_apellido": "Rosero", "tipo_documento": "CC", "numero_documento": "1000000009",
    "medio_respuesta": "aviso",
}  # fmt: skip


def _values(client: PageClient, **changes: Any) -> dict[str, Any]:
    values = {**client.form_values(client.page(COUNTER)), **ROSA, **changes}
    return {name: value for name, value in values.items() if value is not None}


def _send(client: PageClient, values: dict[str, Any]) -> Page:
    answer = client.post(COUNTER, data=values, content_type="multipart/form-data", follow_redirects=True)
    page = Page(answer)
    page.status = answer.status_code  # type: ignore[attr-defined]
    return page


def _cases() -> list[Peticion]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Peticion).order_by(Peticion.id)))


def test_the_counter_files_and_hands_out_number_and_code(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client))
    case = _cases()[0]
    assert page.status == 200  # type: ignore[attr-defined]
    assert page.h1 == "Petición radicada"
    assert case.radicado in page.text()
    assert case.recibida_por is not None
    assert case.recibida_por.nombre == "Inés Ibarra"
    code = client.form_values(page, "/constancia")["codigo"]
    assert find_by_code(case.radicado, hash_code(code)) is not None
    assert "una pregunta de orientación" in client.page(COUNTER).text().lower()


def test_the_counter_chooses_neither_channel_nor_class_for_the_official(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    blank = client.form_values(client.page(COUNTER))
    assert "canal" not in blank
    assert blank["tipo"] == ""
    page = _send(client, _values(client, canal=None, tipo=""))
    assert page.status == 422  # type: ignore[attr-defined]
    assert "Elija cómo llegó la petición." in page.text()
    assert "Elija la clase de petición." in page.text()
    assert "no está en la lista" not in page.text()
    assert client.form_values(page)["texto"] == ROSA["texto"]
    assert _cases() == []


def test_the_receipt_is_printed_with_its_code_only_for_who_has_the_code(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    values = client.form_values(_send(client, _values(client)), "/constancia")
    pdf = client.post(f"{COUNTER}/constancia", data=values)
    assert pdf.data.startswith(b"%PDF")
    assert client.post(f"{COUNTER}/constancia", data={**values, "codigo": "ABCD-EFGH"}).status_code == 404
    assert client.get(f"/gestion/pqrs/{_cases()[0].radicado}/constancia").data.startswith(b"%PDF")


def test_the_receipt_can_be_loaded_again_for_a_quarter_of_an_hour_by_who_filed_and_by_nobody_else(
    app: Flask, client: PageClient, reloj: MovableClock
) -> None:
    sign_in(client, "ines")
    answer = client.post(COUNTER, data=_values(client), content_type="multipart/form-data")
    assert answer.status_code == 303
    code = client.form_values(client.page(answer.location), "/constancia")["codigo"]
    assert code in client.page(answer.location).text()
    head = app.test_client()
    assert isinstance(head, PageClient)
    sign_in(head, "carmen")
    assert code not in head.page(answer.location).text()
    reloj.advance(minutes=16)
    later = client.page(answer.location)
    assert code not in later.text()
    assert "El código de seguimiento ya no se puede mostrar" in later.text(later.root)
    assert len(_cases()) == 1


def test_a_form_sent_twice_files_once_and_shows_the_same_number(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    values = _values(client)
    first, second = _send(client, values), _send(client, values)
    assert second.status == 200  # type: ignore[attr-defined]
    assert "Se radicó una sola vez." in second.text()
    assert len(_cases()) == 1
    assert client.form_values(first, "/constancia")["codigo"] == client.form_values(second, "/constancia")["codigo"]


def test_another_text_in_a_used_form_does_not_vanish(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    values = _values(client)
    _send(client, values)
    other = _send(client, {**values, "texto": "Otra petición de otra persona."})
    assert other.status == 409  # type: ignore[attr-defined]
    again = client.form_values(other)
    assert again["texto"] == "Otra petición de otra persona."
    assert _send(client, again).h1 == "Petición radicada"
    assert len(_cases()) == 2


def test_a_spoken_petition_says_that_it_was_spoken_who_wrote_it_and_in_which_language(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client, verbal="y", lengua="inga", interprete="Pedro Pillimué"))
    case = _cases()[0]
    assert case.verbal
    assert "La petición se dijo en inga. Tradujo: Pedro Pillimué." in case.observaciones
    assert "Inés Ibarra, Auxiliar de ventanilla única" in page.text()
    _send(client, _values(client, canal="telefono"))
    assert _cases()[1].verbal
    _send(client, _values(client, canal="papel", verbal="y", lengua="inga"))
    assert not _cases()[2].verbal
    assert _cases()[2].observaciones == ""


def test_missing_papers_are_noted_when_the_person_insists(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client, faltantes="Copia de la escritura"))
    assert "Se advirtió que faltan estos papeles: Copia de la escritura" in page.text()
    assert "artículo 15 de la Ley 1437" in page.text()


def test_at_the_counter_the_hour_does_not_move_the_term_but_by_telephone_it_does(client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 2, 3, 17, 20))
    sign_in(client, "ines")
    _send(client, _values(client))
    _send(client, _values(client, canal="telefono"))
    here, called = _cases()
    assert here.efectiva_el.isoformat() == "2026-02-03"
    assert called.efectiva_el.isoformat() == "2026-02-04"


def test_a_paper_may_have_been_received_earlier_today_but_not_in_the_future(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    _send(client, _values(client, canal="papel", hora="08:05"))
    assert _cases()[0].recibida_en.strftime("%Y-%m-%d %H:%M") == "2026-02-03 08:05"
    refused = _send(client, _values(client, canal="papel", hora="18:00"))
    assert refused.status == 422  # type: ignore[attr-defined]
    assert "no puede estar en el futuro" in refused.text()
    assert client.form_values(refused)["texto"] == ROSA["texto"]
    assert len(_cases()) == 1


def test_nothing_of_the_person_is_kept_of_an_anonymous_petition(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    _send(client, _values(client, quien="anonima", correo="rosa@correo.example", acepta_notificacion="y", medio_respuesta=None))
    case = _cases()[0]
    assert case.anonima
    assert case.solicitante is None
    assert not case.accepts_notificacion_electronica
    assert "Rosa" not in str([one.datos for one in list_eventos("peticion", case.id)])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"texto": ""}, "Escriba lo que la persona pide"),
        ({"primer_apellido": ""}, "Escriba el primer apellido de la persona."),
        ({"quien": "juridica"}, "Escriba el nombre de la empresa"),
        ({"medio_respuesta": "correo"}, "Escriba el correo electrónico, o elija otra forma"),
        ({"medio_respuesta": "direccion"}, "Escriba la dirección, o elija otra forma"),
        ({"correo": "rosa@"}, "Revise el correo"),
        ({"clave": "corta"}, "La página se había abierto hacía mucho"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: PageClient, reloj: MovableClock, changes: dict[str, Any], message: str
) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client, **{"asunto": "Recibo del predial", **changes}))
    assert page.status == 422  # type: ignore[attr-defined]
    assert message in page.text()
    assert client.form_values(page)["asunto"] == "Recibo del predial"
    assert _cases() == []


def test_files_that_were_accepted_survive_an_error_elsewhere(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    refused = _send(client, _values(client, texto="", archivos=(BytesIO(PDF), "carta.pdf", "application/pdf")))
    assert "Quitar «carta.pdf»" in refused.text()
    again = {**client.form_values(refused), "texto": "La carta anexa."}
    assert "carta.pdf" in _send(client, again).text()


def test_only_the_counter_files_for_others(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    assert client.get(COUNTER).status_code == 403


def test_the_counter_may_file_kinds_that_only_authorities_use(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    _send(client, _values(client, tipo="entre_autoridades", quien="juridica", razon_social="Contraloría", nit="899999067"))
    assert _cases()[0].tipo == "entre_autoridades"
    with transaction():
        pass


def test_nobody_is_refused_for_having_no_document_and_the_receipt_notes_it(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client, tipo_documento="", numero_documento=""))
    assert page.h1 == "Petición radicada"
    assert "Se radicó sin el número de documento de la persona" in page.text()
    assert _cases()[-1].observaciones.startswith("Se radicó sin el número de documento")
    page = _send(client, _values(client, quien="juridica", razon_social="Junta de San Mateo", nit=""))
    assert "Se radicó sin el NIT" in page.text()


def test_the_counter_speaks_to_the_official_and_not_to_the_person(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    page = _send(client, _values(client, primer_nombre="", primer_apellido=""))
    assert "Escriba el primer nombre de la persona." in page.text()
    assert "Escriba el primer apellido de la persona." in page.text()
    assert "Escriba su" not in page.text()


def test_a_filing_of_a_saturday_names_the_day_that_does_not_count(client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 11, 21, 10))
    sign_in(client, "ines")
    page = _send(client, _values(client, canal="correo"))
    assert "El sábado 21 de noviembre de 2026 no es hábil: se tiene por recibida el lunes 23 de noviembre de 2026." in page.text()
    assert "Ese día" not in page.text()

"""Filing on the web: what a citizen types becomes a case once, and nothing typed is lost on the way."""

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader

from portal.core.clock import MovableClock
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs.models import Peticion, Solicitante
from portal.pqrs.tipos import list_tipos_publicos
from portal.web.models import FormKey, WebSession
from tests.support import ciudadania
from tests.support.pages import Page, PageClient


def _cases() -> list[Peticion]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Peticion).order_by(Peticion.id)))


def _case() -> Peticion:
    (found,) = _cases()
    return found


def _errors(page: Page) -> list[str]:
    summary = next(one for one in page.all("div") if one.get("class") == "error-summary")
    return [page.text(one) for one in summary.iter("li")]


def test_a_petition_gets_radicado_code_and_due_date_at_once(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    case = _case()
    assert filed.radicado == case.radicado == "2026-E-000001"
    assert "martes 24 de febrero de 2026" in filed.page.text()
    assert len(filed.codigo.replace("-", "")) == 26
    assert case.solicitante is not None
    assert case.solicitante.nombre == "Ana Arteaga"
    assert filed.response.headers["Cache-Control"] == "no-store"


def test_the_form_names_every_kind_with_its_term(client: PageClient) -> None:
    text = client.page("/pqrs/radicar").text()
    for tipo in list_tipos_publicos():
        assert tipo.nombre in text
        assert tipo.que_es in text
    assert text.count("Plazo para responder: 15 días hábiles") >= 10
    assert "30 días hábiles" in text


def test_no_box_is_ticked_beforehand(client: PageClient) -> None:
    page = client.page("/pqrs/radicar")
    assert not [one for one in page.all("input") if one.get("checked") is not None]


def test_the_link_of_a_kind_chooses_it(client: PageClient) -> None:
    page = client.page("/pqrs/radicar?tipo=denuncia_corrupcion")
    assert [one.get("value") for one in page.all("input") if one.get("checked") is not None] == ["denuncia_corrupcion"]
    for wrong in ("congreso", "insistencia", "<script>", ""):
        page = client.page(f"/pqrs/radicar?tipo={wrong}")
        assert not [one for one in page.all("input") if one.get("checked") is not None]


def test_who_does_not_know_the_kind_files_without_choosing_one(client: PageClient, reloj: MovableClock) -> None:
    ciudadania.file(client, reloj, tipo="no_se")
    assert _case().tipo == "peticion_particular"


def test_an_empty_form_says_everything_that_is_missing_in_the_order_of_the_page(client: PageClient, reloj: MovableClock) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, **dict.fromkeys(ciudadania.ANA)))
    assert response.status_code == 422
    assert _errors(Page(response)) == [
        "Elija qué quiere presentar.",
        "Escriba qué pide o qué pasó. Con sus palabras está bien.",
        "Elija quién presenta la solicitud.",
    ]
    assert _cases() == []


def test_how_to_answer_is_asked_of_who_is_not_anonymous(client: PageClient, reloj: MovableClock) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, medio_respuesta=None))
    assert _errors(Page(response)) == ["Elija cómo quiere recibir la respuesta."]


@pytest.mark.parametrize(
    ("quien", "missing"),
    [
        (
            "natural",
            [
                "Escriba su primer nombre.",
                "Escriba su primer apellido.",
                "Elija el tipo de documento.",
                "Escriba el número de su documento.",
            ],
        ),
        ("juridica", ["Escriba el nombre de la empresa u organización.", "Escriba el NIT. Si no tiene, escriba «sin NIT»."]),
        ("menor", ["Escriba su nombre."]),
    ],
)
def test_only_what_an_answer_needs_is_asked_of_each_person(client: PageClient, reloj: MovableClock, quien: str, missing: list[str]) -> None:
    blank = dict.fromkeys(("primer_nombre", "primer_apellido", "tipo_documento", "numero_documento", "correo"), "")
    response = ciudadania.send(client, ciudadania.fill(client, reloj, **blank, quien=quien, medio_respuesta="aviso"))
    assert response.status_code == 422
    assert _errors(Page(response)) == missing


@pytest.mark.parametrize(
    ("quien", "typed"),
    [("natural", {"nit": "9" * 31}), ("juridica", {"primer_nombre": "A" * 81, "tipo_documento": "ZZ"}), ("menor", {"calidad": "A" * 81})],
)
def test_nobody_is_sent_to_a_field_that_does_not_concern_them(
    client: PageClient, reloj: MovableClock, quien: str, typed: dict[str, str]
) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, quien=quien, razon_social="Lácteos del Sur", **{"nit": "1", **typed}))
    assert ciudadania.is_filed(response)


def test_a_child_files_with_a_name_alone_and_goes_first(client: PageClient, reloj: MovableClock) -> None:
    blank = dict.fromkeys(("primer_apellido", "tipo_documento", "numero_documento", "correo"), "")
    ciudadania.file(client, reloj, **blank, quien="menor", primer_nombre="Sol", medio_respuesta="aviso")
    case = _case()
    assert case.quien == "Sol"
    assert case.preferente


def test_a_company_in_the_commercial_register_must_give_its_address(client: PageClient, reloj: MovableClock) -> None:
    company = {"quien": "juridica", "razon_social": "Lácteos del Sur", "nit": "900000000-1", "correo": "", "medio_respuesta": "aviso"}
    refused = ciudadania.send(client, ciudadania.fill(client, reloj, **company, registro_mercantil="y"))
    assert _errors(Page(refused)) == ["Escriba el correo: la ley lo pide a quienes están en el registro mercantil."]
    ciudadania.file(client, reloj, **company)
    person = _case().solicitante
    assert person is not None
    assert (person.nombre, person.tipo_documento, person.numero_documento, person.primer_nombre) == (
        "Lácteos del Sur",
        "NIT",
        "900000000-1",
        "",
    )


def test_of_an_anonymous_person_nothing_is_kept_whatever_was_typed(client: PageClient, reloj: MovableClock) -> None:
    typed = {
        "quien": "anonima",
        "medio_respuesta": "correo",
        "acepta_notificacion": "y",
        "correo": "no es un correo",
        "direccion": "Calle 1",
    }
    filed = ciudadania.file(client, reloj, **typed)
    case = _case()
    assert case.anonima
    assert case.solicitante is None
    assert (case.medio_respuesta, case.notificacion_aceptada_en) == ("aviso", None)
    assert db.session.scalars(db.select(Solicitante)).all() == []
    assert db.session.scalars(db.select(OutboxMail)).all() == []
    assert [one.browser for one in db.session.scalars(db.select(WebSession))] == [""]
    assert "Anónimo" in filed.page.text()


def test_on_behalf_of_another_is_kept_with_who_it_is(client: PageClient, reloj: MovableClock) -> None:
    ciudadania.file(client, reloj, representado="Rosa Arteaga", representado_documento="CC 27000000", calidad="Hija")
    person = _case().solicitante
    assert person is not None
    assert (person.representado, person.representado_documento, person.calidad) == ("Rosa Arteaga", "CC 27000000", "Hija")


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"correo": "ana@"}, "correo", "Revise el correo"),
        ({"correo": "ana@correo.example\r\nBcc: otro@correo.example"}, "correo", "Revise el correo"),
        ({"correo": "", "medio_respuesta": "correo"}, "correo", "Escriba su correo electrónico"),
        ({"medio_respuesta": "direccion"}, "direccion", "Escriba su dirección"),
        ({"latitud": "noventa", "longitud": "-77,5"}, "latitud", "Escriba los grados"),
        ({"latitud": "0,88", "longitud": ""}, "longitud", "Escriba las dos coordenadas"),
        ({"latitud": "91", "longitud": "0"}, "latitud", "entre -90 y 90"),
        ({"primer_nombre": "A" * 81}, "primer_nombre", "como mucho 80 letras"),
        ({"texto": " \n "}, "texto", "Escriba qué pide o qué pasó"),
        ({"texto": "\x00\u202e"}, "texto", "signos invisibles"),
        ({"tipo": "inventada"}, "tipo", "En «¿Qué quiere presentar?» llegó una opción que no está en la lista"),
        ({"tipo_documento": "ZZ"}, "tipo_documento", "En «Tipo de documento» llegó una opción que no está en la lista"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    client: PageClient, reloj: MovableClock, typed: dict[str, str], field: str, message: str
) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, **typed))
    page = Page(response)
    assert response.status_code == 422
    beside = [one for one in page.root.iter() if one.get("id") == f"{field}-error"]
    assert message in page.text(beside[0])
    kept = client.form_values(page, "/pqrs/radicar")
    assert kept["primer_apellido"] == "Arteaga"
    if field not in {"texto", "tipo", "tipo_documento"}:
        assert kept["texto"] == ciudadania.ANA["texto"]
        assert kept[field] == re.sub(r"\s+", " ", typed.get(field, ""))
    assert _cases() == []


def test_coordinates_are_taken_with_comma_or_point(client: PageClient, reloj: MovableClock) -> None:
    ciudadania.file(client, reloj, latitud="0,885100", longitud="-77.5041", lugar="Vereda San Mateo")
    case = _case()
    assert (case.latitud, case.longitud, case.lugar) == (0.8851, -77.5041, "Vereda San Mateo")


def test_the_text_has_no_limit_and_is_kept_whole(client: PageClient, reloj: MovableClock) -> None:
    text = "Señores: pido agua. <script>alert('no')</script> ' OR 1=1; --\n" * 17_000
    assert len(text) > 1_000_000
    filed = ciudadania.read(client, ciudadania.send(client, ciudadania.fill(client, reloj, texto=text), plain=True))
    assert _case().texto == text.strip()
    assert not [one for one in filed.page.all("script") if not one.get("src")]


def test_sent_twice_it_files_once_with_the_same_radicado_and_code(client: PageClient, reloj: MovableClock) -> None:
    values = ciudadania.fill(client, reloj)
    first = ciudadania.read(client, ciudadania.send(client, values))
    again = ciudadania.send(client, values)
    second = ciudadania.read(client, again)
    assert (first.radicado, first.codigo) == (second.radicado, second.codigo)
    assert "ya estaba radicada" in second.page.text()
    assert len(_cases()) == 1


def test_the_page_of_what_was_filed_can_be_loaded_again_and_is_kept_by_nobody(client: PageClient, reloj: MovableClock) -> None:
    answer = ciudadania.send(client, ciudadania.fill(client, reloj, quien="anonima"))
    assert answer.status_code == 303
    first = ciudadania.read(client, answer)
    again = client.get(answer.location)
    assert again.status_code == 200
    assert again.headers["Cache-Control"] == "no-store"
    assert first.codigo in again.get_data(as_text=True)
    assert len(_cases()) == 1


def test_only_the_browser_that_filed_sees_the_page_of_what_was_filed(client: PageClient, reloj: MovableClock) -> None:
    answer = ciudadania.send(client, ciudadania.fill(client, reloj))
    filed = ciudadania.read(client, answer)
    stranger = client.application.test_client()
    assert isinstance(stranger, PageClient)
    shown = stranger.page(answer.location, 404)
    missing = stranger.page("/pqrs/radicada/2026-E-009999", 404)
    assert shown.text().replace(filed.radicado, "") == missing.text().replace("2026-E-009999", "")
    for secret in (filed.codigo, "Ana", "alumbrado", "febrero"):
        assert secret not in shown.text()
    assert f"/pqrs/seguimiento?radicado={filed.radicado}" in shown.links()


def test_a_session_that_ended_says_how_to_follow_what_was_filed(client: PageClient, reloj: MovableClock) -> None:
    answer = ciudadania.send(client, ciudadania.fill(client, reloj))
    filed = ciudadania.read(client, answer)
    reloj.advance(hours=3)
    shown = client.page(answer.location, 404)
    assert filed.codigo not in shown.text()
    assert f"/pqrs/seguimiento?radicado={filed.radicado}" in shown.links()


def test_who_entered_with_a_code_of_their_own_goes_from_the_page_of_what_was_filed_to_the_case(
    client: PageClient, reloj: MovableClock
) -> None:
    filed = ciudadania.file(client, reloj)
    other = client.application.test_client()
    assert isinstance(other, PageClient)
    ciudadania.enter(other, filed.radicado, filed.codigo)
    answer = other.get(f"/pqrs/radicada/{filed.radicado}")
    assert answer.status_code == 302
    assert answer.location == f"/pqrs/seguimiento/{filed.radicado}"


def test_another_text_in_a_used_form_is_not_lost_but_offered_for_filing(client: PageClient, reloj: MovableClock) -> None:
    values = ciudadania.fill(client, reloj)
    ciudadania.send(client, values)
    response = ciudadania.send(client, {**values, "texto": "Otra cosa distinta."})
    page = Page(response)
    assert response.status_code == 409
    assert "2026-E-000001" in _errors(page)[0]
    kept = client.form_values(page, "/pqrs/radicar")
    assert kept["texto"] == "Otra cosa distinta."
    assert kept["clave"] != values["clave"]
    reloj.advance(seconds=10)
    assert ciudadania.is_filed(ciudadania.send(client, kept))
    assert [one.texto for one in _cases()][1] == "Otra cosa distinta."


@pytest.mark.parametrize("key", ["", "corta", "x" * 33, "' OR 1=1 --" + "x" * 21])
def test_a_form_with_a_broken_key_is_given_a_new_one(client: PageClient, reloj: MovableClock, key: str) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, clave=key))
    assert response.status_code == 422
    fresh = client.form_values(Page(response), "/pqrs/radicar")["clave"]
    assert len(fresh) == 32
    assert fresh != key
    assert db.session.scalars(db.select(FormKey)).all() == []


def test_a_form_without_its_csrf_token_files_nothing_and_shows_what_was_typed(client: PageClient, reloj: MovableClock) -> None:
    response = ciudadania.send(client, ciudadania.fill(client, reloj, csrf_token=None))
    assert response.status_code == 400
    assert ciudadania.ANA["texto"] in response.get_data(as_text=True)
    assert _cases() == []


def test_what_is_too_large_as_a_whole_gets_a_page_that_says_so(client: PageClient, reloj: MovableClock) -> None:
    body = b'--frontera\r\nContent-Disposition: form-data; name="texto"\r\n\r\n' + b"x" * 4_300_000 + b"\r\n--frontera--\r\n"
    response = client.post("/pqrs/radicar", data=body, content_type="multipart/form-data; boundary=frontera")
    assert response.status_code == 413
    assert _cases() == []


def test_broken_letters_in_a_form_do_no_harm(client: PageClient, reloj: MovableClock) -> None:
    for body in (b"texto=\xff\xfe%ff", b"texto=%00%c3%28&quien=%ed%a0%80"):
        response = client.post("/pqrs/radicar", data=body, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 400
    assert _cases() == []


def test_acceptance_of_electronic_notification_is_apart_from_the_means(client: PageClient, reloj: MovableClock) -> None:
    ciudadania.file(client, reloj)
    assert _case().notificacion_aceptada_en is None
    ciudadania.file(client, reloj, texto="Otra cosa.", acepta_notificacion="y")
    assert _cases()[1].notificacion_aceptada_en is not None


def test_after_filing_the_case_is_open_in_this_browser(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    assert filed.radicado in client.page(f"/pqrs/seguimiento/{filed.radicado}").h1


def test_the_printed_code_opens_the_case_elsewhere(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    other = client.application.test_client()
    assert isinstance(other, PageClient)
    for written in (filed.codigo, filed.codigo.lower(), filed.codigo.replace("-", ""), filed.codigo.replace("-", " ")):
        assert filed.radicado in ciudadania.enter(other, filed.radicado.lower(), written).h1


def test_the_constancia_as_pdf_is_for_who_has_the_code(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    values = client.form_values(filed.page, "/pqrs/constancia.pdf")
    response = client.post("/pqrs/constancia.pdf", data=values)
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")
    stranger = client.application.test_client()
    assert isinstance(stranger, PageClient)
    token = stranger.form_values(stranger.page("/pqrs/seguimiento"), "/pqrs/seguimiento")["csrf_token"]
    for code in ("", "ABCD", "\x00"):
        wrong = stranger.post("/pqrs/constancia.pdf", data={"csrf_token": token, "radicado": filed.radicado, "codigo": code})
        assert wrong.status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Correo electrónico: ana@correo.example"),
        ({"medio_respuesta": "direccion", "direccion": "Calle 5 # 3-21"}, "Dirección física: Calle 5 # 3-21"),
        ({"quien": "anonima"}, "Página de seguimiento, y aviso público si no la abre"),
    ],
)
def test_the_page_and_the_pdf_say_in_the_same_words_how_the_answer_will_come(
    client: PageClient, reloj: MovableClock, changes: dict[str, str], words: str
) -> None:
    filed = ciudadania.file(client, reloj, **changes)
    assert f"Cómo recibirá la respuesta{words}" in filed.page.text()
    data = client.post("/pqrs/constancia.pdf", data=client.form_values(filed.page, "/pqrs/constancia.pdf")).data
    # The printed lines may break within a word, with or without a mark.
    printed = re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))
    assert re.sub(r"\s+", "", words) in printed
    assert "Cómorecibirálarespuesta" in printed


def test_the_code_stands_nowhere_in_the_database_nor_in_a_letter(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    code = filed.codigo.replace("-", "")
    case = _case()
    assert code not in repr(vars(case))
    (mail,) = db.session.scalars(db.select(OutboxMail)).all()
    for text in (mail.subject, mail.body, mail.html):
        assert code not in text
        assert filed.codigo not in text
        assert ciudadania.ANA["texto"] not in text


def test_damaged_letters_are_shown_again_and_not_filed_however_the_form_is_sent(client: PageClient, reloj: MovableClock) -> None:
    values = ciudadania.fill(client, reloj, texto="hola MARCA mundo")
    body = urlencode(values).replace("MARCA", "%FF%C3").encode()
    response = client.post(ciudadania.SEND, data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "letras dañadas" in Page(response).text()
    assert "%FF" not in response.text
    assert _cases() == []

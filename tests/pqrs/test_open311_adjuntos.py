"""Open311: files, addresses of files and what no field holds are kept or refused, never dropped; every refusal has the standard's form."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import select

from portal.core.actors import SISTEMA
from portal.database import transaction
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.pqrs.models import Peticion
from portal.pqrs.services.claves_api import crear_clave
from tests.support.oficina import PDF, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

URL = "/open311/v2/requests.json"
PHOTO = "https://fotos.example/poste.jpg?x=1&y=2"
pytestmark = pytest.mark.usefixtures("app", "reloj")


@pytest.fixture
def sent() -> dict[str, Any]:
    with transaction():
        key = crear_clave("Aplicación de la Gobernación", actor=SISTEMA)
    return {"api_key": key, "service_code": "peticion_general", "description": "Hay un poste caído."}


def _cases() -> list[Peticion]:
    return list(db.session.scalars(select(Peticion).order_by(Peticion.id)))


def _refused(answer: Any) -> tuple[int, str]:
    (told,) = answer.get_json()
    assert told["code"] == answer.status_code
    return answer.status_code, told["description"]


def test_a_file_is_an_attachment_and_sent_again_gives_the_same_number(client: FlaskClient, sent: dict[str, Any]) -> None:
    def file(content: bytes) -> str:
        answer = client.post(URL, data={**sent, "media": (BytesIO(content), "poste.pdf")})
        assert answer.status_code == 201
        return str(answer.get_json()[0]["service_request_id"])

    first = file(PDF)
    (case,) = _cases()
    assert [one.nombre for one in list_archivos("peticion", case.id)] == ["poste.pdf"]
    assert (case.canal, case.canal_nombre) == ("open311", "Otro sistema (Open311)")
    assert file(PDF) == first
    assert file(PDF + b"\n") != first


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"media": [(b"MZ" + b"\0" * 200, "virus.exe")]}, 400, "media: El archivo «virus.exe» es un programa"),
        ({"media": [(b"%d" % one, f"{one}.txt") for one in range(11)]}, 413, "media: Adjuntó 11 archivos"),
        ({"foto": [(b"hola", "foto.txt")]}, 400, "foto: los archivos se envían en el campo media"),
        ({"media": ["data:image/png;base64,AAAA"]}, 400, "media: envíe el archivo mismo"),
        ({"media_url": ["javascript:alert(1)"]}, 400, "media_url: debe ser una dirección"),
        ({"media_url": ["https://["]}, 400, "media_url: debe ser una dirección"),
        ({"media_url": [f"https://a.example/{one}" for one in range(11)]}, 400, "media_url: se reciben hasta 10"),
    ],
)
def test_a_file_that_cannot_be_kept_is_told_and_nothing_is_filed(
    client: FlaskClient, sent: dict[str, Any], more: dict[str, Any], status: int, words: str
) -> None:
    # Made anew: each database sends them once.
    brought = {name: [(BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one for one in given] for name, given in more.items()}
    code, told = _refused(client.post(URL, data={**sent, **brought}, content_type="multipart/form-data"))
    assert (code, words in told) == (status, True), told
    assert _cases() == []


def test_an_address_of_a_file_is_noted_for_the_person_and_the_official(client: PageClient, sent: dict[str, Any]) -> None:
    answer = client.post(URL, data={**sent, "media_url": PHOTO, "address_id": "P-77", "phone": "3001112233"})
    notice = answer.get_json()[0]["service_notice"]
    assert "quedó anotada la dirección" in notice
    assert "el teléfono no se guardó" in notice
    (case,) = _cases()
    assert PHOTO in case.observaciones
    assert "P-77" in case.observaciones
    assert case.anonima
    sign_in(client, "carmen")
    page = client.page(url_of(case))
    assert PHOTO in page.text()
    assert [one.get("href") for one in page.all("a") if one.get("href") == PHOTO] == []
    code = notice.split(": ")[1].split(". ")[0]
    client.submit("/pqrs/seguimiento", {"radicado": case.radicado, "codigo": code}, action="/pqrs/seguimiento")
    assert PHOTO in client.page(f"/pqrs/seguimiento/{case.radicado}").text()


def test_the_telephone_of_who_says_their_name_is_kept_and_no_notice_is_made_of_it(client: FlaskClient, sent: dict[str, Any]) -> None:
    answer = client.post(URL, data={**sent, "first_name": "Rosa", "phone": "3001112233"})
    assert "teléfono" not in answer.get_json()[0]["service_notice"]
    (case,) = _cases()
    assert case.solicitante is not None
    assert case.solicitante.telefono_movil == "3001112233"


@pytest.mark.parametrize("kind", ["application/json", "application/xml", "text/plain", ""])
def test_a_body_that_is_no_form_is_told_which_one_is_taken(client: FlaskClient, sent: dict[str, Any], kind: str) -> None:
    code, told = _refused(client.post(URL, data=b'{"api_key": "x"}', content_type=kind or None))
    assert (code, "application/x-www-form-urlencoded" in told) == (415, True)
    assert _refused(client.post(URL, data=b"x", content_type="multipart/form-data"))[0] == 400
    assert _refused(client.post(URL))[0] == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "/requests.json", 405),
        ("PUT", "/requests.xml", 405),
        ("POST", "/services.json", 405),
        ("GET", "/requests.yaml", 404),
        ("GET", "/nada.json", 404),
        ("GET", "/requests/2026-E-000001%01.xml", 404),
        ("GET", "/services/%01%02.xml", 404),
    ],
)
def test_every_refusal_under_the_address_has_the_form_of_the_standard(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(f"/open311/v2{path}", method=method)
    assert answer.status_code == status
    if path.endswith(".json"):
        assert [one["code"] for one in answer.get_json()] == [status]
    else:
        assert etree.fromstring(answer.get_data()).findtext("error/code") == str(status)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert ("Allow" in answer.headers) == (status == 405)


def test_pages_for_persons_keep_their_own_errors(client: FlaskClient) -> None:
    assert client.get("/open311x").mimetype == "text/html"

"""Open311 GeoReport v2: another city's program reads the register and files, and learns nothing that the register does not show."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from georeport import GeoReport
from lxml import etree
from sqlalchemy import select
from werkzeug.serving import make_server

from portal.core import clock
from portal.core.actors import SISTEMA
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.codigos import hash_code
from portal.pqrs.models import ClaveApi, Peticion
from portal.pqrs.queries.caso import find_by_code
from portal.pqrs.services.claves_api import crear_clave, retirar_clave
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.workshop import own_app

ROOT = "/open311/v2"
SENT = {"service_code": "peticion_general", "description": "Hay un poste caído frente a la escuela."}
pytestmark = pytest.mark.usefixtures("app", "reloj")


@pytest.fixture
def key() -> str:
    with transaction():
        return crear_clave("Aplicación de la Gobernación", actor=SISTEMA)


def _file(**changes: Any) -> str:
    with transaction():
        return casos.radicar(**changes).radicado


def _json(client: FlaskClient, address: str, status: int = 200) -> Any:
    answer = client.get(ROOT + address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.content_type == "application/json; charset=utf-8"
    return answer.get_json()


def _post(client: FlaskClient, formato: str = "json", **values: str) -> Any:
    return client.post(f"{ROOT}/requests.{formato}", data={**SENT, **values})


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    """A portal that listens on this machine, with two cases."""
    with own_app("sqlite", tmp_path) as app:
        with app.app_context(), transaction():
            create_cast()
            casos.radicar()
            casos.radicar(tipo=TipoPeticion.QUEJA)
        server = make_server("127.0.0.1", 0, app)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield app, f"http://127.0.0.1:{server.port}{ROOT}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("formato", ["json", "xml"])
def test_the_georeport_client_makes_all_its_calls(served: tuple[Flask, str], formato: str) -> None:
    city = GeoReport(served[1], output_format=formato)
    codes = [one["service_code"] for one in city.get_service_list()]
    assert "peticion_general" in codes
    assert city.get_service_definition("peticion_general")["service_code"] == "peticion_general"
    found = city.get_service_requests()
    assert [one["service_request_id"] for one in found] == ["2026-E-000002", "2026-E-000001"]
    # The client gives one request of XML as itself, not as a list.
    complaints: Any = city.get_service_requests(service_code="queja,reclamo", status="open")
    assert (complaints if formato == "xml" else complaints[0])["service_request_id"] == "2026-E-000002"
    assert city.get_service_request("2026-E-000001")["status"] == "open"


def test_discovery_names_the_endpoint_and_its_formats(client: FlaskClient) -> None:
    (endpoint,) = _json(client, "/discovery.json")["endpoints"]
    assert endpoint["url"].endswith(ROOT)
    assert endpoint["formats"] == ["application/json", "text/xml"]
    told = etree.fromstring(client.get(f"{ROOT}/discovery.xml").get_data())
    assert [one.text for one in told.iterfind("endpoints/endpoint/formats/format")] == ["application/json", "text/xml"]


def test_a_request_says_its_state_office_and_due_date_and_no_word_of_who_or_what(client: FlaskClient) -> None:
    radicado = _file()
    (found,) = _json(client, f"/requests/{radicado}.json")
    assert (found["status"], found["status_notes"], found["service_name"]) == ("open", "Radicada", "Petición de interés general")
    assert found["expected_datetime"] == "2026-02-24T23:59:59-05:00"
    whole = client.get(f"{ROOT}/requests/{radicado}.xml").get_data(as_text=True) + str(found)
    assert not [word for word in ("Ana", "Arteaga", "ana@correo.example", "alumbrado", "1000000001") if word in whole]


@pytest.mark.parametrize(
    ("kept", "shown"), [(TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.DENUNCIA), (TipoPeticion.QUEJA_DISCIPLINARIA, TipoPeticion.QUEJA)]
)
def test_what_is_against_officials_stands_among_the_others_as_in_the_register(
    client: FlaskClient, kept: TipoPeticion, shown: TipoPeticion
) -> None:
    """Left out here, whoever compares with the register would know which ones they are."""
    sealed, other = _file(tipo=kept), _file(tipo=shown)
    assert [one["service_request_id"] for one in _json(client, f"/requests.json?service_code={shown}")] == [other, sealed]
    assert _json(client, f"/requests.json?service_code={kept}") == []
    one, another = _json(client, f"/requests/{sealed}.json")[0], _json(client, f"/requests/{other}.json")[0]
    assert {name for name in one if one[name] != another[name]} == {"service_request_id"}


def test_requests_are_narrowed_by_kind_state_and_day(client: FlaskClient, reloj: MovableClock) -> None:
    first = _file()
    reloj.set(datetime(2026, 2, 10, 9))
    second = _file(tipo=TipoPeticion.QUEJA)

    def found(query: str) -> list[str]:
        return [one["service_request_id"] for one in _json(client, f"/requests.json?{query}")]

    assert found("") == [second, first]
    assert found("service_code=queja") == [second]
    assert found("status=closed") == []
    assert found("status=open,closed") == [second, first]
    assert found("end_date=2026-02-05T00:00:00Z") == [first]
    assert found("start_date=2026-02-09T00:00:00-05:00&end_date=") == [second]
    assert found(f"service_request_id={first},2020-E-000001&status=closed") == [first]
    assert found("page_size=1&page=2") == [first]


@pytest.mark.parametrize(
    "query",
    [
        "start_date=ayer",
        "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z",
        "start_date=2026-02-02T00:00:00Z&end_date=2026-01-01T00:00:00Z",
        "end_date=0001-01-01T00:00:00Z",
        "status=viva",
        "page=0",
        "page_size=1001",
        "page=101&page_size=1000",
    ],
)
@pytest.mark.parametrize("formato", ["json", "xml"])
def test_a_query_that_makes_no_sense_is_refused_as_the_standard_says(client: FlaskClient, query: str, formato: str) -> None:
    answer = client.get(f"{ROOT}/requests.{formato}?{query}")
    assert answer.status_code == 400
    told = answer.get_data(as_text=True)
    code = answer.get_json()[0]["code"] if formato == "json" else int(etree.fromstring(told.encode()).findtext("error/code") or 0)
    assert code == 400


def test_a_filing_gets_its_number_and_a_code_that_opens_it(client: FlaskClient, key: str) -> None:
    answer = _post(
        client, api_key=key, email="ana@correo.example", first_name="Ana María de los Ángeles", last_name="Pérez", lat="0,88", long="-77.5"
    )
    assert answer.status_code == 201
    (told,) = answer.get_json()
    code = told["service_notice"].split(": ")[1].split(". ")[0]
    assert find_by_code(told["service_request_id"], hash_code(code)) is not None
    case = db.session.scalars(select(Peticion)).one()
    assert (case.quien, case.latitud, case.medio_respuesta) == ("Ana María de los Ángeles Pérez", 0.88, "correo")


def test_without_a_person_it_is_anonymous(client: FlaskClient, key: str) -> None:
    assert _post(client, "xml", api_key=key, phone="3001112233").status_code == 201
    assert db.session.scalars(select(Peticion.anonima)).one()


def test_the_same_words_sent_again_give_the_same_number(client: FlaskClient, key: str) -> None:
    first, again, other = (_post(client, api_key=key, description=one).get_json() for one in ("Un poste.", "Un poste.", "Otro poste."))
    assert first == again
    assert first[0]["service_request_id"] != other[0]["service_request_id"]


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "no_hay"}, 404, "service_code"),
        ({"service_code": "congreso"}, 404, "service_code"),
        ({"description": " "}, 400, "description"),
        ({"lat": "200"}, 400, "lat"),
        ({"email": "no es"}, 400, "email"),
        ({"first_name": "x" * 81}, 400, "first_name"),
        ({"description": "mira\u202eesto"}, 400, "description"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_filed(
    client: FlaskClient, key: str, values: dict[str, str], status: int, words: str
) -> None:
    answer = _post(client, api_key=key, **values)
    assert answer.status_code == status
    assert words in answer.get_json()[0]["description"]
    assert db.session.scalars(select(Peticion)).all() == []


@pytest.mark.parametrize("given", ["", "no-es", "\x00"])
def test_without_a_key_in_use_nothing_is_filed(client: FlaskClient, key: str, given: str) -> None:
    with transaction():
        retirar_clave("Aplicación de la Gobernación", actor=SISTEMA)
    for one in (given, key):
        answer = _post(client, api_key=one)
        assert (answer.status_code, answer.get_json()[0]["code"]) == (403, 403)
    assert db.session.scalars(select(Peticion)).all() == []


def test_the_key_itself_is_kept_nowhere(key: str) -> None:
    assert key not in str([vars(one) for one in db.session.scalars(select(ClaveApi))])


def test_a_term_that_stands_still_has_no_expected_date(client: FlaskClient) -> None:
    with transaction():
        peticion = casos.en_tramite()
        services.requerir(peticion, texto="Falta el plano", make_letter=casos.make_letter, actor=casos.actor("jairo"))
        radicado = peticion.radicado
    assert clock.today() is not None
    assert _json(client, f"/requests/{radicado}.json")[0]["expected_datetime"] is None


def test_scripts_of_other_sites_may_read_it(client: FlaskClient) -> None:
    assert client.get(f"{ROOT}/services.json").headers["Access-Control-Allow-Origin"] == "*"


def test_the_operator_gives_lists_and_takes_keys(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    made = run(args=["clave-api", "crear", "Aplicación vecinal"])
    assert len(made.output.strip()) == 43
    assert "Ya hay una clave" in run(args=["clave-api", "crear", "Aplicación vecinal"]).output
    assert "en uso" in run(args=["clave-api", "listar"]).output
    assert "ya no sirve" in run(args=["clave-api", "retirar", "Aplicación vecinal"]).output
    assert "No hay una clave" in run(args=["clave-api", "retirar", "Aplicación vecinal"]).output
    assert "retirada" in run(args=["clave-api", "listar"]).output

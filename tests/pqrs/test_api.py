"""The interface for programs: the public lists page by page, what does not change is not sent again, nobody is named."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.models import Publicacion
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.abiertos import fijar, make_public, publicar
from tests.support.pages import PageClient

API = "/api/v1"


def _get(client: PageClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"{API}{path}")
    assert answer.status_code == status, answer.text
    return answer.get_json()


def _pages(client: PageClient, path: str) -> list[list[Any]]:
    """Every page of a list, each found by the address that the one before gave."""
    found, url = [], f"https://portal.example{API}{path}"
    while url:
        answer = client.get(url.removeprefix("https://portal.example"))
        assert answer.headers.get("Link") == (f'<{answer.get_json()["siguiente"]}>; rel="next"' if answer.get_json()["siguiente"] else None)
        found.append(answer.get_json()["datos"])
        url = answer.get_json()["siguiente"]
    return found


def test_the_register_is_read_page_by_page_to_its_end(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    make_public(reloj)
    pages = _pages(client, "/radicados?limite=3")
    assert [len(one) for one in pages] == [3, 3, 1]
    numbers = [one["radicado"] for page in pages for one in page]
    assert numbers == sorted(numbers, reverse=True)
    csv = client.get("/pqrs/registro.csv").text
    assert all(one in csv for one in numbers)
    assert [one for page in _pages(client, "/radicados?limite=2&estado=anulada") for one in page] == [
        one for page in pages for one in page if one["estado"] == "anulada"
    ]


def test_one_filing_tells_what_the_register_tells_and_no_more(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        numero = casos.requerida(lugar="Vereda El Rosal", latitud=0.88, longitud=-77.5).radicado
    found = _get(client, f"/radicados/{numero}")
    assert found["estado"] == "requerida"
    assert found["vence_el"] is None
    assert found["semaforo"] == "en_pausa"
    for secret in ("Arteaga", "1000000001", "ana@correo.example", "alumbrado", "Rosal", "0.88"):
        assert secret not in str(found)
    _get(client, "/radicados/2026-E-999999", 404)
    _get(client, "/radicados/nada", 404)


def test_what_is_against_officials_stands_among_the_others(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION).radicado
        casos.radicar(tipo=TipoPeticion.DENUNCIA)
    assert _get(client, f"/radicados/{sealed}")["clase"] == "denuncia"
    assert len(_get(client, "/radicados?clase=denuncia")["datos"]) == 2
    _get(client, "/radicados?clase=denuncia_corrupcion", 400)


def test_what_did_not_change_is_not_sent_again(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        casos.radicar()
    first = client.get(f"{API}/radicados")
    again = client.get(f"{API}/radicados", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    with transaction():
        casos.radicar(texto="Otra")
    assert client.get(f"{API}/radicados", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_scripts_of_any_site_may_read_and_no_cookie_is_set(app: Flask, client: PageClient) -> None:
    for answer in (client.get(f"{API}/clases"), client.get(f"{API}/nada"), client.options(f"{API}/clases")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert client.options(f"{API}/clases").headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Origin" not in client.get("/pqrs/registro").headers


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("clase=ninguna", "clase", "debe ser uno de: peticion_general"),
        ("limite=0", "limite", "debe ser un número entero de 1 a 100"),
        ("limite=101", "limite", "1 a 100"),
        ("limite=5&limite=6", "limite", "está más de una vez"),
        ("recibida_desde=ayer", "recibida_desde", "2026-02-03"),
        ("recibida_desde=2026-02-31", "recibida_desde", "2026-02-03"),
        ("desde=inventado", "desde", "página anterior"),
        ("desde=WyIyMDI2LTAyLTAzIiwxXQ", "desde", "página anterior"),
        ("nombre=Ana", "nombre", "no es un parámetro"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(app: Flask, client: PageClient, query: str, parameter: str, words: str) -> None:
    answer = client.get(f"{API}/radicados?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = answer.get_json()["errores"][0]
    assert problem["parametro"] == parameter
    assert words in problem["detalle"]


def _is_problem(answer: TestResponse, status: int) -> bool:
    told = answer.get_json(force=True)
    return answer.status_code == status == told["status"] and answer.mimetype == "application/problem+json" and bool(told["detail"])


def test_every_refusal_is_for_programs_and_in_spanish(app: Flask, client: PageClient) -> None:
    assert _is_problem(client.get(f"{API}/nada"), 404)
    assert _is_problem(client.get(f"{API}/radicados?dependencia=1%00"), 400)
    assert _is_problem(client.post(f"{API}/radicados"), 405)
    assert "GET" in client.post(f"{API}/radicados").headers["Allow"]
    assert "Revise" in _get(client, "/radicados?x=1", 400)["detail"]
    assert _is_problem(client.get(f"{API}/estadisticas/1999"), 404)
    assert _is_problem(client.get(f"{API}/calendario/3000"), 404)
    assert _is_problem(client.get(f"{API}/vencimiento?clase=queja&recibido=1999-01-01"), 422)
    assert _is_problem(client.get(f"{API}/vencimiento?clase=queja&recibido=0001-01-01"), 422)


def test_too_many_questions_are_told_how_long_to_wait(app: Flask, client: PageClient) -> None:
    for _ in range(300):
        last = client.get(f"{API}/vencimiento")
    assert last.status_code == 400
    refused = client.get(f"{API}/vencimiento")
    assert _is_problem(refused, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert client.get(f"{API}/clases").status_code == 200


def test_the_due_date_is_the_one_that_a_filing_gets(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 2, 3, 18, 30, tzinfo=clock.BOGOTA))
    with transaction():
        filed = casos.radicar(tipo=TipoPeticion.INFORMACION)
        due = filed.vence_el.isoformat()
    found = _get(client, "/vencimiento?clase=informacion&recibido=2026-02-03T18:30:00-05:00")
    assert found["vence_el"] == due == found["por_dia"][-1]["fecha"]
    assert found["por_dia"][-1]["numero"] == found["dias"] == 10
    assert "después de las 5:00 p. m." in " ".join(found["explicacion"])
    assert _get(client, "/vencimiento?clase=informacion&recibido=2026-02-03T18:30&presencial=true")["cuenta_desde"] == "2026-02-03"


def test_the_calendar_has_the_holidays_and_the_local_days_with_their_act(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    make_public(reloj)
    found = _get(client, "/calendario/2026")
    days = {one["fecha"]: one for one in found["no_habiles"]}
    assert days["2026-06-01"] == {"fecha": "2026-06-01", "motivo": "Fiestas", "norma": "Decreto 12 de 2026"}
    assert "2026-07-20" in days
    assert date(2026, 2, 7).isoformat() not in days
    assert (
        found["habiles"]
        == sum(found["habiles_por_mes"])
        == 365 - 52 * 2 - len([one for one in days if date.fromisoformat(one).weekday() < 5])
    )


def test_a_notice_is_told_without_whom_it_is_for(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        fijar(casos.rechazada())
    found = _get(client, "/avisos")["datos"]
    assert len(found) == 1
    assert "Arteaga" in client.get(found[0]["enlace"].removeprefix("https://portal.example")).text
    assert "Arteaga" not in str(found)
    assert found[0]["surte_efecto_el"] > found[0]["hasta_el"] > found[0]["publicado_el"]


def test_published_answers_are_searched_and_a_withdrawn_one_is_gone(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.cerrada()
        key = publicar(peticion, titulo="Alumbrado público de las veredas").id
    assert [one["id"] for one in _get(client, "/respuestas?q=veredas+PUBLICO")["datos"]] == [key]
    assert _get(client, "/respuestas?tema=salud")["datos"] == []
    assert _get(client, f"/respuestas/{key}")["titulo"] == "Alumbrado público de las veredas"
    with transaction():
        services.retirar_publicacion(
            db.session.get_one(Publicacion, key), peticion, motivo="Se dijo un nombre.", actor=casos.actor("nubia")
        )
    assert _get(client, "/respuestas")["datos"] == []
    gone = _get(client, f"/respuestas/{key}", 410)
    assert "nombre" not in str(gone)


def test_the_figures_are_those_of_the_page(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    make_public(reloj)
    found, file = _get(client, "/estadisticas/2026"), client.get("/pqrs/estadisticas.json").get_json()
    assert _get(client, "/estadisticas")["datos"] == [2026]
    assert found["total"] == file["vigencias"]["2026"]["total"]
    for grupo in ("clase", "canal", "dependencia", "mes"):
        assert [one["cifras"] for one in found[grupo]] == [one["valores"] for one in file["vigencias"]["2026"][grupo]]


def test_a_page_explains_it_to_people_and_links_the_document(app: Flask, client: PageClient) -> None:
    page = client.get("/api").text
    assert "Datos abiertos para programas" in page
    for path, methods in _get(client, "/openapi.json")["paths"].items():
        assert path in page
        assert all(words in page for words in (methods["get"]["summary"], *(one["description"] for one in methods["get"]["parameters"])))

"""The templates of answers: who looks after them, what their variables become, and that nothing in them is run."""

from typing import Any

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.cartas import VARIABLES, fill, find_marks, find_not_variables, values_for
from portal.pqrs.models import Plantilla
from portal.pqrs.services.plantillas import crear_plantilla
from portal.pqrs.services.responder import get_borrador
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST, NEW = "/gestion/pqrs/plantillas", "/gestion/pqrs/plantillas/nueva"


def _made(**changes: Any) -> Plantilla:
    values: dict[str, Any] = {"nombre": "Traslado", "cuerpo": "Señora {{nombre}}:", "tipo": None, "dependencia_id": None}
    with transaction():
        return crear_plantilla(**{**values, **changes}, actor=casos.actor("carmen"))


def test_every_variable_has_a_value_in_every_case(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
        values = values_for(peticion, nombre="Jairo", cargo="Técnico")
    assert set(values) == set(VARIABLES)
    assert fill("{{ radicado }}, {{nombre}}", values) == f"{peticion.radicado}, Ana Arteaga"


def test_only_known_names_between_braces_are_replaced_and_nothing_is_run() -> None:
    text = "{{ config }} {% for x in y %} {{ ''.__class__ }} {{nombre|upper}} {{nombre}}"
    assert fill(text, {"nombre": "Ana {{radicado}}", "radicado": "1"}) == text.replace("{{nombre}}", "Ana {{radicado}}")
    assert find_marks(text) == ["{{ config }}", "{% for x in y %}", "{{ ''.__class__ }}", "{{nombre|upper}}", "{{nombre}}"]
    assert find_not_variables("{{nombre}}, {{ fecha }}, {{ nombre\n}} y {%if x") == ["{{ nombre", "{%if x"]


def test_a_template_is_created_edited_and_retired(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "carmen")
    assert "Todavía no hay plantillas" in client.page(LIST).text()
    assert client.submit(NEW, {"nombre": "Acuse", "cuerpo": "Recibimos {{radicado}}."}).status_code == 200
    plantilla = db.session.scalars(db.select(Plantilla)).one()
    client.submit(f"{LIST}/{plantilla.id}", {"cuerpo": "Recibimos su {{tipo}}."})
    answer = client.submit(LIST, action="/retirar")
    assert "ya no se ofrece" in Page(answer).text()
    db.session.expire_all()
    assert (plantilla.cuerpo, plantilla.activa) == ("Recibimos su {{tipo}}.", False)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"nombre": "", "cuerpo": "Texto"}, "Escriba un nombre"),
        ({"nombre": "Otra", "cuerpo": " "}, "Escriba el texto de la plantilla."),
        ({"nombre": "Otra", "cuerpo": "Señor {{apellido}}"}, "No existe la variable {{apellido}}"),
        ({"nombre": "Otra", "cuerpo": "{{nombre}} {{ 7*7 }}"}, "No existe la variable {{ 7*7 }}."),
        ({"nombre": "Otra", "cuerpo": "{% if x %}Hola{% endif %}"}, "No existe la variable {% if x %}."),
        ({"nombre": "Traslado", "cuerpo": "Texto"}, "Ya hay una plantilla con ese nombre."),
        ({"nombre": "x" * 200, "cuerpo": "Texto"}, "hasta 120 letras"),
    ],
)
def test_a_wrong_template_is_refused_and_keeps_what_was_typed(
    client: PageClient, reloj: MovableClock, values: dict[str, str], message: str
) -> None:
    _made()
    sign_in(client, "carmen")
    answer = client.submit(NEW, values)
    assert answer.status_code == 422
    assert message in Page(answer).text()
    assert client.form_values(Page(answer))["nombre"] == values["nombre"]


def test_a_head_looks_after_the_templates_of_their_own_office_only(client: PageClient, reloj: MovableClock) -> None:
    general = _made()
    sign_in(client, "gloria")
    page = client.page(NEW)
    offices = [one.get("value") for one in page.all("option") if one.get("value", "").isdigit()]
    assert offices == [str(casos.dependencia("120").id)]
    assert client.submit(NEW, {"nombre": "Licencias", "cuerpo": "Su licencia."}).status_code == 200
    token = client.form_values(client.page(NEW))["csrf_token"]
    assert client.post(f"{LIST}/{general.id}/retirar", data={"csrf_token": token}).status_code == 403
    sign_in(client, "jairo")
    assert client.get(LIST).status_code == 403


def test_the_second_editor_of_a_template_is_told_and_loses_nothing(client: PageClient, reloj: MovableClock) -> None:
    plantilla = _made()
    sign_in(client, "carmen")
    url = f"{LIST}/{plantilla.id}"
    stale = client.form_values(client.page(url))
    client.submit(url, {"cuerpo": "La primera."})
    answer = client.post(url, data={**stale, "cuerpo": "La segunda."})
    assert answer.status_code == 409
    assert "La primera." in Page(answer).text()
    again = client.form_values(Page(answer))
    assert again["cuerpo"] == "La segunda."
    assert client.post(url, data=again).status_code == 303


def test_the_editor_offers_the_templates_that_fit_and_puts_one_below_what_is_typed(client: PageClient, reloj: MovableClock) -> None:
    fits = _made(nombre="Alumbrado", cuerpo="Señora {{nombre}}: su radicado {{radicado}}.", tipo="peticion_general")
    other = _made(nombre="Quejas", tipo="queja")
    with transaction():
        peticion = casos.en_tramite()
    sign_in(client, "jairo")
    url = f"/gestion/pqrs/{peticion.radicado}"
    page = client.page(url)
    assert "Alumbrado" in page.text()
    assert "Quejas" not in page.text()
    values = {**client.form_values(page, "/proyectar"), "proyectar-cuerpo": "Buenos días."}
    answer = client.post(f"{url}/usar-plantilla", data={**values, "proyectar-plantilla": fits.id})
    assert answer.status_code == 200
    typed = client.form_values(Page(answer), "/proyectar")["proyectar-cuerpo"]
    assert typed.replace("\r\n", "\n") == f"Buenos días.\n\nSeñora Ana Arteaga: su radicado {peticion.radicado}."
    assert get_borrador(peticion) is None
    assert client.post(f"{url}/usar-plantilla", data={**values, "proyectar-plantilla": other.id}).status_code == 422


def test_a_head_does_not_get_the_form_of_a_template_that_is_not_theirs(client: PageClient) -> None:
    url = f"{LIST}/{_made().id}"
    sign_in(client, "gloria")
    assert url not in client.page(LIST).links()
    assert client.get(url).status_code == 403

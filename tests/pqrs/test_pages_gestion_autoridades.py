"""The directory of the bodies that petitions are passed on to: who looks after it, its search, its pages, and what is refused."""

from typing import Any

import pytest
from flask import Flask

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Forbidden
from portal.database import transaction
from portal.demo.autoridades import AUTORIDADES, create_autoridades
from portal.extensions import db
from portal.pqrs.models import Autoridad
from portal.pqrs.queries.autoridades import list_autoridades, page_autoridades
from portal.pqrs.services.autoridades import activar_autoridad, crear_autoridad
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST, NEW = "/gestion/pqrs/autoridades", "/gestion/pqrs/autoridades/nueva"


def _made(nombre: str = "Personería de Puerres", **values: str) -> Autoridad:
    with transaction():
        return crear_autoridad(nombre=nombre, actor=casos.actor("carmen"), **values)


def test_an_authority_is_entered_edited_and_retired_and_all_is_on_record(client: PageClient) -> None:
    sign_in(client, "nubia")
    assert "El directorio está vacío" in client.page(LIST).text()
    answer = client.submit(NEW, {"nombre": "Personería de Puerres", "correo": "personeria@puerres.example", "temas": "Derechos humanos"})
    assert "Entidad agregada al directorio." in Page(answer).text()
    row = db.session.scalars(db.select(Autoridad)).one()
    client.submit(f"{LIST}/{row.id}", {"telefono": "602 000 0001"})
    assert "ya no se ofrece" in Page(client.submit(LIST, action="/retirar")).text()
    assert list_autoridades() == []
    assert "Personería de Puerres" in client.page(f"{LIST}?ver=retiradas").text()
    client.submit(f"{LIST}?ver=retiradas", action="/activar")
    assert [one.tipo for one in list_eventos("autoridad", row.id)] == [
        "autoridad_creada", "autoridad_editada", "autoridad_retirada", "autoridad_activada",
    ]  # fmt: skip
    assert list_eventos("autoridad", row.id)[1].datos == {"telefono": ["", "602 000 0001"]}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"nombre": ""}, "Escriba el nombre de la entidad."),
        ({"nombre": "PERSONERIA  de Puerres."}, "ya está en el directorio"),
        ({"nombre": "Otra", "clase": "otra"}, "Elija"),
        ({"nombre": "x" * 201}, "como máximo 200"),
        ({"nombre": "Otra", "correo": "no es un correo"}, "Escriba un correo como"),
        ({"nombre": "Otra", "correo": "a@b.example\nBcc: otro@mal.example"}, "Escriba un correo como"),
    ],
)
def test_a_wrong_entry_is_refused_and_keeps_what_was_typed(client: PageClient, values: dict[str, str], words: str) -> None:
    _made()
    sign_in(client, "nubia")
    answer = client.submit(NEW, {"temas": "Aguas", **values})
    assert answer.status_code == 422
    assert words in Page(answer).text()
    assert client.form_values(Page(answer))["temas"] == "Aguas"


@pytest.mark.parametrize(
    ("nombre", "correo"),
    [
        ("Alcaldía de Puerres", ""), ("municipio  de PUERRES (Nariño)", ""), ("Puerres", ""), ("Alcaldia", ""),
        ("Administración municipal", ""), ("Secretaría de Gobierno", ""), ("secretaria de gobierno del municipio de Puerres", ""),
        ("Otra", "CONTACTO@puerres.example"),
    ],
)  # fmt: skip
def test_the_municipality_and_its_offices_are_no_other_entity(client: PageClient, nombre: str, correo: str) -> None:
    sign_in(client, "nubia")
    answer = client.submit(NEW, {"nombre": nombre, "correo": correo, "temas": "Aguas"})
    assert answer.status_code == 422
    assert "de esta alcaldía" in Page(answer).text()
    assert db.session.scalars(db.select(Autoridad)).all() == []


def test_other_bodies_of_the_place_and_other_municipalities_are(app: Flask) -> None:
    for nombre, correo in (
        ("Personería de Puerres", "personeria@puerres.example"), ("Concejo Municipal de Puerres", ""), ("Alcaldía de Nariño", ""),
        ("Secretaría de Gobierno de Nariño", ""), ("Gobernación de Nariño", ""), ("Municipio de Pasto", ""),
    ):  # fmt: skip
        _made(nombre, correo=correo)


def test_a_judge_is_marked_in_the_directory_and_only_judges_are_offered_for_an_insistencia(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_insistencia()
        radicado = peticion.radicado
        crear_autoridad(nombre="Contraloría de Nariño", actor=casos.actor("carmen"))
    sign_in(client, "nubia")
    page = client.page(f"/gestion/pqrs/{radicado}")
    assert "No hay ningún juez en el directorio" in page.text()
    answer = client.submit(f"{NEW}?clase=juez", {"nombre": "Juzgado Primero de Pasto"})
    assert "agregada" in Page(answer).text()
    assert "Juez o tribunal" in client.page(LIST).text()
    page = client.page(f"/gestion/pqrs/{radicado}")
    offered = {page.text(one) for one in page.all("option")}
    assert {"Elija el juez", "Juzgado Primero de Pasto"} <= offered
    assert "Contraloría de Nariño" not in offered


def test_the_search_finds_names_subjects_and_places_however_they_are_written(client: PageClient) -> None:
    with transaction():
        create_autoridades()
    sign_in(client, "carmen")
    for text, found in (("corporacion", 1), ("AGUAS bosques", 1), ("ipiales", 1), ("nariño", 5), ("%", 0), ("nada de eso", 0)):
        rows = client.page(f"{LIST}?q={text}".replace(" ", "+").replace("%", "%25")).all("tr")
        assert max(len(rows) - 1, 0) == found, text
    assert "No encontramos entidades" in client.page(f"{LIST}?q=zzz").text()


def test_the_pages_of_a_long_directory_leave_none_out(app: Flask) -> None:
    for number in range(7):
        _made(f"Alcaldía {number % 3} número {number}")
    seen: list[str] = []
    after: Any = None
    while rows := page_autoridades(3, after):
        seen += [one.nombre for one in rows]
        after = (rows[-1].nombre, rows[-1].id)
    assert seen == sorted(seen)
    assert len(seen) == 7


def test_the_second_editor_is_told_and_loses_nothing(client: PageClient) -> None:
    row = _made()
    sign_in(client, "nubia")
    url = f"{LIST}/{row.id}"
    stale = client.form_values(client.page(url))
    client.submit(url, {"municipio": "Puerres"})
    answer = client.post(url, data={**stale, "municipio": "Ipiales"})
    assert answer.status_code == 409
    assert "Se guardaron otros cambios aquí" in Page(answer).text()
    assert "Municipio: Puerres" in Page(answer).text()
    again = client.form_values(Page(answer))
    assert again["municipio"] == "Ipiales"
    assert "quedaron guardados" in Page(client.post(url, data=again, follow_redirects=True)).text()


def test_only_who_heads_an_office_looks_after_the_directory(client: PageClient) -> None:
    row = _made()
    for who in ("jairo", "efrain", "delia"):
        sign_in(client, who)
        for url in (LIST, NEW, f"{LIST}/{row.id}"):
            assert client.get(url).status_code == 403
        with pytest.raises(Forbidden):
            activar_autoridad(row, activa=False, actor=casos.actor(who))
    sign_in(client, "nubia")
    assert client.get(f"{LIST}/999999").status_code == 404


def test_the_demonstration_has_a_directory_whose_addresses_reach_nobody(app: Flask) -> None:
    with transaction():
        create_autoridades()
    found = list_autoridades()
    assert len(found) == len(AUTORIDADES)
    assert all(one.correo.endswith(".example") for one in found)

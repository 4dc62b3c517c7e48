"""Territories: brought from a file that is not trusted, and found for the point or by the choice of who files."""

import io
import json
from typing import Any

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden
from portal.core.geometry import BadGeometry, centre_of, contains, read_areas
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import Peticion, Territorio
from portal.pqrs.queries.territorios import find_territorio, list_nombres
from portal.pqrs.services.territorios import activar_territorio, importar_territorios, ubicar_casos
from tests.support import casos, ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in
from tests.support.territorios import cuadro, geojson, traer

PAGE = "/gestion/pqrs/territorios"
NORTE, SUR = (-77.5, 0.85), (-77.5, 0.80)


def test_a_point_lies_in_the_area_and_not_in_its_hole_nor_beside_it() -> None:
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    other = [(x + 10, y) for x, y in ring]
    areas = [[ring, hole], [other]]
    assert contains(areas, 3, 3)
    assert contains(areas, 11, 1)
    assert not contains(areas, 1.5, 1.5)
    assert not contains(areas, 5, 3)
    assert centre_of([[ring]]) == (2.0, 2.0)


def _feature(coordinates: Any, kind: str = "Polygon", **properties: Any) -> bytes:
    geometry = {"type": kind, "coordinates": coordinates}
    one = {"type": "Feature", "properties": properties or {"nombre": "Una"}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [one]}).encode()


GOOD = [cuadro(*NORTE)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no es GeoJSON"),
        (b"\xff\xfe", "no es GeoJSON"),
        (b"[" * 100_000, "no es GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "no es GeoJSON"),
        (b'{"type": "Topology"}', "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "al menos un territorio"),
        (b'{"type": "FeatureCollection", "features": [3]}', "no trae su nombre"),
        (b" " * 2_000_001, "2 MB"),
        (_feature(GOOD, otra="x"), "no trae su nombre"),
        (_feature(GOOD, nombre="x" * 81), "hasta 80 letras"),
        (_feature([-77.5, 0.8], "Point"), "no es un polígono"),
        (_feature(None), "no es un polígono"),
        (_feature([[[-77.5, 0.8], [-77.4, 0.8], [-77.5, 0.8]]]), "menos de cuatro puntos"),
        (_feature([[[-77.5, 0.8], [-77.4, 0.8], [-77.4, 0.9], [-77.5, 0.9]]]), "sin cerrar"),
        (_feature([[[-77.5, 0.8], [-77.4, 0.8], [-77.3, 0.8], [-77.5, 0.8]]]), "ninguna superficie"),
        (_feature([[[y, x] for x, y in cuadro(*NORTE)]]), "al revés"),
        (_feature([[[x + 100, y] for x, y in cuadro(*NORTE)]]), "fuera de Colombia"),
        (_feature([[["-77.5", "0.8"]] * 4]), "no son dos números"),
        (_feature([[[True, False]] * 4]), "no son dos números"),
        (_feature([[[10**400, 0]] * 4]), "demasiado grande"),
        (_feature([cuadro(*NORTE) * 2000]), "más de 5000"),
        (geojson(("Una", NORTE), ("Una", SUR)), "mismo nombre"),
        (geojson(*[(f"V{number}", NORTE) for number in range(301)]), "el máximo es 300"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(content: bytes, words: str) -> None:
    with pytest.raises(BadGeometry, match=words):
        read_areas(content)


def test_the_administrator_brings_them_from_a_file_and_retires_one(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "efrain")
    assert "Todavía no hay territorios" in client.page(PAGE).text()
    file = (io.BytesIO(geojson(("Loma Larga", NORTE), ("El Llano", SUR))), "veredas.geojson")
    shown = client.submit(PAGE, {"clase": "vereda", "archivo": file}, action=PAGE)
    assert "Territorios nuevos: 2" in shown.text
    again = client.submit(PAGE, {"clase": "vereda", "archivo": (io.BytesIO(geojson(("El Llano", NORTE))), "v.json")}, action=PAGE)
    assert "Con límites nuevos: 1" in again.text
    key = next(key for key, name in list_nombres() if name == "Loma Larga")
    client.submit(PAGE, action=f"{PAGE}/{key}/retirar")
    assert [name for _key, name in list_nombres()] == ["El Llano"]
    db.session.expire_all()
    client.submit(PAGE, action=f"{PAGE}/{key}/activar")
    assert len(list_nombres()) == 2


def test_a_bad_file_changes_nothing_and_says_why_beside_the_field(app: Flask, client: PageClient) -> None:
    sign_in(client, "efrain")
    answer = client.submit(PAGE, {"clase": "vereda", "archivo": (io.BytesIO(b"nada"), "v.json")}, action=PAGE)
    assert answer.status_code == 422
    assert "no es GeoJSON" in answer.text
    assert client.submit(PAGE, {"clase": "vereda"}, action=PAGE).status_code == 422
    assert list_nombres() == []


def test_only_who_administers_the_municipality_brings_or_retires(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        one = traer(("Loma Larga", NORTE))["Loma Larga"]
    with pytest.raises(Forbidden):
        importar_territorios(geojson(("Otra", SUR)), clase="vereda", actor=casos.actor("carmen"))
    with pytest.raises(Forbidden):
        activar_territorio(db.session.get_one(Territorio, one), activo=False, actor=casos.actor("carmen"))
    with pytest.raises(DomainError, match="qué son"):
        importar_territorios(geojson(("Otra", SUR)), clase="planeta", actor=casos.actor("efrain"))
    sign_in(client, "carmen")
    assert client.get(PAGE).status_code == 403


def test_a_case_with_a_point_is_put_into_the_smallest_territory_around_it(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        made = traer(("Corregimiento", NORTE, 0.2), ("Vereda", NORTE, 0.02))
        inside = casos.radicar(latitud=NORTE[1] + 0.001, longitud=NORTE[0] + 0.001).territorio_id
        outside = casos.radicar(latitud=4.6, longitud=-74.1).territorio_id
        nowhere = casos.radicar().territorio_id
    assert inside == made["Vereda"]
    assert outside is nowhere is None
    assert find_territorio(NORTE[1] + 0.06, NORTE[0]) == made["Corregimiento"]


def test_who_files_may_choose_it_by_name_and_the_list_is_never_an_old_one(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    assert "Vereda o barrio" not in client.page(ciudadania.FORM).text()
    with transaction():
        made = traer(("Loma Larga", NORTE))
    assert "Loma Larga" in client.get(ciudadania.FORM).text
    filed = ciudadania.file(client, reloj, territorio=str(made["Loma Larga"]))
    assert db.session.scalars(db.select(Peticion.territorio_id).where(Peticion.radicado == filed.radicado)).one() == made["Loma Larga"]
    wrong = ciudadania.send(client, ciudadania.fill(client, reloj, territorio="99999"))
    assert wrong.status_code == 422
    official = client
    sign_in(official, "carmen")
    assert "Loma Larga" in official.page(f"/gestion/pqrs/{filed.radicado}").text()


def test_the_night_finds_the_territory_of_older_cases_once(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        old = casos.radicar(latitud=NORTE[1], longitud=NORTE[0]).id
        casos.radicar(latitud=4.6, longitud=-74.1)
        before = db.session.get_one(Peticion, old).version
        made = traer(("Loma Larga", NORTE))
    assert (ubicar_casos(), ubicar_casos()) == (1, 0)
    db.session.expire_all()
    found = db.session.get_one(Peticion, old)
    assert (found.territorio_id, found.version) == (made["Loma Larga"], before)

"""The map: what everybody sees tells of nobody; what officials see are the cases that they reach."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.mapa import legend_of, shade_limits, shade_of
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in
from tests.support.territorios import traer

PUBLIC, OFFICE = "/pqrs/mapa", "/gestion/pqrs/mapa"
NORTE, SUR = (-77.50, 0.85), (-77.50, 0.80)
CHILD = replace(casos.ANA, tipo="menor", primer_nombre="Nina")


@pytest.fixture
def territorios(app: Flask, reloj: MovableClock) -> dict[str, int]:
    with transaction():
        return traer(("Loma Larga", NORTE), ("El Llano", SUR))


def _file(key: int, amount: int, **changes: Any) -> None:
    for _ in range(amount):
        casos.radicar(territorio_id=key, **changes)


def _rows(client: PageClient, url: str) -> dict[str, str]:
    """What the table says of each territory."""
    found = {}
    for row in client.page(url).root.iter("tr"):
        if (row.get("id") or "").startswith("territorio-"):
            name, count = list(row)
            found[(name.text or "").strip()] = "".join(count.itertext()).strip()
    return found


def _next_month(reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 3, 4, 9, 0, tzinfo=clock.BOGOTA))
    contar_estadisticas()


def test_small_figures_are_not_told_to_the_public(app: Flask, client: PageClient, reloj: MovableClock, territorios: dict[str, int]) -> None:
    with transaction():
        _file(territorios["Loma Larga"], 5)
        _file(territorios["El Llano"], 4)
    _next_month(reloj)
    assert _rows(client, PUBLIC) == {"Loma Larga": "5", "El Llano": "menos de 5"}
    shown = client.get(PUBLIC).text
    assert 'aria-label="El Llano: menos de 5"' in shown
    assert shown.count('class="map-figure"') == 1


def test_sealed_kinds_children_and_voided_numbers_are_in_no_figure_by_place(
    app: Flask, client: PageClient, reloj: MovableClock, territorios: dict[str, int]
) -> None:
    with transaction():
        _file(territorios["Loma Larga"], 4)
        _file(territorios["Loma Larga"], 2, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
        _file(territorios["Loma Larga"], 2, solicitante=CHILD)
        casos.anulada(territorio_id=territorios["Loma Larga"])
    _next_month(reloj)
    assert _rows(client, PUBLIC)["Loma Larga"] == "menos de 5"
    assert _rows(client, f"{PUBLIC}?tipo=denuncia_corrupcion")["Loma Larga"] == "menos de 5"
    assert _rows(client, f"{PUBLIC}?tipo=denuncia")["Loma Larga"] == "menos de 5"


def test_the_public_map_counts_whole_months_so_that_no_new_filing_can_be_placed(
    app: Flask, client: PageClient, reloj: MovableClock, territorios: dict[str, int]
) -> None:
    with transaction():
        _file(territorios["Loma Larga"], 6)
    contar_estadisticas()
    assert _rows(client, PUBLIC)["Loma Larga"] == "menos de 5"
    _next_month(reloj)
    with transaction():
        _file(territorios["Loma Larga"], 1)
    assert _rows(client, PUBLIC)["Loma Larga"] == "6"
    assert _rows(client, f"{PUBLIC}?tipo=queja")["Loma Larga"] == "menos de 5"
    for odd in ("vigencia=1", "tipo=nada", "vigencia=%00x", "vigencia=999999999999"):
        assert client.get(f"{PUBLIC}?{odd}").status_code in {200, 400}


def test_without_territories_the_pages_say_what_to_do(app: Flask, client: PageClient) -> None:
    assert "Todavía no hay mapa" in client.page(PUBLIC).text()
    sign_in(client, "efrain")
    assert client.get(OFFICE).status_code == 403
    sign_in(client, "carmen")
    assert "Todavía no hay territorios" in client.page(OFFICE).text()


def test_an_official_sees_figures_and_points_of_the_cases_that_they_reach(
    app: Flask, client: PageClient, reloj: MovableClock, territorios: dict[str, int]
) -> None:
    point = {"latitud": NORTE[1], "longitud": NORTE[0]}
    with transaction():
        of_salud = casos.en_tramite(asunto="Caso de Salud", **point).radicado
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, asunto="Cosa sellada", **point).radicado
        old = casos.radicar(**point)
        services.asignar(old, dependencia=casos.dependencia("120"), actor=casos.actor("carmen"))
    sign_in(client, "jairo")
    assert _rows(client, OFFICE) == {"Loma Larga": "1", "El Llano": "0"}
    mine = client.get(OFFICE).text
    assert of_salud in mine
    assert sealed not in mine
    assert old.radicado not in mine
    assert mine.count("map-point ") == 1
    sign_in(client, "carmen")
    everybody = client.get(OFFICE).text
    assert _rows(client, OFFICE)["Loma Larga"] == "2"
    assert sealed not in everybody
    sign_in(client, "hernan")
    assert sealed in client.get(OFFICE).text


def test_the_officials_map_is_narrowed_by_kind_period_and_state(
    app: Flask, client: PageClient, reloj: MovableClock, territorios: dict[str, int]
) -> None:
    with transaction():
        casos.cerrada(territorio_id=territorios["Loma Larga"])
        reloj.advance(days=100)
        _file(territorios["Loma Larga"], 2, tipo=TipoPeticion.RECLAMO)
    sign_in(client, "carmen")
    asked = {"": "2", "?periodo=": "3", "?periodo=365&tipo=reclamo": "2", "?periodo=&abiertas=1": "2", "?tipo=x&periodo=7": "2"}
    assert {query: _rows(client, OFFICE + query)["Loma Larga"] for query in asked} == asked


def test_shades_part_the_territories_evenly_and_the_legend_says_from_how_many() -> None:
    counts = {1: 5, 2: 6, 3: 9, 4: 40}
    limits = shade_limits(counts)
    assert [shade_of(one, limits) for one in (None, 5, 6, 9, 40)] == [0, 1, 2, 3, 4]
    assert legend_of(limits, counts) == ["5", "6 a 8", "9 a 39", "40"]
    assert legend_of(shade_limits({1: 7, 2: 7}), {1: 7, 2: 7}) == ["7"]
    assert shade_limits({}) == []

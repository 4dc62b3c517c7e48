"""The retention table: written as a draft, adopted with its act, and followed by each case as it was when the case was closed."""

from datetime import date
from typing import Any

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.database import transaction
from portal.pqrs.queries.series import ficha_de, list_sin_serie, tabla_en
from portal.pqrs.retencion import plazos_de
from portal.pqrs.services.series import crear_tabla, descartar_tabla, guardar_serie, quitar_serie
from portal.pqrs.tipos import TipoPeticion
from tests.support import archivo, casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in


@pytest.mark.parametrize(
    ("conteo", "pasa", "termina"),
    [("cierre", date(2026, 2, 28), date(2034, 2, 28)), ("fin_de_vigencia", date(2026, 12, 31), date(2034, 12, 31))],
)
def test_the_years_run_from_the_closing_or_from_the_end_of_its_year(conteo: str, pasa: date, termina: date) -> None:
    found = plazos_de(date(2024, 2, 29), en_gestion=2, en_central=8, conteo=conteo)
    assert (found.pasa_el, found.termina_el) == (pasa, termina)


@pytest.mark.usefixtures("app")
class TestTabla:
    def test_a_closed_case_shows_its_series_with_its_office_and_its_days(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        ficha = ficha_de(casos.cerrada())
        assert (ficha.codigo, ficha.cerrada_el) == ("150.24.01", date(2026, 2, 3))
        assert ficha.plazos is not None
        assert (ficha.plazos.pasa_el, ficha.plazos.termina_el) == (date(2028, 2, 3), date(2031, 2, 3))

    def test_a_case_that_is_open_has_a_series_and_no_days(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        ficha = ficha_de(casos.en_tramite())
        assert ficha.serie is not None
        assert ficha.plazos is None

    def test_a_case_follows_the_version_of_the_day_it_was_closed(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        peticion = casos.cerrada()
        reloj.advance(days=10)
        archivo.adoptar(self._next(en_gestion=9), rige_desde=clock.today())
        assert ficha_de(peticion).plazos == plazos_de(date(2026, 2, 3), en_gestion=2, en_central=3)
        assert ficha_de(casos.cerrada()).plazos == plazos_de(date(2026, 2, 13), en_gestion=9, en_central=3)

    def _next(self, **changes: Any) -> Any:
        tabla = crear_tabla(actor=casos.actor("octavio"))
        row = next(one for one in tabla.series if one.codigo == "24.01")
        guardar_serie(tabla, row, version=row.version, actor=casos.actor("octavio"), **{**archivo.PETICIONES, **changes})
        return tabla

    def test_a_kind_without_a_series_has_no_days_and_is_named_on_the_table(self, reloj: MovableClock) -> None:
        tabla = archivo.adoptada()
        assert ficha_de(casos.cerrada(tipo=TipoPeticion.CONSULTA)).serie is None
        assert "Consultas" in [one.plural for one in list_sin_serie(tabla)]

    def test_a_draft_is_not_in_force(self, reloj: MovableClock) -> None:
        archivo.borrador(archivo.PETICIONES)
        assert tabla_en(clock.today()) is None

    def test_before_the_first_version_its_years_are_taken(self, reloj: MovableClock) -> None:
        peticion = casos.cerrada()
        reloj.advance(days=30)
        archivo.adoptada()
        assert ficha_de(peticion).plazos == plazos_de(date(2026, 2, 3), en_gestion=2, en_central=3)

    def test_an_adopted_version_never_changes(self, reloj: MovableClock) -> None:
        tabla = archivo.adoptada()
        octavio = casos.actor("octavio")
        with pytest.raises(Conflict):
            guardar_serie(tabla, None, actor=octavio, **{**archivo.PETICIONES, "codigo": "9", "tipos": ["consulta"]})
        with pytest.raises(Conflict):
            quitar_serie(tabla.series[0], actor=octavio)
        with pytest.raises(Conflict):
            descartar_tabla(tabla, actor=octavio)
        with pytest.raises(Conflict):
            archivo.adoptar(tabla)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"codigo": " "}, "codigo"), ({"codigo": "24.01"}, "codigo"), ({"serie": ""}, "serie"), ({"en_gestion": -1}, "en_gestion"),
            ({"en_central": 101}, "en_central"), ({"en_gestion": None}, "en_gestion"), ({"disposicion": "quemar"}, "disposicion"),
            ({"tipos": []}, "tipos"), ({"tipos": ["otra"]}, "tipos"), ({"tipos": ["peticion_general"]}, "tipos"),
        ],
    )  # fmt: skip
    def test_a_wrong_series_is_refused_beside_its_field(self, reloj: MovableClock, changes: dict[str, Any], field: str) -> None:
        tabla = archivo.borrador(archivo.PETICIONES)
        with pytest.raises(DomainError) as refused:
            guardar_serie(tabla, None, actor=casos.actor("octavio"), **{**archivo.QUEJAS, **changes})
        assert refused.value.field == field

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"acto": " "}, "acto"), ({"aprobada_el": date(2026, 2, 4)}, "aprobada_el"), ({"rige_desde": None}, "rige_desde"),
            ({"aprobada_el": date(2026, 1, 1), "rige_desde": date(2025, 12, 31)}, "rige_desde"), ({"conteo": "luna"}, "conteo"),
        ],
    )  # fmt: skip
    def test_a_table_is_not_adopted_without_its_act_and_its_days(self, reloj: MovableClock, changes: dict[str, Any], field: str) -> None:
        tabla = archivo.borrador(archivo.PETICIONES)
        with pytest.raises(DomainError) as refused:
            archivo.adoptar(tabla, **changes)
        assert refused.value.field == field

    def test_an_empty_table_and_one_older_than_the_one_in_force_are_not_adopted(self, reloj: MovableClock) -> None:
        with pytest.raises(DomainError, match="no tiene series"):
            archivo.adoptar(archivo.borrador())

    def test_what_somebody_put_in_meanwhile_is_not_adopted_unread(self, reloj: MovableClock) -> None:
        tabla = archivo.borrador(archivo.PETICIONES)
        read = tabla.version
        guardar_serie(tabla, None, actor=casos.actor("octavio"), **archivo.QUEJAS)
        with pytest.raises(Conflict):
            archivo.adoptar(tabla, version=read)

    def test_adopting_stays_written_with_its_act(self, reloj: MovableClock) -> None:
        tabla = archivo.adoptada()
        event = list_eventos("tabla_retencion", tabla.id)[-1]
        assert (event.tipo, event.datos["acto"]) == ("tabla_adoptada", "Resolución 045 de 2026")

    def test_who_has_no_part_in_it_changes_nothing(self, reloj: MovableClock) -> None:
        with pytest.raises(Forbidden):
            crear_tabla(actor=casos.actor("jairo"))


def test_the_table_is_written_and_adopted_on_its_pages(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "octavio")
    page = client.page("/gestion/pqrs/series")
    assert "Todavía no hay una tabla" in page.text()
    answer = client.submit("/gestion/pqrs/series", {}, action="/nueva")
    where = client.get(answer.location).request.path if answer.location else answer.request.path
    empty = client.submit(where, {"acto": "Resolución 1", "aprobada_el": "2026-02-03", "rige_desde": "2026-02-03"}, action="/adoptar")
    assert empty.status_code == 422
    values = {"codigo": "24", "serie": "Peticiones", "tipos": ["queja", "reclamo"], "en_gestion": "2", "en_central": "8"}
    assert client.submit(f"{where}/serie", values).status_code in (200, 303)
    client.submit(where, {"acto": "Resolución 1", "aprobada_el": "2026-02-03", "rige_desde": "2026-02-03"}, action="/adoptar")
    shown = client.page(where).text()
    assert "Adoptada" in shown
    assert "Resolución 1" in shown


def test_the_page_of_a_closed_case_tells_where_it_goes(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        archivo.adoptada()
        peticion = casos.cerrada()
    sign_in(client, "jairo")
    shown = client.page(f"/gestion/pqrs/{peticion.radicado}").text()
    assert "150.24.01 Peticiones / De interés general" in shown
    assert "3 de febrero de 2028" in shown

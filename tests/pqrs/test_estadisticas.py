"""The statistics page and its open data: right figures, told until when, and nothing that points at a person."""

import csv
import io
import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.jobs import contar_estadisticas
from portal.pqrs.models import Estadistica
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import made
from tests.support.pages import PageClient

FILES = ("/pqrs/estadisticas.csv", "/pqrs/estadisticas.json", "/pqrs/estadisticas-diccionario.csv")


def _figures(vigencia: int = 2026) -> dict[str, int]:
    with transaction():
        found = db.session.get(Estadistica, vigencia)
        return dict(found.datos["total"]) if found else {}


def _csv(client: PageClient) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get("/pqrs/estadisticas.csv").get_data(as_text=True).removeprefix("\ufeff"))))


def test_each_case_is_counted_where_its_acts_left_it(app: Flask, reloj: MovableClock) -> None:
    for estado, make in casos.IN_STATE.items():
        with transaction():
            peticion = make()
            assert peticion.estado == estado
    assert contar_estadisticas() == 1
    n = _figures()
    assert n["recibidas"] == len(casos.IN_STATE)
    assert (n["trasladadas"], n["retiradas"], n["anuladas"], n["otras"]) == (1, 1, 1, 0)
    # por notificar, respondida, cerrada, and what was decided and is appealed or insisted on
    assert (n["respondidas"], n["a_tiempo"], n["tarde"]) == (5, 5, 0)
    assert (n["abiertas"], n["en_pausa"], n["vencidas"]) == (7, 4, 0)


def test_late_answers_overdue_extended_and_refused_cases_are_counted(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        late, slow = casos.con_borrador(), casos.con_borrador()
        casos.en_tramite(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False)
        extended, refused = casos.con_borrador(), casos.con_borrador()
        services.prorrogar(
            extended, motivo="Falta una visita.", hasta=extended.vence_el + timedelta(days=7), make_letter=casos.make_letter,
            actor=casos.actor("jairo"),
        )  # fmt: skip
        services.rechazar(refused, motivo="Insulta.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
        due = slow.vence_el
    reloj.set(clock.now() + timedelta(days=(due - clock.today()).days + 1))
    with transaction():
        services.responder(db.session.merge(late), make_letter=casos.make_letter, actor=casos.actor("jairo"))
    contar_estadisticas()
    n = _figures()
    assert (n["respondidas"], n["a_tiempo"], n["tarde"]) == (2, 1, 1)
    assert (n["abiertas"], n["vencidas"], n["prorrogadas"], n["negadas"], n["anonimas"]) == (3, 2, 1, 1, 1)
    assert (n["a_tiempo_porcentaje"], n["dias_mediana"], n["dias_percentil_90"]) == (50.0, 0, 16)


def test_ratings_and_silence_are_counted(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        rated = casos.respondida()
        services.calificar(rated, puntaje=4, resuelto=True, comentario="Gracias, Ana Arteaga", actor=ciudadano(rated.id))
        asked = casos.radicar(tipo=TipoPeticion.INFORMACION)
        due = asked.vence_el
    reloj.set(clock.now() + timedelta(days=(due - clock.today()).days + 1))
    with transaction():
        assert services.operar_silencio(db.session.merge(asked))
    contar_estadisticas()
    n = _figures()
    assert (n["encuestas"], n["satisfaccion"], n["resueltas_porcentaje"], n["silencio"]) == (1, 4.0, 100.0, 1)


def test_counting_again_replaces_the_figures_and_forgets_nothing(app: Flask, reloj: MovableClock) -> None:
    made(casos.radicar)
    contar_estadisticas()
    made(casos.radicar)
    reloj.set(clock.now() + timedelta(days=1))
    assert [contar_estadisticas(), contar_estadisticas()] == [1, 1]
    assert _figures()["recibidas"] == 2
    assert len(db.session.scalars(select(Estadistica)).all()) == 1


def test_without_figures_the_page_says_when_there_will_be_some(app: Flask, client: PageClient) -> None:
    assert "Todavía no hay cifras" in client.page("/pqrs/estadisticas").text()
    for url in FILES:
        assert client.get(url).status_code == 200


def test_the_page_says_until_when_it_counts_and_what_each_figure_is(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    made(casos.respondida)
    contar_estadisticas()
    text = client.page("/pqrs/estadisticas").text()
    assert "3 de febrero de 2026" in text
    for one in MEDIDAS:
        assert one.cuenta in text


def test_a_year_is_chosen_by_its_address_and_an_unknown_one_is_told(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    made(casos.radicar)
    reloj.set(clock.now() + timedelta(days=365))
    made(casos.radicar)
    contar_estadisticas()
    assert "recibidas en 2027" in client.page("/pqrs/estadisticas").text()
    assert "recibidas en 2026" in client.page("/pqrs/estadisticas?vigencia=2026").text()
    for wrong in ("1999", "2026'", "%00x"):
        response = client.get(f"/pqrs/estadisticas?vigencia={wrong}")
        assert response.status_code in {200, 400}
    assert "No hay cifras del año que pidió" in client.page("/pqrs/estadisticas?vigencia=1999").text()


def test_the_files_agree_with_the_page_and_with_their_dictionary(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    made(casos.respondida)
    made(casos.radicar, canal="ventanilla")
    contar_estadisticas()
    rows = _csv(client)
    total = next(one for one in rows if one["grupo"] == "total")
    assert (total["recibidas"], total["respondidas"], total["abiertas"]) == ("2", "1", "1")
    for grupo in ("clase", "canal", "dependencia", "mes"):
        assert sum(int(one["recibidas"]) for one in rows if one["grupo"] == grupo) == 2, grupo
    dictionary = client.get("/pqrs/estadisticas-diccionario.csv").get_data(as_text=True)
    assert all(f"\n{name}," in dictionary for name in rows[0])
    data = client.get("/pqrs/estadisticas.json").get_json()
    assert data["vigencias"]["2026"]["total"]["recibidas"] == 2
    assert [one["clave"] for one in data["diccionario"]] == [one.clave for one in MEDIDAS]


def _sealed(count: int, **changes: object) -> None:
    for _ in range(count):
        made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION, asunto="Coima del secretario", **changes)


@pytest.mark.parametrize("url", ["/pqrs/estadisticas", *FILES[:2]])
def test_few_denunciations_of_corruption_are_not_counted_by_themselves(
    app: Flask, client: PageClient, reloj: MovableClock, url: str
) -> None:
    _sealed(3)
    for tipo in (TipoPeticion.QUEJA, TipoPeticion.RECLAMO):
        for _ in range(2):
            made(casos.radicar, tipo=tipo)
    contar_estadisticas()
    rows = {one["nombre"]: one["recibidas"] for one in _csv(client) if one["grupo"] == "clase"}
    assert rows == {"Reclamos, junto con denuncias y quejas": "7"}
    shown = client.get(url).get_data(as_text=True)
    assert "Denuncias por actos de corrupción" not in shown
    assert "denuncia_corrupcion" not in shown


def test_few_sealed_cases_are_told_as_as_many_ordinary_ones_would_be(app: Flask, reloj: MovableClock) -> None:
    """The register shows each of them as a denunciation: were the tables other than with ordinary ones, it would tell which they are."""
    for tipo in (TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.DENUNCIA):
        for _ in range(6):
            made(casos.radicar, tipo=TipoPeticion.RECLAMO)
        for _ in range(2):
            made(casos.radicar, tipo=tipo)
        reloj.set(clock.now() + timedelta(days=365))
    contar_estadisticas()
    with transaction():
        sealed, ordinary = (db.session.get_one(Estadistica, year).datos for year in (2026, 2027))
    assert json.dumps(sealed) == json.dumps(ordinary).replace("2027-", "2026-")


def test_what_is_kept_of_the_figures_tells_no_sealed_kind(app: Flask, reloj: MovableClock) -> None:
    """The page, its files and whoever reads the table have only what may be told."""
    made(casos.radicar, tipo=TipoPeticion.RECLAMO)
    _sealed(2)
    made(casos.radicar, tipo=TipoPeticion.QUEJA_DISCIPLINARIA)
    contar_estadisticas()
    with transaction():
        kept = str(db.session.get_one(Estadistica, 2026).datos)
    assert "denuncia_corrupcion" not in kept
    assert "queja_disciplinaria" not in kept


def test_many_sealed_cases_have_a_row_of_their_own(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    _sealed(6)
    made(casos.radicar, tipo=TipoPeticion.RECLAMO)
    contar_estadisticas()
    rows = {one["nombre"]: one["recibidas"] for one in _csv(client) if one["grupo"] == "clase"}
    assert rows == {"Denuncias por actos de corrupción": "6", "Reclamos": "1"}


def test_an_office_that_has_only_few_sealed_cases_is_not_told_by_itself(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    made(casos.en_tramite)
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
        services.asignar(sealed, dependencia=casos.dependencia("130"), actor=casos.actor("hernan"))
    contar_estadisticas()
    names = [one["nombre"] for one in _csv(client) if one["grupo"] == "dependencia"]
    assert names == ["Secretaría de Salud, junto con oficina de Control Interno"]


def test_only_few_sealed_cases_leave_a_year_without_figures(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    _sealed(2)
    contar_estadisticas()
    assert "Las cifras de este año no se muestran" in client.page("/pqrs/estadisticas").text()
    assert _csv(client) == []


def test_no_person_no_subject_and_no_number_leaves_through_the_statistics(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.respondida)
    _sealed(6)
    contar_estadisticas()
    for url in ("/pqrs/estadisticas", *FILES):
        shown = client.get(url).get_data(as_text=True)
        for secret in ("Arteaga", "ana@correo.example", "1000000001", "Alumbrado de la vereda", "Coima", peticion.radicado):
            assert secret not in shown, (url, secret)


def test_what_happens_after_the_count_shows_after_the_next_one(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    made(casos.radicar)
    contar_estadisticas()
    made(casos.radicar)
    assert next(one for one in _csv(client) if one["grupo"] == "total")["recibidas"] == "1"

"""What a case is like: how it is learned and measured, what is shown and to whom, and that nothing is decided by it."""

import subprocess
import sys
from functools import lru_cache
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Evento
from portal.config import ROOT
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.extensions import db
from portal.pqrs import jobs_sugerencias, services
from portal.pqrs.models import ModeloSugerencia, Peticion, SugerenciaDecidida
from portal.pqrs.queries.sugerencias import list_ejemplos, list_meses, sugerir, sugerir_para
from portal.pqrs.sugerencias.aprender import aprender, aprender_aparte
from portal.pqrs.sugerencias.modelo import CLASE, OFICINA, ModeloDanado, abrir, guardar, predecir
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in
from tests.support.sugerencias import COPIA, con_modelo, ejemplos

FIGURES = "/gestion/pqrs/sugerencias"


@lru_cache
def _learned() -> bytes:
    return aprender(ejemplos(120))[0]


def _modelo() -> ModeloSugerencia:
    with transaction():
        return con_modelo()


def _copia(**changes: Any) -> Peticion:
    return made(casos.radicar, **{"texto": COPIA, "asunto": "Una licencia", "tipo": TipoPeticion.PETICION_PARTICULAR, **changes})


def test_it_learns_measures_on_cases_it_has_not_seen_and_reads_back_the_same() -> None:
    contenido, cifras = aprender(ejemplos())
    told = cifras["objetivos"][CLASE]
    assert (told["aprendidos"], told["apartados"]) == (160, 40)
    assert told["siempre_la_comun"] < 25 < told["aciertos_sugeridos"] <= told["sugeridos"] <= 40
    assert sum(count for count, _, _ in told["clases"].values()) == 40
    assert sum(count for _, _, count, _ in told["franjas"]) == told["sugeridos"]
    assert sum(count for _, _, count in told["confusiones"]) == told["sugeridos"] - told["aciertos_sugeridos"]
    modelo = abrir(contenido)
    assert guardar(modelo) == contenido
    said = predecir(modelo, CLASE, COPIA)
    assert said[0][0] == "documentos"
    assert sum(share for _, share in said) == pytest.approx(1)
    assert predecir(modelo, CLASE, "12345") == predecir(modelo, "otra cosa", COPIA) == []


def test_two_kinds_are_told_apart_as_three_are_and_one_alone_is_not_learned() -> None:
    rows = [one for one in ejemplos() if one.tipo != "informacion"]
    contenido, _ = aprender(rows)
    assert predecir(abrir(contenido), CLASE, COPIA)[0][0] == "documentos"
    _, cifras = aprender([one for one in rows if one.tipo == "reclamo" and one.dependencia == "140"])
    assert cifras["objetivos"] == {}


def test_no_word_of_fewer_than_five_cases_and_no_number_is_kept() -> None:
    rows = ejemplos(100)
    rows[:4] = [type(one)(f"{one.texto} Segismundo Piarpuezán 1085000123", one.tipo, one.dependencia) for one in rows[:4]]
    vocabulary = set(abrir(aprender(rows)[0]).vocabulario)
    assert "licencia" in vocabulary
    assert not {one for one in vocabulary if "segis" in one or "arpue" in one or any(mark.isdigit() for mark in one)}


@pytest.mark.parametrize("damage", [lambda c: c[:-9], lambda c: b"\x80\x04pickle", lambda c: b"", lambda c: guardar(abrir(c))[::-1]])
def test_what_was_altered_is_not_read(damage: Any) -> None:
    with pytest.raises(ModeloDanado):
        abrir(damage(_learned()))


def test_what_unpacks_to_more_than_a_model_ever_is_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    contenido = _learned()
    monkeypatch.setattr("portal.pqrs.sugerencias.modelo.LARGEST", 1000)
    with pytest.raises(ModeloDanado):
        abrir(contenido)


def test_a_row_that_was_altered_suggests_nothing(app: Flask) -> None:
    row = _modelo()
    assert CLASE in sugerir(COPIA, CLASE)
    with transaction():
        row.sha256 = "f" * 64
    assert sugerir(COPIA, CLASE) == {}


def test_learning_happens_in_a_process_of_its_own_and_gives_the_same() -> None:
    assert aprender_aparte(ejemplos(120))[0] == _learned()


def test_what_a_web_worker_does_needs_no_library_of_numbers() -> None:
    program = (
        "import sys; from portal.pqrs.sugerencias.modelo import abrir; import portal.pqrs.wiring; "
        "sys.exit(bool({'numpy', 'scipy', 'sklearn', 'multiprocessing'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, timeout=120).returncode == 0


def test_it_refuses_to_learn_from_too_few_and_learns_nothing_new_from_the_same(
    app: Flask, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(casos.cerrada)
    with pytest.raises(DomainError, match="Hay 1 casos respondidos de los que se puede aprender y hacen falta 200"):
        jobs_sugerencias.entrenar_ahora()
    assert jobs_sugerencias.entrenar() == 0
    with transaction():
        con_modelo().muestra_sha256 = list_ejemplos().sha256
    assert jobs_sugerencias.entrenar_ahora(minimo=1) is None
    monkeypatch.setattr(jobs_sugerencias, "is_instalado", lambda: False)
    with pytest.raises(DomainError, match="pip install"):
        jobs_sugerencias.entrenar_ahora(minimo=1)


def test_it_learns_from_what_was_decided_and_never_from_sealed_cases(app: Flask, reloj: MovableClock) -> None:
    made(casos.cerrada, texto="Una primera cosa")
    made(casos.respondida, texto="Una segunda cosa", **casos.ANONIMA)
    made(casos.por_notificar, texto="Sin notificar")
    made(casos.radicar, texto="Sin decidir")
    sealed, was_sealed = made(casos.cerrada, texto="Un secreto"), made(casos.cerrada, texto="Otro secreto")
    sealed.tipo, was_sealed.solicitante = "queja_disciplinaria", None
    db.session.commit()
    assert was_sealed.is_sellada
    found = list_ejemplos().ejemplos
    assert [one.texto.partition("\n")[2] for one in found] == ["Una primera cosa", "Una segunda cosa"]
    assert {one.dependencia for one in found} == {str(casos.dependencia("150").id)}


def test_of_a_sealed_or_separated_case_nothing_is_said(app: Flask, reloj: MovableClock) -> None:
    _modelo()
    assert set(sugerir_para(_copia(), CLASE, OFICINA)) == {CLASE, OFICINA}
    for tipo in (TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.QUEJA_DISCIPLINARIA):
        assert sugerir_para(_copia(tipo=tipo), CLASE, OFICINA) == {}
    assert sugerir_para(made(casos.en_tramite, asuntos=True, texto=COPIA), CLASE, OFICINA) == {}


def test_a_target_that_is_not_learned_well_is_not_shown(app: Flask) -> None:
    row = _modelo()
    told = row.cifras["objetivos"][CLASE]
    for worse in ({"aciertos_sugeridos": told["sugeridos"] // 2}, {"sugeridos": 9}, {"siempre_la_comun": told["apartados"]}):
        with transaction():
            row.cifras = {**row.cifras, "objetivos": {**row.cifras["objetivos"], CLASE: {**told, **worse}}}
        assert set(sugerir(COPIA, CLASE, OFICINA)) == {OFICINA}


def test_the_case_page_says_what_it_is_like_and_the_link_only_fills_the_form(client: PageClient, reloj: MovableClock) -> None:
    _modelo()
    peticion = _copia()
    sign_in(client, "ines")
    page = client.page(url_of(peticion))
    assert "Se parece a: Solicitud de documentos o copias (" in page.text()
    assert "Decide usted." in page.text()
    links = {kind: one.split("#")[0] for one in page.links() for kind in ("clasificar", "asignar") if f"usar={kind}" in one}
    filled = client.page(links["clasificar"])
    assert client.form_values(filled, "/clasificar")["clasificar-tipo"] == "documentos"
    assert client.form_values(filled, "/asignar")["asignar-dependencia"] == "0"
    filled = client.page(links["asignar"])
    assert client.form_values(filled, "/asignar")["asignar-dependencia"] == str(casos.dependencia("120").id)
    assert (fresh(peticion).tipo, fresh(peticion).dependencia_id) == ("peticion_particular", None)
    assert db.session.scalars(select(SugerenciaDecidida)).all() == []


def test_it_is_noted_whether_the_official_followed_it(client: PageClient, reloj: MovableClock) -> None:
    _modelo()
    followed, other = _copia(), _copia()
    sign_in(client, "ines")
    act(client, followed, "clasificar", tipo="documentos", motivo="Pide copias")
    act(client, followed, "asignar", dependencia=str(casos.dependencia("120").id), responsable="0")
    act(client, other, "asignar", dependencia=str(casos.dependencia("150").id), responsable="0")
    rows = db.session.scalars(select(SugerenciaDecidida).order_by(SugerenciaDecidida.id)).all()
    assert [(one.peticion_id, one.objetivo, one.seguida) for one in rows] == [
        (followed.id, CLASE, True), (followed.id, OFICINA, True), (other.id, CLASE, False), (other.id, OFICINA, False)
    ]  # fmt: skip
    facts = db.session.scalars(select(Evento.datos).where(Evento.tipo == "peticion_clasificada").order_by(Evento.id)).all()[0]
    assert facts["seguida"] is True
    assert facts["sugerida"].startswith("Solicitud de documentos o copias (")
    assert [(one.objetivo, one.mostradas, one.seguidas) for one in list_meses()] == [(CLASE, 2, 1), (OFICINA, 2, 1)]
    with transaction():
        services.reasignar(followed, dependencia=casos.dependencia("140"), motivo="Es de Hacienda", actor=casos.actor("ines"))
    assert len(db.session.scalars(select(SugerenciaDecidida)).all()) == 4


def test_the_counter_asks_what_it_is_like_before_it_files(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    without = Page(client.submit("/gestion/pqrs/ventanilla", {"texto": COPIA, "accion": "sugerir"}))
    assert "Se parece a" not in without.text()
    _modelo()
    typed = {"texto": COPIA, "canal": "ventanilla", "quien": "anonima", "medio_respuesta": "aviso"}
    asked = Page(client.submit("/gestion/pqrs/ventanilla", {**typed, "accion": "sugerir"}))
    assert "Se parece a: Solicitud de documentos o copias (" in asked.text()
    assert client.form_values(asked)["texto"] == COPIA
    assert client.form_values(asked)["tipo"] == ""
    filled = client.form_values(Page(client.submit("/gestion/pqrs/ventanilla", {**typed, "accion": "usar"})))
    assert filled["tipo"] == "documentos"
    assert db.session.scalars(select(Peticion)).all() == []
    client.post("/gestion/pqrs/ventanilla", data={**filled, **typed})
    row = db.session.scalars(select(SugerenciaDecidida)).one()
    assert (row.objetivo, row.elegido, row.seguida) == (CLASE, "documentos", True)


def test_a_text_that_is_like_nothing_is_told_so(client: PageClient, reloj: MovableClock) -> None:
    _modelo()
    sign_in(client, "ines")
    for text in ("", "xyz qwerty"):
        page = Page(client.submit("/gestion/pqrs/ventanilla", {"texto": text, "accion": "sugerir"}))
        assert "no se parece lo suficiente a ninguna clase" in page.text()


def test_the_page_of_figures_tells_how_well_it_does(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "ines")
    assert "Todavía no ha aprendido" in client.page(FIGURES).text()
    row = _modelo()
    page = client.page(FIGURES)
    told = row.cifras["objetivos"][CLASE]
    assert f"{round(100 * told['aciertos_sugeridos'] / told['sugeridos'])} % de acierto cuando sugiere" in page.text()
    assert "Se midió con los 40 casos más recientes" in page.text()
    assert row.sha256[:16] in page.text()
    sign_in(client, "jairo")
    assert client.get(FIGURES).status_code == 403


def test_the_command_prints_the_figures(app: Flask, reloj: MovableClock) -> None:
    runner = app.test_cli_runner()
    assert "Todavía no se ha entrenado" in runner.invoke(args=["pqrs", "sugerencias", "cifras"]).output
    _modelo()
    said = runner.invoke(args=["pqrs", "sugerencias", "cifras"]).output
    assert "tipo: se muestra" in said
    assert "Reclamo: " in said
    assert "hacen falta 200" in runner.invoke(args=["pqrs", "sugerencias", "entrenar"]).output


def test_the_content_of_old_trainings_is_forgotten_and_their_figures_stay(app: Flask) -> None:
    rows = [_modelo() for _ in range(5)]
    db.session.expire_all()
    assert [one.contenido is not None for one in rows] == [False, False, True, True, True]
    assert all(one.cifras["objetivos"] for one in rows)

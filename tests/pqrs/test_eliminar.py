"""Elimination by the retention table: two persons, a report that changes nothing, and afterwards no trace in any file."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.demo.elenco import create_cast
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import register, store_bytes
from portal.pqrs import services
from portal.pqrs.depuracion import aplicar, compactar
from portal.pqrs.models import CasoEliminado, Eliminacion, IdentidadSellada, Peticion
from portal.pqrs.queries.caso import find_by_code
from portal.pqrs.queries.eliminaciones import get_eliminacion_for, list_por_eliminar, lo_que_tienen
from portal.pqrs.queries.estadisticas import contar
from portal.pqrs.services.anonimizar import BORRADO, anonimizar
from portal.pqrs.services.eliminar import aprobar_eliminacion, proponer_eliminacion, rechazar_eliminacion
from portal.pqrs.tipos import TipoPeticion
from portal.web.sessions import hash_token
from tests.pqrs.test_identidad_sellada import GLADYS, SECRETS
from tests.support import archivo, casos
from tests.support.pages import PageClient
from tests.support.sessions import sign_in
from tests.support.workshop import own_app

# One word for each place where the words of a person may stand.
WORDS = (
    "asuntounico", "textounico", "lugarunico", "mensajeunico", "notaunica", "cartaunica", "recibiounico", "comentariounico",
    "contenidounico",
)  # fmt: skip
SIX_YEARS = 6 * 366


def _told(*looked_for: str) -> list[tuple[str, str]]:
    """Which of these words stand in which table."""
    db.session.flush()
    names = [one for one in inspect(db.session.connection()).get_table_names() if not one.startswith("peticion_fts_")]
    tables = {name: str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()).lower() for name in names}  # noqa: S608 - our own tables
    return [(name, word) for name, shown in tables.items() for word in looked_for if word.lower() in shown]


def _whole(**changes: Any) -> Peticion:
    """A closed case with every word of `WORDS` in its place, filed by Gladys."""
    peticion = casos.en_tramite(
        asunto="Un asuntounico", texto="Pido un textounico", lugar="Vereda lugarunico", solicitante=GLADYS, **changes
    )
    register(store_bytes("anexo.pdf", "application/pdf", b"%PDF-1.7 contenidounico"), sobre=("peticion", peticion.id), etiqueta="anexo")
    services.escribir(peticion, texto="Un mensajeunico", pide_respuesta=False, actor=casos.actor("jairo"))
    services.anotar(peticion, texto="Una notaunica para @nubia.narvaez", actor=casos.actor("jairo"))
    services.proyectar(peticion, cuerpo="Una cartaunica", actor=casos.actor("jairo"))
    services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    services.registrar_entrega(peticion, medio="ventanilla", detalle="Lo recibiounico", fecha=clock.now(), actor=casos.actor("jairo"))
    services.abrir_respuesta(peticion, actor=ciudadano(peticion.id))
    services.calificar(peticion, puntaje=2, resuelto=False, comentario="Un comentariounico", actor=ciudadano(peticion.id))
    services.cerrar(peticion, actor=casos.actor("jairo"))
    return peticion


def _ready(reloj: MovableClock) -> Peticion:
    archivo.adoptada()
    peticion = _whole()
    reloj.advance(days=SIX_YEARS)
    return peticion


def _approved(peticion: Peticion) -> Eliminacion:
    made = proponer_eliminacion({peticion.id}, antes=clock.today(), acta="Acta 4 del comité", actor=casos.actor("octavio"))
    aprobar_eliminacion(made, version=made.version, actor=casos.actor("hernan"))
    return made


def _keys(who: str = "octavio", **changes: Any) -> set[int]:
    return {one.peticion.id for one in list_por_eliminar(casos.actor(who), **{"antes": clock.today(), **changes})}


@pytest.mark.usefixtures("app")
class TestPropuesta:
    def test_a_case_may_go_when_all_its_years_have_passed_and_its_series_does_not_keep_it(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        peticion, kept = casos.cerrada(), casos.cerrada(tipo=TipoPeticion.QUEJA)
        casos.cerrada(tipo=TipoPeticion.CONSULTA)  # of no series
        casos.respondida()
        reloj.set(datetime(2031, 2, 2, 10, 0, tzinfo=clock.BOGOTA))
        assert _keys() == set()
        reloj.advance(days=1)
        assert _keys() == {peticion.id}
        assert kept.id not in _keys()
        assert _keys(antes=date(2026, 2, 3)) == _keys(serie="24.02") == set()
        assert _keys(antes=date(2026, 2, 4), serie="24.01") == {peticion.id}

    def test_who_proposes_does_not_approve(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        made = proponer_eliminacion({peticion.id}, antes=clock.today(), acta="Acta 4", actor=casos.actor("octavio"))
        with pytest.raises(DomainError, match="otra persona"):
            aprobar_eliminacion(made, version=made.version, actor=casos.actor("octavio"))
        with pytest.raises(DomainError, match="otra persona"):
            rechazar_eliminacion(made, motivo="No", version=made.version, actor=casos.actor("octavio"))
        with pytest.raises(Forbidden):
            aprobar_eliminacion(made, version=made.version, actor=casos.actor("jairo"))
        assert made.estado == "propuesta"

    @pytest.mark.parametrize(("acta", "keys", "field"), [(" ", None, "acta"), ("Acta", set(), "casos"), ("Acta", {999_999}, "casos")])
    def test_a_proposal_without_act_or_with_other_cases_is_refused(
        self, reloj: MovableClock, acta: str, keys: set[int] | None, field: str
    ) -> None:
        peticion = _ready(reloj)
        chosen = {peticion.id} if keys is None else keys
        with pytest.raises(DomainError) as refused:
            proponer_eliminacion(chosen, antes=clock.today(), acta=acta, actor=casos.actor("octavio"))
        assert refused.value.field == field

    def test_refused_with_a_reason_its_cases_stay_and_may_be_proposed_again(self, reloj: MovableClock) -> None:
        with transaction():
            peticion = _ready(reloj)
            made = _approved(peticion)
            rechazar_eliminacion(made, motivo="Hay un proceso", version=made.version, actor=casos.actor("hernan"))
        assert list(aplicar(antes=clock.today())) == []
        assert peticion.texto == "Pido un textounico"
        assert _keys() == {peticion.id}

    def test_what_was_only_proposed_is_not_carried_out(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        made = proponer_eliminacion({peticion.id}, antes=clock.today(), acta="Acta 4", actor=casos.actor("octavio"))
        assert anonimizar(made.casos[0]) == set()
        assert peticion.texto == "Pido un textounico"

    def test_those_against_officials_are_only_for_who_sees_them(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        peticion = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, solicitante=GLADYS)
        services.anular(peticion, justificacion="Se radicó dos veces por error", actor=casos.actor("hernan"))
        reloj.advance(days=SIX_YEARS)
        assert _keys() == _keys("octavio", reservadas=True) == _keys("hernan") == set()
        assert _keys("hernan", reservadas=True) == {peticion.id}
        made = proponer_eliminacion({peticion.id}, antes=clock.today(), acta="Acta 5", reservadas=True, actor=casos.actor("hernan"))
        with pytest.raises(NotFound):
            get_eliminacion_for(casos.actor("octavio"), made.id)


@pytest.mark.usefixtures("app")
class TestAnonimizar:
    def test_person_words_and_files_go_and_number_kind_dates_and_figures_stay(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        assert {word for _table, word in _told(*WORDS[:-1])} == set(WORDS[:-1])
        before = contar(clock.now(), get_calendario()).sumar(lambda lugar: lugar)
        kept = (peticion.radicado, peticion.tipo, peticion.estado, peticion.recibida_en, peticion.vence_el, peticion.cerrada_en)
        digests = anonimizar(_approved(peticion).casos[0])
        assert len(digests) == 2  # the annex and the letter
        assert _told(*WORDS, *SECRETS) == []
        assert (peticion.radicado, peticion.tipo, peticion.estado, peticion.recibida_en, peticion.vence_el, peticion.cerrada_en) == kept
        assert (peticion.quien, peticion.texto, peticion.is_sellada) == ("Eliminado por retención documental", BORRADO, False)
        assert contar(clock.now(), get_calendario()).sumar(lambda lugar: lugar) == before

    def test_carried_out_twice_it_changes_nothing_more(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        made = _approved(peticion)
        anonimizar(made.casos[0])
        acts = len(list_eventos("peticion", peticion.id))
        assert anonimizar(made.casos[0]) == set()
        assert len(list_eventos("peticion", peticion.id)) == acts
        assert _keys() == set()

    def test_the_tracking_code_opens_it_no_more_and_no_act_touches_it(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        anonimizar(_approved(peticion).casos[0])
        assert find_by_code(peticion.radicado, hash_token(casos.CODIGO)) is None
        with pytest.raises(Conflict, match="tabla de retención"):
            services.reabrir(peticion, motivo="Otra vez", actor=casos.actor("nubia"))

    def test_a_sealed_identity_goes_with_its_key_record(self, reloj: MovableClock) -> None:
        archivo.adoptada()
        peticion = casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION, solicitante=GLADYS)
        services.anular(peticion, justificacion="Se radicó dos veces por error", actor=casos.actor("hernan"))
        reloj.advance(days=SIX_YEARS)
        hernan = casos.actor("hernan")
        made = proponer_eliminacion({peticion.id}, antes=clock.today(), acta="Acta 5", reservadas=True, actor=hernan)
        other = type(hernan)(**{**vars(hernan), "id": casos.funcionario("octavio").id})
        aprobar_eliminacion(made, version=made.version, actor=other)
        anonimizar(made.casos[0])
        assert db.session.get(IdentidadSellada, peticion.id) is None
        assert not peticion.is_sellada

    def test_the_report_counts_what_would_go_and_the_acts_with_own_words_that_stay(self, reloj: MovableClock) -> None:
        peticion = _ready(reloj)
        held = lo_que_tienen([peticion.id])[peticion.id]
        assert (held.mensajes, held.cartas, held.archivos) == (1, 1, 2)
        assert held.actos_con_texto == 0

    def test_the_pages_propose_and_approve_with_two_accounts(self, client: PageClient, reloj: MovableClock) -> None:
        with transaction():
            peticion = _ready(reloj)
            key = peticion.id
        sign_in(client, "octavio")
        assert client.submit("/gestion/pqrs/eliminaciones/nueva", {"acta": "", "casos": str(key)}, action="/nueva").status_code == 422
        answer = client.submit("/gestion/pqrs/eliminaciones/nueva", {"acta": "Acta 9", "casos": str(key)}, action="/nueva")
        where = answer.request.path
        assert "la decide otra persona" in client.page(where).text()
        sign_in(client, "hernan")
        assert client.submit(where, action="/aprobar").status_code == 200
        assert "Falta aplicarla" in client.page(where).text()


@pytest.fixture
def propia(tmp_path: Path) -> Iterator[tuple[Flask, Path]]:
    """A portal of its own in one SQLite file."""
    with own_app("sqlite", tmp_path) as app, app.app_context():
        with transaction():
            create_cast()
        yield app, tmp_path


def _bytes_of(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def test_afterwards_no_byte_of_the_database_or_of_the_files_tells_anything(propia: tuple[Flask, Path], reloj: MovableClock) -> None:
    app, folder = propia
    with transaction():
        archivo.adoptada()
        _whole()
        other = casos.cerrada(solicitante=None, medio_respuesta="aviso", acepta_notificacion=False, texto="Otro textoquequeda")
        register(store_bytes("a.pdf", "application/pdf", b"%PDF-1.7 comunatodos"), sobre=("peticion", other.id), etiqueta="anexo")
    reloj.advance(days=SIX_YEARS)
    runner = app.test_cli_runner()
    looked_for = [one.encode() for one in (*WORDS, *SECRETS)]
    with transaction():
        (peticion,) = [
            one.peticion for one in list_por_eliminar(casos.actor("octavio"), antes=clock.today()) if one.peticion.id != other.id
        ]
        key = peticion.id
    assert [one for one in looked_for if one not in _bytes_of(folder)] == []
    dry = runner.invoke(args=["pqrs", "anonimizar", "--antes", "2032-01-01"])
    assert "sin proponer" in dry.stdout
    assert "No se cambió nada" in dry.stderr
    with transaction():
        _approved(db.session.get_one(Peticion, key))
    db.session.remove()
    done = runner.invoke(args=["pqrs", "anonimizar", "--antes", "2032-01-01", "--aplicar"])
    assert done.exit_code == 0, done.output
    assert "1 casos" in done.stderr
    left = _bytes_of(folder)
    assert [one for one in looked_for if one in left or one.decode().lower().encode() in left] == []
    assert b"textoquequeda" in left
    assert b"comunatodos" in left
    assert db.session.scalars(select(Eliminacion.estado)).all() == ["aplicada"]
    assert "íntegro" in (told := runner.invoke(args=["audit", "verify"])).output.lower() or told.exit_code == 0
    again = runner.invoke(args=["pqrs", "anonimizar", "--antes", "2032-01-01", "--aplicar"])
    assert "de 0 casos" in again.stderr


def test_a_run_that_was_cut_off_goes_on_where_it_was(
    propia: tuple[Flask, Path], reloj: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        archivo.adoptada()
        keys = {casos.cerrada().id for _ in range(3)}
    reloj.advance(days=SIX_YEARS)
    monkeypatch.setattr("portal.pqrs.depuracion.LOTE", 1)
    with transaction():
        made = proponer_eliminacion(keys, antes=clock.today(), acta="Acta 4", actor=casos.actor("octavio"))
        aprobar_eliminacion(made, version=made.version, actor=casos.actor("hernan"))
    run = aplicar(antes=clock.today())
    assert next(run) == 1
    run.close()
    assert db.session.scalars(select(Eliminacion.estado)).all() == ["aprobada"]
    assert list(aplicar(antes=clock.today())) == [1, 2]
    assert None not in db.session.scalars(select(CasoEliminado.hecho_en)).all()
    compactar()

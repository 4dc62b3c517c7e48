"""The demonstration as whoever starts it finds it. It is loaded once, into a database of its own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal import create_app
from portal.audit.heads import verify
from portal.audit.models import Evento
from portal.calendario import Calendario
from portal.config import load_settings
from portal.core import clock
from portal.core.errors import DomainError
from portal.database import set_will_write
from portal.demo.carga import load, load_if_empty
from portal.demo.casos import CASOS
from portal.demo.correos import POR_CORREO
from portal.demo.elenco import actor_of
from portal.demo.guion import ordenar
from portal.extensions import db
from portal.files.models import Archivo
from portal.outbox.models import PENDIENTE, OutboxMail
from portal.pqrs.codigos import hash_code
from portal.pqrs.estados import PETICION
from portal.pqrs.estados_correo import CORREO
from portal.pqrs.models import CorreoRecibido, Encuesta, Entrega, Mensaje, Peticion, Plantilla, Respuesta, Solicitante
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.bandeja import is_overdue
from portal.pqrs.queries.caso import find_by_code
from portal.pqrs.tipos import TipoPeticion
from portal.radicacion.models import Radicado
from portal.sealing import unseal
from tests.support.servers import SECRET

# Without a gateway of text messages, as the demonstration runs, no page offers them: a case that shows them would show what nobody can do.
SIN_PASARELA = {"sms_aceptado", "sms_revocado"}
# A Friday afternoon.
NOW = datetime(2026, 2, 20, 15, 30, tzinfo=clock.BOGOTA)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[str]]]:
    """The application with the demonstration, and the lines that were printed."""
    folder: Path = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'portal.sqlite3'}"
    settings = load_settings({}, environment="test", secret_key=SECRET, database_url=url, files_dir=folder / "archivos")
    app = create_app(settings)
    with app.app_context(), clock.at(NOW):
        set_will_write(True)
        db.create_all()
        db.session.commit()
        set_will_write(False)
        lines = load_if_empty()
        db.session.remove()
    yield app, lines
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo(loaded: tuple[Flask, list[str]]) -> Iterator[Flask]:
    """Reading the demonstration at the instant at which it was loaded."""
    app, _lines = loaded
    with app.app_context(), clock.at(NOW):
        yield app
        db.session.remove()


def _all(column: object) -> set[str]:
    return set(db.session.scalars(select(column)))


def test_there_are_cases_in_every_state_of_every_kind_and_by_every_channel(demo: Flask) -> None:
    assert db.session.scalar(select(func.count(Peticion.id))) == len(CASOS) + POR_CORREO >= 40
    assert _all(Peticion.estado) == set(PETICION.states)
    assert _all(Peticion.tipo) == {one.value for one in TipoPeticion}
    assert _all(Peticion.canal) == set(CANALES)


def test_mail_came_in_and_is_in_every_state(demo: Flask) -> None:
    assert _all(CorreoRecibido.estado) == set(CORREO.states)
    assert db.session.scalar(select(func.count(CorreoRecibido.id)).where(CorreoRecibido.estado == "radicado")) == POR_CORREO


def test_answers_were_delivered_by_every_means(demo: Flask) -> None:
    proved = select(Entrega.medio).where(Entrega.probada_en.is_not(None))
    assert set(db.session.scalars(proved)) == set(MEDIOS_ENTREGA)


def test_some_cases_are_overdue_and_some_nearly(demo: Flask) -> None:
    assert db.session.scalar(select(func.count(Peticion.id)).where(is_overdue())) >= 2
    near = select(func.count(Peticion.id)).where(
        Peticion.abierta, Peticion.respondida_en.is_(None), Peticion.estricta_el.between(NOW.date(), NOW.date() + timedelta(days=4))
    )
    assert db.session.scalar(near) >= 4


def test_people_of_every_sort_wrote_and_were_answered(demo: Flask) -> None:
    assert _all(Solicitante.tipo) == {"natural", "juridica", "menor"}
    assert db.session.scalar(select(func.count(Peticion.id)).where(Peticion.anonima)) >= 4
    assert db.session.scalar(select(func.count(Solicitante.id)).where(Solicitante.representado != "")) == 1
    assert _all(Mensaje.de) == {"ciudadano", "entidad"}
    assert _all(Archivo.etiqueta) >= {"anexo", "carta"}
    assert _all(Encuesta.puntaje) >= {1, 5}
    assert db.session.scalar(select(func.count(Respuesta.id)).where(Respuesta.enviada_en.is_(None))) >= 3
    assert db.session.scalar(select(func.count(Plantilla.id))) >= 4


def test_every_act_that_happens_to_a_case_is_shown_by_one(demo: Flask) -> None:
    assert {one.event for one in PETICION.transitions.values()} - _all(Evento.tipo) == SIN_PASARELA


def test_numbers_follow_the_order_of_reception_without_gaps(demo: Flask) -> None:
    for vigencia, serie in db.session.execute(select(Radicado.vigencia, Radicado.serie).distinct()).all():
        own = select(Radicado.consecutivo).where(Radicado.vigencia == vigencia, Radicado.serie == serie)
        numbers = db.session.scalars(own.order_by(Radicado.fecha, Radicado.id)).all()
        assert numbers == list(range(1, len(numbers) + 1))


def test_acts_are_chained_in_order_of_time_and_none_lies_in_the_future(demo: Flask) -> None:
    instants = db.session.scalars(select(Evento.en).order_by(Evento.id)).all()
    assert instants == sorted(instants)
    assert instants[-1] <= NOW
    assert verify().is_sound


def test_nothing_can_be_written_to_a_real_address(demo: Flask) -> None:
    letters = db.session.scalars(select(OutboxMail)).all()
    recipients = [unseal(one.recipient) if one.sealed and one.recipient else one.recipient for one in letters]
    assert any(one.sealed for one in letters)
    assert all(one.endswith(".example") for one in recipients if one)
    assert db.session.scalar(select(func.count(OutboxMail.id)).where(OutboxMail.state == PENDIENTE)) >= 1


def test_the_printed_tracking_codes_open_their_cases(loaded: tuple[Flask, list[str]], demo: Flask) -> None:
    tracked = [line.split() for line in loaded[1] if "-E-" in line]
    assert len(tracked) >= 3
    for radicado, code, *_rest in tracked:
        assert find_by_code(radicado, hash_code(code)) is not None


def test_only_control_interno_and_the_office_in_charge_know_of_reserved_matters(demo: Flask) -> None:
    reserved = db.session.scalars(select(Peticion).where(Peticion.tipo == TipoPeticion.DENUNCIA_CORRUPCION)).one()
    assert [who for who in ("hernan", "raul", "ines", "lucia", "efrain") if reaches(actor_of(who), reserved)] == ["hernan", "raul"]


def test_loading_again_adds_nothing_and_prints_the_accounts_again(loaded: tuple[Flask, list[str]], demo: Flask) -> None:
    assert load_if_empty() == loaded[1]
    with pytest.raises(DomainError, match="ya tiene datos"):
        load()


def test_the_demonstration_is_refused_in_production(tmp_path: Path) -> None:
    settings = load_settings(
        {},
        environment="production",
        secret_key=SECRET,
        database_url=f"sqlite:///{tmp_path / 'vacia.sqlite3'}",
        files_dir=tmp_path,
        public_url="https://portal.example",
        identity_keys=("ab" * 32,),
    )
    with create_app(settings).app_context():
        with pytest.raises(DomainError, match="producción"):
            load_if_empty()
        db.engine.dispose()


def test_the_story_can_be_told_on_any_day_of_the_week_and_of_the_year() -> None:
    calendario = Calendario()
    for offset in range(0, 3 * 365, 9):
        now = NOW.replace(hour=6) + timedelta(days=offset)
        hechos = ordenar(CASOS, calendario, now)
        assert hechos[-1].instante < now
        filed = set()
        for hecho in hechos:
            if hecho.acto is None:
                filed.add(hecho.caso.clave)
            assert hecho.caso.clave in filed, f"{hecho.caso.clave} on {now:%Y-%m-%d}: an act before its filing"

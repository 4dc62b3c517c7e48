"""Generated cases are as good as filed ones: numbers, search, acts and dates agree, and the portal goes on from there."""

from flask import Flask
from sqlalchemy import func, select

from portal.audit.heads import verify
from portal.audit.models import Evento
from portal.core import clock
from portal.core.actors import ciudadano
from portal.database import transaction
from portal.demo.elenco import actor_of
from portal.demo.volumen import load_volume
from portal.demo.volumen.carga import _oficiales, _write
from portal.demo.volumen.casos import Maker
from portal.demo.volumen.escritura import read_marks
from portal.demo.volumen.plan import Plan
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.queries.bandeja import Filtro, list_bandeja
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.services import DatosPeticion, radicar
from portal.pqrs.tipos import TipoPeticion
from portal.radicacion.models import Contador, Radicado

COUNT = 400


def _count(column: object) -> int:
    return db.session.scalar(select(func.count(column))) or 0


def _file_one() -> Peticion:
    datos = DatosPeticion(TipoPeticion.QUEJA, "", "No pasó el carro de la basura.", None, "aviso")
    with transaction():
        return radicar(datos, actor=ciudadano(), codigo_hash="0" * 64)


def test_numbers_counters_and_acts_agree_and_filing_goes_on_from_them(app: Flask) -> None:
    load_volume(COUNT, size=COUNT // 2)
    load_volume(COUNT)
    assert _count(Peticion.id) == 2 * COUNT
    highest = select(Radicado.vigencia, Radicado.serie, func.max(Radicado.consecutivo), func.count()).group_by(
        Radicado.vigencia, Radicado.serie
    )
    counters = {(one.vigencia, one.serie): one.ultimo for one in db.session.scalars(select(Contador))}
    for vigencia, serie, last, count in db.session.execute(highest):
        assert counters[vigencia, serie] == last == count
    assert verify().is_sound
    assert db.session.scalar(select(func.count()).where(Evento.tipo == "peticion_radicada")) == 2 * COUNT
    before = counters.get((clock.today().year, "E"), 0)
    assert _file_one().radicado == f"{clock.today().year}-E-{before + 1:06d}"
    assert verify().is_sound


def test_most_cases_are_finished_and_the_open_ones_are_recent(app: Flask) -> None:
    load_volume(COUNT)
    open_share = db.session.scalar(select(func.count()).where(Peticion.abierta)) / COUNT
    assert 0.11 < open_share < 0.19
    assert _count(Respuesta.id) > COUNT * 0.7
    assert db.session.scalar(select(func.max(Peticion.recibida_en))) <= clock.now()


def test_a_generated_case_reads_like_one_that_was_filed(app: Flask) -> None:
    load_volume(COUNT)
    calendario = get_calendario()
    for peticion in db.session.scalars(select(Peticion).order_by(Peticion.id).limit(60)):
        assert peticion.texto_busqueda == peticion.make_texto_busqueda()
        assert peticion.numero.objeto_id == peticion.id
        term = termino_of(peticion, calendario).vencido
        assert (peticion.efectiva_el, peticion.vence_el, peticion.estricta_el) == (term.efectiva_el, term.vence_el, term.estricta_el)


def test_generated_cases_are_found_by_their_words(app: Flask) -> None:
    load_volume(COUNT)
    one = db.session.scalars(select(Peticion).where(Peticion.estado == "radicada").limit(1)).one()
    found = list_bandeja(actor_of("ines"), Filtro(texto=one.radicado))
    assert [case.id for case in found] == [one.id]


def test_a_batch_made_before_somebody_filed_is_not_written(app: Flask) -> None:
    with transaction():
        plan = Plan(get_calendario(), clock.now(), 10, seed=1)
        batch = Maker(plan, read_marks(), _oficiales()).batch(0, 10)
    _file_one()
    assert not _write(batch)
    assert _count(Peticion.id) == 1

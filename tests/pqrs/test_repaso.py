"""Playing the acts of a case again gives the same as counting its row; and with the same cut, the same for ever."""

from datetime import date, timedelta
from typing import Any

from flask import Flask

from portal.audit.services import read_end, seal
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cifras import Conteo, DiasHabiles
from portal.pqrs.models import Peticion
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.queries.actos import iterate_repasos
from portal.pqrs.queries.estadisticas import contar
from portal.pqrs.services.ordenes import registrar_orden
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

HERE = (date(2026, 1, 1), date(2026, 12, 31))


def _replayed(corte: int) -> dict[str, Any]:
    conteo, habiles = Conteo(RESERVADAS), DiasHabiles(get_calendario())
    for one in iterate_repasos(*HERE, corte=corte, calendario=get_calendario()):
        conteo.add(one.as_caso(clock.today(), habiles))
        for rated in one.as_encuestados():
            conteo.rate(rated)
    return _by_lugar(conteo)


def _by_lugar(conteo: Conteo) -> dict[str, Any]:
    return {str(key): suma for key, suma in conteo.sumar(lambda lugar: lugar).items()}


def _agree() -> None:
    seal()
    assert _replayed(read_end()[0]) == _by_lugar(contar(clock.now(), get_calendario()))


def test_every_state_is_counted_from_the_record_as_from_the_rows(app: Flask, reloj: MovableClock) -> None:
    for make in casos.IN_STATE.values():
        with transaction():
            make()
    _agree()
    reloj.set(clock.now() + timedelta(days=40))
    _agree()


def test_what_moves_a_term_is_counted_from_the_record_as_from_the_rows(app: Flask, reloj: MovableClock) -> None:
    jairo = casos.actor("jairo")
    with transaction():
        extended, completed, passed = casos.con_borrador(), casos.requerida(), casos.con_borrador()
        services.prorrogar(
            extended, motivo="Falta.", hasta=extended.vence_el + timedelta(days=7), make_letter=casos.make_letter, actor=jairo
        )
        services.trasladar(
            passed, autoridad=casos.autoridad(), motivo="Una parte es suya.", parte="El río.", make_letter=casos.make_letter, actor=jairo
        )
        casos.en_tramite(asuntos=True)
        casos.negada(tipo=TipoPeticion.DOCUMENTOS)
        asked = casos.radicar(tipo=TipoPeticion.INFORMACION, **casos.ANONIMA)
        due = asked.vence_el
        reclassified = casos.en_tramite()
        services.clasificar(reclassified, tipo=TipoPeticion.CONSULTA, motivo="Pregunta.", actor=casos.actor("carmen"))
    reloj.set(clock.now() + timedelta(days=6))
    with transaction():
        one = db.session.merge(completed)
        services.completar(one, texto="Aquí está.", actor=ciudadano(one.id))
    reloj.set(clock.now() + timedelta(days=(due - clock.today()).days + 1))
    with transaction():
        assert services.operar_silencio(db.session.merge(asked))
        services.responder(db.session.merge(extended), make_letter=casos.make_letter, actor=jairo)
    _agree()
    reloj.set(clock.now() + timedelta(days=60))
    _agree()


def test_what_is_reopened_waits_again_with_its_new_dates(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        rated, again, appealed = casos.respondida(), casos.respondida(), casos.en_recurso()
        services.calificar(rated, puntaje=4, resuelto=True, comentario="", actor=ciudadano(rated.id))
    reloj.set(clock.now() + timedelta(days=2))
    with transaction():
        one = db.session.merge(again)
        services.pedir_reapertura(one, motivo="Falta.", actor=ciudadano(one.id))
        services.decidir_recurso(
            db.session.merge(appealed), sentido="revoca", motivo="Tiene razón.", make_letter=casos.make_letter, actor=casos.jefe("jairo")
        )
    _agree()
    reloj.set(clock.now() + timedelta(days=4))
    with transaction():
        one = db.session.merge(again)
        services.proyectar(one, cuerpo="Ahora sí.", actor=casos.actor("jairo"))
        services.responder(one, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    _agree()


def test_what_a_judge_orders_goes_on_with_the_judges_day(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        ended = [casos.respondida(), casos.desistida(), casos.trasladada(), casos.requerida(), casos.en_tramite(), casos.en_recurso()]
    reloj.set(clock.now() + timedelta(days=3))
    for one in ended:
        with transaction():
            registrar_orden(
                db.session.merge(one), juez="Juzgado Primero", proceso="2026-00012", ordena="Responder.", ordenada_el=clock.today(),
                cumplir_el=clock.today() + timedelta(days=2), actor=casos.jefe("jairo"),
            )  # fmt: skip
    _agree()
    reloj.set(clock.now() + timedelta(days=30))
    _agree()


def test_a_case_in_matters_is_counted_with_the_one_that_expires_first(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        changed, passed = casos.en_tramite(asuntos=True), casos.en_tramite()
        carmen = casos.actor("carmen")
        services.clasificar_asunto(casos.asunto(changed, 3), tipo=TipoPeticion.INFORMACION, motivo="Pide datos.", actor=carmen)
        casos.separar(passed, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
        services.trasladar(
            passed, autoridad=casos.autoridad(), motivo="Es suyo.", asunto=casos.asunto(passed, 1), make_letter=casos.make_letter,
            actor=casos.jefe("jairo"),
        )  # fmt: skip
    _agree()
    for days in (16, 5, 20):
        reloj.set(clock.now() + timedelta(days=days))
        _agree()


def test_what_happens_after_the_cut_is_not_counted(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.con_borrador()
    corte = read_end()[0]
    before = _replayed(corte)
    with transaction():
        one = db.session.get_one(Peticion, peticion.id)
        services.responder(one, make_letter=casos.make_letter, actor=casos.actor("jairo"))
        casos.radicar()
    assert _replayed(corte) == before
    assert _replayed(read_end()[0]) != before

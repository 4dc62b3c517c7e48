"""What offices ask of each other: the day it has, who reads what, its answer inside the case, and the reminders."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Conflict, DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.extensions import db
from portal.jobs.plan import find_job
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.jobs_encargos import recordar_encargos
from portal.pqrs.models import Encargo, Peticion
from portal.pqrs.queries.bandeja import Filtro, count_vistas, list_bandeja
from portal.pqrs.queries.caso import get_peticion_for
from portal.pqrs.queries.encargos import get_encargo_for, page_encargos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST = "/gestion/pqrs/encargos"
ASKED = "¿Pasó la cuadrilla por San Mateo?"


def _ask(peticion: Peticion, codigo: str = "120", por: str = "jairo", **values: Any) -> Encargo:
    values = {"pedido": ASKED, "dias": 3, **values}
    with transaction():
        return services.encargar(peticion, dependencia=casos.dependencia(codigo), actor=casos.actor(por), **values)


def _to(letter: str) -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.letter == letter).order_by(OutboxMail.id)))


def test_another_office_is_asked_with_a_day_of_its_own_and_the_term_stays(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    row = _ask(peticion)
    assert (row.vence_el, peticion.vence_el) == (date(2026, 2, 6), date(2026, 2, 24))
    assert _to("pqrs/encargo_pedido") == ["gloria@puerres.example"]
    assert [one.id for one in page_encargos(casos.actor("beto"), "por_hacer", 9)] == [row.id]
    assert [one.id for one in page_encargos(casos.actor("nubia"), "pedidos", 9)] == [row.id]
    assert count_vistas(casos.actor("beto"))["encargos"] == 1
    assert not list_eventos("peticion", peticion.id)[-1].publico
    with transaction():
        services.responder_encargo(row, respuesta="Sí, el lunes.", actor=casos.actor("beto"))
    assert _to("pqrs/encargo_respondido") == ["jairo@puerres.example"]
    assert count_vistas(casos.actor("beto"))["encargos"] == 0
    assert [one.id for one in page_encargos(casos.actor("gloria"), "terminados", 9)] == [row.id]
    assert list_eventos("peticion", peticion.id)[-1].datos["en_termino"] is True
    assert peticion.vence_el == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"pedido": " "}, "pedido"), ({"pedido": "x" * 20_001}, "pedido"), ({"dias": 0}, "dias"), ({"dias": 61}, "dias"),
        ({"dias": 16}, "dias"), ({"codigo": "150"}, "dependencia"),
    ],
)  # fmt: skip
def test_what_is_asked_must_make_sense(app: Flask, reloj: MovableClock, values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _ask(made(casos.en_tramite), **values)
    assert refused.value.field == field


def test_after_its_due_date_a_case_may_still_need_something(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    reloj.set(datetime(2026, 2, 26, 9, 0))
    assert _ask(peticion).vence_el == date(2026, 3, 3)


def test_the_same_words_twice_in_a_minute_are_one(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    assert _ask(peticion).id == _ask(peticion).id
    reloj.set(datetime(2026, 2, 3, 10, 17))
    _ask(peticion)
    assert len(db.session.scalars(select(Encargo.id)).all()) == 2


def test_of_a_complaint_against_officials_nobody_else_learns(client: PageClient, reloj: MovableClock) -> None:
    sealed = made(casos.radicar, tipo=TipoPeticion.QUEJA_DISCIPLINARIA)
    with transaction():
        services.asignar(sealed, dependencia=casos.dependencia("130"), actor=casos.actor("hernan"))
    with pytest.raises(DomainError, match="no se comenta"):
        _ask(sealed, por="hernan")
    later = made(casos.en_tramite, texto="Ese funcionario cobra por firmar.")
    row = _ask(later, ve_solicitud=True)
    sign_in(client, "beto")
    assert "cobra por firmar" in client.page(f"{LIST}/{row.id}").text()
    with transaction():
        services.clasificar(fresh(later), tipo=TipoPeticion.DENUNCIA_CORRUPCION, motivo="Lo es", actor=casos.actor("nubia"))
    assert "cobra por firmar" not in client.page(f"{LIST}/{row.id}").text()


def test_who_was_asked_reads_the_words_only_if_allowed_and_never_who_filed(client: PageClient, reloj: MovableClock) -> None:
    closed, shared = made(casos.en_tramite), made(casos.en_tramite, texto="Falta luz en el puente viejo.")
    first, second = _ask(closed), _ask(shared, ve_solicitud=True)
    sign_in(client, "beto")
    page = client.page(f"{LIST}/{first.id}").text()
    assert ASKED in page
    assert "Alumbrado" not in page
    assert "alumbrado" not in page
    whole = client.page(f"{LIST}/{second.id}").text()
    assert "puente viejo" in whole
    for url in (LIST, f"{LIST}/{first.id}", f"{LIST}/{second.id}"):
        text = client.page(url).html
        assert "Arteaga" not in text
        assert "1000000001" not in text
    for peticion in (closed, shared):
        with pytest.raises(NotFound):
            get_peticion_for(casos.actor("beto"), peticion.radicado)
        assert client.get(url_of(peticion)).status_code == 404
    assert list_bandeja(casos.actor("beto"), Filtro()) == []
    assert list_bandeja(casos.actor("beto"), Filtro(texto="puente")) == []
    assert "exportar" not in page
    bodies = [
        one.subject + one.body + one.html for one in db.session.scalars(select(OutboxMail).where(OutboxMail.letter.like("%encargo%")))
    ]
    assert bodies
    assert not any(word in body for body in bodies for word in ("Arteaga", "puente", "Alumbrado", "cuadrilla"))


def test_a_third_office_does_not_know_that_it_exists(client: PageClient, reloj: MovableClock) -> None:
    row = _ask(made(casos.en_tramite))
    for who in ("marino", "efrain", "delia"):
        with pytest.raises(NotFound):
            get_encargo_for(casos.actor(who), row.id)
    assert page_encargos(casos.actor("marino"), "por_hacer", 9) == page_encargos(casos.actor("marino"), "terminados", 9) == []
    sign_in(client, "marino")
    assert client.get(f"{LIST}/{row.id}").status_code == 404
    for act_ in ("responder", "retirar"):
        token = client.form_values(client.page("/gestion/pqrs/ausencias/nueva"))["csrf_token"]
        sent = client.post(f"{LIST}/{row.id}/{act_}", data={"csrf_token": token, "respuesta": "Espío", "version": "1"})
        assert sent.status_code == 404
    assert ASKED not in client.page(LIST).text()


def test_only_who_was_asked_answers_and_only_who_asked_takes_it_back(app: Flask, reloj: MovableClock) -> None:
    row = _ask(made(casos.en_tramite))
    for who in ("jairo", "carmen", "marino"):
        with pytest.raises(Forbidden):
            services.responder_encargo(row, respuesta="Yo", actor=casos.actor(who))
    for who in ("beto", "gloria", "ines"):
        with pytest.raises(Forbidden):
            services.retirar_encargo(row, actor=casos.actor(who))
    with pytest.raises(Forbidden):
        _ask(made(casos.en_tramite), por="beto")
    with transaction():
        services.retirar_encargo(row, actor=casos.actor("nubia"))
    with pytest.raises(Conflict):
        services.responder_encargo(row, respuesta="Tarde", actor=casos.actor("beto"))


def test_when_the_case_is_answered_what_was_asked_waits_no_more(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.con_borrador)
    row = _ask(peticion)
    with transaction():
        services.responder(peticion, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    assert page_encargos(casos.actor("beto"), "por_hacer", 9) == []
    assert recordar_encargos() == 0
    with pytest.raises(Conflict):
        services.responder_encargo(row, respuesta="Tarde", actor=casos.actor("beto"))


def test_reminders_come_the_day_before_on_the_day_and_once_when_it_is_late(app: Flask, reloj: MovableClock) -> None:
    _ask(made(casos.en_tramite))
    sent = []
    for day in (3, 4, 5, 5, 6, 7, 8, 9, 10):
        reloj.set(datetime(2026, 2, day, 6, 15))
        sent.append(find_job("pqrs.recordar_encargos").load()())
    assert sent == [0, 0, 1, 0, 1, 1, 0, 0, 0]
    assert sorted(_to("pqrs/encargo_recordatorio")) == ["gloria@puerres.example"] * 3 + ["jairo@puerres.example"]


def test_it_is_asked_answered_and_read_on_its_pages(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    empty = act(client, peticion, "encargar", pedido=ASKED)
    assert empty.status_code == 422
    assert "Elija la dependencia." in Page(empty).text()
    assert client.form_values(Page(empty), "/encargar")["encargar-pedido"] == ASKED
    done = act(client, peticion, "encargar", dependencia=str(casos.dependencia("120").id), pedido=ASKED, dias="2")
    assert "Encargo pedido." in Page(done).text()
    row = db.session.scalars(select(Encargo)).one()
    sign_in(client, "beto")
    assert "Encargos de otras dependencias" in client.page("/gestion/pqrs/").text()
    assert "Encargos de otras dependencias" in client.page("/gestion/").text()
    stale = client.form_values(client.page(f"{LIST}/{row.id}"), "/responder")
    client.submit(f"{LIST}/{row.id}", {"respuesta": "Pasó el lunes."}, action="/responder")
    late = client.post(f"{LIST}/{row.id}/responder", data={**stale, "respuesta": "Otra cosa"})
    assert late.status_code == 409
    assert "ya no espera respuesta" in Page(late).text()
    sign_in(client, "jairo")
    page = client.page(url_of(peticion))
    assert "Pasó el lunes." in page.text()
    assert "Encargo respondido" in page.text()

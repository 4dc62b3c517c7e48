"""Absence and substitution: who registers it, where cases, letters and reminders go meanwhile, and that it ends by itself."""

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import DomainError, Forbidden, NotFound
from portal.database import transaction
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.jobs_resumen import resumir
from portal.pqrs.linea import tell
from portal.pqrs.models import Ausencia
from portal.pqrs.queries.ausencias import get_ausencia_for, list_abiertas_de, page_ausencias, sustituto_de
from portal.pqrs.queries.bandeja import Filtro, count_vistas, list_bandeja
from portal.pqrs.services.ausencias import registrar_ausencia, terminar_ausencia
from portal.pqrs.services.reglas import crear_regla
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

LIST, NEW = "/gestion/pqrs/ausencias", "/gestion/pqrs/ausencias/nueva"
FIRST, LAST = date(2026, 2, 2), date(2026, 2, 10)


def _away(who: str = "jairo", instead: str = "nubia", por: str = "", desde: date = FIRST, hasta: date = LAST) -> Ausencia:
    with transaction():
        return registrar_ausencia(
            funcionario=casos.funcionario(who),
            sustituto=casos.funcionario(instead),
            desde=desde,
            hasta=hasta,
            actor=casos.actor(por or who),
        )


def _like(who: str, other: str) -> None:
    """Give somebody the office and the roles of another."""
    person, model = casos.funcionario(who), casos.funcionario(other)
    with transaction():
        person.dependencia_id, person.roles = model.dependencia_id, list(model.roles)


def _to(letter: str) -> list[str]:
    return list(db.session.scalars(select(OutboxMail.recipient).where(OutboxMail.letter == letter).order_by(OutboxMail.id)))


def _mine(who: str) -> list[str]:
    return [one.radicado for one in list_bandeja(casos.actor(who), Filtro(vista="mias"))]


def test_a_new_case_goes_to_who_takes_the_place_and_its_history_says_for_whom(app: Flask, reloj: MovableClock) -> None:
    _away()
    peticion = made(casos.en_tramite)
    assert peticion.responsable_id == casos.funcionario("nubia").id
    assert _to("pqrs/asignada") == ["nubia@puerres.example"]
    event = list_eventos("peticion", peticion.id)[-1]
    assert (event.datos["responsable"], event.datos["en_reemplazo_de"]) == ("Nubia Narváez", "Jairo Jurado")
    assert "en reemplazo de Jairo Jurado" in tell([event], for_citizen=False)[0].texto
    assert "Jairo" not in tell([event], for_citizen=True)[0].texto
    with pytest.raises(DomainError, match="ya está asignado así"):
        services.reasignar(
            peticion, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), motivo="x", actor=casos.actor("nubia")
        )


def test_a_rule_gives_to_who_takes_the_place(app: Flask, reloj: MovableClock) -> None:
    _away()
    with transaction():
        crear_regla(
            nombre="Luz", palabras="alumbrado", dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"),
            actor=casos.actor("ines"),
        )  # fmt: skip
    assert made(casos.radicar).responsable_id == casos.funcionario("nubia").id


def test_what_was_open_stays_is_listed_and_stands_in_the_others_inbox(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    assert _mine("nubia") == []
    row = _away()
    assert peticion.responsable_id == casos.funcionario("jairo").id
    assert _mine("nubia") == _mine("jairo") == [peticion.radicado]
    assert count_vistas(casos.actor("nubia"))["mias"] == 1
    assert [one.radicado for one in list_abiertas_de(casos.actor("nubia"), row)] == [peticion.radicado]


def test_reminders_and_letters_go_to_the_other_once_and_come_back_when_it_ends(app: Flask, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    _away(hasta=date(2026, 2, 23))
    reloj.set(datetime(2026, 2, 20, 7, 0))
    jobs.recordar()
    assert _to("pqrs/recordatorio") == ["nubia@puerres.example"]
    with transaction():
        services.aportar(peticion, texto="¿Cómo va?", actor=ciudadano(peticion.id))
    assert _to("pqrs/mensaje_recibido") == ["nubia@puerres.example"]
    reloj.set(datetime(2026, 2, 24, 7, 0))
    assert sustituto_de(casos.funcionario("jairo")) is None
    jobs.recordar()
    assert sorted(_to("pqrs/recordatorio")[1:]) == ["jairo@puerres.example", "nubia@puerres.example"], "on the last day the head too"
    assert _mine("nubia") == []


def test_who_heads_an_office_is_replaced_by_who_can_approve(app: Flask, reloj: MovableClock) -> None:
    with pytest.raises(DomainError, match="poder aprobar"):
        _away("nubia", "jairo")
    _like("jairo", "nubia")
    _away("nubia", "jairo")
    made(casos.radicar)
    with transaction():
        services.asignar(casos.radicar(), dependencia=casos.dependencia("150"), actor=casos.actor("ines"))
    assert _to("pqrs/asignada") == ["jairo@puerres.example"]
    reloj.set(datetime(2026, 2, 10, 7, 0))
    overdue = made(casos.en_tramite, tipo=TipoPeticion.INFORMACION)
    reloj.set(datetime(2026, 3, 2, 7, 0))
    _away("nubia", "jairo", desde=date(2026, 3, 1), hasta=date(2026, 3, 3))
    resumir()
    assert overdue.abierta
    assert "jairo@puerres.example" in _to("pqrs/resumen")
    assert "nubia@puerres.example" not in _to("pqrs/resumen")


def test_who_left_meanwhile_receives_nothing(app: Flask, reloj: MovableClock) -> None:
    _away()
    with transaction():
        casos.funcionario("nubia").dependencia_id = casos.dependencia("140").id
    peticion = made(casos.en_tramite)
    assert peticion.responsable_id == casos.funcionario("jairo").id
    assert _to("pqrs/asignada") == ["jairo@puerres.example"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"instead": "jairo"}, "sustituto"), ({"instead": "beto"}, "sustituto"), ({"hasta": date(2026, 2, 1)}, "hasta"),
        ({"desde": date(2026, 1, 5), "hasta": date(2026, 1, 9)}, "hasta"), ({"hasta": date(2027, 6, 1)}, "hasta"),
        ({"who": "carmen", "instead": "ines"}, "sustituto"),
    ],
)  # fmt: skip
def test_days_and_people_must_make_sense(app: Flask, reloj: MovableClock, values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _away(**values)
    assert refused.value.field == field


def test_nobody_is_away_twice_nor_takes_a_place_while_away(app: Flask, reloj: MovableClock) -> None:
    _away("beto", "gloria")
    with pytest.raises(DomainError, match="Ya hay una ausencia"):
        _away("beto", "gloria", desde=date(2026, 2, 10), hasta=date(2026, 2, 12))
    _like("beto", "gloria")
    _like("jairo", "gloria")
    with pytest.raises(DomainError, match="tampoco está"):
        _away("gloria", "beto", desde=date(2026, 2, 9), hasta=date(2026, 2, 12))
    with pytest.raises(DomainError, match="reemplaza a Beto"):
        _away("gloria", "jairo", desde=date(2026, 2, 9), hasta=date(2026, 2, 12))
    _away("beto", "gloria", desde=date(2026, 2, 11), hasta=date(2026, 2, 12))


def test_everybody_registers_their_own_and_who_answers_for_them_those_of_others(app: Flask, reloj: MovableClock) -> None:
    for who in ("gloria", "beto", "efrain", "delia"):
        with pytest.raises(Forbidden):
            _away(por=who)
    row = _away(por="nubia")
    with pytest.raises(Forbidden):
        terminar_ausencia(row, actor=casos.actor("gloria"))
    with transaction():
        terminar_ausencia(row, actor=casos.actor("ines"))
    assert sustituto_de(casos.funcionario("jairo")) is None
    with pytest.raises(DomainError, match="ya terminó"):
        terminar_ausencia(row, actor=casos.actor("jairo"))
    assert [one.tipo for one in list_eventos("funcionario", casos.funcionario("jairo").id)][-2:] == [
        "ausencia_registrada",
        "ausencia_terminada",
    ]


def test_another_office_learns_nothing_of_it(client: PageClient, reloj: MovableClock) -> None:
    sealed = made(casos.radicar, tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    with transaction():
        services.asignar(sealed, dependencia=casos.dependencia("150"), responsable=casos.funcionario("jairo"), actor=casos.actor("hernan"))
    row = _away()
    for who in ("gloria", "beto"):
        assert page_ausencias(casos.actor(who), 10) == []
        with pytest.raises(NotFound):
            get_ausencia_for(casos.actor(who), row.id)
        sign_in(client, who)
        assert client.get(f"{LIST}/{row.id}").status_code == 404
        assert client.post(f"{LIST}/{row.id}/terminar").status_code in {400, 403, 404}
        assert "Jairo" not in client.page(NEW).text()
    # Who looks after everybody's absences sees this one, and of its cases only those that they may see.
    assert list_abiertas_de(casos.actor("ines"), row) == []
    assert [one.radicado for one in list_abiertas_de(casos.actor("hernan"), row)] == [sealed.radicado]
    db.session.refresh(row)
    assert row.terminada_en is None


def test_it_is_registered_once_looked_at_and_ended_on_its_pages(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    sign_in(client, "jairo")
    assert "No hay ausencias registradas" in client.page(LIST).text()
    values = client.form_values(client.page(NEW))
    assert values["funcionario"] == str(casos.funcionario("jairo").id)
    wrong = client.post(NEW, data={**values, "desde": "2026-02-03", "hasta": "2026-02-01", "sustituto": "0"})
    assert wrong.status_code == 422
    assert "Elija una persona." in Page(wrong).text()
    filled = {**values, "desde": "2026-02-03", "hasta": "2026-02-06", "sustituto": str(casos.funcionario("nubia").id)}
    done = Page(client.post(NEW, data=filled, follow_redirects=True)).text()
    assert "Nubia Narváez recibe los casos de Jairo Jurado" in done
    assert peticion.radicado in done
    client.post(NEW, data=filled, follow_redirects=True)
    row = db.session.scalars(select(Ausencia)).one()
    assert "No está hoy" in client.page(LIST).text()
    assert sorted(_to("pqrs/ausencia")) == ["jairo@puerres.example", "nubia@puerres.example"]
    sign_in(client, "nubia")
    page = client.page(url_of(peticion))
    assert "No está: le reemplaza Nubia Narváez" in page.text()
    assert "no está: lo recibe Nubia Narváez" in page.html
    client.submit(f"{LIST}/{row.id}", action="/terminar")
    assert "Terminada antes" in client.page(LIST).text()

"""The day's mail: what is in it, for whom, how often; and its links, which open a page and do nothing by themselves."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.core.errors import Forbidden
from portal.database import transaction
from portal.extensions import db
from portal.jobs.plan import find_job
from portal.outbox.models import OutboxMail
from portal.pqrs import services
from portal.pqrs.enlaces import make_url
from portal.pqrs.jobs_resumen import resumir
from portal.pqrs.services.acuses import acusar, elegir_frecuencia
from portal.pqrs.services.encargos import encargar
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in, sign_out

pytestmark = pytest.mark.usefixtures("app")


def _mails(who: str) -> list[OutboxMail]:
    query = select(OutboxMail).where(OutboxMail.letter == "pqrs/resumen", OutboxMail.recipient == f"{who}@puerres.example")
    return list(db.session.scalars(query.order_by(OutboxMail.id)))


def _choose(who: str, frecuencia: str) -> None:
    with transaction():
        elegir_frecuencia(frecuencia=frecuencia, actor=casos.actor(who))


def _path(who: str, para: str, clave: int) -> str:
    return urlsplit(make_url(casos.funcionario(who).id, para, clave)).path


def test_heads_get_one_mail_a_day_of_what_is_overdue(reloj: MovableClock) -> None:
    late = made(casos.en_tramite)
    reloj.set(datetime(2026, 2, 24, 6, 30))
    resumir()
    assert _mails("nubia")[0].subject == "Vencen hoy: 1"
    for day in (25, 25, 26):
        reloj.set(datetime(2026, 2, day, 6, 30))
        find_job("pqrs.resumir").load()()
    mails = _mails("nubia")
    assert [one.subject for one in mails] == ["Vencen hoy: 1", "Vencidas: 1", "Vencidas: 1"]
    assert late.radicado in mails[1].body
    assert "venció el 24/02/2026" in mails[1].body


def test_it_tells_what_is_new_near_waiting_asked_and_noted(reloj: MovableClock) -> None:
    waiting = made(casos.requerida)
    reloj.set(datetime(2026, 2, 16, 9, 0))
    new = made(casos.en_tramite)
    reloj.set(datetime(2026, 2, 3, 10, 15))
    near = made(casos.en_tramite)
    with transaction():
        services.anotar(fresh(near), texto="@jairo.jurado: llame a la señora.", actor=casos.actor("nubia"))
        encargar(fresh(near), dependencia=casos.dependencia("120"), pedido="¿Hay plano de la casa?", dias=12, actor=casos.actor("jairo"))
    reloj.set(datetime(2026, 2, 19, 6, 30))
    resumir()
    (mail,) = _mails("jairo")
    body = mail.body
    parts = re.findall(r"^([A-ZÁÉÍÓÚÑ :]+) \((\d+)\)$", body, re.MULTILINE)
    assert parts == [("VENCEN EN TRES DÍAS HÁBILES O MENOS", "1"), ("NUEVAS A SU NOMBRE: CONFIRME QUE LAS RECIBIÓ", "1"),
                     ("ESPERAN A LA PERSONA", "1"), ("NOTAS QUE LE AVISAN", "1")]  # fmt: skip
    places = [body.index(one.radicado) for one in (near, new, waiting)]
    assert places == sorted(places)
    assert "La recibí" in mail.html
    (asked,) = _mails("gloria")
    assert "Responder un encargo" in asked.body
    for text in (body, mail.html, asked.body, asked.html):
        assert not [word for word in ("Arteaga", "señora", "plano", "lumbrado", "1000000001") if word in text]


def test_a_day_that_does_not_count_brings_no_mail_and_neither_does_nothing(reloj: MovableClock) -> None:
    assert resumir() == 0
    made(casos.en_tramite)
    reloj.set(datetime(2026, 2, 28, 6, 30))
    assert resumir() == 0
    reloj.set(datetime(2026, 3, 2, 6, 30))
    assert resumir() == 2


def test_who_chose_weekly_gets_it_on_the_first_business_day_and_who_chose_never_does_not(reloj: MovableClock) -> None:
    made(casos.en_tramite)
    _choose("jairo", "semanal")
    days = []
    # Monday 23 March 2026 is a holiday.
    for day in (date(2026, 3, 17), date(2026, 3, 18), date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25)):
        reloj.set(datetime(day.year, day.month, day.day, 6, 30))
        before = len(_mails("jairo"))
        resumir()
        days += [day.day] if len(_mails("jairo")) > before else []
    assert days == [24]
    _choose("jairo", "nunca")
    reloj.set(datetime(2026, 3, 30, 6, 30))
    resumir()
    assert len(_mails("jairo")) == 1


def test_what_is_overdue_in_their_office_reaches_who_heads_it_whatever_they_chose(reloj: MovableClock) -> None:
    late = made(casos.en_tramite)
    _choose("nubia", "nunca")
    reloj.set(datetime(2026, 2, 24, 6, 30))
    resumir()
    assert _mails("nubia") == []
    reloj.set(datetime(2026, 2, 25, 6, 30))
    near = made(casos.en_tramite, tipo=TipoPeticion.INFORMACION)
    resumir()
    (mail,) = _mails("nubia")
    assert late.radicado in mail.body
    assert near.radicado not in mail.body
    assert "ya vencieron" in mail.body


def test_nothing_against_officials_is_told_to_who_may_not_know_and_its_kind_to_nobody(reloj: MovableClock) -> None:
    with transaction():
        sealed = casos.radicar(tipo=TipoPeticion.QUEJA_DISCIPLINARIA, texto="Me gritó.")
    reloj.set(datetime(2026, 3, 16, 6, 30))
    resumir()
    mails = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "pqrs/resumen")).all()
    assert [one.recipient for one in mails if sealed.radicado in one.body] == ["hernan@puerres.example"]
    for one in mails:
        assert not [word for word in ("disciplinaria", "Me gritó", "Arteaga") if word in one.subject + one.body + one.html]


def test_a_link_asks_to_sign_in_and_then_leads_to_the_place(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _path("jairo", "responder", peticion.id)
    asked = client.get(path)
    assert asked.status_code == 302
    assert asked.location.startswith("/ingreso")
    with client.session_transaction() as cookie:
        assert cookie["siguiente"] == path
    sign_in(client, "jairo")
    assert client.get(path).location == f"{url_of(peticion)}#respuesta"
    assert client.get(_path("jairo", "nota", peticion.id)).location == f"{url_of(peticion)}#notas"


def test_a_link_serves_only_its_person_for_a_month_and_what_they_may_see(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _path("jairo", "responder", peticion.id)
    sign_in(client, "nubia")
    refused = client.get(path)
    assert refused.status_code == 403
    assert "es de otra persona" in Page(refused).text()
    sign_in(client, "jairo")
    assert client.get(f"{path}x").status_code == 404
    assert client.get("/gestion/pqrs/enlace/x").status_code == 404
    assert client.get(_path("jairo", "responder", 999_999)).status_code == 404
    with transaction():
        services.reasignar(fresh(peticion), dependencia=casos.dependencia("140"), motivo="No es de Salud.", actor=casos.actor("carmen"))
    assert client.get(path).status_code == 404
    reloj.set(datetime(2026, 3, 6, 9, 0))
    sign_in(client, "jairo")
    assert client.get(path).status_code == 410


def test_opening_the_link_confirms_nothing_and_the_button_does_once(client: PageClient, reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    path = _path("jairo", "acuse", peticion.id)

    def said() -> list[str]:
        return [one.actor_nombre for one in list_eventos("peticion", peticion.id) if one.tipo == "asignacion_recibida"]

    sign_in(client, "jairo")
    for _ in range(2):
        assert "¿Recibió este caso?" in client.page(path).text()
        client.head(path)
    assert said() == []
    done = client.submit(path, {}, action="/acusar")
    assert "Queda escrito que usted recibió este caso." in Page(done).text()
    assert said() == ["Jairo Jurado"]
    assert "No hace falta confirmar" in client.page(path).text()
    with transaction():
        assert not acusar(fresh(peticion), actor=casos.actor("jairo"))
    assert said() == ["Jairo Jurado"]
    assert not list_eventos("peticion", peticion.id)[-1].publico
    sign_out(client)


def test_only_who_has_the_case_says_that_they_received_it(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    for who in ("nubia", "carmen"):
        with pytest.raises(Forbidden):
            acusar(peticion, actor=casos.actor(who))


def test_a_case_given_again_is_new_again(reloj: MovableClock) -> None:
    peticion = made(casos.en_tramite)
    with transaction():
        assert acusar(fresh(peticion), actor=casos.actor("jairo"))
    reloj.set(datetime(2026, 2, 4, 6, 30))
    resumir()
    assert _mails("jairo") == []
    with transaction():
        services.reasignar(fresh(peticion), dependencia=casos.dependencia("150"), motivo="Nadie.", actor=casos.actor("nubia"))
        services.reasignar(
            fresh(peticion),
            dependencia=casos.dependencia("150"),
            responsable=casos.funcionario("jairo"),
            motivo="Él.",
            actor=casos.actor("nubia"),
        )
    reloj.set(datetime(2026, 2, 5, 6, 30))
    resumir()
    assert "CONFIRME QUE LAS RECIBIÓ (1)" in _mails("jairo")[0].body


def test_how_often_is_chosen_on_the_account_page(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    page = "/cuenta/resumen"
    assert page in client.page("/cuenta/").links()
    assert client.form_values(client.page(page), page)["frecuencia"] == "diario"
    assert client.submit(page, {"frecuencia": "semanal"}, action=page).status_code == 200
    assert client.form_values(client.page(page), page)["frecuencia"] == "semanal"
    refused = client.submit(page, {"frecuencia": "a veces"}, action=page)
    assert refused.status_code == 422
    assert client.form_values(client.page(page), page)["frecuencia"] == "semanal"
    sign_in(client, "karol")
    assert client.get(page).status_code == 403


def test_one_officials_mail_asks_as_little_with_many_cases_as_with_few(app: Flask, reloj: MovableClock) -> None:
    from tests.architecture.test_query_counts import counted

    counts = []
    for day, more in ((4, 2), (5, 8)):
        with transaction():
            for _ in range(more):
                casos.en_tramite()
        reloj.set(datetime(2026, 2, day, 6, 30))
        with counted() as seen:
            assert resumir() == 1
        counts.append(len(seen))
    assert counts[0] >= counts[1] - 1, counts

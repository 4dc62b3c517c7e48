"""Where an official arrives: what waits for them, each count leading to the very cases that it counted."""

import re
from datetime import datetime

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.jobs.plan import all_jobs
from portal.outbox.models import FALLIDO, OutboxMail
from portal.pqrs import services
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

HOME = "/gestion/"


def _waiting(page: Page) -> dict[str, tuple[int, str]]:
    """Words → count and address of what waits."""
    lists = [one for one in page.all("ul") if "pending" in (one.get("class") or "")]
    links = [link for one in lists for link in one.iter("a")]
    found = {}
    for link in links:
        count, words = re.fullmatch(r"(\d+) (.*)", page.text(link)).groups()  # type: ignore[union-attr]
        found[words] = (int(count), link.get("href", ""))
    return found


def _cases(page: Page) -> int:
    return len([one for one in page.all("a") if one.get("class") == "radicado"])


@pytest.fixture
def busy(app: Flask, reloj: MovableClock) -> None:
    """A municipality with something of everything on 16 February 2026."""
    reloj.set(datetime(2026, 1, 13, 9, 0))
    with transaction():
        casos.en_tramite()
    reloj.set(datetime(2026, 2, 3, 9, 0))
    with transaction():
        casos.en_tramite(tipo=TipoPeticion.INFORMACION)
        casos.radicar()
        casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
        services.asignar(casos.radicar(), dependencia=casos.dependencia("150"), actor=casos.actor("carmen"))
        casos.en_aprobacion()
        failed = casos.por_notificar()
        letter = select_letter(failed.id)
        letter.state = FALLIDO
    reloj.set(datetime(2026, 2, 16, 9, 0))


def select_letter(key: int) -> OutboxMail:
    return db.session.scalars(db.select(OutboxMail).where(OutboxMail.about_id == key, OutboxMail.letter == "pqrs/respuesta")).one()


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("jairo", {"Asignadas a usted": 4, "Vencidas": 1, "Vencen en 3 días hábiles o menos": 1, "Por notificar": 1}),
        ("nubia", {"Sin responsable en su dependencia": 1, "Esperan su aprobación": 1, "Vencidas": 1, "Sin asignar": 0}),
        ("carmen", {"Sin asignar": 1, "Esperan su aprobación": 0, "Vencidas": 1, "Respuestas que no llegaron por correo": 1}),
        ("hernan", {"Sin asignar": 2, "Vencidas": 1}),
        ("efrain", {"Correos que no salieron": 1}),
        ("karol", {}),
    ],
)
def test_each_one_is_told_what_waits_for_them_and_led_to_it(client: PageClient, who: str, expected: dict[str, int]) -> None:
    sign_in(client, who)
    waiting = _waiting(client.page(HOME))
    assert {words: waiting[words][0] for words in expected} == expected
    for count, url in waiting.values():
        page = client.page(url)
        if url.startswith("/gestion/pqrs/"):
            assert _cases(page) == count, url


def test_the_committee_is_told_of_work_that_is_late(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "delia")
    count, url = _waiting(client.page(HOME))["Tareas atrasadas"]
    assert count == len(all_jobs()), "no worker runs in the tests"
    assert "Atrasada" in client.page(url).text()


def test_who_has_nothing_waiting_is_told_so(client: PageClient, reloj: MovableClock) -> None:
    sign_in(client, "jairo")
    assert "No tiene nada pendiente" in client.page(HOME).text()


@pytest.mark.usefixtures("busy")
def test_who_only_answers_is_told_of_their_own_cases(client: PageClient) -> None:
    with transaction():
        services.asignar(
            casos.radicar(), dependencia=casos.dependencia("120"), responsable=casos.funcionario("gloria"), actor=casos.actor("carmen")
        )
    sign_in(client, "beto")
    assert "No tiene nada pendiente" in client.page(HOME).text()
    assert _cases(client.page("/gestion/pqrs/")) == 1

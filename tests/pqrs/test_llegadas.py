"""What the person sent by e-mail or on paper, recorded later by an official: the day on which it came is what counts."""

from datetime import date, datetime

import pytest

from portal.core import clock
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.pqrs import services
from portal.pqrs.queries.caso import list_mensajes
from portal.pqrs.services.complemento import Llegada
from tests.support import casos
from tests.support.oficina import fresh, url_of
from tests.support.pages import PageClient
from tests.support.sessions import sign_in


def test_the_term_runs_from_the_day_after_the_papers_came_and_not_after_they_were_recorded(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion, other = casos.requerida(), casos.requerida()
    reloj.set(datetime(2026, 2, 13, 9))
    sign_in(client, "jairo")
    data = {"completar-por": "papel", "completar-fecha": "2026-02-02T10:00", "completar-texto": "El plano."}
    early = client.submit(url_of(peticion), data, action="/completar")
    assert early.status_code == 422
    assert "no puede ser anterior" in early.text
    client.submit(url_of(peticion), {**data, "completar-fecha": "2026-02-10T10:00"}, action="/completar")
    with transaction():
        services.completar(other, texto="El plano.", actor=casos.actor("jairo"))
    done = fresh(peticion)
    # Three business days less than what was recorded on Friday 13.
    assert (done.estado, done.vence_el, fresh(other).vence_el) == ("en_tramite", date(2026, 3, 3), date(2026, 3, 6))
    message = list_mensajes(done)[0]
    assert (message.de, message.autor_id) == ("ciudadano", casos.funcionario("jairo").id)
    assert "Llegó por otro medio (en papel) el martes 10 de febrero de 2026" in client.page(url_of(peticion)).text()


def test_what_cannot_have_come_then_is_refused(app: object, reloj: MovableClock) -> None:
    peticion = casos.requerida()
    for when in (datetime(2026, 2, 9, 9, tzinfo=clock.BOGOTA), datetime(2026, 1, 30, 9, tzinfo=clock.BOGOTA)):
        with pytest.raises(DomainError):
            services.completar(peticion, texto="El plano", actor=casos.actor("jairo"), llegada=Llegada("papel", when))
    assert peticion.estado == "requerida"


def test_who_has_the_case_says_on_its_page_that_they_received_it(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
    sign_in(client, "jairo")
    assert "Este caso está a su nombre" in client.page(url_of(peticion)).text()
    client.submit(url_of(peticion), {}, action="/acusar")
    assert "Este caso está a su nombre" not in client.page(url_of(peticion)).text()

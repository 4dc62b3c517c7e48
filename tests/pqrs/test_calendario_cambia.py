"""A day that the municipality closes, or opens again: what moves is shown first, and what took effect stays."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.queries import list_dias_vigentes
from portal.entidad.services import PorConfirmar, add_dia, withdraw_dia
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs
from portal.pqrs.models import Peticion
from portal.pqrs.queries.asuntos import list_asuntos
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos
from tests.support.oficina import fresh
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")

DAYS = "/gestion/entidad/dias"
ACT = {"motivo": "Fiestas patronales", "acto": "Decreto 012 de 2026"}


def _made(**changes: object) -> Peticion:
    with transaction():
        return casos.en_tramite(**changes)


def _mails() -> int:
    return db.session.scalar(db.select(db.func.count(OutboxMail.id)).where(OutboxMail.letter == "pqrs/termino")) or 0


def test_a_day_that_moves_cases_shows_which_and_is_kept_only_when_confirmed(client: PageClient, reloj: MovableClock) -> None:
    first, second = _made(), _made()
    reloj.set(datetime(2026, 2, 20, 9))
    sign_in(client, "efrain")
    asked = Page(client.submit(DAYS, {"fecha": "2026-02-16", **ACT}, action="/dias"))
    assert asked.h1 == "Confirmar el día no hábil"
    for one in (first, second):
        assert one.radicado in asked.text()
    assert "2 casos abiertos cambian de fecha límite" in asked.text()
    assert "martes 24 de febrero de 2026" in asked.text()
    assert "miércoles 25 de febrero de 2026" in asked.text()
    assert "ya pasó" in asked.text()
    assert list_dias_vigentes() == []
    assert fresh(first).vence_el == date(2026, 2, 24)
    assert _mails() == 0
    values = client.form_values(asked, None)
    done = Page(client.post(DAYS, data=values, follow_redirects=True))
    assert "Cambió el vencimiento de 2 casos abiertos." in done.text()
    assert fresh(first).vence_el == date(2026, 2, 25)
    # To take it back asks too.
    key = list_dias_vigentes()[0].id
    asked = Page(client.submit(f"{DAYS}/{key}/retirar", {"acto": "Decreto 013 de 2026"}, action="retirar"))
    assert asked.h1 == "Confirmar que se retira el día"
    assert len(list_dias_vigentes()) == 1
    client.post(f"{DAYS}/{key}/retirar", data=client.form_values(asked, None))
    assert list_dias_vigentes() == []
    assert fresh(first).vence_el == date(2026, 2, 24)


def test_a_day_that_moves_nothing_is_kept_at_once(client: PageClient, reloj: MovableClock) -> None:
    _made()
    sign_in(client, "efrain")
    done = Page(client.submit(DAYS, {"fecha": "2026-12-21", **ACT}, action="/dias"))
    assert "El día quedó registrado. No cambió el vencimiento de ningún caso abierto." in done.text()


def test_a_confirmation_does_not_hold_for_another_date_typed_afterwards(client: PageClient, reloj: MovableClock) -> None:
    _made()
    sign_in(client, "efrain")
    values = client.form_values(Page(client.submit(DAYS, {"fecha": "2026-02-16", **ACT}, action="/dias")), None)
    refused = client.post(DAYS, data={**values, "acto": ""})
    assert refused.status_code == 422
    assert client.form_values(Page(refused), "/dias")["confirmado"] == ""


@pytest.mark.parametrize("ran", [True, False])
def test_a_later_day_does_not_take_back_what_the_law_accepted_by_silence(reloj: MovableClock, ran: bool) -> None:
    peticion = _made(tipo=TipoPeticion.DOCUMENTOS)
    assert peticion.vence_el == date(2026, 2, 17)
    reloj.set(datetime(2026, 2, 19, 9))
    if ran:
        jobs.operar_silencios()
    with transaction():
        add_dia(fecha=date(2026, 2, 16), **ACT, actor=casos.actor("efrain"))
    jobs.recalcular()
    jobs.operar_silencios()
    kept = fresh(peticion)
    assert (kept.vence_el, kept.aceptada_desde, kept.copias_el) == (date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 20))
    told = [one for one in list_eventos("peticion", kept.id) if one.tipo == "termino_conservado"]
    assert len(told) == 1
    assert "sigue el martes 17 de febrero de 2026, y no pasa al miércoles 18" in told[0].datos["motivo"]
    assert _mails() == 0


def test_what_stays_is_told_beside_what_moves(client: PageClient, reloj: MovableClock) -> None:
    accepted, runs = _made(tipo=TipoPeticion.DOCUMENTOS), _made()
    reloj.set(datetime(2026, 2, 19, 9))
    with pytest.raises(PorConfirmar) as asked, transaction():
        add_dia(fecha=date(2026, 2, 16), **ACT, actor=casos.actor("efrain"))
    assert [one.caso for one in asked.value.impacto.movimientos] == [runs.radicado]
    assert asked.value.impacto.conservados == (accepted.radicado,)
    sign_in(client, "efrain")
    page = Page(client.submit(DAYS, {"fecha": "2026-02-16", **ACT}, action="/dias"))
    assert f"En {accepted.radicado} el plazo ya tuvo efecto" in page.text()


def test_a_time_to_complete_that_ended_does_not_run_again(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.por_decretar()
    before = (peticion.vence_el, peticion.pausa_limite_el, peticion.estado)
    assert peticion.pausa_limite_el is not None
    with transaction():
        add_dia(fecha=peticion.pausa_limite_el, **ACT, actor=casos.actor("efrain"), confirmado=True)
    jobs.recalcular()
    kept = fresh(peticion)
    assert (kept.vence_el, kept.pausa_limite_el, kept.estado) == before
    with transaction():
        withdraw_dia(list_dias_vigentes()[0].id, acto="Decreto 13", actor=casos.actor("efrain"), confirmado=True)
    assert fresh(peticion).vence_el == before[0]


def test_a_matter_that_the_law_accepted_keeps_its_date(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
        casos.separar(peticion, ("documentos", "150", "jairo"), ("consulta", "150", "jairo"))
    reloj.set(datetime(2026, 2, 19, 9))
    jobs.operar_silencios()
    accepted = next(one for one in list_asuntos(peticion) if one.aceptada_desde is not None)
    before = {one.numero: one.vence_el for one in list_asuntos(peticion)}
    with transaction():
        add_dia(fecha=date(2026, 2, 16), **ACT, actor=casos.actor("efrain"), confirmado=True)
    after = {one.numero: one.vence_el for one in list_asuntos(fresh(peticion))}
    assert after[accepted.numero] == before[accepted.numero]
    assert any(after[one] > before[one] for one in after if one != accepted.numero)
    assert fresh(peticion).vence_el == min(after.values())


@pytest.mark.parametrize("answered", [casos.por_notificar, casos.en_recurso])
def test_what_is_answered_is_not_foreseen_to_move_for_it_does_not(reloj: MovableClock, answered: Callable[[], Peticion]) -> None:
    with transaction():
        answered()
    with transaction():
        # Nothing to confirm: nothing moves.
        _dia, moved = add_dia(fecha=date(2026, 2, 16), **ACT, actor=casos.actor("efrain"))
    assert moved == 0

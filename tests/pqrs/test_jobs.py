"""Periodic work: each reminder once, to whom and when it is due; terms counted again after a local day."""

from datetime import date, datetime

import pytest

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.entidad.services import add_dia
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.jobs_resumen import resumir
from portal.pqrs.models import Peticion
from portal.pqrs.queries.bandeja import list_por_recalcular
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos

pytestmark = pytest.mark.usefixtures("app")


def _letters(name: str) -> list[OutboxMail]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))


def _run_on(reloj: MovableClock, day: date, hour: int = 7) -> list[str]:
    """Run the reminders on a day; gives the addresses that were written to."""
    before = len(_letters("recordatorio"))
    reloj.set(datetime(day.year, day.month, day.day, hour))
    jobs.recordar()
    jobs.recordar()
    return [one.recipient for one in _letters("recordatorio")[before:]]


def test_each_reminder_comes_once_at_its_time_and_the_due_day_reaches_the_head(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
    assert (peticion.efectiva_el, peticion.vence_el, peticion.plazo_dias) == (date(2026, 2, 3), date(2026, 2, 24), 15)
    jairo, nubia = "jairo@puerres.example", "nubia@puerres.example"
    assert _run_on(reloj, date(2026, 2, 12)) == []
    assert _run_on(reloj, date(2026, 2, 13)) == [jairo]
    assert _run_on(reloj, date(2026, 2, 18)) == []
    assert _run_on(reloj, date(2026, 2, 19)) == [jairo]
    assert _run_on(reloj, date(2026, 2, 20)) == []
    assert _run_on(reloj, date(2026, 2, 23)) == [jairo]
    assert sorted(_run_on(reloj, date(2026, 2, 24))) == [jairo, nubia]
    assert _run_on(reloj, date(2026, 2, 24), hour=18) == []
    assert _run_on(reloj, date(2026, 2, 25)) == []


def test_an_answered_case_is_not_reminded_of(reloj: MovableClock) -> None:
    with transaction():
        casos.por_notificar()
    assert _run_on(reloj, date(2026, 2, 24)) == []


def test_a_late_run_sends_the_most_urgent_reminder_only(reloj: MovableClock) -> None:
    with transaction():
        casos.en_tramite()
    assert _run_on(reloj, date(2026, 2, 23)) == ["jairo@puerres.example"]
    assert "queda un día hábil" in _letters("recordatorio")[0].subject


def test_a_new_due_date_is_reminded_of_anew(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.cerrada()
    reloj.set(datetime(2026, 3, 2, 9, 0))
    with transaction():
        services.reabrir(db.session.get_one(Peticion, peticion.id), motivo="Faltó un punto.", actor=casos.actor("nubia"))
    due = db.session.get_one(Peticion, peticion.id).vence_el
    assert len(_run_on(reloj, due)) == 2


def _close_offices(day: date) -> None:
    with transaction():
        add_dia(fecha=day, motivo="Fiestas patronales", acto="Decreto 012 de 2026", actor=casos.actor("efrain"), confirmado=True)


def test_a_local_day_moves_the_open_cases_and_tells_citizen_and_official_why(reloj: MovableClock) -> None:
    with transaction():
        peticion, done, late = casos.en_tramite(), casos.cerrada(), casos.por_notificar()
    before = {one.id: one.vence_el for one in (peticion, done, late)}
    _close_offices(date(2026, 2, 16))
    jobs.recalcular()
    db.session.expire_all()
    assert (before[peticion.id], peticion.vence_el) == (date(2026, 2, 24), date(2026, 2, 25))
    assert done.vence_el == before[done.id]
    assert late.vence_el == before[late.id]
    moved = [one for one in list_eventos("peticion", peticion.id) if one.tipo == "termino_recalculado"]
    assert len(moved) == 1
    assert moved[0].datos["vence_el"] == ["2026-02-24", "2026-02-25"]
    assert "Decreto 012 de 2026" in moved[0].datos["motivo"]
    citizen, official = _letters("termino"), _letters("termino_oficina")
    assert [one.recipient for one in citizen] == ["ana@correo.example"]
    assert [one.recipient for one in official] == ["jairo@puerres.example"]
    assert "Decreto 012 de 2026" in official[0].body
    assert "martes 24 de febrero de 2026" in official[0].body


def test_counting_again_twice_changes_nothing_more(reloj: MovableClock) -> None:
    with transaction():
        casos.en_tramite()
    _close_offices(date(2026, 2, 16))
    jobs.recalcular()
    letters = len(_letters("termino_oficina"))
    assert jobs.recalcular() == 0
    assert len(_letters("termino_oficina")) == letters


def test_a_local_day_outside_the_term_moves_nothing_and_is_not_looked_at_again(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
    _close_offices(date(2026, 6, 1))
    jobs.recalcular()
    db.session.expire_all()
    assert peticion.vence_el == date(2026, 2, 24)
    assert list_por_recalcular(peticion.calendario_version, limit=10) == []
    assert _letters("termino_oficina") == []


def test_the_work_goes_on_batch_by_batch_until_all_are_done(reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    with transaction():
        made = [casos.en_tramite() for _ in range(5)]
    reloj.set(datetime(2026, 2, 24, 7, 0))
    assert jobs.recordar() == 5
    assert len(_letters("recordatorio")) == 2 * len(made)


def test_a_case_that_no_office_has_is_reminded_of_to_who_gives_cases_out(reloj: MovableClock) -> None:
    with transaction():
        case = casos.radicar()
    assert sorted(_run_on(reloj, date(2026, 2, 23))) == ["carmen@puerres.example", "ines@puerres.example"]
    reloj.set(datetime(2026, 2, 25, 7, 0))
    assert resumir() == 2
    mail = _letters("resumen")[0]
    assert mail.subject == "Vencidas: 1"
    assert case.radicado in mail.body
    assert "Sin asignar" in mail.body


def test_a_complaint_against_officials_is_told_only_to_who_may_know_of_it(reloj: MovableClock) -> None:
    with transaction():
        casos.radicar(tipo=TipoPeticion.DENUNCIA_CORRUPCION)
    assert _run_on(reloj, date(2026, 2, 23)) == ["hernan@puerres.example"]
    reloj.set(datetime(2026, 2, 25, 7, 0))
    assert resumir() == 1
    assert _letters("resumen")[0].recipient == "hernan@puerres.example"

"""What time alone decides: papers that never came, silence that accepts; reminders in pauses; terms counted again around them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.core.actors import ciudadano
from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.database import transaction
from portal.entidad.queries import get_calendario
from portal.entidad.services import add_dia
from portal.extensions import db
from portal.jobs.plan import find_job
from portal.outbox.models import OutboxMail
from portal.pqrs import jobs, services
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Peticion
from portal.pqrs.posibles import posibles_of
from portal.pqrs.tipos import TipoPeticion
from tests.support import casos, ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

pytestmark = pytest.mark.usefixtures("app")


def _letters(name: str) -> list[OutboxMail]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(OutboxMail).where(OutboxMail.letter == f"pqrs/{name}").order_by(OutboxMail.id)))


def _fresh(case: Peticion) -> Peticion:
    db.session.expire_all()
    return db.session.get_one(Peticion, case.id)


def _reminded(reloj: MovableClock, day: date) -> list[str]:
    """Who is written to by that morning's run, done twice."""
    before = len(_letters("recordatorio"))
    reloj.set(datetime(day.year, day.month, day.day, 7))
    jobs.recordar()
    jobs.recordar()
    return sorted(one.recipient for one in _letters("recordatorio")[before:])


JAIRO, NUBIA = "jairo@puerres.example", "nubia@puerres.example"


def test_both_works_are_in_the_schedule_after_midnight() -> None:
    for name in ("pqrs.vencer_requerimientos", "pqrs.operar_silencios"):
        at = find_job(name).at
        assert at is not None
        assert at.hour == 0


def test_what_was_not_completed_passes_to_be_decided_the_night_after_its_last_day(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
    assert peticion.pausa_limite_el == date(2026, 3, 3)
    reloj.set(datetime(2026, 3, 3, 23, 59))
    assert jobs.vencer_requerimientos() == 0
    reloj.set(datetime(2026, 3, 4, 0, 10))
    assert jobs.vencer_requerimientos() == 1
    assert jobs.vencer_requerimientos() == 0
    assert _fresh(peticion).estado == "por_decretar_desistimiento"
    assert len(_letters("sin_complemento")) == 1
    assert len(_letters("sin_complemento_oficina")) == 1


def test_what_the_law_accepted_for_want_of_an_answer_is_not_denied_by_its_answer(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.con_borrador(tipo=TipoPeticion.INFORMACION)
    radicado = peticion.radicado
    reloj.set(datetime(2026, 2, 18, 9, 0))
    jobs.operar_silencios()
    with pytest.raises(DomainError, match="ya no se puede negar"):
        services.responder(_fresh(peticion), decide=True, make_letter=casos.make_letter, actor=casos.actor("jairo"))
    sign_in(client, "jairo")
    page = client.page(f"/gestion/pqrs/{radicado}")
    assert not [one for one in page.form("/responder").iter("input") if one.get("name") == "responder-decide"]
    assert "Debe entregar lo que se pidió, a más tardar el viernes 20 de febrero de 2026" in page.text()
    client.submit(f"/gestion/pqrs/{radicado}", {"responder-confirma": "y"}, action="/responder")
    assert "La ley la había dado por aceptada desde el miércoles 18 de febrero de 2026" in ciudadania.enter(client, radicado).text()


def test_silence_binds_from_its_day_although_nobody_noted_it_and_a_reopening_does_not_take_it_back(reloj: MovableClock) -> None:
    with transaction():
        peticion, late = casos.con_borrador(tipo=TipoPeticion.INFORMACION), casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    due = _fresh(peticion).vence_el
    reloj.set(datetime(2026, 2, 18, 0, 5))
    with pytest.raises(DomainError, match="aceptada desde el miércoles 18 de febrero de 2026: ya no se puede negar"):
        services.rechazar(_fresh(late), motivo="Insulta", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    assert {"rechazar", "trasladar", "requerir"} <= posibles_of(_fresh(late), get_calendario()).fuera
    jobs.operar_silencios()
    with transaction():
        services.responder(_fresh(peticion), make_letter=casos.make_letter, actor=casos.actor("jairo"))
        services.abrir_respuesta(_fresh(peticion), actor=ciudadano(peticion.id))
        services.pedir_reapertura(_fresh(peticion), motivo="No trae las copias", actor=ciudadano(peticion.id))
    assert (_fresh(peticion).aceptada_desde, _fresh(peticion).vence_el) == (date(2026, 2, 18), due)
    with pytest.raises(DomainError, match="ya no se puede negar"):
        services.rechazar(_fresh(peticion), motivo="Insulta", make_letter=casos.make_letter, actor=casos.jefe("jairo"))


def test_nights_without_a_worker_are_made_up(reloj: MovableClock) -> None:
    with transaction():
        asked, silent = casos.requerida(), casos.en_tramite(tipo=TipoPeticion.INFORMACION)
    reloj.set(datetime(2026, 3, 20, 9, 0))
    assert jobs.vencer_requerimientos() == 1
    assert jobs.operar_silencios() == 1
    assert _fresh(asked).estado == "por_decretar_desistimiento"
    assert _fresh(silent).aceptada_desde == date(2026, 2, 18)


def test_who_asked_for_more_time_has_it(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
        services.pedir_mas_tiempo(peticion, actor=ciudadano(peticion.id))
    reloj.set(datetime(2026, 4, 6, 1, 0))
    assert jobs.vencer_requerimientos() == 0
    reloj.set(datetime(2026, 4, 7, 1, 0))
    assert jobs.vencer_requerimientos() == 1


def test_one_night_does_all_of_them(reloj: MovableClock) -> None:
    with transaction():
        for _ in range(5):
            casos.requerida()
            casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 3, 4, 0, 10))
    assert jobs.vencer_requerimientos() == 5
    assert jobs.operar_silencios() == 5


def test_silence_accepts_on_day_eleven_what_asks_for_documents_or_information_and_nothing_else(reloj: MovableClock) -> None:
    with transaction():
        accepted = [casos.en_tramite(tipo=one) for one in (TipoPeticion.DOCUMENTOS, TipoPeticion.INFORMACION)]
        for tipo in (TipoPeticion.PETICION_GENERAL, TipoPeticion.CONSULTA):
            casos.en_tramite(tipo=tipo)
        casos.por_notificar(tipo=TipoPeticion.DOCUMENTOS)
        casos.desistida(tipo=TipoPeticion.DOCUMENTOS)
        casos.requerida(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 17, 23, 59))
    assert jobs.operar_silencios() == 0
    reloj.set(datetime(2026, 2, 18, 0, 20))
    assert jobs.operar_silencios() == 2
    assert jobs.operar_silencios() == 0
    for one in accepted:
        fresh = _fresh(one)
        assert (fresh.aceptada_desde, fresh.copias_el, fresh.estado) == (date(2026, 2, 18), date(2026, 2, 20), "en_tramite")
        assert [event.tipo for event in list_eventos("peticion", one.id)].count("silencio_operado") == 1


def test_an_extension_does_not_put_silence_off(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
        services.prorrogar(
            peticion, motivo="Son muchas.", hasta=date(2026, 2, 24), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    reloj.set(datetime(2026, 2, 18, 0, 20))
    assert jobs.operar_silencios() == 1


def test_a_pause_keeps_silence_waiting_even_when_the_office_does_not_decide(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 6, 1, 0, 10))
    assert (jobs.vencer_requerimientos(), jobs.operar_silencios()) == (1, 0)
    with transaction():
        assert not services.operar_silencio(_fresh(peticion))


def test_a_case_that_changes_at_that_moment_stops_none_of_the_others(reloj: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction():
        first, second = casos.requerida(), casos.requerida()
        keys = [first.id, second.id]
    reloj.set(datetime(2026, 3, 4, 0, 10))
    with transaction():
        services.completar(_fresh(first), texto="Va el plano.", actor=ciudadano(first.id))
    # The list was read before the person completed it.
    monkeypatch.setattr(jobs, "list_sin_completar", lambda _today: keys)
    assert jobs.vencer_requerimientos() == 1
    assert (_fresh(first).estado, _fresh(second).estado) == ("en_tramite", "por_decretar_desistimiento")


def test_nobody_is_reminded_of_a_term_that_stands_still(reloj: MovableClock) -> None:
    with transaction():
        casos.requerida()
        casos.suspendida()
    for day in (date(2026, 2, 13), date(2026, 2, 23), date(2026, 2, 24), date(2026, 3, 23), date(2026, 3, 24)):
        assert _reminded(reloj, day) == []


def test_what_the_office_must_decide_is_reminded_of_to_the_official_and_the_head(reloj: MovableClock) -> None:
    with transaction():
        casos.requerida()
    reloj.set(datetime(2026, 3, 4, 0, 10))
    jobs.vencer_requerimientos()
    assert _reminded(reloj, date(2026, 3, 4)) == []
    assert _reminded(reloj, date(2026, 3, 6)) == [JAIRO, NUBIA]
    assert "falta decidir" in _letters("recordatorio")[0].subject
    assert _reminded(reloj, date(2026, 3, 9)) == []


def test_what_nobody_clarified_is_reminded_of_the_day_after(reloj: MovableClock) -> None:
    with transaction():
        casos.devuelta()
    assert _reminded(reloj, date(2026, 2, 17)) == []
    assert _reminded(reloj, date(2026, 2, 18)) == [JAIRO, NUBIA]


def test_the_three_days_for_the_copies_are_reminded_of_instead_of_the_term(reloj: MovableClock) -> None:
    with transaction():
        casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 18, 0, 20))
    jobs.operar_silencios()
    assert _reminded(reloj, date(2026, 2, 18)) == []
    assert _reminded(reloj, date(2026, 2, 19)) == [JAIRO, NUBIA]
    assert _reminded(reloj, date(2026, 2, 20)) == [JAIRO, NUBIA]
    assert "las copias se entregan hoy" in _letters("recordatorio")[-1].subject
    assert _reminded(reloj, date(2026, 2, 23)) == []


def test_after_a_pause_half_the_term_is_half_of_the_days_that_count(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
    reloj.set(datetime(2026, 2, 26, 9, 0))
    with transaction():
        services.completar(_fresh(peticion), texto="Va.", actor=ciudadano(peticion.id))
    assert _fresh(peticion).vence_el == date(2026, 3, 19)
    assert _reminded(reloj, date(2026, 2, 27)) == []
    assert _reminded(reloj, date(2026, 3, 10)) == [JAIRO]


def _close(day: date) -> None:
    with transaction():
        add_dia(fecha=day, motivo="Fiestas patronales", acto="Decreto 012 de 2026", actor=casos.actor("efrain"), confirmado=True)
    jobs.recalcular()


def test_a_local_day_within_a_pause_that_ended_moves_nothing(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
    reloj.set(datetime(2026, 2, 10, 9, 0))
    with transaction():
        services.completar(_fresh(peticion), texto="Va.", actor=ciudadano(peticion.id))
    assert _fresh(peticion).vence_el == date(2026, 3, 3)
    _close(date(2026, 2, 9))
    assert _fresh(peticion).vence_el == date(2026, 3, 3)
    _close(date(2026, 2, 12))
    assert _fresh(peticion).vence_el == date(2026, 3, 4)


def test_counting_again_keeps_the_pause_that_runs_and_its_last_day(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
    latest = peticion.vence_el
    _close(date(2026, 3, 10))
    fresh = _fresh(peticion)
    assert (fresh.pausa_desde, fresh.pausa_limite_el, fresh.estado) == (date(2026, 2, 3), date(2026, 3, 3), "requerida")
    assert fresh.vence_el == get_calendario().sumar(latest, 1)


def test_a_date_that_was_announced_stands_although_the_offices_close_on_it(reloj: MovableClock) -> None:
    with transaction():
        peticion, other = casos.en_tramite(), casos.en_tramite()
        services.prorrogar(
            peticion, motivo="Falta una visita.", hasta=date(2026, 3, 3), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    _close(date(2026, 3, 3))
    assert _fresh(peticion).vence_el == date(2026, 3, 3)
    assert _fresh(peticion).calendario_version == _fresh(other).calendario_version
    assert jobs.recalcular() == 0


def test_what_was_asked_in_time_stays_so_when_a_day_off_is_taken_back(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
    _close(date(2026, 2, 9))
    # Day ten, thanks to the day off; without it, day eleven.
    reloj.set(datetime(2026, 2, 18, 9, 0))
    with transaction():
        services.requerir(_fresh(peticion), texto="Falta el plano.", make_letter=casos.make_letter, actor=casos.actor("jairo"))
    told = (date(2026, 2, 18), date(2026, 3, 18), "requerida")
    fresh = _fresh(peticion)
    assert (fresh.pausa_desde, fresh.pausa_limite_el, fresh.estado) == told
    with transaction():
        assert not services.recalcular_termino(fresh, calendario=replace(get_calendario(), dias_no_habiles=()))
    fresh = _fresh(peticion)
    assert (fresh.pausa_desde, fresh.pausa_limite_el, fresh.estado) == told


def test_a_kind_without_extension_is_refused_in_words_once_the_term_was_extended(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite()
        services.prorrogar(
            peticion, motivo="Falta una visita.", hasta=date(2026, 3, 17), make_letter=casos.make_letter, actor=casos.actor("jairo")
        )
    before = peticion.vence_el
    with pytest.raises(DomainError) as refused:
        services.clasificar(peticion, tipo=TipoPeticion.INFORMACION, motivo="Pide un dato.", actor=casos.actor("carmen"))
    assert refused.value.field == "tipo"
    assert "No se puede cambiar a «Solicitud de información»" in refused.value.message
    assert "ya se prorrogó o se pausó" in refused.value.message
    assert (peticion.tipo, peticion.vence_el) == ("peticion_general", before)


def test_what_silence_accepted_keeps_its_kind(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.en_tramite(tipo=TipoPeticion.DOCUMENTOS)
    reloj.set(datetime(2026, 2, 18, 0, 20))
    jobs.operar_silencios()
    with pytest.raises(DomainError, match="no se puede cambiar"):
        services.clasificar(_fresh(peticion), tipo=TipoPeticion.CONSULTA, motivo="Es consulta.", actor=casos.actor("carmen"))


def test_a_reopened_case_begins_without_pause_and_without_silence(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
        services.desistir(peticion, motivo="", actor=ciudadano(peticion.id))
    reloj.set(datetime(2026, 2, 5, 9, 0))
    with transaction():
        services.reabrir(_fresh(peticion), motivo="Lo pidió otra vez.", actor=casos.actor("nubia"))
    fresh = _fresh(peticion)
    assert (fresh.pausa_desde, fresh.espera_ciudadano, fresh.vence_el) == (None, False, date(2026, 2, 26))


def test_what_goes_on_ex_officio_leaves_the_pause_in_which_it_was_withdrawn(reloj: MovableClock) -> None:
    with transaction():
        peticion = casos.requerida()
        services.desistir(peticion, motivo="", actor=ciudadano(peticion.id))
    reloj.set(datetime(2026, 2, 5, 9, 0))
    with transaction():
        services.continuar(_fresh(peticion), motivo="Hay riesgo.", make_letter=casos.make_letter, actor=casos.jefe("jairo"))
    fresh = _fresh(peticion)
    assert (fresh.pausa_desde, fresh.vence_el) == (None, date(2026, 2, 26))
    assert fresh.estado in PETICION.open_states()
    assert clock.today() < fresh.vence_el

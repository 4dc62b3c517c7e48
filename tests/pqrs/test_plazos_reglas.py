"""What acts may do to a term: extension, silence, completion, and the shorter terms around a petition."""

from datetime import date, datetime

import pytest

from portal.calendario import Calendario, Politica
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs import plazos
from portal.pqrs.plazos import ClaseHecho, Hecho, Silencio, Suspension, Vencimiento, aplicar, vencimiento
from portal.pqrs.tipos import TipoPeticion as T

CALENDARIO = Calendario()
ESTRICTA = Calendario(Politica.ESTRICTA)


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def filed(tipo: T = T.PETICION_GENERAL, received: str = "2026-02-03T10:15", calendario: Calendario = CALENDARIO) -> Vencimiento:
    """CA-01 unless told otherwise."""
    return vencimiento(tipo, datetime.fromisoformat(received).replace(tzinfo=BOGOTA), calendario)


def completed(case: Vencimiento, asked: date, brought: date, calendario: Calendario) -> Vencimiento:
    """The term after papers were asked for and brought."""
    return aplicar(case, [Hecho(ClaseHecho.REQUERIDA, asked), Hecho(ClaseHecho.APORTADA, brought)], calendario).vencido


# --- Extension (CPACA art. 14 par.)


@pytest.mark.parametrize(
    ("notice", "until", "allowed"),
    [
        pytest.param("02-23", "03-17", True, id="CA-17 latest date"),
        pytest.param("02-24", "03-17", True, id="CA-17 notice on the last day"),
        pytest.param("02-25", "03-17", False, id="CA-17 notice too late"),
        pytest.param("02-23", "03-18", False, id="CA-17 date too late"),
        pytest.param("02-23", "02-24", False, id="not an extension"),
        pytest.param("02-23", "03-14", False, id="not a business day"),
    ],
)
def test_a_term_is_extended_before_it_expires_and_at_most_to_its_double(notice: str, until: str, allowed: bool) -> None:
    assert plazos.can_prorrogar(filed(), d(notice), d(until), CALENDARIO) is allowed
    assert (plazos.razon_no_prorrogar(filed(), d(notice), d(until), CALENDARIO) is None) is allowed


def test_ca_18_an_information_request_is_extended_with_notice_on_its_last_day() -> None:
    informacion = filed(T.INFORMACION)
    assert plazos.can_prorrogar(informacion, d("02-17"), d("03-03"), CALENDARIO)
    assert not plazos.can_prorrogar(informacion, d("02-18"), d("03-03"), CALENDARIO)
    assert not plazos.can_prorrogar(informacion, d("02-17"), d("03-04"), CALENDARIO)


def test_an_extension_moves_the_due_date_once() -> None:
    extended = plazos.prorrogar(filed(), d("02-23"), d("03-10"), CALENDARIO)
    assert (extended.vence_el, extended.estricta_el, extended.prorrogada_desde) == (d("03-10"), d("03-10"), d("02-24"))
    assert plazos.limite_prorroga(extended, CALENDARIO) == d("03-17")
    with pytest.raises(DomainError, match="ya se prorrogó"):
        plazos.prorrogar(extended, d("03-09"), d("03-17"), CALENDARIO)


def test_the_strict_date_of_an_extension_never_exceeds_its_own_double() -> None:
    late = filed(received="2026-09-09T17:01")
    limit = plazos.limite_prorroga(late, CALENDARIO)
    assert limit is not None
    extended = plazos.prorrogar(late, d("09-30"), limit, CALENDARIO)
    assert extended.vence_el == limit
    assert extended.estricta_el == CALENDARIO.sumar(d("09-09"), 30) < limit


@pytest.mark.parametrize("tipo", [T.ENTRE_AUTORIDADES, T.CONGRESO, T.DEFENSORIA, T.INSISTENCIA])
def test_some_kinds_admit_no_extension(tipo: T) -> None:
    assert plazos.limite_prorroga(filed(tipo), CALENDARIO) is None
    assert "no permite prorrogar" in (plazos.razon_no_prorrogar(filed(tipo), d("02-03"), d("02-20"), CALENDARIO) or "")


def test_a_claim_on_personal_data_is_extended_by_eight_days() -> None:
    assert plazos.limite_prorroga(filed(T.HD_RECLAMO), CALENDARIO) == CALENDARIO.sumar(d("02-03"), 23)


# --- Silence (CPACA art. 14.1)


@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
@pytest.mark.parametrize("tipo", [T.INFORMACION, T.DOCUMENTOS])
def test_ca_19_unanswered_the_request_is_accepted_and_copies_are_due_in_three_days(tipo: T, calendario: Calendario) -> None:
    silence = plazos.aceptacion_por_silencio(filed(tipo, calendario=calendario), calendario)
    assert silence == Silencio(aceptada_desde=d("02-18"), copias_el=d("02-20"))


def test_silence_accepts_from_the_next_calendar_day_even_on_a_weekend() -> None:
    friday = filed(T.INFORMACION, "2026-02-06T10:00")
    assert plazos.aceptacion_por_silencio(friday, CALENDARIO) == Silencio(d("02-21"), d("02-25"))


def test_an_extension_does_not_postpone_the_acceptance_by_silence() -> None:
    extended = plazos.prorrogar(filed(T.INFORMACION), d("02-16"), d("03-02"), CALENDARIO)
    assert plazos.aceptacion_por_silencio(extended, CALENDARIO) == Silencio(d("02-18"), d("02-20"))


def test_silence_accepts_only_documents_and_information() -> None:
    assert all(plazos.aceptacion_por_silencio(filed(tipo), CALENDARIO) is None for tipo in set(T) - {T.INFORMACION, T.DOCUMENTOS})


# --- Completion (CPACA art. 17)


@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
def test_ca_22_asking_for_papers_pauses_the_term_and_it_resumes_the_day_after_they_arrive(calendario: Calendario) -> None:
    asked, brought = d("02-10"), d("02-27")
    case = filed(calendario=calendario)
    assert plazos.limite_requerir(case, calendario) == d("02-17")
    assert plazos.limite_completar(case, asked, calendario) == d("03-10")
    assert plazos.consumidos(case, asked, calendario) == 5
    resumed = completed(case, asked, brought, calendario)
    assert (resumed.vence_el, resumed.estricta_el) == (d("03-13"), d("03-13"))


def test_asking_on_day_ten_pauses_and_on_day_eleven_does_not() -> None:
    case = filed()
    assert plazos.is_con_efecto_suspensivo(case, d("02-17"), CALENDARIO)
    assert not plazos.is_con_efecto_suspensivo(case, d("02-18"), CALENDARIO)
    assert completed(case, d("02-18"), d("02-27"), CALENDARIO) == case


def test_asking_after_a_short_term_expired_does_not_pause_it() -> None:
    assert not plazos.is_con_efecto_suspensivo(filed(T.CONGRESO), d("02-11"), CALENDARIO)


def test_with_no_day_left_the_term_ends_on_the_day_on_which_it_runs_again() -> None:
    resumed = completed(filed(T.INFORMACION), d("02-17"), d("02-27"), CALENDARIO)
    assert resumed.vence_el == d("03-02")


def test_a_second_pause_consumes_only_what_ran_between() -> None:
    first = completed(filed(), d("02-05"), d("02-10"), CALENDARIO)
    assert first.vence_el == CALENDARIO.sumar(d("02-10"), 13)
    assert plazos.consumidos(first, d("02-12"), CALENDARIO) == 4
    second = completed(first, d("02-12"), d("02-20"), CALENDARIO)
    assert second.vence_el == CALENDARIO.sumar(d("02-20"), 11)


def test_the_limit_of_an_extension_moves_with_a_pause() -> None:
    paused = completed(filed(), d("02-10"), d("02-27"), CALENDARIO)
    assert plazos.limite_prorroga(paused, CALENDARIO) == CALENDARIO.sumar(d("02-27"), 25)


def test_a_pause_asked_before_the_term_began_consumes_nothing() -> None:
    saturday = filed(received="2026-05-30T09:00")
    resumed = completed(saturday, d("05-31"), d("06-05"), CALENDARIO)
    assert plazos.consumidos(saturday, d("05-31"), CALENDARIO) == 0
    assert resumed.vence_el == CALENDARIO.sumar(d("06-05"), 15)
    assert resumed.estricta_el <= resumed.vence_el


def test_papers_cannot_precede_the_request_nor_the_request_the_petition() -> None:
    with pytest.raises(DomainError, match="antes de pedirlos"):
        plazos.reanudar(filed(), Suspension(d("02-10"), d("02-09")), CALENDARIO)
    with pytest.raises(DomainError, match="antes de recibirla"):
        plazos.reanudar(filed(), Suspension(d("02-02"), d("02-09")), CALENDARIO)


def test_the_petitioner_may_ask_for_another_month_until_the_first_one_ends() -> None:
    case = filed()
    assert plazos.prorroga_completar(case, d("02-10"), d("03-10"), CALENDARIO) == d("04-10")
    with pytest.raises(DomainError, match="martes 10 de marzo de 2026"):
        plazos.prorroga_completar(case, d("02-10"), d("03-11"), CALENDARIO)


def test_a_claim_on_personal_data_has_its_own_terms_for_completing_and_transfer() -> None:
    claim = filed(T.HD_RECLAMO)
    assert plazos.limite_traslado(claim, CALENDARIO) == d("02-05")
    assert plazos.limite_requerir(claim, CALENDARIO) == d("02-10")
    assert plazos.limite_completar(claim, d("02-10"), CALENDARIO) == d("04-10")
    assert plazos.leyenda_en_tramite(d("02-10"), CALENDARIO) == d("02-12")
    complete = completed(claim, d("02-10"), d("02-27"), CALENDARIO)
    assert complete.vence_el == CALENDARIO.sumar(d("02-27"), 15)
    with pytest.raises(DomainError, match="1581"):
        plazos.prorroga_completar(claim, d("02-10"), d("02-27"), CALENDARIO)


# --- Around the petition


@pytest.mark.parametrize(("people", "allowed"), [(10, False), (11, True)])
def test_more_than_ten_analogous_petitions_may_get_one_answer(people: int, allowed: bool) -> None:
    assert plazos.can_respuesta_unica(T.INFORMACION, people) is allowed
    assert not plazos.can_respuesta_unica(T.QUEJA, people)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (plazos.limite_aclarar, 10),
        (plazos.limite_insistencia, 10),
        (plazos.limite_reposicion_reserva, 3),
        (plazos.limite_recurso, 10),
        (plazos.limite_citacion, 5),
        (plazos.aviso_surte_efecto, 1),
        (plazos.limite_insistir_por_falla, 3),
        (plazos.leyenda_en_tramite, 2),
    ],
)
def test_the_shorter_terms_count_business_days_after_the_fact(rule, days: int) -> None:
    assert rule(d("03-30"), CALENDARIO) == CALENDARIO.sumar(d("03-30"), days)


def test_the_aviso_waits_for_the_five_days_given_to_come_in_person() -> None:
    assert plazos.aviso_desde(d("02-03"), CALENDARIO) == d("02-11")


def test_negative_silence_takes_three_calendar_months() -> None:
    assert plazos.silencio_negativo(d("02-03"), CALENDARIO) == d("05-04")


def test_what_is_filed_away_from_the_seat_is_forwarded_within_a_day() -> None:
    filed_at = datetime(2026, 2, 6, 16, 0, tzinfo=BOGOTA)
    assert plazos.limite_remision_a_sede(filed_at) == datetime(2026, 2, 7, 16, 0, tzinfo=BOGOTA)

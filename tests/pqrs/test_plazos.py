"""Terms: the worked examples of the law's acceptance table (CA-NN), validity, policies, light, and an independent count."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.calendario import Calendario, DiaNoHabil, Politica
from portal.core.clock import BOGOTA
from portal.core.errors import DomainError
from portal.pqrs.plazos import (
    PLAZOS,
    Fuente,
    Semaforo,
    SinPlazo,
    dias_restantes,
    get_plazo,
    is_a_tiempo,
    limite_pregunta_rendicion,
    limite_prorroga,
    limite_traslado,
    semaforo,
    umbral_proxima,
    vencimiento,
)
from portal.pqrs.tipos import TipoPeticion as T
from tests.calendario import independiente

CALENDARIO = Calendario()
ESTRICTA = Calendario(Politica.ESTRICTA)


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


# deadline-examples.md: kind, received, due date, due date under `estricta`.
EJEMPLOS = [
    pytest.param(T.PETICION_GENERAL, "2026-02-03T10:15", "2026-02-24", "2026-02-24", id="CA-01"),
    pytest.param(T.INFORMACION, "2026-02-03T10:15", "2026-02-17", "2026-02-17", id="CA-02"),
    pytest.param(T.CONSULTA, "2026-02-03T10:15", "2026-03-17", "2026-03-17", id="CA-03"),
    pytest.param(T.INFORMACION, "2026-03-18T09:00", "2026-04-06", "2026-04-06", id="CA-04"),
    pytest.param(T.PETICION_GENERAL, "2026-03-27T11:00", "2026-04-21", "2026-04-21", id="CA-05"),
    pytest.param(T.PETICION_GENERAL, "2026-12-15T14:00", "2027-01-07", "2027-01-07", id="CA-06"),
    pytest.param(T.CONSULTA, "2026-12-18T08:30", "2027-02-03", "2027-02-03", id="CA-07"),
    pytest.param(T.INFORMACION, "2025-07-02T15:00", "2025-07-16", "2025-07-16", id="CA-09"),
    pytest.param(T.PETICION_GENERAL, "2026-05-30T20:00", "2026-06-24", "2026-06-23", id="CA-10"),
    pytest.param(T.PETICION_GENERAL, "2026-09-09T16:59", "2026-09-30", "2026-09-30", id="CA-13"),
    pytest.param(T.PETICION_GENERAL, "2026-09-09T17:01", "2026-10-01", "2026-09-30", id="CA-14"),
    pytest.param(T.ENTRE_AUTORIDADES, "2026-11-09T09:00", "2026-11-24", "2026-11-24", id="CA-26"),
    pytest.param(T.HD_CONSULTA, "2026-08-11T10:00", "2026-08-26", "2026-08-26", id="CA-27"),
    pytest.param(T.CONGRESO, "2026-12-23T09:00", "2026-12-31", "2026-12-31", id="CA-31"),
    pytest.param(T.INFORMACION, "2025-07-16T10:00", "2025-07-30", "2025-07-30", id="CA-33"),
]


@pytest.mark.parametrize(("tipo", "received", "due", "strict"), EJEMPLOS)
def test_the_due_date_is_that_of_the_worked_example(tipo: T, received: str, due: str, strict: str) -> None:
    assert vencimiento(tipo, bogota(received), CALENDARIO).vence_el == date.fromisoformat(due)
    assert vencimiento(tipo, bogota(received), ESTRICTA).vence_el == date.fromisoformat(strict)


@pytest.mark.parametrize(("tipo", "received", "due", "strict"), [row for row in EJEMPLOS if row.values[0] is not T.HD_CONSULTA])
def test_the_strict_date_travels_with_the_due_date(tipo: T, received: str, due: str, strict: str) -> None:
    for calendario in (CALENDARIO, ESTRICTA):
        assert vencimiento(tipo, bogota(received), calendario).estricta_el == date.fromisoformat(strict)


@pytest.mark.parametrize(
    ("tipo", "received", "limit"),
    [
        pytest.param(T.PETICION_GENERAL, "2026-02-03T10:15", "2026-03-17", id="CA-17"),
        pytest.param(T.INFORMACION, "2026-02-03T10:15", "2026-03-03", id="CA-18"),
        pytest.param(T.HD_CONSULTA, "2026-08-11T10:00", "2026-09-02", id="CA-27"),
    ],
)
@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
def test_an_extension_reaches_at_most_the_worked_example(tipo: T, received: str, limit: str, calendario: Calendario) -> None:
    assert limite_prorroga(vencimiento(tipo, bogota(received), calendario), calendario) == date.fromisoformat(limit)


@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
def test_ca_20_a_written_petition_is_transferred_within_five_business_days(calendario: Calendario) -> None:
    vencido = vencimiento(T.DENUNCIA, bogota("2026-04-30T10:00"), calendario)
    assert limite_traslado(vencido, calendario) == date(2026, 5, 8)


@pytest.mark.parametrize("calendario", [CALENDARIO, ESTRICTA], ids=["siguiente_habil", "estricta"])
def test_ca_29_a_question_in_accountability_is_answered_within_fifteen_business_days(calendario: Calendario) -> None:
    assert limite_pregunta_rendicion(date(2026, 11, 27), calendario) == date(2026, 12, 21)


def test_a_personal_data_query_warns_on_the_earlier_reading() -> None:
    vencido = vencimiento(T.HD_CONSULTA, bogota("2026-08-11T10:00"), CALENDARIO)
    assert vencido.estricta_el == date(2026, 8, 25)
    assert semaforo(vencido.vence_el, vencido.estricta_el, date(2026, 8, 26), True, CALENDARIO) is Semaforo.VENCIDA


def test_at_the_counter_the_hour_does_not_move_the_term() -> None:
    vencido = vencimiento(T.PETICION_GENERAL, bogota("2026-09-09T17:20"), CALENDARIO, presencial=True)
    assert vencido.efectiva_el == date(2026, 9, 9)
    assert vencido.vence_el == date(2026, 9, 30)


def test_an_instant_of_another_zone_is_counted_in_bogota() -> None:
    assert vencimiento(T.INFORMACION, datetime(2026, 2, 3, 22, 0, tzinfo=UTC), CALENDARIO).vence_el == date(2026, 2, 17)
    assert vencimiento(T.INFORMACION, datetime(2026, 2, 3, 22, 0, 1, tzinfo=UTC), CALENDARIO).vence_el == date(2026, 2, 18)


def test_a_local_day_off_moves_the_due_date_and_is_named_in_the_version() -> None:
    local = Calendario(dias_no_habiles=(DiaNoHabil(date(2026, 2, 16), "Día cívico", "Decreto 010 de 2026"),))
    vencido = vencimiento(T.INFORMACION, bogota("2026-02-03T10:15"), local)
    assert vencido.vence_el == date(2026, 2, 18)
    assert vencido.calendario_version == local.version != CALENDARIO.version


# --- The terms and their validity


@pytest.mark.parametrize(
    ("tipo", "dias", "maximo"),
    [
        (T.PETICION_GENERAL, 15, 30),
        (T.PETICION_PARTICULAR, 15, 30),
        (T.INFORMACION, 10, 20),
        (T.DOCUMENTOS, 10, 20),
        (T.CONSULTA, 30, 60),
        (T.QUEJA, 15, 30),
        (T.RECLAMO, 15, 30),
        (T.SUGERENCIA, 15, 30),
        (T.FELICITACION, 15, 30),
        (T.DENUNCIA, 15, 30),
        (T.DENUNCIA_CORRUPCION, 15, 30),
        (T.QUEJA_DISCIPLINARIA, 15, 30),
        (T.HD_CONSULTA, 10, 15),
        (T.HD_RECLAMO, 15, 23),
        (T.ENTRE_AUTORIDADES, 10, None),
        (T.CONGRESO, 5, None),
        (T.DEFENSORIA, 5, None),
        (T.INSISTENCIA, 3, None),
    ],
)
def test_the_terms_of_2026_are_those_of_the_law(tipo: T, dias: int, maximo: int | None) -> None:
    plazo = get_plazo(tipo, date(2026, 11, 21))
    assert (plazo.dias, plazo.maximo_prorroga, plazo.unidad) == (dias, maximo, "habiles")
    assert plazo.norma


@pytest.mark.parametrize(
    ("fecha", "dias"),
    [
        ("2015-06-30", (15, 10, 30)),
        ("2020-03-27", (15, 10, 30)),
        ("2020-03-28", (30, 20, 35)),
        ("2022-05-17", (30, 20, 35)),
        ("2022-05-18", (15, 10, 30)),
    ],
)
def test_the_pandemic_terms_hold_only_for_what_was_filed_then(fecha: str, dias: tuple[int, int, int]) -> None:
    kinds = (T.PETICION_GENERAL, T.INFORMACION, T.CONSULTA)
    assert tuple(get_plazo(tipo, date.fromisoformat(fecha)).dias for tipo in kinds) == dias


def test_before_the_law_of_2015_there_is_no_term_and_the_message_says_so() -> None:
    with pytest.raises(SinPlazo, match="Ley 1755 de 2015"):
        get_plazo(T.INFORMACION, date(2015, 6, 29))


@pytest.mark.parametrize("tipo", T)
def test_every_kind_has_exactly_one_term_on_every_day(tipo: T) -> None:
    for offset in range(0, 5000, 7):
        day = date(2015, 6, 30) + timedelta(days=offset)
        assert sum(plazo.tipo is tipo and plazo.is_vigente(day) for plazo in PLAZOS) == 1


def test_what_was_not_read_in_a_norm_is_not_quoted_as_one() -> None:
    cautious = {plazo.norma for plazo in PLAZOS if plazo.fuente is not Fuente.LEIDA}
    assert not cautious & {plazo.norma for plazo in PLAZOS if plazo.fuente is Fuente.LEIDA}


# --- In time, near, overdue


def test_an_answer_at_the_last_minute_of_the_last_day_is_in_time() -> None:
    assert is_a_tiempo(date(2026, 2, 24), bogota("2026-02-24T23:59:59"))
    assert not is_a_tiempo(date(2026, 2, 24), bogota("2026-02-25T00:00"))
    assert is_a_tiempo(date(2026, 2, 24), datetime(2026, 2, 25, 4, 59, tzinfo=UTC))
    with pytest.raises(ValueError, match="zona"):
        is_a_tiempo(date(2026, 2, 24), datetime.fromisoformat("2026-02-24T10:00"))


@pytest.mark.parametrize(
    ("hoy", "light"),
    [
        ("2026-02-18", Semaforo.EN_TERMINO),
        ("2026-02-19", Semaforo.PROXIMA),
        ("2026-02-24", Semaforo.PROXIMA),
        ("2026-02-25", Semaforo.VENCIDA),
    ],
)
def test_the_light_is_near_with_three_business_days_left_and_red_after_the_last(hoy: str, light: Semaforo) -> None:
    due = date(2026, 2, 24)
    assert semaforo(due, due, date.fromisoformat(hoy), True, CALENDARIO) is light
    assert (due <= umbral_proxima(date.fromisoformat(hoy), CALENDARIO)) is (light is not Semaforo.EN_TERMINO)


def test_the_light_turns_red_on_the_strict_date() -> None:
    assert semaforo(date(2026, 10, 1), date(2026, 9, 30), date(2026, 9, 30), True, CALENDARIO) is Semaforo.PROXIMA
    assert semaforo(date(2026, 10, 1), date(2026, 9, 30), date(2026, 10, 1), True, CALENDARIO) is Semaforo.VENCIDA


def test_a_closed_petition_has_no_light() -> None:
    assert semaforo(date(2026, 2, 24), date(2026, 2, 24), date(2026, 5, 1), False, CALENDARIO) is Semaforo.CERRADA


@pytest.mark.parametrize(("hoy", "days"), [("2026-02-20", 2), ("2026-02-24", 0), ("2026-02-28", -3), ("2026-03-02", -4)])
def test_the_days_left_are_business_days_and_negative_when_overdue(hoy: str, days: int) -> None:
    assert dias_restantes(date(2026, 2, 24), date.fromisoformat(hoy), CALENDARIO) == days


# --- An independent count


def _random_case(rng: random.Random) -> tuple[T, datetime, Calendario]:
    day = date(2015, 7, 1) + timedelta(days=rng.randrange(365 * 40))
    second = rng.choice([rng.randrange(86400), 17 * 3600 - 1, 17 * 3600, 17 * 3600 + 1, 0, 86399])
    received = datetime.combine(day, time(), BOGOTA) + timedelta(seconds=second)
    locales = tuple(
        DiaNoHabil(day + timedelta(days=rng.randrange(-3, 60)), "Cierre", "Decreto 1") for _ in range(rng.choice((0, 0, 1, 2, 5)))
    )
    calendario = Calendario(rng.choice(list(Politica)), sabado_habil=rng.random() < 0.3, dias_no_habiles=locales)
    return rng.choice(list(T)), received, calendario


def test_ten_thousand_random_cases_agree_with_an_independent_count() -> None:
    rng = random.Random(1755)
    for _ in range(10_000):
        tipo, received, calendario = _random_case(rng)
        saturday, locales = calendario.sabado_habil, frozenset(dia.fecha for dia in calendario.dias_no_habiles)
        day, days = received.date(), get_plazo(tipo, received.date()).dias
        strict = independiente.vence(day, days, saturday, locales)
        in_hours = (received.hour, received.minute, received.second) <= (17, 0, 0)
        if calendario.politica is Politica.SIGUIENTE_HABIL and not (in_hours and independiente.is_habil(day, saturday, locales)):
            day = independiente.vence(day, 1, saturday, locales)
        vencido = vencimiento(tipo, received, calendario)
        case = (tipo, received, calendario)
        assert (vencido.efectiva_el, vencido.vence_el) == (day, independiente.vence(day, days, saturday, locales)), case
        if tipo is not T.HD_CONSULTA:
            assert vencido.estricta_el == strict, case
        assert vencido.estricta_el <= vencido.vence_el, case


def test_a_domain_error_carries_the_words_for_the_person() -> None:
    assert issubclass(SinPlazo, DomainError)

"""Sums of days and months, the after-hours policies, the version of a calendar, the explanation of a term."""

from datetime import UTC, date, datetime, time

import pytest

from portal.calendario import (
    Calendario,
    DiaNoHabil,
    FueraDeCalendario,
    Politica,
    articulo_hora,
    explicar,
    fecha_larga,
    hora_corta,
)
from portal.core.clock import BOGOTA

CALENDARIO = Calendario()
ESTRICTA = Calendario(Politica.ESTRICTA)
CIERRE = DiaNoHabil(date(2026, 12, 24), "Cierre", "Decreto 087 de 2026")


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def test_the_first_business_day_is_strictly_after() -> None:
    assert CALENDARIO.sumar(date(2026, 2, 3), 1) == date(2026, 2, 4)
    assert CALENDARIO.sumar(date(2026, 2, 6), 1) == date(2026, 2, 9)
    assert CALENDARIO.sumar(date(2026, 2, 7), 1) == date(2026, 2, 9)


@pytest.mark.parametrize("n", [0, -1])
def test_a_term_has_at_least_one_day(n: int) -> None:
    with pytest.raises(ValueError, match="desde 1 día"):
        CALENDARIO.sumar(date(2026, 2, 3), n)


def test_counting_is_the_inverse_of_adding() -> None:
    for n in range(1, 61):
        assert CALENDARIO.contar(date(2026, 3, 18), CALENDARIO.sumar(date(2026, 3, 18), n)) == n


def test_counting_excludes_the_first_day_and_includes_the_last() -> None:
    assert CALENDARIO.contar(date(2026, 2, 3), date(2026, 2, 3)) == 0
    assert CALENDARIO.contar(date(2026, 2, 3), date(2026, 2, 4)) == 1
    assert CALENDARIO.contar(date(2026, 2, 4), date(2026, 2, 3)) == 0


def test_a_count_that_leaves_the_known_years_says_so() -> None:
    with pytest.raises(FueraDeCalendario):
        CALENDARIO.sumar(date(2100, 12, 30), 5)


@pytest.mark.parametrize(
    ("received", "effective"),
    [
        ("2026-09-09T00:00:00", "2026-09-09"),
        ("2026-09-09T16:59:59", "2026-09-09"),
        ("2026-09-09T17:00:00", "2026-09-09"),
        ("2026-09-09T17:00:00.000001", "2026-09-10"),
        ("2026-09-09T17:00:01", "2026-09-10"),
        ("2026-09-09T17:10:00", "2026-09-10"),
        ("2026-09-09T23:59:59", "2026-09-10"),
        ("2026-05-30T20:00:00", "2026-06-01"),
        ("2026-05-30T09:00:00", "2026-06-01"),
        ("2026-07-10T18:00:00", "2026-07-14"),
        ("2026-12-31T23:59:59", "2027-01-04"),
        ("2027-01-01T00:00:00", "2027-01-04"),
    ],
)
def test_after_hours_a_filing_counts_from_the_next_business_day_or_from_its_own(received: str, effective: str) -> None:
    assert CALENDARIO.efectiva(bogota(received)) == date.fromisoformat(effective)
    assert ESTRICTA.efectiva(bogota(received)) == date.fromisoformat(received[:10])


def test_the_day_of_a_filing_is_that_of_bogota() -> None:
    assert ESTRICTA.efectiva(datetime(2026, 9, 10, 3, 0, tzinfo=UTC)) == date(2026, 9, 9)
    assert CALENDARIO.efectiva(datetime(2026, 9, 9, 22, 0, tzinfo=UTC)) == date(2026, 9, 9)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zona"):
        CALENDARIO.efectiva(datetime.fromisoformat("2026-09-09T10:00"))


def test_the_closing_time_is_the_municipality_s() -> None:
    early = Calendario(cierre=time(16, 0))
    assert early.efectiva(bogota("2026-09-09T16:00:01")) == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-02-10", 1, "2026-03-10"),
        ("2026-01-31", 1, "2026-03-02"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-10", 1, "2027-01-12"),
        ("2026-11-30", 3, "2027-03-01"),
        ("2026-02-10", 12, "2027-02-10"),
        ("2026-04-01", 1, "2026-05-04"),
    ],
)
def test_months_keep_the_number_of_the_day_and_end_on_a_business_day(start: str, months: int, end: str) -> None:
    assert CALENDARIO.sumar_meses(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_the_version_changes_with_what_changes_the_count_and_only_then() -> None:
    closed = Calendario(dias_no_habiles=(CIERRE,))
    reworded = Calendario(dias_no_habiles=(DiaNoHabil(CIERRE.fecha, "Otro motivo", "Otro acto"),))
    assert CALENDARIO.version == Calendario().version
    assert closed.version == reworded.version
    assert len({CALENDARIO.version, closed.version, Calendario(sabado_habil=True).version}) == 3
    assert len(closed.version) <= 40


def test_a_calendar_keeps_its_days_under_another_policy() -> None:
    closed = Calendario(dias_no_habiles=(CIERRE,))
    strict = closed.with_politica("estricta")
    assert strict.politica is Politica.ESTRICTA
    assert strict.dias_no_habiles == closed.dias_no_habiles
    assert strict.version == closed.version
    with pytest.raises(ValueError, match="otra"):
        closed.with_politica("otra")


def test_the_explanation_tells_every_day_and_ends_on_the_last_of_the_term() -> None:
    dias = explicar(date(2026, 3, 18), 10, CALENDARIO)
    assert [dia.fecha.day for dia in dias] == [*range(19, 32), *range(1, 7)]
    assert [dia.numero for dia in dias if dia.cuenta] == list(range(1, 11))
    assert dias[-1].fecha == CALENDARIO.sumar(date(2026, 3, 18), 10) == date(2026, 4, 6)
    skipped = {dia.fecha.isoformat(): (dia.motivo, dia.norma) for dia in dias if not dia.cuenta}
    assert skipped["2026-03-23"] == ("Festivo: Día de San José (trasladado)", "Ley 51 de 1983")
    assert skipped["2026-04-02"] == ("Festivo: Jueves Santo", "Ley 51 de 1983")
    assert skipped["2026-04-04"] == ("Sábado", "Ley 4 de 1913, art. 62")


def test_dates_and_hours_read_as_in_colombia() -> None:
    assert fecha_larga(date(2026, 2, 3)) == "martes 3 de febrero de 2026"
    assert [hora_corta(time(h, m)) for h, m in ((0, 5), (12, 0), (17, 0))] == ["12:05 a. m.", "12:00 p. m.", "5:00 p. m."]
    assert hora_corta(time(17, 0, 1)) == "5:00:01 p. m."
    assert [articulo_hora(time(h)) for h in (1, 2, 13)] == ["la 1:00 a. m.", "las 2:00 a. m.", "la 1:00 p. m."]

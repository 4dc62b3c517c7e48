"""The national holidays, against the table of the law and against an independent count."""

import json
from datetime import date, timedelta

import pytest

from portal.calendario import ULTIMO_YEAR, YEAR_INICIAL, Calendario, DiaNoHabil, FueraDeCalendario, Motivo
from portal.calendario.festivos import festivos
from portal.calendario.fuente import DATOS, read_package
from tests.calendario import independiente

# normativa.md, section 7
TABLA = {
    2025: "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 11-17 12-08 12-25",
    2026: "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25",
    2027: "01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25",
    2028: "01-01 01-10 03-20 04-13 04-14 05-01 05-29 06-19 06-26 07-03 07-10 07-20 08-07 08-21 10-16 11-06 11-13 12-08 12-25",
}


@pytest.mark.parametrize("year", TABLA)
def test_the_holidays_are_those_of_the_law(year: int) -> None:
    assert sorted(festivos(year)) == [date.fromisoformat(f"{year}-{day}") for day in TABLA[year].split()]


def test_every_known_year_agrees_with_an_independent_computation() -> None:
    for year in range(YEAR_INICIAL, ULTIMO_YEAR + 1):
        assert frozenset(festivos(year)) == independiente.festivos(year), year


def test_chiquinquira_is_a_holiday_since_2026_only() -> None:
    calendario = Calendario()
    assert calendario.is_habil(date(2025, 7, 14))
    assert calendario.is_habil(date(2026, 7, 9))
    assert calendario.motivo_no_habil(date(2026, 7, 13)) == Motivo(
        "Festivo: Día de Nuestra Señora del Rosario de Chiquinquirá (trasladado)", "Ley 2578 de 2026"
    )


def test_a_fixed_holiday_on_a_weekend_does_not_move() -> None:
    calendario = Calendario()
    assert calendario.is_habil(date(2025, 7, 21))
    assert calendario.motivo_no_habil(date(2025, 7, 20)) == Motivo("Festivo: Día de la Independencia", "Ley 51 de 1983")
    assert calendario.is_habil(date(2027, 8, 9))


def test_the_original_date_of_a_moved_holiday_is_a_working_day() -> None:
    assert Calendario().is_habil(date(2026, 1, 6))
    assert Calendario().is_habil(date(2027, 1, 6))


def test_two_holidays_on_one_monday_are_both_named() -> None:
    motivo = Calendario().motivo_no_habil(date(2025, 6, 30))
    assert motivo == Motivo("Festivo: Sagrado Corazón (trasladado); San Pedro y San Pablo (trasladado)", "Ley 51 de 1983")


def test_holy_week_and_the_last_days_of_december_are_working_days_without_an_act() -> None:
    calendario = Calendario()
    assert all(calendario.is_habil(date(2026, 3, day)) for day in (30, 31))
    assert calendario.is_habil(date(2026, 12, 24))
    assert calendario.is_habil(date(2026, 12, 31))


def test_a_working_day_has_no_reason_and_a_weekend_names_its_day() -> None:
    calendario = Calendario()
    assert calendario.motivo_no_habil(date(2026, 2, 3)) is None
    assert calendario.motivo_no_habil(date(2026, 2, 7)) == Motivo("Sábado", "Ley 4 de 1913, art. 62")
    assert calendario.motivo_no_habil(date(2026, 2, 8)) == Motivo("Domingo", "Ley 4 de 1913, art. 62")


def test_a_local_day_is_explained_by_its_act() -> None:
    calendario = Calendario(dias_no_habiles=(DiaNoHabil(date(2026, 12, 24), "Cierre de fin de año", "Decreto 087 de 2026"),))
    assert not calendario.is_habil(date(2026, 12, 24))
    assert calendario.motivo_no_habil(date(2026, 12, 24)) == Motivo("Cierre de fin de año", "Decreto 087 de 2026")
    assert calendario.siguiente_habil(date(2026, 12, 23)) == date(2026, 12, 28)


def test_saturday_counts_only_where_it_belongs_to_the_working_week() -> None:
    saturday = date(2026, 2, 7)
    assert not Calendario().is_habil(saturday)
    assert Calendario(sabado_habil=True).is_habil(saturday)
    assert not Calendario(sabado_habil=True).is_habil(saturday + timedelta(days=1))
    assert not Calendario(sabado_habil=True).is_habil(date(2027, 8, 7))


@pytest.mark.parametrize("dia", [date(1983, 12, 31), date(2101, 1, 1)])
def test_a_year_without_known_holidays_is_refused_in_words(dia: date) -> None:
    with pytest.raises(FueraDeCalendario, match=r"El calendario va de 1984 a 2100"):
        Calendario().is_habil(dia)


def test_the_data_are_what_the_pinned_package_says() -> None:
    assert json.loads(DATOS.read_text(encoding="utf-8")) == read_package(), "run `python -m portal.calendario.fuente`"

"""Adding up cases, business days by table, and what is hidden of the sealed kinds, attacked by subtraction."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from portal.calendario import Calendario
from portal.pqrs.cifras import MEDIDAS, MINIMO, Caso, Conteo, DiasHabiles, Encuestado, Situacion, fundir
from portal.pqrs.cifras.conteo import Lugar, percentil
from portal.pqrs.cifras.medidas import CONTEOS
from portal.pqrs.cifras.reserva import Suma

SEALED = ("denuncia_corrupcion", "queja_disciplinaria")
PARES = {SEALED[0]: ("denuncia", "queja"), SEALED[1]: ("queja", "denuncia")}
PARTITION = [one.value for one in Situacion]


def _caso(tipo: str = "queja", mes: str = "2026-02", **values: object) -> Caso:
    return Caso(Lugar(mes, tipo, "web", 1), **{"situacion": Situacion.ABIERTA, **values})  # type: ignore[arg-type]


def test_business_days_from_the_table_are_those_of_the_calendar() -> None:
    calendario = Calendario()
    habiles = DiasHabiles(calendario)
    dice = random.Random(7)
    for _ in range(300):
        start = date(2024, 1, 1) + timedelta(days=dice.randrange(900))
        end = start + timedelta(days=dice.randrange(-5, 90))
        assert habiles.contar(start, end) == calendario.contar(start, end), (start, end)


@pytest.mark.parametrize(
    ("days", "half", "nine"),
    [([], None, None), ([4], 4, 4), ([1, 2], 1, 2), ([1, 2, 3], 2, 3), (list(range(1, 11)), 5, 9), ([0, 0, 9], 0, 9)],
)
def test_percentiles_are_of_the_nearest_rank(days: list[int], half: int | None, nine: int | None) -> None:
    counts = {one: days.count(one) for one in days}
    assert (percentil(counts, 50), percentil(counts, 90)) == (half, nine)


def test_each_case_ended_in_one_way_and_each_answer_was_in_time_or_late() -> None:
    conteo = Conteo(SEALED)
    for one in Situacion:
        conteo.add(_caso(situacion=one, a_tiempo=True))
    conteo.add(_caso(situacion=Situacion.RESPONDIDA, a_tiempo=False, dias=22))
    found, sealed = conteo.sumar(lambda _lugar: "total")["total"]
    assert sealed == 0
    assert found["recibidas"] == sum(found[name] for name in PARTITION) == 7
    assert (found["respondidas"], found["a_tiempo"], found["tarde"]) == (2, 1, 1)
    assert (found["a_tiempo_porcentaje"], found["dias_mediana"], found["dias_percentil_90"]) == (50.0, 0, 22)


def test_a_year_holds_what_was_received_in_it_and_nothing_else() -> None:
    conteo = Conteo(SEALED)
    for mes in ("2025-12", "2026-01", "2026-01"):
        conteo.add(_caso(mes=mes))
    assert conteo.vigencias() == [2025, 2026]
    assert {key: found[0]["recibidas"] for key, found in conteo.sumar(lambda one: one.mes, vigencia=2026).items()} == {"2026-01": 2}


def test_ratings_have_an_average_and_nothing_has_none() -> None:
    conteo = Conteo(SEALED)
    conteo.add(_caso())
    assert conteo.sumar(lambda _one: 0)[0][0]["satisfaccion"] is None
    conteo.rate(Encuestado(_caso().lugar, 5, True))
    conteo.rate(Encuestado(_caso().lugar, 2, False))
    found = conteo.sumar(lambda _one: 0)[0][0]
    assert (found["encuestas"], found["satisfaccion"], found["resueltas_porcentaje"]) == (2, 3.5, 50.0)


def test_every_figure_that_is_computed_is_in_the_dictionary() -> None:
    conteo = Conteo(SEALED)
    conteo.add(_caso())
    assert set(conteo.sumar(lambda _one: 0)[0][0]) == {one.clave for one in MEDIDAS}
    assert all(one.cuenta.endswith(".") for one in MEDIDAS)


def _sumas(dice: random.Random) -> dict[str, Suma]:
    conteo = Conteo(SEALED)
    for tipo in ("queja", "reclamo", "informacion", "denuncia", *SEALED):
        for _ in range(dice.choice([0, 0, 1, 2, 3, 4, 5, 7, 12, 40])):
            conteo.add(
                _caso(
                    tipo, situacion=dice.choice(list(Situacion)), a_tiempo=dice.random() < 0.7, vencida=dice.random() < 0.3,
                    negada=dice.random() < 0.05, anonima=dice.random() < 0.3,
                )
            )  # fmt: skip
    return dict(conteo.sumar(lambda lugar: lugar.tipo))


@pytest.mark.parametrize("seed", range(120))
def test_a_figure_below_five_of_a_sealed_kind_is_told_only_with_ordinary_cases(seed: int) -> None:
    sumas = _sumas(random.Random(seed))
    groups = fundir(sumas, PARES)
    assert sorted(key for keys in groups for key in keys) == sorted(sumas)
    for keys in groups:
        ordinary = sum(sumas[key][0]["recibidas"] for key in keys if key not in SEALED)
        for name in CONTEOS:
            told = sum(sumas[key][0][name] for key in keys)
            alone = [key for key in keys if key in SEALED]
            assert not alone or ordinary or told == 0 or told >= MINIMO or len(groups) == 1, (keys, name, told)


def test_few_sealed_cases_join_the_nearest_kind_that_has_cases() -> None:
    few: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 2, "abiertas": 2}, 2)
    many: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 9, "abiertas": 9}, 0)
    assert fundir({SEALED[0]: few, "denuncia": many, "queja": many}, PARES) == [("denuncia", SEALED[0]), ("queja",)]
    assert fundir({SEALED[0]: few, "queja": many}, PARES) == [("queja", SEALED[0])]
    assert fundir({SEALED[0]: few, SEALED[1]: few, "reclamo": many}, PARES) == [("reclamo", *SEALED)]


def test_sealed_kinds_whose_every_figure_is_five_or_none_stand_alone() -> None:
    several: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 6, "abiertas": 6}, 6)
    late: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 7, "abiertas": 6, "respondidas": 1}, 7)
    many: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 9, "abiertas": 9}, 0)
    assert fundir({SEALED[0]: several, "denuncia": many}, PARES) == [(SEALED[0],), ("denuncia",)]
    assert fundir({SEALED[0]: late, "denuncia": many}, PARES) == [("denuncia", SEALED[0])]


def test_ordinary_kinds_are_told_however_few() -> None:
    one: Suma = ({**dict.fromkeys(CONTEOS, 0), "recibidas": 1}, 0)
    assert fundir({"queja": one, "reclamo": one}, PARES) == [("queja",), ("reclamo",)]


def test_months_follow_each_other_in_the_sum() -> None:
    conteo = Conteo(SEALED)
    for mes in ("2026-03", "2026-01", "2026-02"):
        conteo.add(_caso(mes=mes))
    keys = sorted(conteo.sumar(lambda lugar: lugar.mes))
    assert all(before < after for before, after in pairwise(keys))

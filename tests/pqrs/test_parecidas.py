"""Which texts are alike: the sketch estimates what the words say, and finds among many without comparing all."""

import random
from datetime import date

import pytest

from portal.pqrs.parecidas import Buscador, Parecido, Rasgos, bandas, comparar, decir, firma, list_palabras, similitud

ALUMBRADO = "Pido que arreglen el alumbrado público de la vereda San Mateo: hay tres postes apagados y es peligroso para los niños."
LO_MISMO = (
    "Solicito arreglo del alumbrado público en la vereda San Mateo, porque los postes están apagados y es peligroso para niños y adultos."
)
BASURA = "No han recogido la basura del barrio Centro en dos semanas y hay malos olores junto a la escuela."
HOY = date(2026, 2, 3)


def _rasgos(texto: str, **changes: object) -> Rasgos:
    return Rasgos(**{"palabras": list_palabras(texto), "recibida_el": HOY, **changes})  # type: ignore[arg-type]


def test_words_that_every_petition_has_and_endings_say_nothing() -> None:
    assert list_palabras("Señor alcalde: solicito ARREGLAR las vías de 3 veredas") == {"arregl", "via", "vereda"}
    assert list_palabras("Por favor, pido que arreglen la vía de la vereda") == {"arregl", "via", "vereda"}


def test_the_sketch_estimates_the_share_of_words_in_common() -> None:
    rng, voc = random.Random(1), [f"p{number:05d}" for number in range(4000)]
    errors = []
    for _ in range(300):
        one = set(rng.sample(voc, 25))
        other = set(rng.sample(sorted(one), rng.randint(0, 25))) | set(rng.sample(voc, 5))
        true = len(one & other) / len(one | other)
        errors.append(similitud(firma(frozenset(one)), firma(frozenset(other))) - true)
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(map(abs, errors)) < 0.3


def test_a_text_of_few_words_has_no_sketch() -> None:
    assert firma(list_palabras("Arreglen la vía")) == b""
    assert list(bandas(b"")) == []
    assert similitud(b"", firma(list_palabras(BASURA))) == 0.0


def test_two_that_ask_for_the_same_are_alike_and_the_reasons_are_told() -> None:
    alike = comparar(_rasgos(LO_MISMO, lugar="Vereda San Mateo"), _rasgos(ALUMBRADO, lugar="vereda  san mateo"))
    assert alike == Parecido(8, 0, None, "Vereda San Mateo")
    assert decir(alike, "2026-E-000001") == (
        "comparte 8 de cada 10 palabras con 2026-E-000001; el mismo lugar: Vereda San Mateo; llegaron el mismo día"
    )
    assert comparar(_rasgos(BASURA), _rasgos(ALUMBRADO)) is None


@pytest.mark.parametrize(
    ("changes", "metros"),
    [
        ({"latitud": 0.88, "longitud": -77.5}, 0),
        ({"latitud": 0.8818, "longitud": -77.5}, 200),
        ({"latitud": 0.95, "longitud": -77.5}, None),
        ({"recibida_el": date(2026, 4, 20)}, None),
    ],
)
def test_what_is_far_in_place_or_in_time_is_not_the_same(changes: dict[str, object], metros: int | None) -> None:
    near = _rasgos(ALUMBRADO, latitud=0.88, longitud=-77.5)
    found = comparar(_rasgos(LO_MISMO, **changes), near)
    assert (found.metros if found else None) == metros


def test_the_finder_gives_each_new_one_an_older_one_and_never_itself() -> None:
    sketches = {1: firma(list_palabras(ALUMBRADO)), 2: firma(list_palabras(BASURA)), 3: firma(list_palabras(LO_MISMO))}
    finder = Buscador(sketches.items())
    for key, sketch in sketches.items():
        finder.mirar(key, sketch)
    assert {key: other for key, (_share, other) in finder.mejores.items()} == {3: 1}


def test_a_thousand_copies_of_one_text_are_compared_a_thousand_times_and_not_a_million(monkeypatch: pytest.MonkeyPatch) -> None:
    sketch = firma(list_palabras(ALUMBRADO))
    finder = Buscador((key, sketch) for key in range(1, 1001))
    seen = []
    compare = finder._compare
    monkeypatch.setattr(finder, "_compare", lambda *given: (seen.append(1), compare(*given)))
    for key in range(1, 1001):
        finder.mirar(key, sketch)
    assert len(finder.mejores) == 999
    assert len(seen) < 2000

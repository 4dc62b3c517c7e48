"""What identifies a person is proposed, and what is taken out is nowhere in the text that is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import fold
from portal.pqrs.tachado import Dato, Quitar, contiene, partes_de, proponer, tachar

ANA = partes_de("Ana Lucía Arteaga Ñáñez")


def _found(texto: str, conocidos: list[Quitar] | None = None) -> list[tuple[str, Dato]]:
    return [(one.texto, one.dato) for one in proponer(texto, conocidos or [])]


@pytest.mark.parametrize(
    ("texto", "expected", "dato"),
    [
        ("Escriba a ana.arteaga+1@correo.example hoy", "ana.arteaga+1@correo.example", Dato.CORREO),
        ("Su caso 2026-E-000123 sigue", "2026-E-000123", Dato.RADICADO),
        ("Llámenos al 3001234567.", "3001234567", Dato.TELEFONO),
        ("Celular 300 123 45 67, de Ana", "300 123 45 67", Dato.TELEFONO),
        ("Tel. +57 300-123-4567 de día", "+57 300-123-4567", Dato.TELEFONO),
        ("Fijo (602) 742 20 29", "(602) 742 20 29", Dato.TELEFONO),
        ("con cédula 1.085.123.456 de Pasto", "1.085.123.456", Dato.DOCUMENTO),
        ("con cédula 27123456, de Pasto", "27123456", Dato.DOCUMENTO),
        ("NIT 800.099.118-1.", "800.099.118-1", Dato.DOCUMENTO),
        ("vive en la Calle 5 # 3-21 del pueblo", "Calle 5 # 3-21", Dato.DIRECCION),
        ("en la carrera 10A No. 4 - 22", "carrera 10A No. 4 - 22", Dato.DIRECCION),
        ("en Cra. 7 n° 12-30", "Cra. 7 n° 12-30", Dato.DIRECCION),
        ("en la vereda San Mateo, casa 4", "vereda San Mateo, casa 4", Dato.DIRECCION),
        ("Respetada señora Ana María de la Cruz:", "Ana María de la Cruz", Dato.NOMBRE),
        ("vino don Segundo Rosero ayer", "Segundo Rosero", Dato.NOMBRE),
    ],
)
def test_what_identifies_somebody_is_proposed(texto: str, expected: str, dato: Dato) -> None:
    assert (expected, dato) in _found(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "Se pagaron $1.250.000 por la obra",
        "Vale $ 12500000 en total",
        "Ley 1437 de 2011, artículo 14",
        "en 2026 y 2027",
        "los 15 días",
        "el 21/11/2026",
    ],
)
def test_money_laws_and_dates_are_not_proposed(texto: str) -> None:
    assert _found(texto) == []


def test_what_is_known_of_the_person_is_proposed_with_how_often_it_stands() -> None:
    texto = "Señora ANA LUCIA ARTEAGA ÑAÑEZ: Ana, su vecina Arteaga ya lo sabe. La banana no."
    found = {one.texto: one.veces for one in proponer(texto, ANA)}
    assert found == {"ANA LUCIA ARTEAGA ÑAÑEZ": 1, "Ana": 1, "Arteaga": 1}


def test_the_particles_of_a_name_are_not_taken_out_of_every_sentence() -> None:
    texto = "Los postes de las veredas del río los vio María de los Ángeles."
    assert (
        tachar(texto, partes_de("María de los Ángeles del Río"))
        == "Los postes de las veredas del [nombre] los vio [nombre] de los [nombre]."
    )
    assert tachar(texto, partes_de("María de los Ángeles")) == "Los postes de las veredas del río los vio [nombre]."


def test_words_are_taken_out_in_capitals_without_accents_and_however_they_are_spaced() -> None:
    left = tachar("ARTEAGA, arteaga y Ana\n  Lucia  Arteaga\tNañez", ANA)
    assert left == "[nombre], [nombre] y [nombre]"


def test_a_number_is_taken_out_however_it_is_grouped() -> None:
    quitar = [Quitar("1085123456", Dato.DOCUMENTO)]
    assert tachar("1.085.123.456, 1085123456 y 1 085 123 456; no 10851234567", quitar) == (
        "[documento], [documento] y [documento]; no 10851234567"
    )


def test_nothing_inside_another_word_is_taken_out() -> None:
    assert tachar("La semana y Mariana", [Quitar("Ana", Dato.NOMBRE)]) == "La semana y Mariana"


def test_words_that_stand_in_one_another_leave_no_piece() -> None:
    quitar = [Quitar("San Mateo casa", Dato.DIRECCION), Quitar("casa 4 de Ana", Dato.OTRO), Quitar("Ana", Dato.NOMBRE)]
    assert tachar("vive en San Mateo casa 4 de Ana.", quitar) == "vive en [dirección]."


def test_marks_and_expressions_in_what_is_taken_out_mean_themselves() -> None:
    quitar = [Quitar(".*", Dato.OTRO), Quitar("(a+b)", Dato.OTRO), Quitar("[", Dato.OTRO), Quitar("", Dato.OTRO)]
    assert tachar("No cambia nada: .* [x]", quitar) == "No cambia nada: .* [x]"
    assert tachar("La placa (a+b) se ve", quitar) == "La placa [dato personal] se ve"


@given(st.text(max_size=120), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_whatever_was_to_be_taken_out_is_not_left(texto: str, words: list[str]) -> None:
    quitar = [Quitar(one, Dato.OTRO) for one in words]
    left = tachar(texto, quitar)
    # What stays in its place may itself be one of the words: «dato».
    for one in quitar:
        if fold(one.texto).strip() and not contiene("[dato personal]", [one]):
            assert not contiene(left, [one]), (texto, left)
    for proposal in proponer(texto):
        assert proposal.texto in texto

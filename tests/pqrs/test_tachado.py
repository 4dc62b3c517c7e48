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
        ("Cel. +57 (315) 555-4433, de día", "+57 (315) 555-4433", Dato.TELEFONO),
        ("0057 315 - 555 4433", "0057 315 - 555 4433", Dato.TELEFONO),
        ("teléfono 742 2029 o WhatsApp", "742 2029", Dato.TELEFONO),
        ("a zoraida.q (arroba) correo.example hoy", "zoraida.q (arroba) correo.example", Dato.CORREO),
        ("zoraida [at] correo [punto] example", "zoraida [at] correo [punto] example", Dato.CORREO),
        ("zoraida arroba correo punto example", "zoraida arroba correo punto example", Dato.CORREO),
        ("vive en el apto 201 del edificio", "apto 201", Dato.DIRECCION),
        ("Calle 5 # 3-21, torre 2 apto. 201", "Calle 5 # 3-21, torre 2 apto. 201", Dato.DIRECCION),
        ("en la finca El Rosal hay un poste", "finca El Rosal", Dato.DIRECCION),
        ("el predio «La Esperanza de Los Ríos» linda", "predio «La Esperanza de Los Ríos»", Dato.DIRECCION),
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
        "el 2026-11-21 y el 21-11-2026, a las 10:30",
        "por 315.555.443 pesos, o 315555443 pesos m/cte",
        "COP 12.500.000 de 2026; $ 315 555 4433",
        "la Resolución 20260123 y el Decreto No. 1755202 de 2015",
        "el contrato 2026001234 y la Ley 1.437.202",
        "Secretaría de Hacienda Municipal, y la Lonja de Finca Raíz",
        "el predio rural, la casa 30 metros arriba y la finca vecina",
        "la arroba de papa vale más. Compraron dos arrobas.",
        "es apto para el consumo; 201 personas",
        "la oficina 201 del piso 2",
    ],
)
def test_money_laws_and_dates_are_not_proposed(texto: str) -> None:
    assert _found(texto) == []


def test_a_name_that_stands_in_something_longer_is_proposed_as_that_and_by_itself_elsewhere() -> None:
    texto = "Zoraida: escriba a zoraida.q (arroba) correo.example o vaya a la finca El Rosal."
    assert _found(texto, partes_de("Zoraida Rosal")) == [
        ("Zoraida", Dato.NOMBRE), ("zoraida.q (arroba) correo.example", Dato.CORREO), ("finca El Rosal", Dato.DIRECCION),
    ]  # fmt: skip
    left = tachar(texto, [Quitar(*one) for one in _found(texto, partes_de("Zoraida Rosal"))])
    assert left == "[nombre]: escriba a [correo] o vaya a la [dirección]."


def test_a_radicado_is_no_document_and_no_telephone() -> None:
    assert _found("Casos 2026-E-000123 y 2026-S-000456.") == [("2026-E-000123", Dato.RADICADO), ("2026-S-000456", Dato.RADICADO)]


def test_long_texts_are_looked_through_in_a_moment() -> None:
    """A quadratic rule would take minutes here."""
    for piece in ("torre 2 ", "a.", "arroba ", "casa ", "Rosal ", "3 ", "finca El ", "(57) "):
        proponer(piece * 5000)


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

"""Days, instants, sizes and plain text as people in Colombia read them."""

from datetime import UTC, date, datetime

import pytest

from portal.core.clock import BOGOTA
from portal.web import filters


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_day_is_written_with_its_weekday() -> None:
    assert filters.fecha(date(2026, 11, 21)) == "sábado 21 de noviembre de 2026"
    assert filters.fecha_corta(date(2026, 2, 3)) == "03/02/2026"


def test_an_instant_is_written_in_the_time_of_bogota() -> None:
    assert plain(filters.fecha_hora(datetime(2026, 11, 21, 15, 5, tzinfo=BOGOTA))) == "sábado 21 de noviembre de 2026, 3:05 p. m."
    assert plain(filters.fecha_hora(datetime(2026, 11, 22, 3, 30, tzinfo=UTC))) == "sábado 21 de noviembre de 2026, 10:30 p. m."
    assert plain(filters.hora(datetime(2026, 11, 21, 0, 7, tzinfo=BOGOTA))) == "12:07 a. m."


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (85_400, "85 KB"), (999_960, "1 MB"), (1_240_000, "1,2 MB"), (20 * 2**20, "21 MB")],
)
def test_sizes_are_short_and_have_a_comma(size: int, text: str) -> None:
    assert filters.tamano(size) == text


def test_a_sentence_ends_with_one_full_stop_also_after_an_hour() -> None:
    at_ten = filters.hora(datetime(2026, 11, 21, 10, 15, tzinfo=BOGOTA))
    assert plain(filters.punto(at_ten)) == "10:15 a. m."
    assert filters.punto("Se recibió") == "Se recibió."


def test_numbers_are_grouped_with_points() -> None:
    assert filters.numero(1234567) == "1.234.567"
    assert filters.numero(1.25, 2) == "1,25"


def test_nothing_is_written_for_what_is_absent() -> None:
    assert [filters.fecha(None), filters.fecha_hora(None), filters.tamano(None), filters.numero(None), filters.parrafos(None)] == [""] * 5


def test_paragraphs_keep_line_breaks_and_cannot_carry_markup() -> None:
    assert filters.parrafos("Uno\nDos\r\n\r\n<b>Tres</b>") == "<p>Uno<br>\nDos</p>\n<p>&lt;b&gt;Tres&lt;/b&gt;</p>"


def test_lines_that_begin_with_a_dash_are_a_list() -> None:
    assert filters.parrafos("Le damos:\n- el <plan>\n- la copia\nGracias.") == (
        "<p>Le damos:</p>\n<ul><li>el &lt;plan&gt;</li><li>la copia</li></ul>\n<p>Gracias.</p>"
    )
    assert filters.parrafos("-5 grados\n-") == "<p>-5 grados<br>\n-</p>"


def test_a_short_text_is_not_parted() -> None:
    assert filters.partir("Pido que arreglen el alumbrado.") == ("Pido que arreglen el alumbrado.", "")
    assert filters.partir(None) == ("", "")
    almost = "palabra " * 330
    assert filters.partir(almost) == (almost, "")


@pytest.mark.parametrize(
    "text",
    [
        "Un párrafo de cierta extensión.\n\n" * 400,
        "una línea tras otra\n" * 1000,
        "palabra " * 100_000,
        "sinespacios" * 100_000,
        "a\r\n\r\n" * 5000,
    ],
    ids=["paragraphs", "lines", "words", "one word", "short lines"],
)
def test_a_long_text_is_parted_where_it_may_be_and_loses_no_word(text: str) -> None:
    beginning, rest = filters.partir(text)
    assert 0 < len(beginning) <= 2500
    assert beginning.count("\n") <= 41
    assert "".join((beginning + rest).split()) == "".join(text.split())
    if " " in text:
        assert text.split(maxsplit=1)[0] == beginning.split()[0]
        assert beginning.split()[-1] in text.split()

"""A page begins after the last row of the one before; a cursor that is not ours shows the first page."""

import pytest
from flask import Flask

from portal.web.pagination import decode_cursor, encode_cursor, make_page


def test_a_cursor_comes_back_as_it_was_given() -> None:
    assert decode_cursor(encode_cursor("2026-02-03", 41), (str, int)) == ("2026-02-03", 41)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "x", "!!!!", "ñ", "W10", "a" * 400, encode_cursor(1), encode_cursor("1", "2"), encode_cursor(True, 2),
        encode_cursor("x", 1) + "%",
    ],
)  # fmt: skip
def test_a_cursor_that_is_not_ours_is_no_cursor(text: str | None) -> None:
    assert decode_cursor(text, (str, int)) is None


def test_a_page_knows_whether_another_follows(app: Flask) -> None:
    with app.test_request_context("/readyz?filtro=a"):
        first = make_page([5, 4, 3], 2, None, lambda row: (row,))
        assert list(first.rows) == [5, 4]
        assert first.first_url is None
        assert first.next_url is not None
        assert "filtro=a" in first.next_url
        last = make_page([3], 2, first.next_cursor, lambda row: (row,))
        assert (list(last.rows), last.next_url, last.first_url) == ([3], None, "/readyz?filtro=a")
        assert make_page([], 2, None, lambda row: (row,)).count_text == "Ninguno"

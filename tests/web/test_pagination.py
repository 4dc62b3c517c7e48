"""Keyset pages: cursors are parsed strictly, and the words of an address never become orders."""

import pytest
from flask import Flask

from portal.web.pagination import decode_cursor, encode_cursor, make_page


def test_a_cursor_comes_back_as_it_was_given() -> None:
    assert decode_cursor(encode_cursor("2026-02-24", 7), (str, int)) == ("2026-02-24", 7)


@pytest.mark.parametrize(
    "text",
    [None, "", "%%%", "W10", "x" * 400, encode_cursor("a"), encode_cursor("a", "7"), encode_cursor("a", True), encode_cursor("a", 1.5)],
)
def test_what_is_not_a_cursor_of_ours_shows_the_first_page(text: str | None) -> None:
    assert decode_cursor(text, (str, int)) is None


def test_the_next_page_keeps_the_filters(base_app: Flask) -> None:
    with base_app.test_request_context("/pqrs/registro?tipo=queja&desde=viejo&tipo=reclamo"):
        page = make_page([1, 2, 3], 2, None, lambda row: (row,))
        assert page.rows == [1, 2]
        assert page.next_url == f"/pqrs/registro?tipo=queja&tipo=reclamo&desde={encode_cursor(2)}"


def test_words_of_the_address_are_not_orders_to_the_router(base_app: Flask) -> None:
    with base_app.test_request_context("/pqrs/registro?_scheme=javascript&_external=1&endpoint=x&_anchor=y"):
        page = make_page([1, 2, 3], 2, "x", lambda row: (row,))
        assert (page.next_url or "").startswith("/pqrs/registro?_scheme=javascript")
        assert (page.first_url or "").startswith("/pqrs/registro?")

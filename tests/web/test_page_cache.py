"""A kept page is drawn once, and nobody finds another visitor's values in it."""

import secrets

from portal.web.page_cache import PageCache


def _render(drawn: list[int], token: str) -> str:
    drawn.append(1)
    return f'<form><input value="{token}"><meta content="{token}">texto</form>'


def test_a_page_is_drawn_once_and_carries_each_visitors_own_token() -> None:
    cache, drawn = PageCache(), []
    pages = {}
    for _ in range(3):
        token = secrets.token_urlsafe(24)
        pages[token] = cache.get("form", {"csrf": token}, lambda token=token: _render(drawn, token))
    assert len(drawn) == 1
    for token, page in pages.items():
        assert page.count(token) == 2
        assert not [other for other in pages if other != token and other in page]


def test_another_key_is_another_page() -> None:
    cache, drawn = PageCache(), []
    token = secrets.token_urlsafe(24)
    for key in ("claro", "contraste", "claro"):
        cache.get(key, {"csrf": token}, lambda: _render(drawn, token))
    assert len(drawn) == 2


def test_a_value_that_is_not_on_the_page_keeps_the_page_out() -> None:
    cache, drawn = PageCache(), []
    for _ in range(2):
        cache.get("form", {"otro": secrets.token_urlsafe(24)}, lambda: _render(drawn, secrets.token_urlsafe(24)))
    assert len(drawn) == 2


def test_the_least_used_page_leaves_first() -> None:
    cache, drawn = PageCache(kept=2), []
    token = secrets.token_urlsafe(24)
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, {"csrf": token}, lambda: _render(drawn, token))
    assert len(drawn) == 4


def test_values_are_escaped() -> None:
    cache = PageCache()
    own = "x" * 20
    cache.get("k", {"v": own}, lambda: own)
    assert cache.get("k", {"v": '"><script>' + "x" * 20}, lambda: "") == "&quot;&gt;&lt;script&gt;" + "x" * 20

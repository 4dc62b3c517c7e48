"""Redirects stay on this site; addresses in letters are built on the deployment's own."""

import pytest
from flask import Flask

from portal.web.urls import absolute_url, is_local_path


@pytest.mark.parametrize("target", ["/", "/pqrs/", "/gestion/?a=1&b=//x", "/buscar?q=http://x"])
def test_a_path_of_this_site_is_followed(target: str) -> None:
    assert is_local_path(target)


@pytest.mark.parametrize(
    "target",
    [
        None, "", "pqrs", "//malo.example", "/\\malo.example", "\\\\malo.example", "https://malo.example", "javascript:alert(1)",
        "/a\nb", "/\t/malo.example",
    ],
)  # fmt: skip
def test_anything_else_is_not(target: str | None) -> None:
    assert not is_local_path(target)


def test_links_in_letters_do_not_depend_on_any_request(app: Flask) -> None:
    assert absolute_url("salud.healthz") == "https://portal.example/healthz"
    with app.test_request_context("/", base_url="http://malo.example"):
        assert absolute_url("salud.healthz") == "https://portal.example/healthz"

"""Every answer carries the security headers, whatever it answers (ASVS 3.4, 4.1.1, 14.3.2)."""

import pytest
from flask import Flask

from tests.security.addresses import list_addresses
from tests.support.pages import PageClient

ALWAYS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy")


def test_every_address_answers_with_the_headers_and_is_kept_by_nobody(app: Flask, all_powerful: PageClient, radicado: str) -> None:
    kept = {"inicio.escudo", "raiz.robots", "raiz.security_txt", "raiz.sitemap"}
    for one in list_addresses(app, "GET", radicado=radicado):
        headers = all_powerful.get(one.url).headers
        assert [name for name in ALWAYS if name not in headers] == [], one
        assert "unsafe" not in headers["Content-Security-Policy"], one
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"] or "sandbox" in headers["Content-Security-Policy"], one
        assert headers["Cache-Control"] == "no-store" or one.endpoint in kept or one.endpoint.startswith("api."), one
        # These are for programs of other sites, and show nothing that is not public.
        assert ("Access-Control-Allow-Origin" in headers) == one.endpoint.startswith(("open311.", "api.")), one
        if headers["Content-Type"].startswith("text/"):
            assert "charset=utf-8" in headers["Content-Type"].lower(), one


@pytest.mark.parametrize("name", ["css/portal.css", "js/radicar.js", "icons.svg"])
def test_static_files_carry_them_too(client: PageClient, name: str) -> None:
    headers = client.get(f"/static/{name}").headers
    assert [header for header in ALWAYS if header not in headers] == []
    for directive in ("default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"):
        assert directive in headers["Content-Security-Policy"]


@pytest.mark.parametrize("url", ["/no-hay", "/static/no-hay.css", "/%00", "/.git/config", "/pqrs/seguimiento/%ff"])
def test_so_do_errors(client: PageClient, url: str) -> None:
    headers = client.get(url).headers
    assert [header for header in ALWAYS if header not in headers] == []
    assert not {"Server", "X-Powered-By"} & set(headers.keys())

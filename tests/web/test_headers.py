"""What every answer tells the browser; which hosts and proxies are believed."""

import pytest
from flask import Flask

from tests.support.pages import PageClient

HOST = {"base_url": "https://www.puerres-narino.example"}


@pytest.mark.parametrize("url", ["/", "/no-hay", "/healthz", "/ingreso", "/taller/error/500"])
def test_every_answer_carries_the_security_headers(workshop: PageClient, url: str) -> None:
    headers = workshop.get(url).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    for directive in ("base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert directive in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers, "only over https"


def test_production_asks_for_https_and_hardens_its_cookie(production: Flask) -> None:
    response = production.test_client().get("/ingreso", **HOST)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookies = response.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize("host", ["malo.example", "www.puerres-narino.example.malo.example"])
def test_production_serves_only_its_own_name(production: Flask, host: str) -> None:
    client = production.test_client()
    refused = client.get("/", base_url=f"https://{host}")
    assert refused.status_code == 400
    assert 'Entre por la dirección oficial: <a href="https://www.puerres-narino.example">' in refused.text
    assert client.get("/healthz", base_url=f"https://{host}").status_code == 400
    assert client.get("/healthz", **HOST).status_code == 200
    assert client.get("/healthz", base_url="http://127.0.0.1:8000").status_code == 200


def test_what_a_visitor_claims_to_be_forwarded_is_ignored_without_a_proxy(workshop_app: Flask) -> None:
    from flask import request

    from portal.web.limits import address_key

    forged = {"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Host": "malo.example", "X-Forwarded-Proto": "https"}
    with workshop_app.test_request_context("/"):
        own = address_key()
    environ: dict[str, object] = {}
    workshop_app.test_client().get("/healthz", headers=forged, environ_overrides=environ)
    with workshop_app.test_request_context("/", headers=forged):
        assert address_key() == own
        assert request.host == "localhost"


def test_only_the_last_proxy_is_believed(production: Flask) -> None:
    from flask import request

    seen: list[str] = []
    production.before_request_funcs.setdefault(None, []).append(lambda: seen.append(request.remote_addr or ""))  # type: ignore[arg-type, func-returns-value]
    headers = {"X-Forwarded-For": "6.6.6.6, 10.1.2.3", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "www.puerres-narino.example"}
    assert production.test_client().get("/healthz", headers=headers).status_code == 200
    assert seen == ["10.1.2.3"]

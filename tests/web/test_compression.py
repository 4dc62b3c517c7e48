"""Pages come compressed, save those in which a stranger could guess at a secret by their length (BREACH)."""

import gzip

import pytest

from portal.core.clock import MovableClock
from tests.support import ciudadania
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def encoding(client: PageClient, url: str, headers: dict[str, str] = GZIP) -> str | None:
    client.check_pages = False
    response = client.get(url, headers=headers)
    assert response.status_code == 200, url
    client.check_pages = True
    return response.headers.get("Content-Encoding")


@pytest.mark.parametrize("url", ["/", "/pqrs/", "/pqrs/radicar", "/pqrs/registro", "/sitemap.xml"])
def test_a_first_visit_gets_a_fraction_of_the_bytes(client: PageClient, url: str) -> None:
    plain = len(client.get(url).data)
    client.delete_cookie("portal")
    client.check_pages = False
    response = client.get(url, headers=GZIP)
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    assert int(response.headers["Content-Length"]) == len(response.data) < plain / 2
    assert b"<" in gzip.decompress(response.data)


def test_who_understands_no_compression_gets_none_and_caches_are_told(client: PageClient) -> None:
    response = client.get("/")
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]
    assert encoding(client, "/", {"Accept-Encoding": "gzip;q=0"}) is None


def test_a_form_whose_token_the_browser_already_has_is_sent_as_it_is(client: PageClient) -> None:
    assert encoding(client, "/pqrs/radicar") == "gzip"
    assert encoding(client, "/pqrs/radicar") is None
    assert encoding(client, "/pqrs/registro") == "gzip", "a page without a token holds nothing to guess"


def test_nothing_that_an_official_reads_is_compressed(client: PageClient) -> None:
    sign_in(client, "carmen")
    for url in ("/", "/gestion/", "/gestion/pqrs/"):
        assert encoding(client, url) is None, url


def test_nothing_that_who_follows_a_case_reads_is_compressed(client: PageClient, reloj: MovableClock) -> None:
    filed = ciudadania.file(client, reloj)
    for url in (f"/pqrs/seguimiento/{filed.radicado}", "/"):
        assert encoding(client, url) is None, url


def test_the_answer_to_a_sending_is_never_compressed(client: PageClient) -> None:
    client.check_pages = False
    response = client.post("/pqrs/radicar", data={"texto": "<b>"}, headers=GZIP)
    assert len(response.data) > 1000
    assert "Content-Encoding" not in response.headers


def test_small_answers_are_left_alone(client: PageClient) -> None:
    assert encoding(client, "/healthz") is None

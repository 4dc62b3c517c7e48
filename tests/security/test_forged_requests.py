"""A form that is not ours writes nothing, whoever's browser sends it (ASVS 3.5.1 to 3.5.3)."""

import pytest
from flask import Flask

from portal.extensions import csrf
from tests.security.addresses import count_rows, list_addresses
from tests.support.pages import PageClient

# Keeps only the reader's contrast and text size in their own browser, and has a check of its own (portal/web/preferences.py).
# Open311 asks for a key instead, which no browser keeps (tests/pqrs/test_open311.py).
WITHOUT_TOKEN = {"preferencias.guardar", "open311.file_request"}


def test_every_address_that_writes_refuses_a_form_without_its_token(app: Flask, all_powerful: PageClient, radicado: str) -> None:
    addresses = [one for one in list_addresses(app, "POST", radicado=radicado) if one.endpoint not in WITHOUT_TOKEN]
    assert len(addresses) > 40
    before = count_rows()
    answers = {str(one): all_powerful.post(one.url, data={"texto": "algo"}).status_code for one in addresses}
    assert {one: status for one, status in answers.items() if status != 400} == {}
    assert count_rows() == before


def test_only_the_readers_preferences_and_what_asks_for_a_key_are_exempt_from_the_token() -> None:
    assert {one.name for one in csrf._exempt_blueprints} == {"preferencias", "open311"}
    # Other tests add views of their own to the one extension.
    assert not {name for name in csrf._exempt_views if name.startswith("portal.")}


def test_no_address_writes_when_it_is_only_read(app: Flask, all_powerful: PageClient, radicado: str) -> None:
    before = count_rows()
    for one in list_addresses(app, "GET", radicado=radicado):
        all_powerful.get(one.url)
    assert count_rows() == before


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CUALQUIERA"])
def test_a_method_that_an_address_does_not_offer_is_refused(client: PageClient, method: str) -> None:
    for url in ("/", "/pqrs/radicar", "/gestion/pqrs/", "/static/css/portal.css"):
        assert client.open(url, method=method).status_code == 405, url


def test_no_view_of_ours_takes_other_methods_than_these(app: Flask) -> None:
    assert {method for rule in app.url_map.iter_rules() for method in rule.methods or ()} == {"GET", "HEAD", "OPTIONS", "POST"}

"""What programs look for at the root: only what is public is listed, and who finds a weakness knows whom to tell."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from lxml.etree import fromstring

from portal.core.clock import MovableClock
from portal.entidad.queries import get_entidad
from portal.extensions import db
from tests.support.pages import PageClient
from tests.support.workshop import own_app

SITE = "https://www.puerres-narino.example"
BASE = {"base_url": SITE}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("real")
    with own_app("sqlite", folder, environment="production", public_url=SITE, security_contact="seguridad@puerres.example") as app:
        yield app


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#"))


def test_search_engines_are_told_what_not_to_list(real: Flask) -> None:
    response = real.test_client().get("/robots.txt", **BASE)
    assert response.content_type == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/gestion/", "/pqrs/seguimiento/", "/cuenta/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_a_demonstration_is_listed_nowhere(client: PageClient) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").text


def test_the_site_map_for_programs_names_pages_that_anybody_can_open(client: PageClient) -> None:
    response = client.get("/sitemap.xml")
    assert response.mimetype == "application/xml"
    found = [one.text or "" for one in fromstring(response.data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(found) == len(set(found))
    paths = [url.removeprefix("https://portal.example") for url in found]
    assert {"/", "/pqrs/", "/pqrs/registro", "/transparencia", "/estado-del-servicio"} <= set(paths)
    assert "/ingreso" not in paths
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_sign_is_found_by_its_old_name(client: PageClient) -> None:
    response = client.get("/favicon.ico", follow_redirects=True)
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")


def test_who_finds_a_weakness_knows_whom_to_tell(real: Flask, reloj: MovableClock) -> None:
    response = real.test_client().get("/.well-known/security.txt", **BASE)
    assert response.content_type == "text/plain; charset=utf-8"
    told = fields(response.text)
    assert told["Contact"] == "mailto:seguridad@puerres.example"
    assert told["Preferred-Languages"] == "es"
    assert told["Canonical"] == f"{SITE}/.well-known/security.txt"
    expires = datetime.fromisoformat(told["Expires"])
    now = datetime(2026, 2, 3, 15, 15, tzinfo=UTC)
    assert now < expires < now + timedelta(days=365), "RFC 9116 asks for less than a year"


def test_the_municipalitys_own_address_serves_when_no_other_is_set(client: PageClient) -> None:
    assert fields(client.get("/.well-known/security.txt").text)["Contact"] == f"mailto:{get_entidad().correo}"


def test_without_anybody_to_tell_there_is_no_such_file(client: PageClient) -> None:
    get_entidad().correo = ""
    db.session.commit()
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_demonstrations_networks_lead_to_no_real_account(app: Flask) -> None:
    redes = get_entidad().redes
    assert redes
    assert all(".example/" in red["url"] for red in redes)

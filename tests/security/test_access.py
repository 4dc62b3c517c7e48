"""Each address opens to whom its view names and to nobody else (ASVS 8.2.1, 8.2.2, 8.3.1)."""

import pytest
from flask import Flask

from portal.database import transaction
from portal.demo.elenco import actor_of, get_persona
from tests.security.addresses import Address, count_rows, csrf_token, list_addresses
from tests.security.conftest import NewClient
from tests.support import casos
from tests.support.ciudadania import enter
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

# One of the cast for each role that the portal brings.
ROLES = {
    "funcionario": "beto",
    "jefe": "gloria",
    "ventanilla": "ines",
    "administrador": "efrain",
    "control_interno": "hernan",
    "comite_gel": "delia",
    "editor": "karol",
}
OPEN = {"público"}
OF_EVERY_OFFICIAL = {"funcionario"}
OF_CITIZENS = {"ciudadanía con código"}
ELSEWHERE = "2026-E-999999"


def _open(client: PageClient, one: Address, token: str) -> tuple[int, str]:
    answer = client.open(one.url, method=one.method, data={"csrf_token": token} if one.method == "POST" else None)
    return answer.status_code, answer.headers.get("Location", "")


def _addresses(app: Flask) -> list[Address]:
    return [one for method in ("GET", "POST") for one in list_addresses(app, method, radicado=ELSEWHERE)]


def test_a_stranger_opens_only_what_is_public(app: Flask, new_client: NewClient) -> None:
    client = new_client()
    token = csrf_token(client)
    before = count_rows()
    for one in [one for one in _addresses(app) if one.access not in OPEN]:
        status, target = _open(client, one, token)
        entrance = "/pqrs/seguimiento" if one.access in OF_CITIZENS else "/ingreso"
        assert status == 302, f"{one}: {status}"
        assert target.startswith(entrance), f"{one}: {target}"
    assert count_rows() == before


@pytest.mark.parametrize("rol", ROLES)
def test_an_official_opens_exactly_what_the_permissions_of_the_role_allow(app: Flask, new_client: NewClient, rol: str) -> None:
    client = new_client()
    sign_in(client, ROLES[rol])
    token = csrf_token(client)
    allowed = actor_of(ROLES[rol]).permissions
    before = count_rows()
    wrong = []
    for one in [one for one in _addresses(app) if one.access not in OPEN | OF_EVERY_OFFICIAL | OF_CITIZENS]:
        # What is allowed to be written is tried by the subjects' own tests; here it would change what comes next.
        if one.access in allowed and one.method == "POST":
            continue
        status, _target = _open(client, one, token)
        if (status == 403) == (one.access in allowed):
            wrong.append(f"{one}: {status}")
    assert wrong == []
    assert count_rows() == before


def test_the_role_of_each_of_the_cast_is_the_one_meant_here() -> None:
    from portal.demo.elenco import PERSONAS

    assert {rol: rol for rol in ROLES} == {rol: next(one.roles[0] for one in PERSONAS if one.clave == who) for rol, who in ROLES.items()}


def test_another_departments_case_is_not_there_for_any_address(app: Flask, new_client: NewClient, radicado: str) -> None:
    """The same answer as for a number that was never given: that it exists is not told either."""
    with transaction():
        get_persona("gloria").roles = get_persona("gloria").roles + get_persona("beto").roles
    client = new_client()
    sign_in(client, "gloria")
    token = csrf_token(client)
    allowed = actor_of("gloria").permissions
    before = count_rows()
    for method in ("GET", "POST"):
        real = list_addresses(app, method, radicado=radicado)
        never = list_addresses(app, method, radicado=ELSEWHERE)
        for one, other in zip(real, never, strict=True):
            if one.endpoint.startswith("gestion_pqrs.") and radicado in one.url and one.access in allowed:
                assert (_open(client, one, token)[0], str(one)) == (404, str(one))
                assert _open(client, other, token)[0] == 404, str(other)
    assert count_rows() == before


def test_a_citizen_opens_only_the_case_whose_code_was_given(app: Flask, client: PageClient, new_client: NewClient, radicado: str) -> None:
    with transaction():
        own = casos.radicar(texto="Otra solicitud, de otra persona.", archivos=[]).radicado
    enter(client, own)
    client.check_pages = False
    token = csrf_token(client)
    before = count_rows()
    for method in ("GET", "POST"):
        for one in list_addresses(app, method, radicado=radicado):
            if one.access in OF_CITIZENS:
                assert (_open(client, one, token)[0], str(one)) == (404, str(one))
            elif one.access not in OPEN:
                assert _open(client, one, token)[0] == 302, str(one)
    assert count_rows() == before


def test_a_file_is_not_reached_through_another_case(app: Flask, client: PageClient, new_client: NewClient) -> None:
    from portal.files.queries import list_archivos
    from portal.files.services import store_bytes

    with transaction():
        letter = store_bytes("secreto.pdf", "application/pdf", b"%PDF-1.7 secreto")
        theirs = casos.en_tramite(archivos=[letter])
        mine = casos.en_tramite(texto="La mía, sin archivos.")
        archivo_id = list_archivos("peticion", theirs.id)[0].id
        urls = [f"/pqrs/seguimiento/{mine.radicado}/archivo/{archivo_id}", f"/pqrs/seguimiento/{theirs.radicado}/archivo/{archivo_id}"]
        through_mine = f"/gestion/pqrs/{mine.radicado}/archivos/{archivo_id}"
        own_way = f"/gestion/pqrs/{theirs.radicado}/archivos/{archivo_id}"
        own = mine.radicado
    enter(client, own)
    assert [client.get(url).status_code for url in urls] == [404, 404]
    official = new_client()
    sign_in(official, "jairo")
    assert official.get(own_way).status_code == 200
    assert official.get(through_mine).status_code == 404

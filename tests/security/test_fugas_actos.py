"""Each act's POST on a case that one may not know of is answered as on a case that does not exist: same status, same words."""

import re
from collections.abc import Mapping

from flask import Flask

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.extensions import db
from portal.pqrs.models import Peticion
from tests.security.addresses import csrf_token, list_addresses
from tests.security.conftest import NewClient
from tests.security.fugas import plant
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

# Officials of other offices, with different permissions; who administers; and nobody at all.
WHO = ("beto", "gloria", "efrain", "delia", "stranger")
MISSING = "2026-E-999999"
# What changes from one answer to the next, whatever was asked.
_NOISE = re.compile(r'(?s)name="csrf_token"[^>]*value="[^"]*"|nonce="[^"]*"|Incidente [0-9a-f]+|[0-9a-f]{16}|<time.*?</time>')


def _answer(client: PageClient, url: str, token: str, radicado: str) -> tuple[int, str, str]:
    """Status, where it leads and what it says, without the number that was asked for."""
    answer = client.post(url, data={"csrf_token": token})
    told = _NOISE.sub("", answer.get_data(as_text=True)).replace(radicado, "")
    return answer.status_code, answer.headers.get("Location", "").replace(radicado, ""), told


def _rows() -> Mapping[int, tuple[str, int]]:
    return {one.id: (one.estado, one.version) for one in db.session.scalars(db.select(Peticion))}


def test_no_act_tells_of_a_case_to_who_may_not_know_of_it(app: Flask, reloj: MovableClock, new_client: NewClient) -> None:
    with transaction():
        sealed = plant()["sellada"]
    before, found = _rows(), []
    real = list_addresses(app, "POST", radicado=sealed.radicado)
    gone = list_addresses(app, "POST", radicado=MISSING)
    acts = [(one, other) for one, other in zip(real, gone, strict=True) if one.url != other.url]
    assert len(acts) > 60
    for who in WHO:
        client = new_client()
        client.check_pages = False
        if who != "stranger":
            sign_in(client, who)
        token = csrf_token(client)
        for one, other in acts:
            told, missing = _answer(client, one.url, token, sealed.radicado), _answer(client, other.url, token, MISSING)
            found += [f"{who}: {one}: {told[0]} and {missing[0]}"] if told != missing else []
            assert told[0] >= 300, one
    assert found == []
    assert _rows() == before

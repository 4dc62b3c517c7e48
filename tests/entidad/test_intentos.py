"""Tries that fail: what they answer, what they cost, what the audit keeps of them; and a sign-in left halfway."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import argon2
import pytest
from flask import Flask
from sqlalchemy import event

from portal.audit.queries import list_eventos
from portal.core.clock import MovableClock
from portal.demo.elenco import clave_demo, get_persona
from portal.entidad.services import acceso
from portal.extensions import db
from portal.web.limits import forget_all
from tests.entidad.test_acceso import code_of, enter, give_second_factor, try_password
from tests.support.pages import Page, PageClient

BETO = "beto@puerres.example"


@pytest.fixture(autouse=True)
def no_tries_yet(app: Flask) -> None:
    forget_all()


def _acts_on(who: str) -> list[str]:
    return [one.tipo for one in list_eventos("funcionario", get_persona(who).id) if one.tipo in {"ingreso_fallido", "cuenta_en_espera"}]


@pytest.mark.parametrize("correo", [BETO, "nadie@puerres.example", ""])
def test_a_refused_sign_in_is_answered_as_a_form_with_errors(client: PageClient, correo: str) -> None:
    response = try_password(client, correo, "no es esta")
    assert response.status_code == 422
    assert "WWW-Authenticate" not in response.headers


def test_a_refused_code_and_an_empty_address_are_too(client: PageClient, reloj: MovableClock) -> None:
    give_second_factor("beto")
    try_password(client, BETO, clave_demo())
    assert client.submit("/ingreso/segundo-factor", {"codigo": "000000"}, action="segundo-factor").status_code == 422
    assert client.submit("/ingreso/olvido", {"correo": ""}, action="olvido").status_code == 422


def test_a_failure_counts_although_its_answer_is_an_error(client: PageClient, reloj: MovableClock) -> None:
    try_password(client, BETO, "no es esta")
    db.session.expire_all()
    assert get_persona("beto").intentos_fallidos == 1


def test_the_audit_keeps_the_first_failure_and_each_wait_however_many_tries_there_are(client: PageClient, reloj: MovableClock) -> None:
    for _ in range(12):
        try_password(client, BETO, "no es esta")
    assert _acts_on("beto") == ["ingreso_fallido", "cuenta_en_espera"]
    reloj.advance(minutes=1)
    for _ in range(5):
        try_password(client, BETO, "no es esta")
    assert _acts_on("beto") == ["ingreso_fallido", "cuenta_en_espera", "cuenta_en_espera"]
    waits = [one.datos["espera_segundos"] for one in list_eventos("funcionario", get_persona("beto").id) if one.tipo == "cuenta_en_espera"]
    assert waits == [30, 60]


def test_wrong_codes_sent_while_the_account_waits_leave_no_further_acts(app: Flask, reloj: MovableClock) -> None:
    for _ in range(30):
        acceso.note_failure(get_persona("beto"))
    assert _acts_on("beto") == ["ingreso_fallido", "cuenta_en_espera"]


def test_what_was_tried_is_in_no_act(client: PageClient, reloj: MovableClock) -> None:
    try_password(client, "nadie@puerres.example", "secreto ajeno")
    try_password(client, BETO, "secreto ajeno")
    acts = list_eventos("funcionario", get_persona("beto").id)
    assert "secreto" not in str([one.datos for one in acts])
    assert acts[-1].actor_nombre == "Sistema"


@contextmanager
def _work(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a try costs: computations of argon2, and statements that write."""
    done: list[str] = []
    with monkeypatch.context() as patch:
        for name in ("verify", "hash"):
            patch.setattr(argon2.PasswordHasher, name, _counted(getattr(argon2.PasswordHasher, name), name, done))

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith(("UPDATE funcionario", "INSERT INTO funcionario")):
                done.append(statement.split(maxsplit=1)[0])

        connection = db.engines[None]
        event.listen(connection, "before_cursor_execute", note)
        yield done
        event.remove(connection, "before_cursor_execute", note)


def _counted(method: Any, name: str, done: list[str]) -> Any:
    def counting(self: Any, *args: Any) -> Any:
        done.append(name)
        return method(self, *args)

    return counting


def test_whatever_is_wrong_a_try_costs_one_computation_and_one_write(
    app: Flask, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_persona("karol").activo = False
    get_persona("delia").clave_hash = None
    get_persona("lucia").bloqueado_hasta = reloj() + timedelta(minutes=1)
    db.session.commit()
    costs = {}
    for correo in ("nadie@puerres.example", "", BETO, "karol@puerres.example", "delia@puerres.example", "lucia@puerres.example"):
        with _work(monkeypatch) as done:
            assert acceso.check_credentials(correo, "no es esta") is None
            costs[correo] = sorted(done)
    assert all(cost == ["UPDATE", "verify"] for cost in costs.values()), costs


def test_who_left_after_the_password_is_led_to_the_code(client: PageClient, reloj: MovableClock) -> None:
    funcionario = give_second_factor("beto")
    try_password(client, BETO, clave_demo())
    assert client.get("/ingreso").location.endswith("/ingreso/segundo-factor")
    page = client.page("/ingreso")
    assert page.h1 == "Confirme que es usted"
    response = client.submit("/ingreso", {"codigo": code_of(funcionario)}, action="segundo-factor")
    assert response.request.path == "/gestion/"


def test_who_must_still_enrol_is_led_there(client: PageClient, reloj: MovableClock) -> None:
    try_password(client, BETO, clave_demo())
    assert client.get("/ingreso").location.endswith("/cuenta/segundo-factor")


@pytest.mark.parametrize("enrolled", [True, False])
def test_a_sign_in_begun_can_be_begun_again_with_another_account(client: PageClient, reloj: MovableClock, enrolled: bool) -> None:
    if enrolled:
        give_second_factor("beto")
    try_password(client, BETO, clave_demo())
    page = Page(client.submit("/ingreso", action="/ingreso/de-nuevo"))
    assert page.h1 == "Ingreso de funcionarios"
    assert client.get("/ingreso/segundo-factor").location.endswith("/ingreso")
    assert enter(client, "carmen").request.path == "/gestion/"

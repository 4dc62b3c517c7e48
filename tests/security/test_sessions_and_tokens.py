"""Sessions, links and tokens: none can be planted, copied, forged or sent elsewhere."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import clock
from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.elenco import clave_demo, get_persona
from portal.entidad import totp
from portal.extensions import db
from portal.outbox.models import OutboxMail
from portal.web.models import WebSession
from portal.web.urls import is_local_path
from tests.files.samples import EXE, PDF
from tests.security.addresses import csrf_token
from tests.security.conftest import NewClient
from tests.support import casos
from tests.support.ciudadania import FORM, SEND, enter, fill, is_filed, send
from tests.support.pages import PageClient
from tests.support.sessions import sign_in

ELSEWHERE = (
    "//malo.example", "/\t/malo.example", "/\r/malo.example", "/\n/malo.example", "/ /malo.example", "/\\malo.example", "\\\\malo.example",
    "https://malo.example", "https:/malo.example", "javascript:alert(1)", "/" + "a" * 5000, " //malo.example", "",
)  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_after_signing_in_nobody_is_sent_to_another_site(client: PageClient, target: str) -> None:
    assert not is_local_path(target)
    client.check_pages = False
    client.post("/preferencias", data={"contraste": "1", "volver": target})
    token = csrf_token(client, "/ingreso")
    client.get("/ingreso", query_string={"siguiente": target})
    with client.session_transaction() as session:
        assert "siguiente" not in session
    answer = client.post("/preferencias", data={"contraste": "1", "volver": target, "csrf_token": token})
    assert answer.headers["Location"] == "/"


def test_a_planted_session_is_worth_nothing_after_its_victim_signs_in(app: Flask, new_client: NewClient, reloj: MovableClock) -> None:
    """Session fixation (ASVS 7.2.4): the cookie that an attacker gave is not the one that is signed in."""
    attacker, victim = new_client(), new_client()
    csrf_token(attacker, "/ingreso")
    planted = attacker.get_cookie("portal")
    assert planted is not None
    victim.set_cookie("portal", planted.value)
    with transaction():
        gloria = get_persona("gloria")
        gloria.totp_semilla, gloria.totp_activo = totp.new_seed(), True
        code = totp.code_at(gloria.id, gloria.totp_semilla or "", clock.now())
        correo = gloria.correo
    victim.post("/ingreso", data={"csrf_token": csrf_token(victim, "/ingreso"), "correo": correo, "clave": clave_demo()})
    victim.post("/ingreso/segundo-factor", data={"csrf_token": csrf_token(victim, "/ingreso/segundo-factor"), "codigo": code})
    assert victim.get("/gestion/").status_code == 200
    assert attacker.get("/gestion/").status_code == 302


def test_opening_another_case_ends_the_session_of_the_first(client: PageClient, reloj: MovableClock) -> None:
    with transaction():
        first, second = casos.radicar(), casos.radicar(texto="Otra.")
        numbers, key = [first.radicado, second.radicado], first.id
    enter(client, numbers[0])
    enter(client, numbers[1])
    ended = db.session.scalars(select(WebSession.ended_at).where(WebSession.kind == "ciudadano", WebSession.subject_id == key)).all()
    assert len(ended) == 1
    assert ended[0] is not None


def test_a_forged_host_reaches_no_letter_and_no_redirect(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    client.check_pages = False
    token = csrf_token(client, "/ingreso/olvido")
    cookie = client.get_cookie("portal")
    assert cookie is not None
    forged = {"Host": "malo.example", "X-Forwarded-Host": "malo.example", "Cookie": f"portal={cookie.value}"}
    data = {"csrf_token": token, "correo": get_persona("beto").correo}
    answer = app.test_client(use_cookies=False).post("/ingreso/olvido", data=data, headers=forged)
    letter = db.session.scalars(select(OutboxMail).where(OutboxMail.letter == "entidad/restablecer")).one()
    assert "malo.example" not in letter.body + letter.html + answer.headers.get("Location", "")
    assert "https://portal.example/ingreso/restablecer/" in letter.body


def test_a_forged_or_borrowed_description_of_a_file_is_not_taken(client: PageClient, reloj: MovableClock) -> None:
    """What a form says that it already sent is signed, and bound to that form alone."""
    client.check_pages = False
    first = fill(client, reloj, quien="", archivos=(BytesIO(PDF), "carta.pdf"))
    token = re.search(r'name="recibidos" value="([^"]+)"', send(client, first).get_data(as_text=True))
    assert token is not None
    other = fill(client, reloj)
    for forged in (token[1], token[1][:-2] + "xx", "e30.abc", "x" * 3000):
        page = send(client, {**other, "recibidos": forged}).get_data(as_text=True)
        assert "No pudimos reconocer un archivo" in page


def test_files_sent_in_several_sendings_are_limited_like_those_sent_at_once(client: PageClient, reloj: MovableClock) -> None:
    client.check_pages = False
    values = fill(client, reloj, quien="")
    tokens: list[str] = []
    for number in range(12):
        page = send(client, {**values, "archivos": (BytesIO(PDF + b"%" * number), f"carta{number}.pdf")}).get_data(as_text=True)
        tokens += re.findall(r'name="recibidos" value="([^"]+)"', page)
    page = send(client, {**values, "recibidos": tokens}).get_data(as_text=True)
    assert len(tokens) == 12
    assert page.count('name="recibidos"') == 10
    assert "El máximo es 10 archivos" in page


def _stored(app: Flask) -> int:
    root: Path = app.config["SETTINGS"].files_dir
    return sum(one.is_file() for one in root.rglob("*"))


def test_nobody_fills_the_disk_where_no_form_brings_files(app: Flask, client: PageClient, radicado: str) -> None:
    client.check_pages = False
    token = csrf_token(client)
    before = _stored(app)
    for number, url in enumerate(
        ("/salir", "/pqrs/seguimiento", f"/gestion/pqrs/{radicado}/escribir", f"/pqrs/seguimiento/{radicado}/mensaje")
    ):
        for field in ("archivos", "escribir-archivos", "mensaje-archivos"):
            content = BytesIO(PDF + f"{url}{field}{number}".encode())
            client.post(url, data={"csrf_token": token, field: (content, "carta.pdf")}, content_type="multipart/form-data")
    assert _stored(app) == before


@pytest.mark.parametrize("name", ["../../../etc/cron.d/carta.pdf", "..\\..\\carta.pdf", "/etc/passwd", "carta.pdf\0.exe", "\u202efdp.exe"])
def test_the_name_of_a_file_is_only_a_name(app: Flask, client: PageClient, reloj: MovableClock, name: str) -> None:
    from portal.files.models import Archivo

    client.check_pages = False
    before = {one for one in Path(app.config["SETTINGS"].files_dir).parent.rglob("*") if "carta" in one.name}
    answer = send(client, fill(client, reloj, archivos=(BytesIO(PDF + name.encode()), name)))
    assert is_filed(answer)
    kept = db.session.scalars(select(Archivo).order_by(Archivo.id.desc())).first()
    assert kept is not None
    assert not re.search(r"[/\\\x00-\x1f\u202e]", kept.nombre)
    assert kept.nombre.endswith(".pdf")
    assert {one for one in Path(app.config["SETTINGS"].files_dir).parent.rglob("*") if "carta" in one.name} == before


def test_a_program_with_the_name_of_a_document_files_nothing(client: PageClient, reloj: MovableClock) -> None:
    from portal.pqrs.models import Peticion

    client.check_pages = False
    assert send(client, fill(client, reloj, archivos=(BytesIO(EXE), "carta.pdf"))).status_code == 422
    assert db.session.scalars(select(Peticion)).all() == []


def test_a_field_that_the_form_does_not_have_changes_nothing(client: PageClient, reloj: MovableClock) -> None:
    """Mass assignment (ASVS 15.3.3): state, number, due date and priority are not the sender's to choose."""
    from portal.pqrs.models import Peticion

    client.check_pages = False
    forged = {"estado": "cerrada", "radicado": "1999-E-000001", "vence_el": "2099-01-01", "preferente": "1", "canal": "ventanilla"}
    assert is_filed(send(client, {**fill(client, reloj), **forged}))
    made = db.session.scalars(select(Peticion)).one()
    assert (made.estado, made.canal, made.preferente) == ("radicada", "web", False)
    assert made.radicado.startswith("2026-E-")
    assert made.vence_el.year == 2026


def test_an_official_cannot_raise_their_own_account(client: PageClient) -> None:
    beto = sign_in(client, "beto")
    client.check_pages = False
    token = csrf_token(client)
    data = {"csrf_token": token, "roles": "administrador", "version": "1", "nombre": "x", "cargo": "x", "correo": "x@puerres.example"}
    assert client.post(f"/gestion/entidad/funcionarios/{beto.id}", data=data).status_code == 403
    assert [one.clave for one in get_persona("beto").roles] == ["funcionario"]


def test_a_recovery_code_has_at_least_112_bits() -> None:
    letters = totp.new_recovery_code().replace("-", "")
    assert len(letters) * 5 >= 112
    assert len({totp.new_recovery_code() for _ in range(50)}) == 50


def test_the_form_and_its_pages_name_no_other_site(client: PageClient) -> None:
    for url in ("/", FORM, SEND, "/pqrs/registro", "/ingreso"):
        page = client.page(url)
        loaded = [one.get("src") or "" for one in page.all("script", "img", "iframe")] + [one.get("href") or "" for one in page.all("link")]
        assert [one for one in loaded if "//" in one.removeprefix("data:")] == []

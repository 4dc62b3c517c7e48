"""Reading the mailbox over IMAP: each message once, whatever dies in between; and the commands for files of mail."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.config import ConfigError, load_settings
from portal.core import clock
from portal.core.clock import MovableClock
from portal.extensions import db
from portal.jobs.plan import find_job
from portal.pqrs.correo import lectura
from portal.pqrs.correo.buzon import BuzonError
from portal.pqrs.jobs_correo import leer_correo
from portal.pqrs.models import CorreoRecibido, Peticion
from tests.support.correos import INTAKE, carta, changed_settings
from tests.support.imap import Casilla, serving_imap

pytestmark = pytest.mark.usefixtures("app", "reloj")
OPENSSL = shutil.which("openssl")


@pytest.fixture
def casilla(app: Flask) -> Iterator[Casilla]:
    """A mailbox, and the application pointed at it."""
    with serving_imap() as made, _pointed(app, made):
        yield made


def _pointed(app: Flask, casilla: Casilla, **changes: object):  # type: ignore[no-untyped-def]
    return changed_settings(
        app, imap_server="127.0.0.1", imap_port=casilla.port, imap_username="solicitudes", imap_password=casilla.clave,
        mail_intake=INTAKE, **{"imap_security": "none", **changes},
    )  # fmt: skip


def _rows() -> list[CorreoRecibido]:
    db.session.expire_all()
    return list(db.session.scalars(select(CorreoRecibido).order_by(CorreoRecibido.id)))


def _cases() -> int:
    return db.session.scalar(select(func.count()).select_from(Peticion)) or 0


def test_without_a_mailbox_nothing_is_read(app: Flask) -> None:
    assert leer_correo() == 0
    assert find_job("pqrs.leer_correo").load() is leer_correo


def test_what_is_new_becomes_petitions_and_is_marked_and_nothing_is_deleted(casilla: Casilla) -> None:
    before, at = _cases(), clock.now() - timedelta(minutes=40)
    for number in range(3):
        casilla.llega(carta(f"Mensaje {number}"), at)
    assert leer_correo() == 3
    assert (_cases() - before, [one.estado for one in _rows()]) == (3, ["radicado"] * 3)
    assert [one.recibido_en for one in _rows()] == [at.replace(microsecond=0)] * 3
    assert all(one.seen for one in casilla.cartas.values())
    assert not any("Deleted" in one or "EXPUNGE" in one for one in casilla.pedido)
    assert leer_correo() == 0


def test_killed_before_it_is_marked_it_is_fetched_again_and_filed_once(casilla: Casilla) -> None:
    before = _cases()
    casilla.llega(carta(), clock.now())
    casilla.cuelga = "STORE"
    with pytest.raises(BuzonError):
        leer_correo()
    assert [one.seen for one in casilla.cartas.values()] == [False]
    casilla.cuelga = ""
    leer_correo()
    assert (_cases() - before, len(_rows()), casilla.cartas[100].seen) == (1, 1, True)


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "SEARCH", "SIZE", "PEEK"])
def test_a_server_that_hangs_up_loses_nothing(casilla: Casilla, command: str) -> None:
    casilla.llega(carta(), clock.now())
    casilla.cuelga = command
    with pytest.raises(BuzonError):
        leer_correo()
    assert (_rows(), casilla.cartas[100].seen) == ([], False)
    casilla.cuelga = ""
    assert leer_correo() == 1


def test_a_wrong_password_and_an_unknown_folder_are_told_without_saying_them(app: Flask, casilla: Casilla) -> None:
    casilla.clave = "otra"
    with pytest.raises(BuzonError) as told:
        leer_correo()
    assert "clave-del-buzon" not in str(told.value)
    with _pointed(app, casilla, imap_folder="Nada"), pytest.raises(BuzonError, match="carpeta"):
        leer_correo()


def test_of_a_message_larger_than_is_taken_only_its_beginning_is_fetched(casilla: Casilla) -> None:
    uid = casilla.llega(carta("x\n" * 1000) + b"y" * lectura.MAX_MENSAJE, clock.now())
    leer_correo()
    (row,) = _rows()
    assert (row.estado, row.motivo, row.remitente, row.tamano) == ("apartado", "grande", "rosa@correo.example", 256 * 1024)
    assert casilla.cartas[uid].seen


def test_where_the_servers_clock_is_not_believed_the_reading_counts(app: Flask, casilla: Casilla) -> None:
    casilla.llega(carta(), clock.now() - timedelta(days=2))
    with _pointed(app, casilla, imap_trust_date=False):
        leer_correo()
    assert _rows()[0].recibido_en == clock.now()


def test_a_mailbox_full_of_years_does_not_become_thousands_of_petitions(casilla: Casilla) -> None:
    before = _cases()
    for days in (400, 30, 8):
        casilla.llega(carta(f"Hace {days}"), clock.now() - timedelta(days=days))
    leer_correo()
    assert (_cases(), {one.motivo for one in _rows()}) == (before, {"viejo"})


def test_one_bad_message_does_not_stop_the_others(casilla: Casilla) -> None:
    for raw in (b"\x00" * 900, carta("Primero"), b"Content-Type: multipart/mixed\n\n--\n", carta("Segundo")):
        casilla.llega(raw, clock.now())
    leer_correo()
    assert [one.estado for one in _rows()] == ["apartado", "radicado", "apartado", "radicado"]


@pytest.mark.skipif(OPENSSL is None, reason="makes its certificate with the openssl command")
def test_a_server_whose_certificate_nobody_vouches_for_never_hears_the_password(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "certificado.pem"
    subprocess.run(
        [
            OPENSSL or "", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(tmp_path / "llave.pem"), "-out", str(path),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, tmp_path / "llave.pem")
    with serving_imap(context) as made, _pointed(app, made, imap_security="tls"):
        with pytest.raises(BuzonError):
            leer_correo()
        assert made.pedido == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"MAIL_INTAKE": ""}, "Falta MAIL_INTAKE"),
        ({"IMAP_PASSWORD": ""}, "Falta IMAP_PASSWORD"),
        ({"IMAP_SECURITY": "none"}, "IMAP_SECURITY no sirve"),
        ({"IMAP_FOLDER": 'IN"BOX'}, "IMAP_FOLDER no sirve"),
        ({"MAIL_INTAKE": "no es un correo"}, "MAIL_INTAKE no sirve"),
        ({"IMAP_TRUST_DATE": "quizás"}, "IMAP_TRUST_DATE no sirve"),
    ],
)
def test_a_wrong_setting_is_told_at_the_start(changes: dict[str, str], told: str) -> None:
    environ = {"PORTAL_ENV": "test", "IMAP_SERVER": "imap.example", "IMAP_USERNAME": "u", "IMAP_PASSWORD": "p", "MAIL_INTAKE": INTAKE}
    load_settings(environ)
    with pytest.raises(ConfigError, match=told):
        load_settings({**environ, **changes})


def test_the_command_reads_files_of_one_and_of_many_messages_and_repeating_it_files_nothing(app: Flask, tmp_path: Path) -> None:
    before = _cases()
    (tmp_path / "uno.eml").write_bytes(carta("Uno"))
    (tmp_path / "malo.eml").write_bytes(b"\x00\xff" * 100)
    many = b"".join(
        b"From a@b.example Tue Feb  3 10:00:00 2026\n" + carta(f"M{number}", From=f"v{number}@correo.example") + b"\n"
        for number in range(30)
    )
    (tmp_path / "varios.mbox").write_bytes(many)
    runner = app.test_cli_runner()
    names = [str(tmp_path / name) for name in ("uno.eml", "malo.eml", "varios.mbox")]
    done = runner.invoke(args=["pqrs", "correo", "leer", *names])
    assert (done.exit_code, _cases() - before) == (0, 31)
    assert "uno.eml, mensaje 1: correo " in done.output
    assert "apartado: No dice de qué dirección viene" in done.output
    assert "rosa@correo.example" not in done.output
    again = runner.invoke(args=["pqrs", "correo", "leer", *names])
    assert (again.output.count("ya estaba"), _cases() - before) == (32, 31)


def test_the_command_says_which_file_it_cannot_read(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "vacio.eml").write_bytes(b"")
    done = app.test_cli_runner().invoke(args=["pqrs", "correo", "leer", str(tmp_path / "vacio.eml"), str(tmp_path / "no-hay.eml")])
    assert done.exit_code == 1
    assert "vacio.eml: está vacío" in done.output
    assert "no-hay.eml: no se puede leer" in done.output


def test_the_original_is_given_to_the_operator_as_it_came(app: Flask, reloj: MovableClock, tmp_path: Path) -> None:
    raw = carta("Uno")
    (tmp_path / "uno.eml").write_bytes(raw)
    runner = app.test_cli_runner()
    runner.invoke(args=["pqrs", "correo", "leer", str(tmp_path / "uno.eml")])
    target = tmp_path / "original.eml"
    assert runner.invoke(args=["pqrs", "correo", "original", str(_rows()[-1].id), str(target)]).exit_code == 0
    assert target.read_bytes() == raw
    assert runner.invoke(args=["pqrs", "correo", "original", "999999", str(target)]).exit_code == 1


def test_after_hours_mail_counts_from_the_next_business_day(casilla: Casilla, reloj: MovableClock) -> None:
    reloj.set(datetime(2026, 2, 6, 20, 0))
    casilla.llega(carta(), clock.now())
    leer_correo()
    case = _rows()[0].peticion
    assert case is not None
    assert case.efectiva_el == datetime(2026, 2, 9).date()

"""Letters do not travel to a server whose certificate nobody vouches for."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.database import transaction
from portal.outbox import delivery, services
from tests.outbox.conftest import Inbox, MailServer

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="makes its certificate with the openssl command")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that only who trusts this very file accepts."""
    path = tmp_path / "certificado.pem"
    subprocess.run(
        [
            OPENSSL or "", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(tmp_path / "llave.pem"), "-out", str(path),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture(params=["starttls", "tls"])
def secure_server(request: pytest.FixtureRequest, app: Flask, inbox: Inbox, certificate: Path) -> Iterator[Inbox]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("llave.pem"))
    implicit = request.param == "tls"
    options = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    controller = MailServer(inbox, **options)
    controller.start()
    app.config["MAIL_SERVER"] = "127.0.0.1"
    state = app.extensions["mail"]
    state.server, state.port = "127.0.0.1", controller.port
    state.use_tls, state.use_ssl = not implicit, implicit
    with transaction():
        services.enqueue("taller/aviso", to="ana@example.com", context={"nombre": "Ana", "codigo": "1"})
    try:
        yield inbox
    finally:
        controller.stop()
        app.config["MAIL_SERVER"], state.use_tls, state.use_ssl = "", False, False


def test_an_unknown_certificate_is_refused_and_nothing_is_sent(app: Flask, secure_server: Inbox) -> None:
    report = delivery.send_due()
    assert report.trouble == "No se pudo hablar con el servidor de correo (SSLCertVerificationError)."
    assert secure_server.messages == []


def test_a_known_certificate_is_accepted(app: Flask, secure_server: Inbox, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert delivery.send_due().sent == 1
    assert len(secure_server.messages) == 1

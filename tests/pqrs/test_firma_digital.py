"""Outgoing letters signed with the municipality's certificate: valid for any reader, or not sent at all."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Flask
from pypdf import PdfReader

from portal.core.clock import MovableClock
from portal.core.errors import DomainError
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.storage import open_blob
from portal.outbox.models import OutboxMail
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import list_respuestas
from portal.radicacion.firma import sign
from portal.radicacion.models import Radicado
from tests.support import casos
from tests.support.certificates import PASSWORD, SUBJECT, write_pkcs12
from tests.support.oficina import act, fresh, made, url_of
from tests.support.pages import Page, PageClient
from tests.support.sessions import sign_in

ROOT_KEYS = ("/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents", "/ViewerPreferences")


def _use(app: Flask, monkeypatch: pytest.MonkeyPatch, path: Path, password: str = PASSWORD) -> None:
    changed = replace(app.config["SETTINGS"], signing_certificate=str(path), signing_password=password)
    monkeypatch.setitem(app.config, "SETTINGS", changed)


def _letter(peticion: Peticion) -> tuple[bytes, str]:
    """The letter that was sent, and the digest that is kept of it."""
    answer = list_respuestas(fresh(peticion))[0]
    (kept,) = list_archivos("respuesta", answer.id, etiqueta="carta")
    with open_blob(kept.sha256) as content:
        return content.read(), answer.carta_sha256


def _root(reader: PdfReader) -> list[str]:
    """What the document says of its structure, by the numbers of its objects."""
    return [re.sub(r", \d{6,}\)", ")", str(reader.root_object[key])) for key in ROOT_KEYS]


def _code() -> str:
    return db.session.scalars(db.select(Radicado).where(Radicado.serie == "S")).one().codigo_verificacion


def test_a_signed_letter_is_valid_and_says_so_where_it_is_verified(
    app: Flask, client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    root = write_pkcs12(tmp_path / "alcaldia.p12")
    _use(app, monkeypatch, tmp_path / "alcaldia.p12")
    peticion = made(casos.con_borrador)
    sign_in(client, "jairo")
    assert "Respuesta enviada." in Page(act(client, peticion, "responder", confirma="y")).text()
    data, digest = _letter(peticion)
    assert hashlib.sha256(data).hexdigest() == digest

    (signature,) = PdfFileReader(BytesIO(data)).embedded_signatures
    trusted = ValidationContext(trust_roots=[Certificate.load(root.public_bytes(Encoding.DER))], allow_fetching=False)
    status = validate_pdf_signature(signature, trusted)
    assert (status.intact, status.valid, status.trusted, status.docmdp_ok) == (True, True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"

    # What was laid out stands unchanged before the signature: text, tags, and that it is PDF/A and PDF/UA.
    before, after = PdfReader(BytesIO(data[: data.index(b"%%EOF") + 6])), PdfReader(BytesIO(data))
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
    assert peticion.radicado in after.pages[0].extract_text()
    assert _root(after) == _root(before)
    assert after.root_object["/Metadata"].get_object().get_data() == before.root_object["/Metadata"].get_object().get_data()

    said = client.page(f"/verificar/{_code()}").text()
    for told in (digest, "Firma digital", f"{SUBJECT}, Municipio de Puerres", "A1B2C3D4E5", "Adobe Reader"):
        assert told in said


def test_what_cannot_be_signed_is_not_sent(
    app: Flask, client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_pkcs12(tmp_path / "vencido.p12", until=datetime(2026, 2, 2, tzinfo=UTC))
    _use(app, monkeypatch, tmp_path / "vencido.p12")
    peticion = made(casos.con_borrador)
    mails = db.session.scalar(db.select(db.func.count()).select_from(OutboxMail))
    sign_in(client, "jairo")
    refused = act(client, peticion, "responder", confirma="y")
    assert refused.status_code == 422
    assert "venció el domingo 1 de febrero de 2026. La carta no se envió." in Page(refused).text()
    assert fresh(peticion).estado == "en_tramite"
    assert db.session.scalar(db.select(db.func.count()).select_from(OutboxMail)) == mails
    assert db.session.scalars(db.select(Radicado).where(Radicado.serie == "S")).all() == []
    # The same when the file was taken away, or what should be signed is no document.
    (tmp_path / "vencido.p12").unlink()
    assert "no se puede abrir. La carta no se envió." in Page(act(client, peticion, "responder", confirma="y")).text()
    write_pkcs12(tmp_path / "vencido.p12")
    with pytest.raises(DomainError, match="no se pudo firmar"):
        sign(b"%PDF-1.7 nada")


def test_drafts_are_not_signed_and_without_a_certificate_no_letter_is(
    app: Flask, client: PageClient, reloj: MovableClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    peticion = made(casos.con_borrador)
    sign_in(client, "jairo")
    with monkeypatch.context() as patch:
        write_pkcs12(tmp_path / "alcaldia.p12")
        _use(app, patch, tmp_path / "alcaldia.p12")
        look = {"requerir-texto": "Falta un papel.", "accion": "ver-carta"}
        draft = client.submit(url_of(peticion), look, action="/requerir").data
    act(client, peticion, "responder", confirma="y")
    letter, _digest = _letter(peticion)
    for one in (draft, letter):
        assert "/AcroForm" not in PdfReader(BytesIO(one)).root_object
    assert "firma_digital" not in list_respuestas(fresh(peticion))[0].datos
    said = client.page(f"/verificar/{_code()}").text()
    assert "Esta carta no lleva firma digital." in said
    assert "Firmada digitalmente" not in said

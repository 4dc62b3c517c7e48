"""Attachments of a case: noted in its transaction, read only through it, handed out as downloads that can do no harm."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from portal.core.clock import MovableClock
from portal.core.errors import NotFound
from portal.database import transaction
from portal.entidad.queries import get_entidad
from portal.files import queries
from portal.files.jobs import keep_what, remove_orphans
from portal.files.services import Received, receive, register, store_bytes
from portal.files.storage import current_storage
from portal.files.web import send_archivo
from portal.outbox.services import read_attachment
from tests.files import samples

CASE = ("peticion", 12)


def kept(name: str = "anexo.pdf", content: bytes = samples.PDF) -> Received:
    return receive(samples.upload(name, content))


@pytest.fixture
def tidy(app: Flask) -> None:
    """Nothing old is left of other tests: the storage outlives their transactions."""
    remove_orphans()


def make_old(app: Flask, sha256: str) -> None:
    os.utime(Path(app.config["SETTINGS"].files_dir) / sha256[:2] / sha256[2:4] / sha256, (1, 1))


def test_attachments_are_listed_in_the_order_in_which_they_came(app: Flask, reloj: MovableClock) -> None:
    with transaction():
        for name in ("b.pdf", "a.pdf"):
            register(kept(name), sobre=CASE, etiqueta="anexo")
        register(store_bytes("carta.pdf", "application/pdf", b"%PDF-"), sobre=CASE, etiqueta="respuesta")
        register(kept("ajeno.pdf"), sobre=("peticion", 13), etiqueta="anexo")
    assert [one.nombre for one in queries.list_archivos(*CASE)] == ["b.pdf", "a.pdf", "carta.pdf"]
    assert [one.nombre for one in queries.list_archivos(*CASE, etiqueta="respuesta")] == ["carta.pdf"]
    assert queries.list_archivos(*CASE)[0].creado_en == reloj()


def test_another_cases_attachment_is_not_found(app: Flask) -> None:
    with transaction():
        archivo = register(kept(), sobre=CASE, etiqueta="anexo")
    assert queries.get_archivo(archivo.id, sobre=CASE) is archivo
    for case in (("peticion", 13), ("tramite", 12)):
        with pytest.raises(NotFound):
            queries.get_archivo(archivo.id, sobre=case)


def test_an_act_that_fails_leaves_no_row(app: Flask) -> None:
    def act() -> None:
        with transaction():
            register(kept(), sobre=CASE, etiqueta="anexo")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert queries.list_archivos(*CASE) == []


def test_a_download_cannot_run_anything_and_keeps_its_name(app: Flask) -> None:
    with transaction():
        archivo = register(kept("Petición de la señora.pdf"), sobre=CASE, etiqueta="anexo")
    with app.test_request_context():
        response = send_archivo(archivo)
        assert response.get_data() == samples.PDF
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"Peticin de la seora.pdf\"; filename*=UTF-8''Petici%C3%B3n%20de%20la%20se%C3%B1ora.pdf"
    )
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len(samples.PDF))
    assert response.mimetype == "application/pdf"


def test_only_harmless_kinds_are_shown_in_the_browser(app: Flask) -> None:
    with transaction():
        pdf = register(kept(), sobre=CASE, etiqueta="anexo")
        text = register(kept("nota.txt", b"hola"), sobre=CASE, etiqueta="anexo")
    with app.test_request_context():
        for archivo, shown in ((pdf, "inline"), (text, "attachment")):
            response = send_archivo(archivo, inline=True)
            assert response.headers["Content-Disposition"].startswith(shown)
            response.close()


def test_a_large_download_is_streamed_in_pieces(app: Flask) -> None:
    received = store_bytes("grande.pdf", "application/pdf", b"x" * 3_000_000)
    with transaction():
        archivo = register(received, sobre=CASE, etiqueta="anexo")
    with app.test_request_context():
        response = send_archivo(archivo)
        assert max(len(piece) for piece in response.iter_encoded()) < 300_000
        response.close()


def test_contents_without_a_row_go_after_a_day(app: Flask, tidy: None) -> None:
    orphan = current_storage().put(BytesIO(b"de nadie"))
    young = current_storage().put(BytesIO(b"de hace un momento"))
    with transaction():
        owned = register(kept("propio.txt", b"con fila"), sobre=CASE, etiqueta="anexo").sha256
    for sha256 in (orphan, owned):
        make_old(app, sha256)
    assert remove_orphans() == 1
    assert [current_storage().exists(one) for one in (orphan, young, owned)] == [False, True, True]
    assert remove_orphans() == 0


def test_another_package_can_keep_contents_that_it_needs(app: Flask, tidy: None) -> None:
    shield = current_storage().put(BytesIO(b"escudo"))
    make_old(app, shield)
    keep_what("prueba", lambda digests: {shield} & set(digests))
    try:
        assert remove_orphans() == 0
        assert current_storage().exists(shield)
    finally:
        keep_what("prueba", lambda digests: set())
    assert remove_orphans() == 1


def test_the_municipalitys_shield_is_not_tidied_away(app: Flask, tidy: None) -> None:
    with transaction():
        received = kept("escudo.png", samples.picture("PNG"))
        get_entidad().escudo_sha256 = received.sha256
    make_old(app, received.sha256)
    assert remove_orphans() == 0
    assert current_storage().exists(received.sha256)


def test_letters_can_carry_what_is_in_storage(app: Flask) -> None:
    assert read_attachment(kept().sha256) == samples.PDF

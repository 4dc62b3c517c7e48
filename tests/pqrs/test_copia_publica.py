"""The copy that is published with a notice: what is covered is not in it, and an upload cannot hide it below a rectangle."""

import io
import zlib

from flask import Flask
from pypdf import PdfReader
from werkzeug.datastructures import FileStorage

from portal.core.clock import MovableClock
from portal.database import transaction
from portal.demo.dibujos import documento
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
from portal.pqrs.models import Notificacion, Peticion
from tests.journeys import escritorio
from tests.support import casos
from tests.support.pages import Page, PageClient

HIDDEN = "Vive en la calle 99 # 3-21, cédula 1000000061, junto a Escondida."


def _answered() -> Peticion:
    with transaction():
        peticion = casos.en_tramite(**casos.ANONIMA)
        services.proyectar(peticion, cuerpo=f"Se limpió la quebrada. {HIDDEN}", actor=casos.actor("jairo"))
        services.responder(peticion, make_letter=make_letter, actor=casos.actor("jairo"))
    return peticion


def _texts(content: bytes) -> str:
    """Everything that the bytes of a PDF say, the packed ones unpacked."""
    found = [content, *(part.encode() for page in PdfReader(io.BytesIO(content)).pages for part in [page.extract_text()])]
    for piece in content.split(b"stream")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(piece.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(found).decode("latin-1")


def test_the_words_that_are_covered_are_in_no_byte_of_what_is_published(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _answered()
    jairo = escritorio.enter(app, "jairo")
    proposed = jairo.form_values(jairo.page(f"{escritorio.INBOX}{peticion.radicado}"), "/publicar-aviso")["publicar_aviso-quitar"]
    assert "1000000061" in proposed
    assert "calle 99 # 3-21" in proposed
    wrong = {"publicar_aviso-lugar": "la cartelera", "publicar_aviso-revisada": "y", "publicar_aviso-quitar": "Escondidita"}
    told = Page(jairo.submit(f"{escritorio.INBOX}{peticion.radicado}", wrong, action="/publicar-aviso"))
    assert "«Escondidita» no está en la carta" in told.text()
    escritorio.act(jairo, peticion.radicado, "publicar-aviso", lugar="la cartelera", revisada="y", quitar=f"{proposed}\nEscondida")
    steps = db.session.scalars(db.select(Notificacion)).one()
    served = client.get(f"/pqrs/avisos/{steps.id}/copia").data
    text = _texts(served)
    assert "quebrada" in text
    for word in ("1000000061", "calle 99", "3-21", "Escondida"):
        assert word not in text


def test_a_rectangle_over_a_text_is_refused_beside_its_field(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _answered()
    jairo = escritorio.enter(app, "jairo")
    values = {"publicar_aviso-lugar": "la cartelera", "publicar_aviso-revisada": "y"}
    typed = FileStorage(io.BytesIO(documento(HIDDEN)), filename="tapado.pdf", content_type="application/pdf")
    answer = jairo.submit(f"{escritorio.INBOX}{peticion.radicado}", {**values, "publicar_aviso-archivos": typed}, action="/publicar-aviso")
    assert answer.status_code == 422
    assert "todavía tiene texto, capas o dibujos debajo de lo tapado" in Page(answer).text()
    assert db.session.scalar(db.select(Notificacion.fijado_el)) is None


def test_what_was_uploaded_before_copies_were_written_anew_is_shown_to_nobody(app: Flask, client: PageClient, reloj: MovableClock) -> None:
    peticion = _answered()
    jairo = escritorio.enter(app, "jairo")
    escritorio.act(jairo, peticion.radicado, "publicar-aviso", lugar="la cartelera", revisada="y", quitar="")
    steps = db.session.scalars(db.select(Notificacion)).one()
    db.session.execute(db.update(Archivo).where(Archivo.objeto_tipo == "notificacion").values(etiqueta="copia_publica"))
    db.session.commit()
    assert "Pídala en la alcaldía" in client.page(f"/pqrs/avisos/{steps.id}").text()
    assert client.get(f"/pqrs/avisos/{steps.id}/copia").status_code == 404
    assert "La copia no está en la página" in jairo.page(f"{escritorio.INBOX}{peticion.radicado}").text()

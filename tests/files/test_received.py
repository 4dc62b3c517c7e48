"""What a citizen may attach, and what becomes of it."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from portal.files.services import receive, receive_all, store_bytes
from portal.files.storage import open_blob
from tests.files import samples

pytestmark = pytest.mark.usefixtures("storage_root")


def read(sha256: str) -> bytes:
    with open_blob(sha256) as content:
        return content.read()


def opened(sha256: str) -> Image.Image:
    return Image.open(io.BytesIO(read(sha256)))


KINDS = [
    ("solicitud.pdf", samples.PDF, "application/pdf"),
    ("oficio.docx", samples.ooxml("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("tabla.xlsx", samples.ooxml("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("charla.pptx", samples.ooxml("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("oficio.odt", samples.odf("application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
    ("tabla.ods", samples.odf("application/vnd.oasis.opendocument.spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    ("charla.odp", samples.odf("application/vnd.oasis.opendocument.presentation"), "application/vnd.oasis.opendocument.presentation"),
    ("viejo.doc", samples.ole("Root Entry", "WordDocument"), "application/msword"),
    ("viejo.xls", samples.ole("Root Entry", "Workbook"), "application/vnd.ms-excel"),
    ("nota.txt", "Señor alcalde: faltó el agua.".encode(), "text/plain"),
    ("nota.txt", "Señor alcalde".encode("latin-1"), "text/plain"),
    ("direccion.txt", b"MZ 4 casa 12", "text/plain"),
    ("datos.csv", b"barrio;casos\nCentro;3\n", "text/csv"),
    ("voz.mp3", samples.mp3(), "audio/mpeg"),
    ("voz.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\0" * 100, "audio/mpeg"),
    ("voz.m4a", samples.iso_media(b"M4A "), "audio/mp4"),
    ("voz.opus", b"OggS\0\2" + b"\0" * 22 + b"OpusHead" + b"\0" * 50, "audio/ogg"),
    ("voz.ogg", b"OggS\0\2" + b"\0" * 22 + b"\x01vorbis" + b"\0" * 50, "audio/ogg"),
    ("voz.wav", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, "audio/wav"),
    ("voz.amr", b"#!AMR\n" + b"\0" * 40, "audio/amr"),
    ("voz.aac", b"\xff\xf1\x50\x80" + b"\0" * 40, "audio/aac"),
    ("calle.mp4", samples.iso_media(b"isom"), "video/mp4"),
    ("calle.3gp", samples.iso_media(b"3gp5"), "video/3gpp"),
    ("calle.mov", samples.iso_media(b"qt  "), "video/quicktime"),
    ("calle.webm", b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\0" * 40, "video/webm"),
]


@pytest.mark.parametrize(("name", "content", "mime"), KINDS, ids=[f"{name}-{n}" for n, (name, _, _) in enumerate(KINDS)])
def test_each_accepted_kind_is_kept_byte_for_byte(name: str, content: bytes, mime: str) -> None:
    received = receive(samples.upload(name, content))
    assert (received.nombre, received.mime, received.tamano) == (name, mime, len(content))
    assert received.sha256 == received.sha256_recibido == hashlib.sha256(content).hexdigest()
    assert read(received.sha256) == content


@pytest.mark.parametrize(
    ("form", "name", "mime"), [("JPEG", "a.jpg", "image/jpeg"), ("PNG", "a.png", "image/png"), ("WEBP", "a.webp", "image/webp")]
)
def test_pictures_are_kept_in_their_own_format(form: str, name: str, mime: str) -> None:
    received = receive(samples.upload(name, samples.picture(form)))
    assert (received.nombre, received.mime) == (name, mime)
    assert opened(received.sha256).format == form


def test_a_photo_loses_place_device_and_comment_but_stays_upright() -> None:
    original = samples.photo_with_place(orientation=6)
    assert b"Modelo secreto" in original
    received = receive(samples.upload("daño.jpg", original))
    kept = read(received.sha256)
    assert b"Modelo secreto" not in kept
    assert b"comentario escondido" not in kept
    picture = opened(received.sha256)
    assert not picture.getexif()
    assert not {"exif", "comment", "icc_profile"} & set(picture.info)
    assert picture.size == (20, 40)
    assert received.sha256_recibido == hashlib.sha256(original).hexdigest() != received.sha256


def test_a_colour_profile_is_applied_and_dropped() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form in ("JPEG", "PNG", "WEBP"):
        received = receive(samples.upload("foto", samples.picture(form, icc_profile=profile)))
        assert "icc_profile" not in opened(received.sha256).info


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_unusual_colour_modes_are_received(mode: str) -> None:
    received = receive(samples.upload("escaneo.jpg", samples.picture("JPEG", mode=mode)))
    assert opened(received.sha256).size == (40, 20)


def test_transparency_of_a_png_is_kept() -> None:
    received = receive(samples.upload("sello.png", samples.picture("PNG", mode="RGBA")))
    assert opened(received.sha256).mode == "RGBA"


def test_a_gif_that_stands_still_becomes_png() -> None:
    received = receive(samples.upload("plano.gif", samples.picture("GIF", mode="P")))
    assert (received.nombre, received.mime) == ("plano.png", "image/png")


def test_a_photo_of_twelve_megapixels_is_received() -> None:
    received = receive(samples.upload("IMG_0001.JPG", samples.picture(size=(4032, 3024))))
    assert opened(received.sha256).size == (4032, 3024)
    assert received.nombre == "IMG_0001.JPG"


def test_a_wrong_extension_is_corrected_without_bothering_the_person() -> None:
    assert receive(samples.upload("foto.pdf", samples.picture())).nombre == "foto.jpg"
    assert receive(samples.upload("oficio", samples.PDF)).nombre == "oficio.pdf"


def test_untouched_file_fields_are_skipped() -> None:
    received = receive_all([samples.upload("", b""), samples.upload("a.pdf", samples.PDF), samples.upload("", b"")])
    assert [one.nombre for one in received] == ["a.pdf"]


def test_a_letter_of_our_own_is_kept_as_it_is() -> None:
    received = store_bytes("2026-S-000001.pdf", "application/pdf", samples.PDF)
    assert received.nombre == "2026-S-000001.pdf"
    assert read(received.sha256) == samples.PDF


def test_nothing_is_left_in_the_storages_entrance(storage_root: Path) -> None:
    receive(samples.upload("a.pdf", samples.PDF))
    assert list((storage_root / "entrantes").iterdir()) == []

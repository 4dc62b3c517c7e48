"""What everybody will read is written anew from its pixels, and what may hide something is refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Rectangle
from pypdf.generic import ContentStream, NameObject, RectangleObject, StreamObject

from portal.files.errors import FileRefused
from portal.files.flatten import flatten
from portal.files.services import Received, receive
from portal.files.storage import open_blob
from tests.files.samples import PDF, upload

pytestmark = pytest.mark.usefixtures("storage_root")
SECRET = b"CALLESECRETA 99"


def _flat(name: str, content: bytes) -> bytes:
    made = flatten(receive(upload(name, content)), nombre="copia.pdf", field="archivos", instead="o quítelo")
    assert isinstance(made, Received)
    with open_blob(made.sha256) as kept:
        return kept.read()


def _scan(*colours: str) -> bytes:
    """Scanned pages, as a scanner makes them: a picture each, with the name of who scanned."""
    pages = [Image.new("RGB", (850, 1100), one) for one in colours]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=100, author=SECRET.decode())
    return made.getvalue()


def _changed(change: Callable[[PdfWriter], object]) -> bytes:
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(_scan("white")))), io.BytesIO()
    change(writer)
    writer.write(made)
    return made.getvalue()


def _drawn(writer: PdfWriter, more: bytes) -> None:
    page = writer.pages[0]
    stream = StreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n" + more)  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(ContentStream(stream, writer))


def test_a_scan_keeps_its_pages_and_nothing_of_who_scanned() -> None:
    before = _scan("white", "red")
    assert SECRET in before or SECRET.decode().encode("utf-16-be") in before
    after = PdfReader(io.BytesIO(_flat("escaneo.pdf", before)))
    assert len(after.pages) == 2
    assert round(float(after.pages[0].mediabox.width)) == 612
    red = after.pages[1].images[0].image
    assert red is not None
    assert red.convert("RGB").getpixel((5, 5))[0] > 240  # type: ignore[index]
    assert "/Author" not in (after.metadata or {})
    assert SECRET.decode() not in str(after.metadata)


@pytest.mark.parametrize(
    "hides",
    [
        lambda writer: _drawn(writer, b"BT (CALLESECRETA 99) Tj ET 0 0 600 600 re f"),
        lambda writer: _drawn(writer, b"0 0 600 600 re f"),
        lambda writer: _drawn(writer, b"q 900 0 0 900 0 0 cm /image Do Q"),
        lambda writer: writer.add_attachment("original.txt", SECRET),
        lambda writer: writer.add_annotation(0, Rectangle(rect=(0, 0, 300, 300), interior_color="000000")),
        lambda writer: setattr(writer.pages[0], "cropbox", RectangleObject((100, 100, 300, 300))),
    ],
    ids=["texto", "cuadro", "imagen-debajo", "adjunto", "nota", "recorte"],
)
def test_what_only_covers_or_carries_something_else_is_refused(hides: Callable[[PdfWriter], object]) -> None:
    with pytest.raises(FileRefused, match="debajo de lo tapado") as refused:
        _flat("tapado.pdf", _changed(hides))
    assert refused.value.field == "archivos"


def test_a_typed_document_and_what_is_no_page_are_refused() -> None:
    with pytest.raises(FileRefused, match="debajo de lo tapado"):
        _flat("carta.pdf", PDF)
    with pytest.raises(FileRefused, match="no es una foto ni un PDF escaneado"):
        _flat("carta.txt", b"CALLESECRETA 99")


def test_nothing_stays_under_what_is_transparent(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 40), (200, 10, 10, 0))
    clear.save(tmp_path / "clara.png")
    shown = PdfReader(io.BytesIO(_flat("clara.png", (tmp_path / "clara.png").read_bytes()))).pages[0].images[0].image
    assert shown is not None
    assert min(shown.convert("RGB").getpixel((20, 20))) > 250  # type: ignore[arg-type,type-var]

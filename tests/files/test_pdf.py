"""A PDF is one by its structure, as programs really write it; what only begins like one is refused."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from portal.demo.dibujos import documento
from portal.files.pdf import is_pdf

PLAIN = documento("Una hoja")


def _written(**options: object) -> bytes:
    """As pypdf writes it: with a password when there is one."""
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(PLAIN))), io.BytesIO()
    if options:
        writer.encrypt("secreta", **options)  # type: ignore[arg-type]
    writer.write(out)
    return out.getvalue()


def _updated() -> bytes:
    """Signed once more at its end: a second table and a second end."""
    out = io.BytesIO(PLAIN)
    writer = PdfWriter(out, incremental=True)
    writer.add_metadata({"/Title": "Otra vez"})
    writer.write(out)
    return out.getvalue()


def _with_stream() -> bytes:
    """A stream of objects in place of the table, as from version 1.5."""
    return (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<</Type/XRef/Size 3/W[1 2 1]/Root 1 0 R/Length 12>>stream\n"
        + b"\0" * 12
        + b"\nendstream endobj\nstartxref\n43\n%%EOF\n"
    )


def _for_the_web() -> bytes:
    """Linearized: the first table stands at the beginning, with an end of its own that points nowhere."""
    first = (
        b"%PDF-1.4\n9 0 obj<</Linearized 1>>endobj\nxref\n9 1\n0000000009 00000 n \ntrailer<</Size 10/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )
    return first + PLAIN[9:]


WHOLE = {
    "plain": PLAIN,
    "with a password": _written(algorithm="RC4-128"),
    "written anew": _written(),
    "updated": _updated(),
    "stream": _with_stream(),
    "for the web": _for_the_web(),
    "line ends of Windows": PLAIN.replace(b"\n", b"\r\n"),
    "a mark before": b"\xef\xbb\xbf\r\n" + PLAIN,
    "blanks after": PLAIN + b"\0" * 300_000 + b"\r\n" * 50_000,
    "a few bytes after": PLAIN + b"<!-- pasarela de correo -->" * 20,
}
BROKEN = {
    "a script": b"%PDF-1.4\n<script>alert(1)</script>\n" * 50,
    "a script with an end": b"%PDF-1.4\n<script>alert(1)</script>\nstartxref\n0\n%%EOF\n",
    "half of it": PLAIN[: len(PLAIN) // 2],
    "half of one for the web": _for_the_web()[:-200] + b"x" * 20_000,
    "without the table": PLAIN.replace(b"xref\n0", b"nada\n0"),
    "without the root": PLAIN.replace(b"/Root", b"/Raiz"),
    "much behind its end": PLAIN + b"MZ" + b"x" * 200_000,
    "only its name": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_pdf_of_any_program_is_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hoja.pdf"
    path.write_bytes(WHOLE[name])
    assert is_pdf(path)


@pytest.mark.parametrize("name", BROKEN)
def test_what_only_begins_as_a_pdf_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hoja.pdf"
    path.write_bytes(BROKEN[name])
    assert not is_pdf(path)

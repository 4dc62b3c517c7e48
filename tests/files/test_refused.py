"""What is not received: each refusal names the file, says why, and says what to do."""

import socketserver
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from structlog.testing import capture_logs

from portal.files.errors import FileRefused
from portal.files.problems import SENTENCES
from portal.files.services import receive, receive_all
from tests.files import samples

pytestmark = pytest.mark.usefixtures("storage_root")


def blobs(root: Path) -> set[Path]:
    return {one for one in root.rglob("*") if one.is_file()}


def zip_bomb() -> bytes:
    return samples.ooxml("word/document.xml", **{"word/media/a.xml": b"\0" * 90_000_000})


def overlapping_zip() -> bytes:
    """Two entries of the directory that point to the same bytes."""
    made = bytearray(samples.package({"[Content_Types].xml": b"x" * 50_000, "word/document.xml": b"y" * 50_000}, zipfile.ZIP_STORED))
    first = made.index(b"PK\x01\x02")
    # The directory says that each member fills the whole file.
    for at in (first, made.index(b"PK\x01\x02", first + 4)):
        struct.pack_into("<II", made, at + 20, len(made), len(made))
    return bytes(made)


def png_bomb(side: int = 40_000) -> bytes:
    """A picture of 1,600 million black points in a few hundred kilobytes, made without ever holding it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    lines = b"".join(packer.compress(b"\0" * (side // 8 + 1) * 100) for _ in range(side // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def encrypted_zip() -> bytes:
    made = bytearray(samples.ooxml("word/document.xml"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.index(mark)
        made[at + offset] |= 1
    return bytes(made)


DOCM = samples.package({"[Content_Types].xml": b"vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": b"x"})

REFUSALS = [
    ("programa.pdf", samples.EXE, "programa"),
    ("foto.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 100, "programa"),
    ("guion.txt", b"#!/bin/sh\nrm -rf /\n", "programa"),
    ("vacio.pdf", b"", "vacio"),
    ("grande.pdf", samples.PDF + b"\0" * 2_000_000, "grande"),
    ("pagina.html", b"<!DOCTYPE html><script>alert(1)</script>", "pagina_web"),
    ("pagina.txt", b"  <html><body>hola</body></html>", "pagina_web"),
    ("dibujo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "pagina_web"),
    ("dibujo.png", b"<?xml version='1.0'?><svg/>", "pagina_web"),
    ("todo.zip", samples.package({"a.txt": b"hola"}), "comprimido"),
    ("todo.rar", b"Rar!\x1a\x07\x01\x00" + b"\0" * 50, "comprimido"),
    ("IMG_1.HEIC", samples.iso_media(b"heic"), "heic"),
    ("risa.gif", samples.animation("GIF"), "animada"),
    ("risa.webp", samples.animation("WEBP"), "animada"),
    ("enorme.png", png_bomb(), "imagen_enorme"),
    ("rota.jpg", samples.picture()[:200], "imagen_ilegible"),
    ("rota.jpg", b"esto no es una foto", "imagen_ilegible"),
    ("macros.docx", samples.ooxml("word/document.xml", **{"word/vbaProject.bin": b"x"}), "macros"),
    ("macros.xls", samples.ole("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT"), "macros"),
    ("macros.odt", samples.odf("application/vnd.oasis.opendocument.text", **{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    ("macros.docm", DOCM, "macros"),
    ("clave.docx", samples.ole("EncryptionInfo", "EncryptedPackage"), "con_clave"),
    ("clave.docx", encrypted_zip(), "con_clave"),
    ("instalador.doc", samples.ole("Root Entry", "Property"), "tipo"),
    ("bomba.docx", zip_bomb(), "bomba"),
    ("bomba.docx", overlapping_zip(), "bomba"),
    ("cortado.docx", samples.ooxml("word/document.xml")[:-30], "danado"),
    ("fuera.docx", samples.ooxml("word/document.xml", **{"../../etc/passwd": b"x"}), "danado"),
    ("falso.pdf", b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF\n", "danado"),
    ("cortado.pdf", samples.PDF[:300], "danado"),
    ("roto.pdf", b"nada de esto es un pdf", "danado"),
    ("datos.csv", b"a;b\n1;\0\0\0", "texto"),
    ("guion.js", b"alert(1)", "tipo"),
    ("guion.bat", b"del *.*", "tipo"),
    ("cosa.xyz", b"\xff\xfb\x00\x00 no es audio", "tipo"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), REFUSALS, ids=[f"{reason}-{name}" for name, _, reason in REFUSALS])
def test_a_refusal_names_the_file_says_why_and_keeps_nothing(name: str, content: bytes, reason: str, storage_root: Path) -> None:
    before = blobs(storage_root)
    with pytest.raises(FileRefused) as refused:
        receive(samples.upload(name, content))
    assert refused.value.reason == reason
    assert refused.value.field == "archivos"
    assert f"«{name}»" in refused.value.message
    assert refused.value.message.endswith((".", "programas."))
    assert blobs(storage_root) == before


def test_every_sentence_ends_with_what_to_do() -> None:
    for reason, sentence in SENTENCES.items():
        assert sentence.endswith("."), reason
        assert sentence[0].islower(), reason


def test_a_decompression_bomb_does_not_fill_the_memory_of_the_worker() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefused):
        receive(samples.upload("enorme.png", png_bomb()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_too_many_files_are_refused_together() -> None:
    with pytest.raises(FileRefused, match=r"Adjuntó 4 archivos y el máximo es 3\."):
        receive_all([samples.upload(f"{n}.pdf", samples.PDF) for n in range(4)])


def test_too_much_in_all_is_refused_with_both_sizes() -> None:
    heavy = samples.PDF + b" " * 1_600_000
    with pytest.raises(FileRefused, match=r"pesan 3,2 MB en total y el máximo es 3 MB"):
        receive_all([samples.upload("a.pdf", heavy), samples.upload("b.pdf", heavy)])


def test_the_refusal_tells_of_every_file_that_is_wrong() -> None:
    with pytest.raises(FileRefused) as refused:
        receive_all(
            [samples.upload("a.exe", samples.EXE), samples.upload("bien.pdf", samples.PDF), samples.upload("b.pdf", b" " * 10 + b"\0")],
            field="anexos",
        )
    assert "«a.exe»" in refused.value.message
    assert "«b.pdf»" in refused.value.message
    assert "bien.pdf" not in refused.value.message
    assert refused.value.field == "anexos"


def test_a_hostile_name_cannot_disguise_the_message() -> None:
    with pytest.raises(FileRefused) as refused:
        receive(samples.upload("../../\u202egpj.exe" + "a" * 200 + ".exe", samples.EXE))
    assert "\u202e" not in refused.value.message
    assert ".." not in refused.value.message
    assert len(refused.value.message) < 250


def test_a_refusal_is_logged_without_the_files_name() -> None:
    with capture_logs() as lines, pytest.raises(FileRefused):
        receive(samples.upload("cedula de Ana Perez.pdf", samples.EXE))
    assert [(one["event"], one["motivo"]) for one in lines] == [("archivo_rechazado", "programa")]
    assert "Ana" not in str(lines)


class Clamd(socketserver.BaseRequestHandler):
    """A peer that speaks clamd's INSTREAM protocol and knows one signature: the EICAR test string."""

    answers = True

    def handle(self) -> None:
        with self.request.makefile("rb") as incoming:
            assert incoming.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", incoming.read(4))[0]:
                content += incoming.read(length)
        if not self.answers:
            return
        found = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in content
        self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


class Deaf(Clamd):
    answers = False


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(params=["tcp", "unix"])
def clamd_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "tcp":
        server = socketserver.TCPServer(("127.0.0.1", 0), Clamd)
        address = f"127.0.0.1:{server.server_address[1]}"
    else:
        address = str(tmp_path / "clamd.sock")
        server = socketserver.UnixStreamServer(address, Clamd)
    with server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield address
        server.shutdown()


@pytest.fixture
def with_antivirus(receiving_app: Flask) -> Iterator[dict[str, str]]:
    """Set `address` in what this gives to switch the scan on."""
    before = receiving_app.config["SETTINGS"]

    class Address(dict[str, str]):
        def __setitem__(self, key: str, value: str) -> None:
            receiving_app.config["SETTINGS"] = replace(before, antivirus_socket=value)

    yield Address()
    receiving_app.config["SETTINGS"] = before


def test_with_the_antivirus_on_a_known_virus_is_refused(clamd_address: str, with_antivirus: dict[str, str], storage_root: Path) -> None:
    with_antivirus["address"] = clamd_address
    before = blobs(storage_root)
    with pytest.raises(FileRefused, match="contiene un virus conocido"):
        receive(samples.upload("nota.txt", EICAR))
    assert blobs(storage_root) == before


def test_with_the_antivirus_on_a_clean_file_of_many_chunks_passes(clamd_address: str, with_antivirus: dict[str, str]) -> None:
    with_antivirus["address"] = clamd_address
    assert receive(samples.upload("nota.txt", b"limpio " * 50_000)).tamano == 350_000


def test_an_antivirus_that_is_away_or_silent_lets_nothing_in(with_antivirus: dict[str, str], tmp_path: Path) -> None:
    with_antivirus["address"] = str(tmp_path / "nadie.sock")
    with pytest.raises(FileRefused, match="no se pudo revisar con el antivirus") as refused:
        receive(samples.upload("nota.txt", b"hola"))
    assert refused.value.reason == "sin_antivirus"
    path = str(tmp_path / "sordo.sock")
    with socketserver.UnixStreamServer(path, Deaf) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        with_antivirus["address"] = path
        with pytest.raises(FileRefused, match="no se pudo revisar con el antivirus"):
            receive(samples.upload("nota.txt", b"hola"))
        server.shutdown()

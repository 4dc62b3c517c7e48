"""Small files of every kind, made here, as phones and offices make them."""

import io
import struct
import zipfile

from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.demo.dibujos import documento

PDF = documento("Una hoja")
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200 + b"This program cannot be run in DOS mode."


def upload(name: str, content: bytes) -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "red" if mode in {"RGB", "RGBA"} else 1).save(buffer, form, **options)
    return buffer.getvalue()


def photo_with_place(orientation: int = 6) -> bytes:
    """A photo as a telephone makes it: device, place, thumbnail and the side that is up in its metadata."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Telefono", "Modelo secreto", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 52.0, 0.0), 3: "W", 4: (77.0, 30.0, 0.0)})
    return picture(exif=exif, comment=b"comentario escondido")


def animation(form: str) -> bytes:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    frames[0].save(buffer, form, save_all=True, append_images=frames[1:], duration=100)
    return buffer.getvalue()


def package(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def ooxml(main: str, **extra: bytes) -> bytes:
    return package({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>", main: b"<x/>", **extra})


def odf(mime: str, **extra: bytes) -> bytes:
    return package({"mimetype": mime.encode(), "content.xml": b"<x/>", "META-INF/manifest.xml": b"<x/>", **extra})


def ole(*streams: str) -> bytes:
    entries = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries


def iso_media(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + b"isommp42" + b"\0" * 64


def mp3() -> bytes:
    # MPEG-1 layer III, 128 kbit/s, 44.1 kHz: each frame is 417 bytes.
    return (b"\xff\xfb\x90\x00" + b"\0" * 413) * 3

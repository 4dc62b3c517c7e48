"""What a file is, by its content. Its name only tells two kinds of plain text apart."""

import codecs
from pathlib import Path
from typing import BinaryIO

import filetype

from portal.files import kinds
from portal.files.kinds import Kind
from portal.files.names import extension_of
from portal.files.packages import kind_of_ole, kind_of_zip
from portal.files.pdf import is_pdf
from portal.files.problems import Unacceptable

HEAD = 8192
_BEFORE_TEXT = b"\xef\xbb\xbf \r\n\t"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"#!/", b"dex\n")
_COMPRESSED = {"zip", "rar", "7z", "gz", "tar", "bz2", "xz", "zst", "lz", "lz4", "Z", "cab", "iso"}
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<!--", b"<?php", b"<%")

_BY_FILETYPE = {
    "jpg": kinds.JPEG, "png": kinds.PNG, "apng": kinds.PNG, "gif": kinds.GIF, "webp": kinds.WEBP,
    "mp3": kinds.MP3, "aac": kinds.AAC, "wav": kinds.WAV, "amr": kinds.AMR,
}  # fmt: skip
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def detect(path: Path, name: str | None) -> Kind:
    """The kind of the file at `path`, which the sender calls `name`.

    Raises:
        Unacceptable: it is of no kind that is received, or dangerous to open.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if head.startswith(_OLE):
            return kind_of_ole(stream)
        if head.startswith(_ZIP):
            return kind_of_zip(path)
        if _is_program(head):
            raise Unacceptable("programa")
        if head.lstrip(_BEFORE_TEXT).startswith(b"%PDF-"):
            if not is_pdf(path):
                raise Unacceptable("danado")
            return kinds.PDF
        return _by_signature(head) or _plain_text(head, stream, name)


def _is_program(head: bytes) -> bool:
    # «MZ 4 casa 12» is also how an address begins.
    return head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head)


def _by_signature(head: bytes) -> Kind | None:
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith(b"OggS"):
        return _ogg(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in head[:64]:
            return kinds.WEBM
        raise Unacceptable("tipo")
    return _by_filetype(head)


def _by_filetype(head: bytes) -> Kind | None:
    guess = filetype.guess(head)
    # It takes any text that begins with MZ for a program; those that are have been refused before.
    if guess is None or guess.extension == "exe":
        return None
    if guess.extension in _COMPRESSED:
        raise Unacceptable("comprimido")
    kind = _BY_FILETYPE.get(guess.extension)
    if kind is kinds.MP3 and not _is_mp3(head):
        return None
    if kind is None:
        raise Unacceptable("programa" if guess.extension in {"elf", "dex", "dey", "wasm"} else "tipo")
    return kind


def _by_brand(brand: bytes) -> Kind:
    """The kind of an ISO media file (MP4 and its relatives), by its major brand."""
    if brand in _HEIC_BRANDS:
        raise Unacceptable("heic")
    if brand in {b"M4A ", b"M4B ", b"F4A "}:
        return kinds.M4A
    if brand == b"qt  ":
        return kinds.MOV
    return kinds.GPP if brand[:2] == b"3g" else kinds.MP4


def _ogg(head: bytes) -> Kind:
    if b"OpusHead" in head[:128]:
        return kinds.OPUS
    if b"vorbis" in head[:128] or b"Speex" in head[:128] or b"FLAC" in head[:128]:
        return kinds.OGG
    raise Unacceptable("tipo")


# Kilobits per second and samples per second by the header's index (MPEG-1 and MPEG-2, layer III).
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _is_mp3(head: bytes) -> bool:
    """An ID3 tag, or two frames in a row: the two bytes that begin a frame alone may begin anything."""
    if head.startswith(b"ID3"):
        return True
    length = _mp3_frame(head[:4])
    return bool(length) and bool(_mp3_frame(head[length : length + 4]))


def _mp3_frame(header: bytes) -> int:
    """The bytes of the layer III frame that this header begins, or 0."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or sample == 3:
        return 0
    bits = _RATES[3 if version == 3 else 2][rate] * 1000
    return bits and (144 if version == 3 else 72) * bits // _SAMPLES[version][sample] + (header[2] >> 1 & 1)


def _plain_text(head: bytes, stream: BinaryIO, name: str | None) -> Kind:
    """Plain text, when the name says so too: a script is text as well, and is not received."""
    if head.lstrip(_BEFORE_TEXT).lower().startswith(_MARKUP):
        raise Unacceptable("pagina_web")
    extension = extension_of(name)
    if extension in {"svg", "svgz", "html", "htm", "xhtml", "mhtml", "mht", "xml"}:
        raise Unacceptable("pagina_web")
    if extension in {"jpg", "jpeg", "png", "gif", "webp"}:
        raise Unacceptable("imagen_ilegible")
    if extension not in {"txt", "csv", ""}:
        known = {one for kind in kinds.ALL for one in kind.extensions}
        raise Unacceptable("danado" if extension in known else "tipo")
    _check_text(stream)
    return kinds.CSV if extension == "csv" else kinds.TXT


def _check_text(stream: BinaryIO) -> None:
    """UTF-8, or any one-byte encoding without control bytes; UTF-16 as Windows writes it with its mark."""
    utf16 = stream.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    stream.seek(0)
    if utf16:
        return
    while chunk := stream.read(2**20):
        if not _TEXT_CONTROLS.isdisjoint(chunk):
            raise Unacceptable("texto")

"""The messages of a file: one of an .eml, many of an mbox."""

import re
from collections.abc import Iterator
from io import BufferedReader

from portal.pqrs.correo.lectura import MAX_MENSAJE

_FROM = b"From "
_LONGEST = 2**20
_ESCAPED = re.compile(rb"^>+From ")


def mensajes(source: BufferedReader) -> Iterator[tuple[bytes, bool]]:
    """Each message of the file with whether it came whole: of a greater one than is taken, only the beginning."""
    if source.peek(len(_FROM)).startswith(_FROM):
        yield from _of_mbox(source)
    elif whole := source.read(MAX_MENSAJE + 1):
        yield whole[:MAX_MENSAJE], len(whole) <= MAX_MENSAJE


def _of_mbox(source: BufferedReader) -> Iterator[tuple[bytes, bool]]:
    lines: list[bytes] = []
    size, after_blank = 0, True
    while line := source.readline(_LONGEST):
        if after_blank and line.startswith(_FROM):
            if lines:
                yield b"".join(lines), size <= MAX_MENSAJE
            lines, size, after_blank = [], 0, False
            continue
        after_blank = not line.strip()
        size += len(line)
        if size <= MAX_MENSAJE:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
    if lines:
        yield b"".join(lines), size <= MAX_MENSAJE

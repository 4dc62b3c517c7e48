"""Runs by itself (see `portal.files.isolation`): counts the pages of PDF files, or puts them one after another.

    python -I join_process.py < order.json > told.json

Imports nothing of the portal. The files came from anybody: a broken one is told as such and stops neither the others nor a worker.
"""

import json
import resource
import sys
from contextlib import suppress
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

MEMORY = 3 * 2**30
SECONDS = 80
MOST_PAGES = 3000
# What a reader would do or run by itself, and marks of a structure that stays behind in the file it came from.
RUNS = ("/AA", "/A", "/JS", "/PA")
LEFT_BEHIND = ("/StructParents", "/AA", "/B", "/Tabs")


def count(path: str) -> int | None:
    """How many pages; None when it cannot be read, asks for a password or has more than any paper."""
    try:
        reader = PdfReader(path)
        return None if reader.is_encrypted or len(reader.pages) > MOST_PAGES else len(reader.pages)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        return None


def join(base: str, parts: list[dict[str, str]], target: str) -> list[bool]:
    """The base with the parts behind it, each under a bookmark; gives which of them could be joined."""
    writer = PdfWriter(clone_from=base)
    # It says of itself that it is accessible and archival, which what is added need not be.
    writer.root_object.pop(NameObject("/Metadata"), None)
    joined = [_append(writer, one) for one in parts]
    writer.write(target)
    return joined


def _append(writer: PdfWriter, part: dict[str, str]) -> bool:
    before = len(writer.pages)
    if count(part["ruta"]) is None or before > MOST_PAGES:
        return False
    try:
        for page in PdfReader(part["ruta"]).pages:
            _quiet(writer.add_page(page))
        writer.add_outline_item(part["titulo"], before)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        while len(writer.pages) > before:
            with suppress(Exception):
                writer.remove_page(len(writer.pages) - 1)
        return False
    return True


def _quiet(page: DictionaryObject) -> None:
    for name in LEFT_BEHIND:
        page.pop(NameObject(name), None)
    for one in page.get("/Annots", []):
        annotation = one.get_object()
        for name in (*RUNS, "/StructParent"):
            annotation.pop(NameObject(name), None)


def obey(order: dict[str, Any]) -> list[Any]:
    """Do what the order says."""
    if "base" in order:
        return join(order["base"], order["partes"], order["salida"])
    return [count(one) for one in order["rutas"]]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(obey(json.load(sys.stdin))))

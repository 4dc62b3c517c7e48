"""Runs by itself (see `portal.files.isolation`): lays out a document and writes its PDF to standard output.

    python -I render_process.py TEMPLATE < facts.json > document.pdf

Imports nothing of the portal. Isolation is not only for safety: a text of a megabyte takes 240 MB while it is laid out
and typst does not give that back, whereas a worker has 120 MB in all.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATES = Path(__file__).with_name("typst")
# The letter that typst brings has no emoji; one outside of it is never looked for on the machine.
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[Path(__file__).with_name("fuentes")])
MEMORY = 3 * 2**30
SECONDS = 50
# Archival and accessible at once: text that can be extracted, structure, language.
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
MISSING = "□"
# Up to here (Latin, with its accents) the letter has every sign.
LAST_COMMON = 0x17F
# To find the signs that the letter lacks, tiny documents are made; each takes 4 thousandths of a second or more.
MAX_PROBES = 400
# Who writes with more different signs than this writes in a script of Asia, or to do harm: none of them is tried.
MAX_UNUSUAL = 1000

_PROBE = b"""#set document(title: "x")
#set text(lang: "es", font: ("Libertinus Serif", "DejaVu Sans Mono", "Noto Emoji"))
#sys.inputs.signos"""


def render(template: str, facts: dict[str, Any]) -> bytes:
    """The document as PDF. Signs that our letters lack (scripts of Asia, mostly) become an empty square, and a note says so."""
    made = _try(template, facts, STANDARDS)
    if made is not None:
        return made
    unusual = {sign for text in _texts(facts) for sign in text if ord(sign) > LAST_COMMON}
    for gone in (_lacking(sorted(unusual)), unusual):
        made = _try(template, _replaced(facts, gone), STANDARDS)
        if made is not None:
            return made
    # A document that is less well archived is better than none.
    return _compile(template, _replaced(facts, unusual), [])


def _try(template: str, facts: dict[str, Any], standards: "list[PDFStandard]") -> bytes | None:
    """The document, or None when some sign cannot be set. Hostile text makes typst panic too, which is no `Exception`."""
    try:
        return _compile(template, facts, standards)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        return None


def _compile(template: str, facts: dict[str, Any], standards: "list[PDFStandard]") -> bytes:
    made = typst.compile(
        TEMPLATES / template, root=TEMPLATES, ignore_system_fonts=True, font_paths=FONTS, format="pdf",
        sys_inputs={"datos": json.dumps(facts)}, pdf_standards=standards, timestamp=int(facts["momento"]),
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _lacking(signs: list[str]) -> set[str]:
    """Those of the signs that cannot be shown, found by halving."""
    if len(signs) > MAX_UNUSUAL:
        return set(signs)
    lacking: set[str] = set()
    waiting = [signs]
    probes = 0
    while waiting:
        some = waiting.pop()
        if not some:
            continue
        probes += 1
        if probes > MAX_PROBES:
            lacking.update(some)
        elif not _shows(some):
            if len(some) == 1:
                lacking.update(some)
            else:
                half = len(some) // 2
                waiting += [some[:half], some[half:]]
    return lacking


def _shows(signs: list[str]) -> bool:
    try:
        typst.compile(
            _PROBE,
            ignore_system_fonts=True,
            font_paths=FONTS,
            format="pdf",
            sys_inputs={"signos": " ".join(signs)},
            pdf_standards=STANDARDS,
        )
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        return False
    return True


def _replaced(facts: dict[str, Any], lacking: Iterable[str]) -> dict[str, Any]:
    table = dict.fromkeys(map(ord, lacking), MISSING)
    changed: dict[str, Any] = _mapped(facts, lambda text: text.translate(table))
    return {**changed, "faltan_signos": True}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    return value


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(render(sys.argv[1], json.load(sys.stdin)))

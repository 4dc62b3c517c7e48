"""Which case a message speaks of, and which of its words are new: pure."""

import re
from collections.abc import Sequence

from portal.pqrs.codigos import clean_radicado
from portal.pqrs.correo.lectura import Lectura

_ID = re.compile(r"<[^<>\s]{3,250}>")
_RADICADO = re.compile(r"(?<!\d)(20\d\d)[- ]?E[- ]?(\d{4,9})(?!\d)", re.IGNORECASE)
MOST_IDS = 50
# What mail programs put above the message that is answered.
_ABOVE = re.compile(
    r"^(?:-{2,} ?(?:mensaje original|original message|mensaje reenviado|forwarded message) ?-{2,}"
    r"|(?:el|on) .{5,200}(?:escribió|wrote):"
    r"|_{20,})$",
    re.IGNORECASE,
)
_HEADER_BELOW = re.compile(r"^(?:de|from): .+$", re.IGNORECASE)
_SENT = re.compile(r"(?:enviado|sent|fecha|date)(?: el)?:", re.IGNORECASE)
_SIGNATURE = "-- "


def ids(lectura: Lectura) -> Sequence[str]:
    """The identifiers of the letters that it answers."""
    said = [*lectura.cabeceras.get("in-reply-to", ()), *lectura.cabeceras.get("references", ())]
    # The nearest stand last.
    return list(dict.fromkeys(one for line in said for one in _ID.findall(line)))[-MOST_IDS:]


def message_id(lectura: Lectura) -> str:
    """Its own identifier, empty when it has none."""
    found = _ID.search(lectura.cabecera("message-id"))
    return found[0] if found else ""


def radicado_of(lectura: Lectura) -> str:
    """The first radicado that the subject names, or the thread of a letter of ours; empty when none does."""
    for text in (lectura.asunto, *reversed(ids(lectura))):
        if found := _RADICADO.search(text):
            return clean_radicado(f"{found[1]}-E-{found[2]}")
    return ""


def separar_cita(texto: str) -> tuple[str, str]:
    """What the person wrote, and what only repeats an earlier letter or signs it. Both together are the whole text."""
    lines = texto.split("\n")
    quoted_from = _end_quotation(lines)
    cut = next((number for number in range(len(lines)) if number >= quoted_from or _begins_quotation(lines, number)), len(lines))
    new, old = "\n".join(lines[:cut]).rstrip(), "\n".join(lines[cut:]).strip()
    return (new, old) if new.strip() else (texto, "")


def _end_quotation(lines: Sequence[str]) -> int:
    """Where the quotation begins that goes on to the end: words of the person between quotations are new ones."""
    start = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].startswith(">"):
            start = number
        elif lines[number].strip():
            break
    return start


def _begins_quotation(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    if line == _SIGNATURE or (line.strip() == "--" and len(lines) - number < 15):
        return True
    if _ABOVE.match(line.strip()):
        return True
    below = [one for one in lines[number + 1 : number + 4] if one.strip()] if _HEADER_BELOW.match(line.strip()) else []
    return any(_SENT.match(one) for one in below)

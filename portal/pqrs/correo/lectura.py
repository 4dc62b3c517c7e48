"""What is in an e-mail, as the isolated process read it: headers, text, attachments on disk."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from portal.core.text import clean_line, clean_text
from portal.files.isolation import IsolatedFailure, run_isolated
from portal.files.storage import CHUNK

SCRIPT = Path(__file__).with_name("lectura_process.py")
TIMEOUT = 60.0
# The greatest message that is taken, in bytes: the form's files with what base64 adds to them.
MAX_MENSAJE = 45_000_000
MAX_TEXTO = 1_000_000
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+@[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+")
# A name of a person or an office. What looks like an address of the web or a number would travel in our acknowledgement to
# whoever is named as the sender.
_NAME = re.compile(r"(?:[^\W\d_]|[ '’,-]|\.(?= |$))+")


@dataclass(frozen=True)
class AdjuntoCorreo:
    """An attachment that was taken out of a message, in a file that lives as long as the reading."""

    nombre: str
    ruta: Path
    tamano: int
    incrustado: bool


@dataclass(frozen=True)
class Lectura:
    """A message taken apart. `problema` says why it could not be, then the rest is empty.

    `remitentes` are pairs of name and address; `cabeceras` have their names in lower case.
    """

    problema: str = ""
    cabeceras: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remitentes: Sequence[tuple[str, str]] = ()
    texto: str = ""
    es_informe: bool = False
    es_cifrado: bool = False
    adjuntos: Sequence[AdjuntoCorreo] = ()

    def cabecera(self, name: str) -> str:
        """The first header of this name, empty when there is none."""
        return next(iter(self.cabeceras.get(name, ())), "")

    @property
    def asunto(self) -> str:
        return clean_line(self.cabecera("subject"))[:500]

    @property
    def remitente(self) -> str:
        """The one address that it comes from; empty when there is none, or more than one, or it is no address."""
        address = clean_line(self.remitentes[0][1]) if len(self.remitentes) == 1 else ""
        return address if len(address) <= 254 and _ADDRESS.fullmatch(address) else ""

    @property
    def nombre(self) -> str:
        """The sender's name, when it is one; an address or a sentence in its place is not."""
        name = clean_line(self.remitentes[0][0]) if len(self.remitentes) == 1 else ""
        return name if len(name) <= 120 and _NAME.fullmatch(name) else ""


@contextmanager
def leer(source: BinaryIO) -> Iterator[Lectura]:
    """Take a message apart; its attachments are on disk within the block."""
    with tempfile.TemporaryDirectory(prefix="portal-correo-") as name:
        folder = Path(name)
        path = folder / "mensaje"
        with path.open("wb") as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
        parts = folder / "partes"
        parts.mkdir()
        try:
            found = json.loads(run_isolated(SCRIPT, str(path), str(parts), timeout=TIMEOUT))
        except (IsolatedFailure, ValueError):
            found = {"problema": "ilegible"}
        yield _lectura(found, parts)


def _lectura(found: Mapping[str, Any], parts: Path) -> Lectura:
    if found.get("problema"):
        return Lectura(problema=found["problema"])
    return Lectura(
        cabeceras=found["cabeceras"],
        remitentes=[(name, address) for name, address in found["remitentes"]],
        texto=clean_text(found["texto"]),
        es_informe=found["informe"],
        es_cifrado=found["cifrado"],
        adjuntos=sorted(
            (
                AdjuntoCorreo(clean_line(one["nombre"]), parts / one["archivo"], one["tamano"], one["incrustado"])
                for one in found["adjuntos"]
            ),
            key=lambda one: one.incrustado,
        ),
    )

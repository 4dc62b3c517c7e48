"""One document of a case's file, and the file itself: what is in it, for whom it was put together, and what was left out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.pqrs.linea import Hito
from portal.pqrs.models import Peticion
from portal.pqrs.queries.series import Ficha

ELECTRONICO, DIGITALIZADO = "Electrónico", "Digitalizado"
# The media types of an e-mail that came in, as it arrived and encrypted.
CORREO, CIFRADO = "message/rfc822", "application/octet-stream"


@dataclass(frozen=True)
class Alcance:
    """For whom the file is put together. `interno`: officials, with notes; `sellado`: with the identity, which was opened for it."""

    interno: bool
    sellado: bool = False


CIUDADANIA = Alcance(interno=False)


@dataclass(frozen=True)
class Documento:
    """One document. Of our own making it has its content; what is kept has only its digest.

    `textos`: what it says, for who reads it in the book: label and text. `creado_en`: made; `incorporado_en`: joined to the file.
    """

    titulo: str
    tipologia: str
    creado_en: datetime
    incorporado_en: datetime
    nombre: str
    mime: str
    contenido: bytes | None = None
    guardado: str = ""
    guardado_tamano: int = 0
    origen: str = ELECTRONICO
    textos: Sequence[tuple[str, str]] = ()

    @property
    def sha256(self) -> str:
        return self.guardado if self.contenido is None else hashlib.sha256(self.contenido).hexdigest()

    @property
    def tamano(self) -> int:
        return self.guardado_tamano if self.contenido is None else len(self.contenido)

    @property
    def formato(self) -> str:
        return self.nombre.rpartition(".")[2].upper() if "." in self.nombre else self.mime

    @property
    def is_pdf(self) -> bool:
        return self.mime == "application/pdf"


@dataclass(frozen=True)
class Expediente:
    """The file of a case as it is now. `paginas`: of each document with pages, by its digest."""

    peticion: Peticion
    alcance: Alcance
    armado_en: datetime
    documentos: Sequence[Documento]
    hitos: Sequence[Hito]
    ficha: Ficha
    notas: Sequence[str]
    paginas: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def tamano(self) -> int:
        return sum(one.tamano for one in self.documentos)

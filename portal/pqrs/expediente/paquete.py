"""The file of a case as a ZIP: the originals byte for byte, the index, and a list of digests that any computer can check."""

import shutil
import tempfile
import zipfile
from datetime import datetime
from typing import IO

from portal.core.errors import DomainError
from portal.files.storage import CHUNK, open_blob
from portal.pqrs.expediente.documento import CORREO, Documento, Expediente
from portal.pqrs.expediente.indice import filas_de, huella_de, to_csv, to_xml
from portal.web.filters import tamano

MOST_BYTES = 500 * 2**20
CON_CORREOS = (
    "\nLos archivos .eml son correos tal como llegaron, sin revisar, y pueden traer virus. Lo que dicen y sus anexos revisados están en "
    "los demás documentos.\n"
)
# They are compressed already: to do it again costs time and gives nothing.
_STORED = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def check_size(expediente: Expediente) -> None:
    """Raise DomainError when it is too large to be put together at once."""
    if expediente.tamano > MOST_BYTES:
        raise DomainError(
            f"Los archivos de este caso pesan {tamano(expediente.tamano)}: son demasiados para un solo ZIP. Descárguelos desde el caso."
        )


def write_zip(expediente: Expediente, libro: bytes) -> IO[bytes]:
    """The ZIP as an open file that is deleted when it is closed.

    Raises:
        DomainError: it would be too large.
    """
    check_size(expediente)
    made: IO[bytes] = tempfile.TemporaryFile(prefix="portal-")  # noqa: SIM115 - closed when it has been sent
    own = {
        "indice.csv": to_csv(expediente).encode(), "indice.xml": to_xml(expediente), "expediente.pdf": libro,
        "LEAME.txt": _read_me(expediente).encode(), "SHA256SUMS": _sums(expediente).encode(),
    }  # fmt: skip
    with zipfile.ZipFile(made, "w") as package:
        for name, content in own.items():
            package.writestr(_entry(name, expediente.armado_en, stored=name.endswith(".pdf")), content)
        for row in filas_de(expediente):
            _write(package, f"documentos/{row.nombre}", row.documento)
    made.seek(0)
    return made


def _write(package: zipfile.ZipFile, name: str, one: Documento) -> None:
    entry = _entry(name, one.incorporado_en, stored=one.mime in _STORED)
    if one.contenido is not None:
        package.writestr(entry, one.contenido)
        return
    with open_blob(one.guardado) as content, package.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(content, target, CHUNK)


def _entry(name: str, moment: datetime, *, stored: bool) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, moment.timetuple()[:6])
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    return made


def _sums(expediente: Expediente) -> str:
    return "".join(f"{row.documento.sha256}  documentos/{row.nombre}\n" for row in filas_de(expediente))


def _read_me(expediente: Expediente) -> str:
    notes = "\n".join(f"- {one}" for one in expediente.notas)
    mails = any(one.mime == CORREO for one in expediente.documentos)
    return (
        f"Expediente {expediente.peticion.radicado}\n\n"
        "expediente.pdf: portada, índice y textos. documentos: los originales, en su orden.\n"
        "indice.csv e indice.xml: el índice electrónico. Para comprobar que nada cambió: sha256sum -c SHA256SUMS\n"
        f"Huella del índice (SHA-256): {huella_de(expediente)}\n"
        + (CON_CORREOS if mails else "")
        + (f"\nLo que no está aquí:\n{notes}\n" if notes else "")
    )

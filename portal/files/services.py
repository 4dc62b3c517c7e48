"""The acts on attachments: receive what arrives, and note it in the case's own transaction.

`receive` makes the content durable and touches no database; `register` writes the row. A content whose row is never
written (the act failed, the worker was killed) is removed a day later by `jobs.remove_orphans`.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from werkzeug.datastructures import FileStorage

from portal.core import clock
from portal.extensions import db
from portal.files.antivirus import AntivirusUnavailable, Infected, scan
from portal.files.door import outcome_of
from portal.files.errors import FileRefused
from portal.files.kinds import Kind
from portal.files.limits import current_limits
from portal.files.models import Archivo
from portal.files.names import safe_name
from portal.files.pictures import write_anew
from portal.files.problems import Unacceptable
from portal.files.sniff import detect
from portal.files.storage import CHUNK, current_storage
from portal.web.filters import tamano as size_text
from portal.web.logging import logger, security_event


@dataclass(frozen=True)
class Received:
    """A content that is in storage and has no row yet. `tamano` in bytes; digests as in `Archivo`."""

    nombre: str
    mime: str
    tamano: int
    sha256: str
    sha256_recibido: str


def receive(upload: FileStorage, *, field: str = "archivos") -> Received:
    """Check one upload and make it durable.

    Args:
        upload: what the form brought.
        field: the form field that a refusal stands beside.

    Raises:
        FileRefused: with the sentence for the person; nothing was kept.
    """
    if (early := outcome_of(upload)) is not None:
        if early.refusal is not None:
            early.refusal.field = field
            raise early.refusal
        return cast(Received, early.received)
    try:
        return _receive(upload)
    except Unacceptable as problem:
        # Neither the file's name nor its sender: either may say who a person is.
        security_event("archivo_rechazado", motivo=problem.reason)
        raise problem.refusal(upload.filename, field) from problem


def receive_all(uploads: Sequence[FileStorage], *, field: str = "archivos") -> list[Received]:
    """Check and keep the uploads of one form; parts that a browser sends for an untouched field are skipped.

    Raises:
        FileRefused: too many, too large together, or at least one refused; the message has a sentence for each.
    """
    given = [one for one in uploads if one.filename or _size(one.stream)]
    limits = current_limits()
    if len(given) > limits.count:
        raise FileRefused(
            f"Adjuntó {len(given)} archivos y el máximo es {limits.count}. Quite algunos, o reúnalos en un solo PDF.",
            reason="muchos", field=field,
        )  # fmt: skip
    total = sum(_size(one.stream) for one in given)
    if total > limits.total:
        raise FileRefused(
            f"Sus archivos pesan {size_text(total)} en total y el máximo es {size_text(limits.total)}. Quite algunos o redúzcalos.",
            reason="total", field=field,
        )  # fmt: skip
    received, refused = [], []
    for one in given:
        try:
            received.append(receive(one, field=field))
        except FileRefused as error:
            refused.append(error)
    if refused:
        raise FileRefused(" ".join(one.message for one in refused), reason=refused[0].reason, field=field)
    return received


def store_bytes(nombre: str, mime: str, data: bytes) -> Received:
    """Keep a document of our own making, such as a letter."""
    sha256 = current_storage().put(BytesIO(data))
    return Received(safe_name(nombre, (nombre.rpartition(".")[2] or "bin",)), mime, len(data), sha256, sha256)


def register(received: Received, *, sobre: tuple[str, int], etiqueta: str, publico: bool = False) -> Archivo:
    """Note a kept content as an attachment of a case, in the caller's transaction.

    Args:
        sobre: kind and key of the case, as ("peticion", 12).
        etiqueta: what it is to the case, as "anexo" or "respuesta".
        publico: whether anybody may download it.
    """
    archivo = Archivo(
        objeto_tipo=sobre[0], objeto_id=sobre[1], etiqueta=etiqueta, nombre=received.nombre, mime=received.mime, tamano=received.tamano,
        sha256=received.sha256, sha256_recibido=received.sha256_recibido, publico=publico, creado_en=clock.now(),
    )  # fmt: skip
    db.session.add(archivo)
    db.session.flush()
    return archivo


def _receive(upload: FileStorage) -> Received:
    limit = current_limits().each
    size = _size(upload.stream)
    if size == 0:
        raise Unacceptable("vacio")
    if size > limit:
        raise Unacceptable("grande", size=size_text(size), limit=size_text(limit))
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        path = Path(folder) / "recibido"
        digest = _copy(upload.stream, path)
        _scan(path)
        kind = detect(path, upload.filename)
        if kind.family == "imagen":
            kind = write_anew(path)
        return _keep(path, kind, upload.filename, digest)


def _keep(path: Path, kind: Kind, filename: str | None, received_digest: str) -> Received:
    with path.open("rb") as content:
        sha256 = current_storage().put(content)
    return Received(safe_name(filename, kind.extensions), kind.mime, path.stat().st_size, sha256, received_digest)


def _scan(path: Path) -> None:
    address = current_limits().antivirus
    if not address:
        return
    try:
        with path.open("rb") as content:
            scan(content, address)
    except Infected as found:
        security_event("archivo_con_virus", firma=str(found))
        raise Unacceptable("virus") from found
    except AntivirusUnavailable as error:
        logger().error("antivirus_sin_respuesta", error=type(error.__cause__ or error).__name__)
        raise Unacceptable("sin_antivirus") from error


def _copy(stream: IO[bytes], path: Path) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    with path.open("wb") as target:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _size(stream: IO[bytes]) -> int:
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    return size

"""The attachments of an e-mail go through the same door as those of a form: checked by content, cleaned, kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from portal.core.errors import DomainError
from portal.files.errors import BlobMissing, FileRefused
from portal.files.limits import current_limits
from portal.files.names import shown_name
from portal.files.services import Received, receive
from portal.files.storage import open_blob
from portal.pqrs.correo.lectura import AdjuntoCorreo, Lectura, leer


class DoorClosed(Exception):
    """The antivirus does not answer: the message is tried again later, and keeps its attachments."""


@dataclass(frozen=True)
class Recibidos:
    """What was kept of a message's attachments, and a sentence about each that was not."""

    archivos: Sequence[Received] = ()
    rechazados: Sequence[str] = ()


SIN_ADJUNTOS = Recibidos()


def recibir_adjuntos(lectura: Lectura) -> Recibidos:
    """Receive each attachment by itself: one that is refused takes no other with it. Touches no database.

    Raises:
        DoorClosed: nothing can be checked now.
    """
    limits = current_limits()
    kept: list[Received] = []
    refused: list[str] = []
    total = 0
    for one in lectura.adjuntos:
        if len(kept) >= limits.count or total + one.tamano > limits.total:
            refused.append(f"El archivo «{shown_name(one.nombre)}» no se recibió: pasa el máximo de archivos por solicitud.")
            continue
        try:
            received = _receive(one)
        except FileRefused as problem:
            if problem.reason == "sin_antivirus":
                raise DoorClosed from problem
            refused.append(problem.message)
            continue
        if received not in kept:
            kept.append(received)
            total += one.tamano
    return Recibidos(tuple(kept), tuple(refused))


def _receive(one: AdjuntoCorreo) -> Received:
    with one.ruta.open("rb") as content:
        return receive(FileStorage(content, filename=one.nombre, name="archivos"))


def preparar(digest: str) -> tuple[Lectura, Recibidos]:
    """Read a message again for an official who files it, with its attachments received.

    Raises:
        DomainError: it cannot be read, or nothing can be checked now.
    """
    try:
        with open_blob(digest) as source, leer(source) as lectura:
            if lectura.problema:
                raise DomainError("El portal no puede abrir este correo. Ábralo en el buzón y radíquelo en ventanilla.")
            return lectura, recibir_adjuntos(lectura)
    except BlobMissing as error:
        raise DomainError("No está el archivo del correo. Avise a quien administra el portal.") from error
    except DoorClosed as error:
        raise DomainError("El antivirus no responde. Intente de nuevo en unos minutos.") from error

"""Handing out the file of a case, to officials and to who filed it: read first, without holding the database, and then written down."""

from collections.abc import Callable, Iterator
from typing import IO

from flask import Response

from portal.core.actors import Actor
from portal.files.storage import CHUNK
from portal.pqrs.expediente.documento import Expediente
from portal.pqrs.expediente.indice import huella_de
from portal.pqrs.expediente.libro import make_joined, make_pdf
from portal.pqrs.expediente.paquete import check_size, write_zip
from portal.pqrs.models import Peticion
from portal.pqrs.services.expediente import registrar_descarga
from portal.web.transaction import reading_first

# What is asked for → the end of the file's name and its media type.
FORMAS = {"libro": ("pdf", "application/pdf"), "unido": ("pdf", "application/pdf"), "originales": ("zip", "application/zip")}


def hand_out(forma: str, build: Callable[[], Expediente], find: Callable[[], Peticion], actor: Actor) -> Response:
    """The file of a case as a download.

    Args:
        forma: a key of `FORMAS`.
        build: puts the file together; only reads.
        find: the case, once more, in the transaction that writes down that it was handed out.

    Raises:
        DomainError: it would be too large.
    """
    ending, mime = FORMAS[forma]
    with reading_first():
        expediente = build()
        check_size(expediente)
        name = f"expediente-{expediente.peticion.radicado}.{ending}"
        count, digest = len(expediente.documentos), huella_de(expediente)
        body = _make(forma, expediente)
    registrar_descarga(find(), formato=ending, documentos=count, huella=digest, actor=actor)
    return download(body, mime, name)


def _make(forma: str, expediente: Expediente) -> bytes | IO[bytes]:
    if forma == "unido":
        return make_joined(expediente)[0]
    libro = make_pdf(expediente)
    return write_zip(expediente, libro) if forma == "originales" else libro


def download(body: bytes | IO[bytes], mime: str, name: str) -> Response:
    """A file that was just made; one that is open is sent bit by bit and closed."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if isinstance(body, bytes):
        return Response(body, content_type=mime, headers=headers)
    response = Response(_chunks(body), content_type=mime, headers=headers)
    response.call_on_close(body.close)
    return response


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk

"""Sealing the e-mail by which somebody came to a case whose identity is sealed: nothing of them stays in the open (ADR 0010)."""

from io import BytesIO

from sqlalchemy import select

from portal.extensions import db
from portal.files.jobs import forget_after_commit
from portal.files.storage import current_storage, read_blob
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.sealing import seal_bytes


def sellar_correo(correo: CorreoRecibido) -> None:
    """Take sender and words out of the row, and keep the original encrypted; the open one goes as this is committed.

    The words are those of the case, which keeps them as it keeps what is written on the page.
    """
    if correo.sellado:
        return
    open_one = correo.guardado_sha256
    correo.guardado_sha256 = current_storage().put(BytesIO(seal_bytes(read_blob(open_one))))
    correo.remitente = correo.nombre = correo.asunto = correo.texto = correo.citado = correo.radicado_citado = correo.detalle = ""
    correo.no_recibidos = []
    correo.sellado = True
    forget_after_commit({open_one})


def sellar_correos_de(peticion: Peticion) -> None:
    """Those of a case whose identity is sealed now."""
    for one in db.session.scalars(select(CorreoRecibido).where(CorreoRecibido.peticion_id == peticion.id).order_by(CorreoRecibido.id)):
        sellar_correo(one)

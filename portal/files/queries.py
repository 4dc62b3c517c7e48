"""What is read about attachments."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo


def list_archivos(objeto_tipo: str, objeto_id: int, *, etiqueta: str | None = None) -> Sequence[Archivo]:
    """The attachments of a case in the order in which they came, all or those with one label."""
    statement = select(Archivo).where(Archivo.objeto_tipo == objeto_tipo, Archivo.objeto_id == objeto_id).order_by(Archivo.id)
    if etiqueta is not None:
        statement = statement.where(Archivo.etiqueta == etiqueta)
    return db.session.scalars(statement).all()


def get_archivo(archivo_id: int, *, sobre: tuple[str, int]) -> Archivo:
    """The attachment with this key, if it belongs to this case.

    Raises:
        NotFound: there is none; another case's attachment is none either.
    """
    found = db.session.get(Archivo, archivo_id)
    if found is None or (found.objeto_tipo, found.objeto_id) != sobre:
        raise NotFound
    return found


def referenced(digests: Collection[str]) -> set[str]:
    """Those of the digests that some attachment stands on."""
    return set(db.session.scalars(select(Archivo.sha256).where(Archivo.sha256.in_(digests))))

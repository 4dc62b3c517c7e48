"""The answers that anybody may read: the list with its search, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import joinedload

from portal.core.errors import NotFound
from portal.core.matching import wanted_words
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.models import Peticion, Publicacion
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.services.publicar import OBJECT

MAX_WORDS = 8


@dataclass(frozen=True)
class FiltroPublicaciones:
    """What the list is narrowed to; empty values do not narrow. `vigencia`: year of the answer."""

    texto: str = ""
    tema: str = ""
    dependencia_id: int | None = None
    vigencia: int | None = None


def is_visible() -> tuple[ColumnElement[bool], ...]:
    """Not withdrawn; and not of a case that became one of a sealed kind since."""
    sealed = select(Peticion.id).where(Peticion.id == Publicacion.peticion_id, Peticion.tipo.in_(RESERVADAS)).exists()
    return Publicacion.retirada_en.is_(None), ~sealed


def list_publicaciones(filtro: FiltroPublicaciones, *, after: tuple[str, int] | None, limit: int) -> Sequence[Publicacion]:
    """Up to `limit` + 1 published answers, newest first, after the instant (ISO) and key of the last of the page before."""
    query = select(Publicacion).where(*is_visible()).options(joinedload(Publicacion.dependencia))
    # As in the header's search: in any order, with or without accents, plural or singular, without the words around them.
    for word in wanted_words(filtro.texto)[:MAX_WORDS]:
        query = query.where(Publicacion.busqueda.contains(f" {word}", autoescape=True))
    if filtro.tema:
        query = query.where(Publicacion.tema == filtro.tema)
    if filtro.dependencia_id is not None:
        query = query.where(Publicacion.dependencia_id == filtro.dependencia_id)
    if filtro.vigencia is not None:
        query = query.where(Publicacion.respondida_el.between(date(filtro.vigencia, 1, 1), date(filtro.vigencia, 12, 31)))
    if after is not None:
        query = query.where(tuple_(Publicacion.publicada_en, Publicacion.id) < (datetime.fromisoformat(after[0]), after[1]))
    return db.session.scalars(query.order_by(Publicacion.publicada_en.desc(), Publicacion.id.desc()).limit(limit + 1)).all()


def count_by_tema() -> dict[str, int]:
    """How many published answers each theme has."""
    query = select(Publicacion.tema, func.count()).where(*is_visible()).group_by(Publicacion.tema)
    return {one[0]: one[1] for one in db.session.execute(query)}


def get_publicacion(key: int) -> Publicacion:
    """A published answer, also one that was withdrawn: its page says so.

    Raises:
        NotFound: there is none, or its case is of a sealed kind by now.
    """
    query = select(Publicacion).join(Peticion, Peticion.id == Publicacion.peticion_id)
    found = db.session.scalar(query.where(Publicacion.id == key, Peticion.tipo.not_in(RESERVADAS)))
    if found is None:
        raise NotFound("No encontramos esa respuesta.")
    return found


def get_pdf(publicacion: Publicacion) -> Archivo:
    """The public PDF.

    Raises:
        NotFound: it was withdrawn.
    """
    found = db.session.scalar(select(Archivo).where(Archivo.objeto_tipo == OBJECT, Archivo.objeto_id == publicacion.id).limit(1))
    if found is None or publicacion.retirada_en is not None:
        raise NotFound("Esa respuesta se retiró.")
    return found


def get_publicacion_of(peticion: Peticion, key: int) -> Publicacion:
    """A publication of this case, for its officials.

    Raises:
        NotFound: the case has no such publication.
    """
    found = db.session.get(Publicacion, key)
    if found is None or found.peticion_id != peticion.id:
        raise NotFound
    return found

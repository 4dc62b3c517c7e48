"""The extra questions of the filing form: those that are asked now, and any version that somebody was asked."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.models import PreguntaAdicional, VersionPregunta
from portal.pqrs.preguntas import Pregunta

# All of them stand on one page, where their order is seen.
MAXIMO = 60

_CURRENT = and_(VersionPregunta.pregunta_id == PreguntaAdicional.id, VersionPregunta.numero == PreguntaAdicional.vigente_numero)


def list_preguntas(*, activas: bool = True) -> Sequence[PreguntaAdicional]:
    """The questions in their order, each with its words of now; with `activas=False` the retired ones."""
    query = select(PreguntaAdicional).where(PreguntaAdicional.activa.is_(activas)).options(joinedload(PreguntaAdicional.vigente))
    return db.session.scalars(query.order_by(PreguntaAdicional.orden, PreguntaAdicional.id).limit(MAXIMO)).all()


def get_pregunta(pregunta_id: int) -> PreguntaAdicional:
    """The question with this key, asked or retired. Raises NotFound."""
    found = db.session.get(PreguntaAdicional, pregunta_id, options=[joinedload(PreguntaAdicional.vigente)])
    if found is None:
        raise NotFound
    return found


def list_vigentes(tipo: str = "") -> list[Pregunta]:
    """What is asked now, in order: of every kind of petition, or of one."""
    query = _asked(PreguntaAdicional.activa.is_(True)).where(_CURRENT)
    found = _read(query.order_by(PreguntaAdicional.orden, PreguntaAdicional.id).limit(MAXIMO))
    return [one for one in found if not tipo or tipo in one.clases]


def list_enviadas(versiones: Collection[int]) -> list[Pregunta]:
    """What is asked now, but these versions in the place of their question's newer words: who fills a form answers what it says.

    A version that was asked when the form was opened counts even if its question was retired since; one that never was is left out.
    """
    sent = {one.pregunta_id: one for one in _read(_asked(VersionPregunta.id.in_(versiones)).order_by(VersionPregunta.id))}
    now = [sent.pop(one.pregunta_id, one) for one in list_vigentes()]
    return [*now, *sent.values()]


def textos_de(keys: Collection[int]) -> Mapping[int, str]:
    """The words of now of these questions."""
    query = select(PreguntaAdicional.id, VersionPregunta.texto).join(VersionPregunta, _CURRENT).where(PreguntaAdicional.id.in_(keys))
    return {row.id: row.texto for row in db.session.execute(query)}


def _asked(*conditions: ColumnElement[bool]) -> Select[VersionPregunta, list[str]]:
    query = select(VersionPregunta, PreguntaAdicional.clases)
    return query.join(PreguntaAdicional, PreguntaAdicional.id == VersionPregunta.pregunta_id).where(*conditions)


def _read(query: Select[VersionPregunta, list[str]]) -> list[Pregunta]:
    return [version.as_pregunta(clases) for version, clases in db.session.execute(query)]

"""Cases that belong together: those that officials linked, and the other ones of the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.text import fold
from portal.extensions import db
from portal.pqrs.models import Peticion, Solicitante, Vinculo
from portal.pqrs.models.vinculo import PARTE_DE
from portal.pqrs.permissions import reached_by, reaches

MUESTRA = 10
_NO_DOCUMENT = frozenset({"", "sin nit", "no tiene", "ninguno", "0"})


@dataclass(frozen=True)
class Relacionado:
    """A linked case as it is seen from this one: «Es parte de», «Tiene como parte» or «Relacionado con»."""

    vinculo: Vinculo
    otra: Peticion
    palabras: str


@dataclass(frozen=True)
class DeLaPersona:
    """Another case of who filed this one, and by what they are known to be the same."""

    peticion: Peticion
    por: str


def list_vinculos(actor: Actor, peticion: Peticion) -> list[Relacionado]:
    """The links of the case whose other end the official reaches; of the rest nothing is said, not even that there are any."""
    query = select(Vinculo).where(or_(Vinculo.peticion_id == peticion.id, Vinculo.otra_id == peticion.id)).order_by(Vinculo.id)
    rows = db.session.scalars(query.options(joinedload(Vinculo.peticion), joinedload(Vinculo.otra))).all()
    found = []
    for one in rows:
        is_first = one.peticion_id == peticion.id
        words = "Relacionado con" if one.clase != PARTE_DE else "Es parte de" if is_first else "Tiene como parte"
        found.append(Relacionado(one, one.otra if is_first else one.peticion, words))
    return [one for one in found if reaches(actor, one.otra)]


def get_vinculo_for(actor: Actor, peticion: Peticion, vinculo_id: int) -> Vinculo:
    """One of them. Raises NotFound."""
    for one in list_vinculos(actor, peticion):
        if one.vinculo.id == vinculo_id:
            return one.vinculo
    raise NotFound


def find_vinculo(one: Peticion, other: Peticion) -> Vinculo | None:
    """The link between two cases, whichever was linked to the other."""
    pairs = [and_(Vinculo.peticion_id == a.id, Vinculo.otra_id == b.id) for a, b in ((one, other), (other, one))]
    return db.session.scalar(select(Vinculo).where(or_(*pairs)).order_by(Vinculo.id).limit(1))


def is_parte(peticion: Peticion) -> bool:
    """Whether it is part of another case."""
    return _exists(Vinculo.peticion_id == peticion.id)


def has_partes(peticion: Peticion) -> bool:
    """Whether other cases are part of it."""
    return _exists(Vinculo.otra_id == peticion.id)


def _exists(condition: ColumnElement[bool]) -> bool:
    return db.session.scalar(select(Vinculo.id).where(condition, Vinculo.clase == PARTE_DE).limit(1)) is not None


def is_documento(numero: str) -> bool:
    """Whether it is the number of a document, and not that there is none."""
    return fold(numero) not in _NO_DOCUMENT


def list_de_la_persona(actor: Actor, peticion: Peticion) -> Sequence[DeLaPersona]:
    """Up to `MUESTRA` + 1 other cases of who filed this one, newest first, of those that the official reaches.

    The same person is who gave the same document, or the same mail address; of an anonymous case nobody is known.
    """
    who = peticion.solicitante
    if who is None:
        return []
    other = aliased(Solicitante)
    same: list[ColumnElement[bool]] = []
    if is_documento(who.numero_documento):
        same.append(and_(other.numero_documento == who.numero_documento, other.tipo_documento == who.tipo_documento))
    if who.correo:
        same.append(other.correo.in_({who.correo, who.correo.lower()}))
    if not same:
        return []
    query = (
        select(Peticion, other)
        .join(other, other.id == Peticion.solicitante_id)
        .where(or_(*same), Peticion.id != peticion.id, reached_by(actor))
        .order_by(Peticion.id.desc())
        .limit(MUESTRA + 1)
    )
    found = db.session.execute(query).all()
    return [DeLaPersona(case, _by(who, person)) for case, person in found]


def is_misma_persona(one: Solicitante, other: Solicitante) -> bool:
    """Whether two filings say that they are of the same person: the same document, or without documents the same address and name."""
    if is_documento(one.numero_documento) or is_documento(other.numero_documento):
        return (one.tipo_documento, one.numero_documento.strip()) == (other.tipo_documento, other.numero_documento.strip())
    return bool(one.correo) and one.correo.lower() == other.correo.lower() and fold(one.nombre) == fold(other.nombre)


def _by(one: Solicitante, other: Solicitante) -> str:
    same_document = is_documento(one.numero_documento) and (one.tipo_documento, one.numero_documento) == (
        other.tipo_documento,
        other.numero_documento,
    )
    return "mismo documento" if same_document else "mismo correo"

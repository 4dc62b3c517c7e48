"""The acts that say that two cases belong together. Neither moves a term, an office or an answer."""

from sqlalchemy import select

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.extensions import db
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.models import Peticion, Vinculo
from portal.pqrs.models.vinculo import CLASES_VINCULO, PARTE_DE
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.relacionados import find_vinculo, has_partes, is_parte
from portal.pqrs.services.acto import begin, end, require_text


def vincular(peticion: Peticion, *, otro: str, clase: str, motivo: str, actor: Actor) -> Vinculo:
    """Link the case to another one that the official may see too.

    The record of neither names the other: who sees only one of them must not learn of the other.

    Args:
        otro: its radicado, as it is typed.
        clase: one of `CLASES_VINCULO`.

    Raises:
        DomainError: no reason, no such case among those that the official sees, the case itself, or cases that are linked
            already; or a part of a part.
    """
    transition = begin("vincular", peticion, actor)
    other = db.session.scalar(select(Peticion).where(Peticion.radicado == clean_radicado(otro)))
    if other is None or not reaches(actor, other):
        raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "otro")
    if other.id == peticion.id:
        raise DomainError("Es este mismo caso. Escriba el radicado del otro.", "otro")
    if clase not in CLASES_VINCULO:
        raise DomainError("Elija qué tiene que ver con el otro caso.", "clase")
    motivo = require_text(motivo, "motivo", "Escriba por qué van juntos.")
    if find_vinculo(peticion, other) is not None:
        raise DomainError("Esos dos casos ya están vinculados. Para cambiarlo, quite primero el vínculo.", "otro")
    if clase == PARTE_DE and (is_parte(peticion) or has_partes(peticion) or is_parte(other)):
        raise DomainError("Un caso es parte de uno solo, y ese no puede ser parte de otro. Use «Está relacionado con».", "clase")
    link = Vinculo(peticion=peticion, otra=other, clase=clase, motivo=motivo, creado_por_id=actor.id, creado_en=clock.now())
    db.session.add(link)
    for one in (peticion, other):
        end(transition, one, actor, publico=False)
    return link


def desvincular(vinculo: Vinculo, *, actor: Actor) -> None:
    """Take a link away. The official must see both cases."""
    transition = begin("desvincular", vinculo.peticion, actor)
    begin("desvincular", vinculo.otra, actor)
    for one in (vinculo.peticion, vinculo.otra):
        end(transition, one, actor, publico=False)
    db.session.delete(vinculo)
    db.session.flush()

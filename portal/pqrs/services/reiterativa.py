"""Which earlier answer a repeated petition is referred to, and the copy of it that goes with the letter.

Only the answer that the same person had is referred to (CPACA art. 19): that of another one tells who reads it nothing, and may tell of
somebody else. What goes with the letter is the answer itself: who filed need not open another case, whose code they may have lost.
"""

from dataclasses import dataclass

from sqlalchemy import select

from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.text import fold
from portal.extensions import db
from portal.files.queries import list_archivos
from portal.files.services import Received
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.relacionados import is_documento, is_misma_persona
from portal.pqrs.services.responder import last_respuesta

OTRA_PERSONA = (
    "Esa solicitud es de otra persona: su respuesta no le sirve a quien pide ahora. Responda esta, o elija una de la misma persona."
)


@dataclass(frozen=True)
class Anterior:
    """The earlier petition, the letter that answered it, and whether the portal knows that both are of the same person."""

    peticion: Peticion
    carta: Respuesta
    is_known: bool

    @property
    def copia(self) -> list[Received]:
        """The answer and what went with it, to go with the new letter."""
        kept = [one for label in ("carta", "respuesta") for one in list_archivos("respuesta", self.carta.id, etiqueta=label)]
        return [Received(one.nombre, one.mime, one.tamano, one.sha256, one.sha256_recibido) for one in kept]

    @property
    def texto(self) -> str:
        """What the letter says of it."""
        number = f", con la carta {self.carta.salida.numero}" if self.carta.salida else ""
        return f"Su solicitud anterior es la {self.peticion.radicado}. Se respondió{number}; con esta carta va copia de esa respuesta."


def find_anterior(actor: Actor, peticion: Peticion, radicado: str, *, misma: bool) -> Anterior:
    """The earlier petition of the same person that a repeated one is referred to.

    Args:
        misma: the official says that it is the same person, where the portal cannot know it.

    Raises:
        DomainError: there is no such case within the actor's reach, it is later, was not answered, or is of another person.
    """
    earlier = db.session.scalar(select(Peticion).where(Peticion.radicado == radicado.strip().upper()))
    if earlier is None or not reaches(actor, earlier):
        raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "anterior")
    carta = last_respuesta(earlier)
    if earlier.id == peticion.id or earlier.respondida_en is None or carta is None or earlier.recibida_en > peticion.recibida_en:
        raise DomainError("Elija el radicado de una solicitud anterior que ya tenga respuesta.", "anterior")
    is_known = _is_misma(peticion, earlier)
    if is_known is False:
        raise DomainError(OTRA_PERSONA, "anterior")
    if is_known is None and not misma:
        raise DomainError(
            "El portal no puede saber si las dos son de la misma persona. Si usted lo comprobó, marque la casilla; si no, responda esta.",
            "misma",
        )
    return Anterior(earlier, carta, is_known is True)


def _is_misma(one: Peticion, earlier: Peticion) -> bool | None:
    """Whether both are of the same person; None when what was filed does not tell."""
    who, before = one.solicitante, earlier.solicitante
    if who is not None and before is not None:
        if is_misma_persona(who, before):
            return True
        both_told = is_documento(who.numero_documento) and is_documento(before.numero_documento)
        return None if not both_told and fold(who.nombre) == fold(before.nombre) else False
    # An answer to somebody who gave a name is not handed to who gave none; nor that of a reserved case to anybody else.
    return None if before is None and one.is_sellada == earlier.is_sellada else False

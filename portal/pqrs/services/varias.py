"""Acts on several cases at once: each one succeeds or is refused on its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.entidad.models import Dependencia, Funcionario
from portal.pqrs.estados import RADICADA
from portal.pqrs.models import Peticion
from portal.pqrs.services.tramitar import asignar, reasignar


@dataclass(frozen=True)
class Resultado:
    """Which cases were given, and which were not, each with its reason."""

    asignadas: tuple[str, ...]
    rechazadas: tuple[tuple[str, DomainError], ...]


def asignar_varias(
    peticiones: Sequence[tuple[Peticion, int]], *, dependencia: Dependencia, responsable: Funcionario | None, motivo: str, actor: Actor
) -> Resultado:
    """Give several cases to a department: new ones are assigned, those already assigned pass on with the reason.

    Args:
        peticiones: each case with its version on screen.
    """
    given: list[str] = []
    refused: list[tuple[str, DomainError]] = []
    for peticion, version in peticiones:
        try:
            if peticion.estado == RADICADA:
                asignar(peticion, dependencia=dependencia, responsable=responsable, actor=actor, version=version)
            else:
                reasignar(peticion, dependencia=dependencia, responsable=responsable, motivo=motivo, actor=actor, version=version)
        except DomainError as error:
            # Both acts check everything before they change anything, so a refused case is left as it was.
            refused.append((peticion.radicado, error))
        else:
            given.append(peticion.radicado)
    return Resultado(tuple(given), tuple(refused))

"""Taking the file of a case away: what left the portal, in which form and with which digest, stays written."""

from portal.audit.services import record
from portal.core import permissions
from portal.core.actors import Actor
from portal.core.errors import Forbidden
from portal.pqrs.models import Peticion
from portal.pqrs.services.acto import require_own

DESCARGADO = "expediente_descargado"


def registrar_descarga(peticion: Peticion, *, formato: str, documentos: int, huella: str, actor: Actor) -> None:
    """Note that the file of a case was handed out.

    Args:
        formato: `pdf`, `zip` or `json`.
        huella: the digest of its index, or of what was handed out.

    Raises:
        Forbidden: the actor may not see the case.
    """
    if actor.kind == "ciudadano":
        require_own(peticion, actor)
    elif not permissions.can(actor, "pqrs:ver", peticion):
        raise Forbidden("Usted no puede ver ese caso.")
    facts = {"formato": formato, "documentos": documentos, "huella": huella}
    record(DESCARGADO, actor=actor, sobre=("peticion", peticion.id), dependencia_id=peticion.dependencia_id, datos=facts)

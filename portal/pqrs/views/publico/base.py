"""The blueprint of the citizen's pages, and the case that a request may open."""

from flask import Blueprint

from portal.core.errors import NotFound
from portal.pqrs.models import Peticion
from portal.pqrs.queries.caso import get_peticion
from portal.web.sessions import current_citizen

blueprint = Blueprint("pqrs", "portal.pqrs", url_prefix="/pqrs", template_folder="templates")


def own_case(radicado: str) -> Peticion:
    """The case whose code this browser gave.

    Raises:
        NotFound: the address names another case, whether it exists or not.
    """
    holder = current_citizen()
    peticion = get_peticion(holder.peticion_id) if holder else None
    if peticion is None or peticion.radicado != radicado:
        raise NotFound("No encontramos ese radicado con el código que usted escribió.")
    return peticion

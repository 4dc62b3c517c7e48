"""The file of one's own case: the copy to which everybody has a right (CPACA arts. 5.3 and 36)."""

from flask import Response

from portal.core.actors import ciudadano
from portal.pqrs.expediente.armado import armar
from portal.pqrs.expediente.documento import CIUDADANIA
from portal.pqrs.views.expediente import hand_out
from portal.pqrs.views.publico.base import blueprint, own_case
from portal.web.access import citizen
from portal.web.limits import limit


@blueprint.post("/seguimiento/<radicado>/expediente/<any(libro, unido, originales):forma>")
@limit("10/10 minutes")
@citizen
def expediente(radicado: str, forma: str) -> Response:
    """One's own case as PDF or ZIP, without what officials write for each other."""
    actor = ciudadano(own_case(radicado).id)
    return hand_out(forma, lambda: armar(own_case(radicado), CIUDADANIA), lambda: own_case(radicado), actor)

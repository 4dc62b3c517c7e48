"""The file of one's own case: the copy to which everybody has a right (CPACA arts. 5.3 and 36)."""

import hashlib
import json

from flask import Response

from portal.core.actors import ciudadano
from portal.pqrs.expediente.armado import armar
from portal.pqrs.expediente.documento import CIUDADANIA
from portal.pqrs.queries.datos_personales import datos_de_caso
from portal.pqrs.services.expediente import registrar_descarga
from portal.pqrs.views.expediente import download, hand_out
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


@blueprint.post("/seguimiento/<radicado>/datos.json")
@limit("10/10 minutes")
@citizen
def datos_propios(radicado: str) -> Response:
    """What is held of who filed this case, for another program (Ley 1581 de 2012 art. 8)."""
    peticion = own_case(radicado)
    body = json.dumps(datos_de_caso(peticion), ensure_ascii=False, indent=2).encode()
    digest = hashlib.sha256(body).hexdigest()
    registrar_descarga(peticion, formato="json", documentos=1, huella=digest, actor=ciudadano(peticion.id))
    return download(body, "application/json", f"mis-datos-{radicado}.json")

"""Where the links of officials' mails lead, and saying that a case was received."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.errors import DomainError, Forbidden, NotFound
from portal.pqrs.enlaces import ACUSE, ANCLAS, ENCARGO, Enlace, Vencido, read_token
from portal.pqrs.queries.caso import get_peticion, get_peticion_for
from portal.pqrs.services.acuses import acusar, can_acusar, list_sin_acusar
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires

Answer = Response | tuple[str, int]


@blueprint.get("/enlace/<token>")
@requires("pqrs:ver")
def enlace(token: str) -> Answer:
    """Go where a link of a mail says. It does nothing by itself: who opens it for somebody, such as a mail scanner, changes nothing."""
    try:
        found = read_token(token)
    except Vencido:
        return render_template("pqrs/gestion/enlace.html", motivo="vencido"), 410
    if found is None:
        raise NotFound("Ese enlace no es de este portal, o llegó incompleto. Copie la dirección entera o busque el caso en la bandeja.")
    if found.funcionario_id != signed_in().id:
        return render_template("pqrs/gestion/enlace.html", motivo="ajeno"), 403
    return _go(found)


def _go(found: Enlace) -> Answer:
    if found.para == ENCARGO:
        return redirect(url_for(".encargo", encargo_id=found.clave))
    actor = signed_in()
    # The case as this official may see it today, whatever they could see when the mail left.
    peticion = get_peticion_for(actor, get_peticion(found.clave).radicado)
    if found.para != ACUSE:
        return redirect(url_for(".caso", radicado=peticion.radicado, _anchor=ANCLAS.get(found.para)))
    waits = peticion.abierta and peticion.respondida_en is None and can_acusar(peticion, actor)
    return render_template("pqrs/gestion/acuse.html", peticion=peticion, espera=waits and bool(list_sin_acusar([peticion.id]))), 200


@blueprint.post("/<radicado>/acusar")
@requires("pqrs:proyectar")
def acusar_recibo(radicado: str) -> Response:
    """Say that the case was received."""
    try:
        done = acusar(get_peticion_for(signed_in(), radicado), actor=signed_in())
        flash("Queda escrito que usted recibió este caso." if done else "Ya estaba escrito que usted recibió este caso.", "success")
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        flash(error.message, "warning")
    return redirect(url_for(".caso", radicado=radicado), 303)

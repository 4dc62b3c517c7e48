"""Public verification: anybody who holds a constancia or letter may check it. It shows no person, no text, no tracking code."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.files.kinds import ALL
from portal.radicacion.codigos import normalize_code
from portal.radicacion.forms import VerificarForm
from portal.radicacion.queries import find_verificacion
from portal.web.access import public
from portal.web.limits import limit

blueprint = Blueprint("radicacion", __name__, template_folder="../templates")

_TYPES = {kind.mime: kind.title for kind in ALL}


@blueprint.get("/verificar")
@public
def verificar() -> str | Response | tuple[str, int]:
    """The form that asks for the code; with a code, on to what it opens."""
    form = VerificarForm(request.args)
    if "codigo" not in request.args:
        return render_template("radicacion/verificar.html", form=form)
    if not form.validate():
        return render_template("radicacion/verificar.html", form=form), 422
    return redirect(url_for("radicacion.mostrar", codigo=normalize_code(form.codigo.data or "")))


@blueprint.get("/verificar/<codigo>")
@limit("30/minute;300/hour", methods=("GET",))
@public
def mostrar(codigo: str) -> str | tuple[str, int]:
    """What the document with this code says, to compare it with the one in hand."""
    found = find_verificacion(codigo)
    if found is None:
        form = VerificarForm(MultiDict({"codigo": codigo[:60]}))
        form.codigo.errors = ["Ningún documento de esta alcaldía tiene ese código. Compárelo con el que está impreso en el suyo."]
        return render_template("radicacion/verificar.html", form=form), 404
    return render_template("radicacion/verificacion.html", documento=found, tipos=_TYPES)

"""What each kind of petition is, and how personal data are treated."""

from flask import render_template

from portal.core import clock
from portal.outbox.by_sms import is_configured
from portal.pqrs.plazos import get_plazo
from portal.pqrs.tipos import Quien, TipoPeticion, list_por_grupo
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public


def term_of(tipo: TipoPeticion | str) -> str:
    """«15 días hábiles»: the term of what is filed today."""
    return get_plazo(TipoPeticion(tipo), clock.today()).texto


@blueprint.get("/")
@public
def inicio() -> str:
    """The kinds under their headings with their terms, and the ways to file."""
    grupos = list_por_grupo(frozenset({Quien.CIUDADANIA}))
    return render_template("pqrs/publico/inicio.html", grupos=grupos, term_of=term_of)


@blueprint.get("/tratamiento-de-datos")
@public
def datos() -> str:
    """Who treats personal data, for what, and the holder's rights (Ley 1581 de 2012 art. 12; Decreto 1377 de 2013 art. 13)."""
    return render_template("pqrs/publico/datos.html", sms_disponible=is_configured())

"""The public map: how many petitions come from each territory, in whole months that have ended, without small figures."""

from datetime import date, timedelta

from flask import render_template, request

from portal.core import clock
from portal.pqrs.cifras import MINIMO
from portal.pqrs.queries.estadisticas import list_vigencias
from portal.pqrs.queries.registro import AS_PUBLIC
from portal.pqrs.queries.territorios import FiltroMapa, count_publico, list_territorios
from portal.pqrs.tipos import TIPOS
from portal.pqrs.views.mapas import make_mapa
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public

_KINDS = {clave.value: tipo for clave, tipo in TIPOS.items() if clave not in AS_PUBLIC}


@blueprint.get("/mapa")
@public
def mapa() -> str:
    """The map of one year, of all kinds or of one."""
    # Counted by whole months: from one day to the next it would tell from where each new filing of the register came.
    until = clock.today().replace(day=1) - timedelta(days=1)
    years = [one for one in list_vigencias() if one <= until.year] or [until.year]
    asked, tipo = request.args.get("vigencia", ""), request.args.get("tipo", "")
    vigencia = next((one for one in years if str(one) == asked), years[0])
    tipo = tipo if tipo in _KINDS else ""
    hasta = min(date(vigencia, 12, 31), until)
    filtro = FiltroMapa(tipo=tipo, desde=date(vigencia, 1, 1), hasta=hasta)
    made = make_mapa(list_territorios(), count_publico(filtro), minimo=MINIMO)
    return render_template(
        "pqrs/publico/mapa.html", mapa=made, vigencias=years, vigencia=vigencia, tipo=tipo, tipos=_KINDS, hasta=hasta, minimo=MINIMO
    )

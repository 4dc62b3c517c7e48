"""The periodic reports that were issued: anybody reads them, takes their data and checks their hashes."""

from flask import Response, render_template, request

from portal.files.web import send_archivo
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.informes import FILAS
from portal.pqrs.periodos import CLASES
from portal.pqrs.queries.informes import find_correccion, get_archivo_of, get_expedido, list_expedidos
from portal.pqrs.queries.tablas import GRUPOS, NOTA
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.limits import limit

FORMATS = ("pdf", "csv", "json")


@blueprint.get("/informes")
@public
def informes() -> str:
    """The reports, newest period first; of one kind when the address asks for it."""
    asked = request.args.get("clase", "")
    clase = asked if asked in CLASES else ""
    return render_template("pqrs/publico/informes.html", informes=list_expedidos(clase), clases=CLASES, clase=clase)


@blueprint.get("/informes/<int:key>")
@public
def informe(key: int) -> str:
    """One report: its figures, its files, its hashes and how to check them."""
    found = get_expedido(key)
    later = find_correccion(found)
    return render_template(
        "pqrs/publico/informe.html", informe=found, datos=found.datos, correccion=later if later and later.is_expedido else None,
        medidas=MEDIDAS, grupos=GRUPOS, nota=NOTA, columnas_csv=FILAS,
    )  # fmt: skip


@blueprint.get("/informes/<int:key>/informe.<any(pdf, csv, json):formato>")
@limit("60/minute", methods=("GET",))
@public
def informe_archivo(key: int, formato: str) -> Response:
    """One of its files, byte by byte as it was issued."""
    return send_archivo(get_archivo_of(get_expedido(key), formato), inline=formato == "pdf")

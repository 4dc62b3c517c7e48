"""The statistics of the PQRSD, on a page and as open data with their dictionary (Ley 1712 de 2014 art. 11 lit. h and k)."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, jsonify, render_template, request

from portal.core.text import harmless_cell
from portal.entidad.queries import get_entidad
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.models import Estadistica
from portal.pqrs.queries.estadisticas import find_estadistica, list_estadisticas, list_vigencias
from portal.pqrs.queries.tablas import GRUPOS, NOTA
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.limits import limit
from portal.web.urls import absolute_url

CSV_COLUMNS = ("vigencia", "grupo", "clave", "nombre", *(one.clave for one in MEDIDAS), "corte_en")


@blueprint.get("/estadisticas")
@public
def estadisticas() -> str:
    """The figures of one year, the newest when none is asked for."""
    vigencias = list_vigencias()
    asked = request.args.get("vigencia", "")
    found = next((one for one in vigencias if str(one) == asked), vigencias[0] if vigencias else None)
    figures = find_estadistica(found) if found is not None else None
    return render_template(
        "pqrs/publico/estadisticas.html",
        vigencias=vigencias, estadistica=figures, grupos=GRUPOS, medidas=MEDIDAS, nota=NOTA,
        desconocida=bool(asked) and asked != str(found),
    )  # fmt: skip


@blueprint.get("/estadisticas.csv")
@limit("60/hour", methods=("GET",))
@public
def estadisticas_csv() -> Response:
    """Every figure of every year, one row per group."""
    rows = (row for one in list_estadisticas() for row in _rows(one))
    return _csv("estadisticas-pqrsd.csv", CSV_COLUMNS, rows)


@blueprint.get("/estadisticas.json")
@limit("60/hour", methods=("GET",))
@public
def estadisticas_json() -> Response:
    """The same with its description and its dictionary."""
    found, entidad = list_estadisticas(), get_entidad()
    return jsonify(
        titulo="Estadísticas de las PQRSD",
        descripcion="Peticiones, quejas, reclamos, sugerencias y denuncias por año de recibo. Sin datos de las personas.",
        publica=entidad.nombre,
        cobertura=f"{entidad.municipio}, {entidad.departamento}",
        periodicidad="diaria",
        corte_en=max(one.corte_en for one in found).isoformat(timespec="seconds") if found else None,
        uso="Uso libre citando la fuente (Ley 1712 de 2014, artículos 3 y 11, literal k).",
        reserva=NOTA,
        diccionario=[vars(one) for one in MEDIDAS],
        diccionario_csv=absolute_url("pqrs.estadisticas_diccionario"),
        vigencias={one.vigencia: one.datos for one in found},
    )


@blueprint.get("/estadisticas-diccionario.csv")
@limit("60/hour", methods=("GET",))
@public
def estadisticas_diccionario() -> Response:
    """What each column of the CSV is."""
    others = (
        ("vigencia", "Vigencia", "Año en que se recibió la solicitud.", "año"),
        ("grupo", "Grupo", f"total, {', '.join(GRUPOS)}: según qué se agrupan las solicitudes de la fila.", "texto"),
        ("clave", "Clave", "Valor del grupo, como lo guarda el portal.", "texto"),
        ("nombre", "Nombre", "Valor del grupo, en palabras.", "texto"),
        (
            "reservado",
            "Reservado",
            "todo: la fila no se muestra; en_parte: solo se muestra cuántas se recibieron; vacío: se muestra.",
            "texto",
        ),
        ("corte_en", "Corte", "Momento hasta el que se contó.", "fecha y hora"),
    )
    rows = [*others, *((one.clave, one.titulo, one.cuenta, one.unidad) for one in MEDIDAS)]
    return _csv("diccionario-estadisticas-pqrsd.csv", ("columna", "titulo", "que_cuenta", "unidad"), rows)


def _rows(one: Estadistica) -> Iterator[tuple[Any, ...]]:
    corte = one.corte_en.isoformat(timespec="seconds")
    total: list[dict[str, Any]] = [{"clave": "total", "nombre": "Total", "valores": one.datos["total"]}] if one.datos["total"] else []
    for grupo, filas in (("total", total), *((name, one.datos[name]) for name in GRUPOS)):
        for fila in filas:
            values = [fila["valores"][medida.clave] for medida in MEDIDAS]
            yield (one.vigencia, grupo, harmless_cell(fila["clave"]), harmless_cell(fila["nombre"]), *values, corte)


def _csv(name: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Response:
    buffer = io.StringIO()
    # The mark lets spreadsheets read the accents.
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows(rows)
    return Response(buffer.getvalue(), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})

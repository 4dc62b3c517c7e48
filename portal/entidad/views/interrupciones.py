"""The public log of interruptions: what fails now, what failed, and what who could not send may do (CPACA art. 62 num. 2)."""

import csv
import io
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, render_template, request

from portal.calendario import Calendario
from portal.core import clock
from portal.core.text import harmless_cell
from portal.entidad.context import entidad_en_pagina, is_interrumpido
from portal.entidad.models import Interrupcion
from portal.entidad.queries import get_calendario, list_interrupciones, list_interrupciones_en_curso
from portal.entidad.services import CANALES
from portal.web.access import public
from portal.web.limits import limit
from portal.web.pagination import KeysetPage, decode_cursor, make_page

bp = Blueprint("interrupciones", __name__, template_folder="../templates")

PAGE = 25
CSV_LIMIT = 5_000
DIAS_PARA_INSISTIR = 3
CSV_COLUMNS = ("servicio", "comienzo", "fin", "que_paso", "puede_insistir_hasta")


@bp.get("/estado-del-servicio")
@public
def estado() -> str:
    """What fails now and what failed before, latest first."""
    calendario = get_calendario() if entidad_en_pagina() else None
    page = page_interrupciones(publicadas=True)
    return render_template(
        "entidad/paginas/interrupciones.html",
        en_curso=list_interrupciones_en_curso(),
        filas=[(row, insistir_hasta(row, calendario)) for row in page.rows],
        pagina=page,
        canales=CANALES,
        ahora=clock.now(),
    )


@bp.get("/estado-del-servicio.csv")
@limit("20/hour", methods=("GET",))
@public
def estado_csv() -> Response:
    """The published log as CSV, latest first, up to `CSV_LIMIT` rows."""
    calendario = get_calendario() if entidad_en_pagina() else None
    buffer = io.StringIO()
    # The mark lets spreadsheets read the accents.
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerow(CSV_COLUMNS)
    for row in list_interrupciones(CSV_LIMIT):
        last = insistir_hasta(row, calendario)
        ended = row.fin_en.isoformat(timespec="minutes") if row.fin_en else ""
        begun, told = row.inicio_en.isoformat(timespec="minutes"), harmless_cell(row.descripcion)
        writer.writerow([CANALES[row.canal], begun, ended, told, last.isoformat() if last else ""])
    headers = {"Content-Disposition": 'attachment; filename="interrupciones.csv"'}
    return Response(buffer.getvalue(), mimetype="text/csv", headers=headers)


def front_block() -> dict[str, Any]:
    """What the front page tells while something fails."""
    canales = dict.fromkeys(one.canal for one in list_interrupciones_en_curso()) if is_interrumpido() else ()
    return {"servicios": [CANALES[canal] for canal in canales]}


def insistir_hasta(row: Interrupcion, calendario: Calendario | None) -> date | None:
    """The last day on which who could not send may insist: three business days after the failure; None while it lasts.

    Counted with the calendar in force now, because it is no term of a case: a day that closes later is in the sender's favour.
    """
    if row.fin_en is None or calendario is None:
        return None
    return calendario.sumar(row.fin_en.astimezone(clock.BOGOTA).date(), DIAS_PARA_INSISTIR)


def page_interrupciones(*, publicadas: bool) -> KeysetPage[Interrupcion]:
    """The page of the log that the address asks for."""
    after = _after()
    rows = list_interrupciones(PAGE + 1, after, publicadas=publicadas)
    cursor = request.args.get("desde") if after else None
    return make_page(rows, PAGE, cursor, lambda row: (row.inicio_en.isoformat(), row.id))


def _after() -> tuple[datetime, int] | None:
    key = decode_cursor(request.args.get("desde"), (str, int))
    try:
        moment = datetime.fromisoformat(key[0]) if key else None
    except ValueError:
        return None
    if key is None or moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2200:
        return None
    return moment, key[1]

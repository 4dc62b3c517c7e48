"""The public register of filings, on screen and as CSV: no person appears in it (Ley 962 de 2005 art. 15)."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, stream_with_context, url_for

from portal.entidad.queries import get_calendario, list_dependencias
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.estados import PETICION
from portal.pqrs.luces import luz
from portal.pqrs.queries.registro import FiltroRegistro, RegistroRow, iterate_registro, list_registro
from portal.pqrs.tipos import TIPOS, TipoPeticion
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.limits import limit
from portal.web.pagination import decode_cursor, filters_query, make_page

PAGE = 50
CSV_LIMIT = 50_000
CSV_COLUMNS = ("radicado", "recibida_en", "tipo", "dependencia", "estado", "vence_el", "respondida_en", "semaforo")


@blueprint.get("/registro")
@public
def registro() -> str:
    """A page of the register, newest first."""
    filtro, cursor = _filter(), request.args.get("desde")
    after = _after(cursor)
    rows = list_registro(filtro, after=after, limit=PAGE)
    page = make_page(rows, PAGE, cursor if after else None, lambda row: (row.recibida_en.isoformat(), row.id))
    calendario = get_calendario()
    return render_template(
        "pqrs/publico/registro.html",
        filas=[_shown(row, luz(row, calendario)) for row in page.rows],
        pagina=page,
        filtro=filtro,
        texto_radicado=request.args.get("radicado", "")[:40],
        tipos=TIPOS,
        estados=PETICION.states,
        dependencias=list_dependencias(activas=False),
        csv_url=f"{url_for('pqrs.registro_csv')}?{urlencode(filters_query())}",
        limite=CSV_LIMIT,
    )


@blueprint.get("/registro.csv")
@limit("20/hour", methods=("GET",))
@public
def registro_csv() -> Response:
    """The filtered register as CSV, streamed; up to `CSV_LIMIT` rows, newest first."""
    headers = {"Content-Disposition": 'attachment; filename="registro-pqrsd.csv"'}
    return Response(stream_with_context(_csv_lines(_filter())), mimetype="text/csv", headers=headers)


def _csv_lines(filtro: FiltroRegistro) -> Iterator[str]:
    calendario = get_calendario()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    # The mark lets spreadsheets read the accents.
    buffer.write("\ufeff")
    writer.writerow(CSV_COLUMNS)
    for row in iterate_registro(filtro, maximum=CSV_LIMIT):
        shown = _shown(row, luz(row, calendario))
        answered = row.respondida_en.isoformat(timespec="seconds") if row.respondida_en else ""
        received, office = row.recibida_en.isoformat(timespec="seconds"), _harmless(row.dependencia or "")
        state, light = shown["estado"].title, shown["luz"].texto
        writer.writerow([row.radicado, received, shown["tipo"], office, state, row.vence_el.isoformat(), answered, light])
        if buffer.tell() > 32_000:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _shown(row: RegistroRow, light: Any) -> dict[str, Any]:
    return {"fila": row, "tipo": TIPOS[TipoPeticion(row.tipo)].nombre, "estado": PETICION.states[row.estado], "luz": light}


def _filter() -> FiltroRegistro:
    """What the address asks for; what makes no sense does not narrow."""
    args = request.args
    written = args.get("radicado", "").strip()
    tipo, estado, dependencia = args.get("tipo", ""), args.get("estado", ""), args.get("dependencia", "")
    return FiltroRegistro(
        # What cannot be a radicado finds nothing, instead of everything.
        radicado=(clean_radicado(written) or "-") if written else "",
        tipo=tipo if tipo in set(TipoPeticion) else "",
        estado=estado if estado in PETICION.states else "",
        dependencia_id=int(dependencia) if dependencia.isascii() and dependencia.isdigit() and len(dependencia) < 10 else None,
        desde=_day(args.get("desde_el")),
        hasta=_day(args.get("hasta_el")),
    )


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _after(cursor: str | None) -> tuple[str, int] | None:
    """The key that a page begins after; None when the address was tampered with."""
    key = decode_cursor(cursor, (str, int))
    if key is None:
        return None
    try:
        instant = datetime.fromisoformat(key[0])
    except ValueError:
        return None
    if instant.tzinfo is None or not 2000 <= instant.year <= 2200 or not 0 < key[1] < 2**31:
        return None
    return key[0], key[1]

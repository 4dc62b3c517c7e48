"""The public register of filings, on screen and as CSV: no person appears in it (Ley 962 de 2005 art. 15)."""

import csv
import io
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, stream_with_context, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.core.text import harmless_cell
from portal.entidad.queries import get_calendario, list_dependencias
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.estados import PETICION
from portal.pqrs.luces import EN_PAUSA, Luz, luz
from portal.pqrs.queries.registro import AS_PUBLIC, FiltroRegistro, RegistroRow, autoridades_of, iterate_registro, list_registro, shown_as
from portal.pqrs.tipos import TIPOS, TipoPeticion
from portal.pqrs.views.publico.base import blueprint
from portal.web.access import public
from portal.web.errors import filters_not_understood
from portal.web.filters import fecha_corta
from portal.web.limits import limit
from portal.web.pagination import decode_cursor, filters_query, make_page, words_of

PAGE = 50
CSV_LIMIT = 50_000
_KINDS = {clave: tipo for clave, tipo in TIPOS.items() if clave not in AS_PUBLIC}
CROSSED = "Recibidas desde y hasta, porque la primera fecha es posterior a la segunda"
CSV_COLUMNS = ("radicado", "recibida_en", "tipo", "dependencia", "estado", "vence_el", "respondida_en", "semaforo", "trasladada_a")


@blueprint.get("/registro")
@public
def registro() -> str:
    """A page of the register, newest first."""
    filtro, cursor = _filter(), request.args.get("desde")
    after = _after(cursor)
    rows = list_registro(filtro, after=after, limit=PAGE)
    page = make_page(rows, PAGE, cursor if after else None, lambda row: (row.recibida_en.isoformat(), row.id))
    calendario, oficinas = get_calendario(), list_dependencias(activas=False)
    autoridades = autoridades_of(page.rows)
    unknown = _unknown(filtro, {one.id for one in oficinas}, has_place=after is not None)
    narrows = [(name, value) for name, value in filters_query() if name not in unknown]
    return render_template(
        "pqrs/publico/registro.html",
        filas=[_shown(row, luz(row, calendario), autoridades.get(row.id, "")) for row in page.rows],
        pagina=page,
        filtro=filtro,
        texto_radicado=request.args.get("radicado", "")[:40],
        puestos=_told(filtro, {one.id: one.nombre for one in oficinas}),
        desconocidos=words_of(unknown),
        fechas={name: request.args.get(name, "")[:10] for name in ("desde_el", "hasta_el")},
        tipos=_KINDS,
        estados=PETICION.states,
        dependencias=oficinas,
        csv_url=f"{url_for('pqrs.registro_csv')}?{urlencode(narrows)}",
        limite=CSV_LIMIT,
    )


@blueprint.get("/registro.csv")
@limit("20/hour", methods=("GET",))
@public
def registro_csv() -> AnyResponse:
    """The filtered register as CSV, streamed; up to `CSV_LIMIT` rows, newest first.

    What is not understood is refused: a file does not say that it was not narrowed.
    """
    filtro = _filter()
    if unknown := _unknown(filtro, {one.id for one in list_dependencias(activas=False)}, has_place=True):
        return filters_not_understood(words_of(unknown))
    headers = {"Content-Disposition": 'attachment; filename="registro-pqrsd.csv"'}
    return Response(stream_with_context(_csv_lines(filtro)), mimetype="text/csv", headers=headers)


def _csv_lines(filtro: FiltroRegistro) -> Iterator[str]:
    calendario = get_calendario()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    # The mark lets spreadsheets read the accents.
    buffer.write("\ufeff")
    writer.writerow(CSV_COLUMNS)
    for row, autoridad in iterate_registro(filtro, maximum=CSV_LIMIT):
        shown = _shown(row, luz(row, calendario), autoridad)
        answered = row.respondida_en.isoformat(timespec="seconds") if row.respondida_en else ""
        received, office = row.recibida_en.isoformat(timespec="seconds"), harmless_cell(row.dependencia or "")
        state, light = shown["estado"].title, shown["luz"].texto
        due = row.vence_el.isoformat() if shown["vence"] else ""
        writer.writerow([row.radicado, received, shown["tipo"], office, state, due, answered, light, harmless_cell(autoridad)])
        if buffer.tell() > 32_000:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _shown(row: RegistroRow, light: Luz, autoridad: str) -> dict[str, Any]:
    """A row in words. While its clock stands still nobody knows its due date: the one stored is the latest that it may be."""
    return {
        "fila": row,
        "tipo": TIPOS[shown_as(row.tipo)].nombre,
        "estado": PETICION.states[row.estado],
        "autoridad": autoridad,
        "vence": light.clave != EN_PAUSA,
        "luz": light,
    }


def _told(filtro: FiltroRegistro, oficinas: Mapping[int, str]) -> list[dict[str, str]]:
    """The filters that are set, in words, each with the address without it."""
    words = {
        "radicado": f"Radicado: {request.args.get('radicado', '')[:40]}" if filtro.radicado else "",
        "tipo": TIPOS[TipoPeticion(filtro.tipo)].nombre if filtro.tipo else "",
        "estado": PETICION.states[filtro.estado].title if filtro.estado else "",
        "dependencia": oficinas.get(filtro.dependencia_id or 0, ""),
        "desde_el": f"Desde el {fecha_corta(filtro.desde)}" if filtro.desde else "",
        "hasta_el": f"Hasta el {fecha_corta(filtro.hasta)}" if filtro.hasta else "",
    }
    kept = dict(filters_query())
    without = {name: urlencode({key: value for key, value in kept.items() if key != name}) for name in words}
    return [{"texto": text, "url": f"{request.path}?{without[name]}".rstrip("?")} for name, text in words.items() if text]


def _unknown(filtro: FiltroRegistro, oficinas: Container[int], *, has_place: bool) -> dict[str, str]:
    """What the address asks for and makes no sense, by name, in the words of its field: the register does not narrow by it."""
    understood = {
        "Clase": ("tipo", filtro.tipo),
        "Estado": ("estado", filtro.estado),
        "Oficina": ("dependencia", filtro.dependencia_id in oficinas if filtro.dependencia_id else None),
        "Recibidas desde": ("desde_el", filtro.desde),
        "Recibidas hasta": ("hasta_el", filtro.hasta),
        "Página («desde»)": ("desde", has_place),
    }
    found = {name: words for words, (name, value) in understood.items() if request.args.get(name) and not value}
    return found | dict.fromkeys(("desde_el", "hasta_el"), CROSSED) if _are_crossed() else found


def _are_crossed() -> bool:
    first, last = _day(request.args.get("desde_el")), _day(request.args.get("hasta_el"))
    return first is not None and last is not None and first > last


def _filter() -> FiltroRegistro:
    """What the address asks for; what makes no sense does not narrow."""
    args = request.args
    written = args.get("radicado", "").strip()
    tipo, estado, dependencia = args.get("tipo", ""), args.get("estado", ""), args.get("dependencia", "")
    return FiltroRegistro(
        # What cannot be a radicado finds nothing, instead of everything.
        radicado=(clean_radicado(written) or "-") if written else "",
        tipo=tipo if tipo in _KINDS else "",
        estado=estado if estado in PETICION.states else "",
        dependencia_id=int(dependencia) if dependencia.isascii() and dependencia.isdigit() and len(dependencia) < 10 else None,
        desde=None if _are_crossed() else _day(args.get("desde_el")),
        hasta=None if _are_crossed() else _day(args.get("hasta_el")),
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

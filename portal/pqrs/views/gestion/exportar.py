"""What the inbox's filter shows as a file: CSV, streamed, and XLSX, written row by row to disk."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO

import structlog
import xlsxwriter
from flask import Response, request, stream_with_context
from werkzeug.wrappers import Response as AnyResponse

from portal.calendario import Calendario
from portal.core import clock
from portal.core.text import harmless_cell
from portal.entidad.queries import get_calendario
from portal.pqrs.estados import PETICION
from portal.pqrs.luces import luz
from portal.pqrs.models import Peticion
from portal.pqrs.queries.bandeja import iterate_bandeja
from portal.pqrs.views.gestion.filtros import list_desconocidos, read_filtro
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import current_actor, requires
from portal.web.errors import filters_not_understood
from portal.web.filters import fecha_corta, hora
from portal.web.pagination import words_of

CSV_LIMIT, XLSX_LIMIT = 100_000, 20_000
CHUNK = 64 * 1024
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Radicado", "Recibida el", "Hora", "Clase", "Asunto", "Presentada por", "Canal", "Dependencia", "Responsable", "Estado",
    "Vence el", "Término", "En pausa desde", "La persona puede actuar hasta", "Aceptada por silencio desde", "Respondida el",
)  # fmt: skip

log = structlog.get_logger()


@blueprint.get("/exportar.csv")
@requires("pqrs:exportar")
def exportar_csv() -> AnyResponse:
    """The filtered cases as CSV, up to `CSV_LIMIT`, with the byte mark by which spreadsheets know UTF-8."""

    def lines() -> Iterator[str]:
        yield "\ufeff"
        for row in rows:
            yield _csv_line(row)

    if refusal := _refusal():
        return refusal
    rows = _rows(CSV_LIMIT)
    log.info("pqrs_exported", format="csv")
    return _download(stream_with_context(lines()), "text/csv; charset=utf-8", "csv")


@blueprint.get("/exportar.xlsx")
@requires("pqrs:exportar")
def exportar_xlsx() -> AnyResponse:
    """The filtered cases as a spreadsheet, up to `XLSX_LIMIT`; texts stay texts, whatever they begin with."""
    if refusal := _refusal():
        return refusal
    book_file = tempfile.TemporaryFile(prefix="portal-")  # noqa: SIM115 - closed when it has been sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(book_file, options)
    _write(book, _rows(XLSX_LIMIT))
    book.close()
    book_file.seek(0)
    log.info("pqrs_exported", format="xlsx")
    response = _download(_chunks(book_file), XLSX_MIME, "xlsx")
    response.call_on_close(book_file.close)
    return response


def _refusal() -> AnyResponse | None:
    """A file does not say that it was not narrowed: what makes no sense in the address is refused."""
    unknown = list_desconocidos(*read_filtro(request.args), has_place=True)
    return filters_not_understood(words_of(unknown)) if unknown else None


def _rows(limit: int) -> Iterator[tuple[str, ...]]:
    actor = current_actor()
    if actor is None:
        return
    _form, filtro = read_filtro(request.args)
    calendario = get_calendario()
    yield HEADINGS
    sent = 0
    for peticion in iterate_bandeja(actor, filtro, maximum=limit):
        yield _row(peticion, calendario)
        sent += 1
    if sent == limit:
        yield (f"Este archivo llega hasta {limit} casos. Use los filtros para exportar los demás por partes.",)


def _row(one: Peticion, calendario: Calendario) -> tuple[str, ...]:
    return (
        one.radicado, fecha_corta(one.recibida_en), hora(one.recibida_en), one.tipo_info.nombre, one.asunto, one.quien, one.canal_nombre,
        one.dependencia.nombre if one.dependencia else "Sin asignar", one.responsable.nombre if one.responsable else "",
        PETICION.states[one.estado].title, fecha_corta(one.vence_el), luz(one, calendario).texto,
        fecha_corta(one.pausa_desde), fecha_corta(one.pausa_limite_el), fecha_corta(one.aceptada_desde), fecha_corta(one.respondida_en),
    )  # fmt: skip


def _csv_line(row: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=";").writerow([harmless_cell(value) for value in row])
    return line.getvalue()


def _write(book: "xlsxwriter.Workbook", rows: Iterable[tuple[str, ...]]) -> None:
    sheet = book.add_worksheet("Casos")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 3, 18)
    sheet.set_column(4, 5, 40)
    sheet.set_column(6, len(HEADINGS) - 1, 20)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            # 32,767 characters are the most that a cell of this format holds.
            sheet.write_string(index, column, value[:32_767], bold if index == 0 else None)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _download(body: Iterator[str] | Iterator[bytes], mime: str, ending: str) -> Response:
    response = Response(body, content_type=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="pqrsd-{clock.today().isoformat()}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response

"""The public page where the head of the record stands, one line per day, and its file."""

import csv
import io
from datetime import date

from flask import Blueprint, Response, render_template, request

from portal.audit.heads import list_heads
from portal.audit.models import PrintedHead
from portal.web.access import public
from portal.web.limits import limit
from portal.web.pagination import decode_cursor, make_page

PAGE = 15
CSV_LIMIT = 4000
CSV_COLUMNS = ("dia", "ultimo_acto", "actos_nuevos", "huella_sha256", "impresa_en")

bp = Blueprint("huellas", __name__, template_folder="../templates")


@bp.get("/huellas")
@public
def listar() -> str:
    """The heads, newest first."""
    cursor = request.args.get("desde")
    before = _day(cursor)
    rows = list_heads(before=before, limit=PAGE)
    page = make_page(rows, PAGE, cursor if before else None, lambda one: (one.dia.isoformat(),))
    return render_template("audit/huellas.html", pagina=page)


@bp.get("/huellas.csv")
@limit("30/hour", methods=("GET",))
@public
def listar_csv() -> Response:
    """The newest `CSV_LIMIT` heads, eleven years of them, for who keeps a copy."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(_line(one) for one in list_heads(limit=CSV_LIMIT)[:CSV_LIMIT])
    headers = {"Content-Disposition": 'attachment; filename="huellas-del-registro.csv"'}
    return Response(buffer.getvalue(), mimetype="text/csv", headers=headers)


def _line(one: PrintedHead) -> tuple[str, int, int, str, str]:
    return one.dia.isoformat(), one.ultimo_id, one.nuevos, one.hash, one.tomada_en.isoformat(timespec="seconds")


def _day(cursor: str | None) -> date | None:
    key = decode_cursor(cursor, (str,))
    try:
        return date.fromisoformat(key[0]) if key else None
    except ValueError:
        return None

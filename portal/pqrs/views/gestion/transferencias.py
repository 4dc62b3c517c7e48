"""Transfers to the central archive: what must go, what went, and the inventory of each."""

import csv
import tempfile
from io import StringIO

import xlsxwriter
from flask import Response as Download
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.errors import NotFound
from portal.core.text import harmless_cell
from portal.entidad.queries import get_entidad
from portal.entidad.views.gestion.edicion import answer, attempt
from portal.pqrs.estados_transferencia import ENTREGADA, TRANSFERENCIA
from portal.pqrs.forms_archivo import DevolverTransferenciaForm, EntregarForm
from portal.pqrs.inventario import COLUMNAS, cabeza_de, filas_de
from portal.pqrs.models import Transferencia
from portal.pqrs.queries.transferencias import get_transferencia_for, list_por_transferir, list_transferencias
from portal.pqrs.services.transferir import devolver_transferencia, entregar_transferencia, recibir_transferencia
from portal.pqrs.views.expediente import download
from portal.pqrs.views.gestion.exportar import XLSX_MIME
from portal.pqrs.views.gestion.pagina import signed_in
from portal.pqrs.views.gestion.rutas import blueprint
from portal.radicacion.documentos import InventarioDatos
from portal.radicacion.pdf import inventario_pdf, membrete_de
from portal.web.access import requires

Answer = Response | tuple[str, int]


@blueprint.get("/transferencias")
@requires("pqrs:transferir")
def transferencias() -> str:
    """The transfers that were made."""
    return render_template("pqrs/gestion/transferencias.html", filas=list_transferencias(signed_in()), estados=TRANSFERENCIA.states)


@blueprint.route("/transferencias/nueva", methods=["GET", "POST"])
@requires("pqrs:transferir")
def transferencia_nueva() -> Answer:
    """The cases whose years in the office have passed, to be delivered."""
    actor, reservadas = signed_in(), request.args.get("reservadas") == "1"
    listos = list_por_transferir(actor, reservadas=reservadas)
    form = EntregarForm()
    form.casos.choices = [(one.peticion.id, one.peticion.radicado) for one in listos]
    if form.validate_on_submit():
        made = attempt(form, lambda: entregar_transferencia(set(form.casos.data or ()), reservadas=reservadas, actor=actor))
        if made:
            flash(f"Quedó entregada la transferencia {made.numero}, con {len(made.casos)} casos.", "success")
            return redirect(url_for(".transferencia", transferencia_id=made.id), 303)
        listos = list_por_transferir(actor, reservadas=reservadas)
    ve_reservadas = "pqrs:ver_reservadas" in actor.permissions
    return answer("pqrs/gestion/transferencia_nueva.html", form, listos=listos, reservadas=reservadas, ve_reservadas=ve_reservadas)


@blueprint.get("/transferencias/<int:transferencia_id>")
@requires("pqrs:transferir")
def transferencia(transferencia_id: int) -> Answer:
    """One transfer with its inventory."""
    found = get_transferencia_for(signed_in(), transferencia_id)
    return _page(found, DevolverTransferenciaForm(formdata=None, version=str(found.version)))


@blueprint.post("/transferencias/<int:transferencia_id>/<any(recibir, devolver):act>")
@requires("pqrs:transferir")
def transferencia_decidir(transferencia_id: int, act: str) -> Answer:
    """Receive it, or give it back."""
    actor, form = signed_in(), DevolverTransferenciaForm()
    found = get_transferencia_for(actor, transferencia_id)
    version = form.version_number

    def do() -> None:
        if act == "recibir":
            recibir_transferencia(found, version=version, actor=actor)
        else:
            devolver_transferencia(found, motivo=form.motivo.data or "", version=version, actor=actor)

    if form.validate() and attempt(form, do):
        flash("La transferencia quedó recibida." if act == "recibir" else "La transferencia quedó devuelta.", "success")
        return redirect(url_for(".transferencia", transferencia_id=transferencia_id), 303)
    return _page(get_transferencia_for(actor, transferencia_id), form)


@blueprint.get("/transferencias/<int:transferencia_id>/inventario.<formato>")
@requires("pqrs:transferir")
def transferencia_inventario(transferencia_id: int, formato: str) -> Download:
    """The inventory as a file: `pdf`, `xlsx` or `csv`."""
    if formato not in {"csv", "xlsx", "pdf"}:
        raise NotFound("El inventario se descarga en PDF, XLSX o CSV.")
    found = get_transferencia_for(signed_in(), transferencia_id)
    name = f"inventario-{found.numero}.{formato}"
    if formato == "pdf":
        return download(_pdf(found), "application/pdf", name)
    if formato == "csv":
        return download(_csv(found), "text/csv; charset=utf-8", name)
    return download(_xlsx(found), XLSX_MIME, name)


def _page(found: Transferencia, form: DevolverTransferenciaForm) -> Answer:
    cabeza = cabeza_de(found, get_entidad())
    return answer(
        "pqrs/gestion/transferencia.html", form, found, transferencia=found, estado=TRANSFERENCIA.states[found.estado], cabeza=cabeza,
        espera=found.estado == ENTREGADA,
    )  # fmt: skip


def _pdf(found: Transferencia) -> bytes:
    entidad = get_entidad()
    title = f"Inventario de la transferencia {found.numero}"
    rows = list(filas_de(found))
    return inventario_pdf(InventarioDatos(membrete_de(entidad), title, clock.now(), cabeza_de(found, entidad), COLUMNAS, rows))


def _csv(found: Transferencia) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in (*cabeza_de(found, get_entidad()), COLUMNAS, *filas_de(found)):
        writer.writerow([harmless_cell(one) for one in row])
    return ("\ufeff" + text.getvalue()).encode()


def _xlsx(found: Transferencia) -> bytes:
    with tempfile.TemporaryFile(prefix="portal-") as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = xlsxwriter.Workbook(file, options)
        sheet, bold = book.add_worksheet("Inventario"), book.add_format({"bold": True})
        sheet.set_column(0, len(COLUMNAS) - 1, 20)
        for index, row in enumerate((*cabeza_de(found, get_entidad()), COLUMNAS, *filas_de(found))):
            for column, value in enumerate(row):
                sheet.write_string(index, column, value, bold if row is COLUMNAS else None)
        book.close()
        file.seek(0)
        return file.read()

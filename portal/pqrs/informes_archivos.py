"""The three files of a report: its data as canonical JSON, its table as CSV, and its document as a tagged PDF."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from portal.core import clock
from portal.entidad.models import Funcionario
from portal.entidad.queries import get_entidad
from portal.files.services import Received, store_bytes
from portal.pqrs.cartas import firma_de
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.informes import as_csv, canonico
from portal.pqrs.models import Informe
from portal.pqrs.queries.tablas import GRUPOS, NOTA
from portal.radicacion.pdf import InformeDatos, Tabla, informe_pdf, membrete_de
from portal.web.filters import fecha, fecha_hora, numero, punto
from portal.web.urls import absolute_url

# The PDF lists each request up to here: a longer list is read in the CSV.
FILAS_EN_PDF = 300
# Key → its heading in a narrow column.
_POR_GRUPO = {
    "recibidas": "Recibidas", "a_tiempo": "A tiempo", "tarde": "Tarde", "abiertas": "Sin responder", "vencidas": "Vencidas",
    "dias_mediana": "Días (mediana)",
}  # fmt: skip
_EN_PDF = {
    "radicado": "Radicado", "recibida_el": "Recibida", "situacion": "Situación", "respondida_el": "Respondida", "dias_habiles": "Días",
    "a_tiempo": "A tiempo", "negada": "Negada",
}  # fmt: skip
DOCUMENTOS = "application/pdf", "text/csv", "application/json"


def make_files(informe: Informe, signer: Funcionario, issued: datetime) -> dict[str, Received]:
    """All three, kept in storage, by their labels.

    Raises:
        PdfFailure: the document could not be laid out.
    """
    name = f"informe-{informe.clase.replace('_', '-')}-{informe.desde:%Y-%m}-a-{informe.hasta:%Y-%m}"
    pdf, csv, json = DOCUMENTOS
    return {
        "pdf": store_bytes(f"{name}.pdf", pdf, informe_pdf(_document(informe, signer, issued))),
        "csv": store_bytes(f"{name}.csv", csv, as_csv(informe.datos)),
        "json": store_bytes(f"{name}.json", json, canonico(informe.datos)),
    }


def _document(informe: Informe, signer: Funcionario, issued: datetime) -> InformeDatos:
    datos = informe.datos
    return InformeDatos(
        entidad=membrete_de(get_entidad()),
        titulo=datos["titulo"],
        marca=f"Informe {informe.id}",
        fecha=issued.astimezone(clock.BOGOTA).date(),
        resumen=list(_summary(informe, datos)),
        tablas=list(_tables(datos)),
        observaciones=datos["observaciones"],
        firmante=firma_de(signer),
        comprobacion=_how_to_check(informe, datos),
        norma=datos["norma"],
    )


def _summary(informe: Informe, datos: Mapping[str, Any]) -> Iterator[str]:
    yield f"{informe.info.que_cuenta} Son las que se recibieron del {fecha(informe.desde)} al {fecha(informe.hasta)}."
    yield f"Las cifras son de como estaban el {punto(fecha_hora(informe.corte_en))}"
    if datos["corrige"]:
        yield f"Este informe corrige el informe {datos['corrige']['informe']}. Motivo: {datos['corrige']['motivo']}"
    if datos["cifras"]["total"] is None:
        yield "Las cifras de este período no se muestran: hay muy pocas, y contarlas diría algo de quienes las presentaron con reserva."


def _tables(datos: Mapping[str, Any]) -> Iterator[Tabla]:
    total = datos["cifras"]["total"]
    if total is None:
        return
    rows = [(one.titulo, shown(total[one.clave], one.clave), one.cuenta) for one in MEDIDAS]
    yield Tabla("Las cifras", ("Cifra", "Cuánto"), [(f"{title}. {what}", value) for title, value, what in rows])
    for grupo, title in GRUPOS.items():
        filas = datos["cifras"][grupo]
        if filas:
            body = [(one["nombre"], *(shown(one["valores"][name], name) for name in _POR_GRUPO)) for one in filas]
            yield Tabla(title, ("Cuáles", *_POR_GRUPO.values()), body)
    if "filas" in datos:
        yield _requests(datos["filas"])
    else:
        yield Tabla("Lo que tiene reserva", (), (), nota=NOTA)


def _requests(filas: list[dict[str, Any]]) -> Tabla:
    shown_rows = [[_text(one[name]) for name in _EN_PDF] for one in filas[:FILAS_EN_PDF]]
    more = len(filas) - len(shown_rows)
    note = f"Faltan aquí {more} solicitudes, que están en la tabla CSV del informe." if more else ""
    if not filas:
        note = "En este período no hubo solicitudes de acceso a información."
    return Tabla("Cada solicitud y su tiempo de respuesta, en días hábiles", tuple(_EN_PDF.values()), shown_rows, note, textos=True)


def shown(value: Any, clave: str = "") -> str:
    """A figure as it is read."""
    if value is None:
        return "—"
    return numero(value, 1 if clave.endswith("porcentaje") or clave == "satisfaccion" else 0)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "Sí" if value else "No"
    return "—" if value is None else str(value)


def _how_to_check(informe: Informe, datos: Mapping[str, Any]) -> list[str]:
    corte = datos["corte"]
    return [
        f"Se contó con el registro de actos del portal, del primero hasta el número {corte['evento']}, cuya huella es {corte['huella']}.",
        f"Huella SHA-256 de los datos del informe: {informe.huella}",
        f"En {absolute_url('pqrs.informe', key=informe.id)} están los datos y la tabla, con sus huellas y la forma de comprobarlas.",
    ]

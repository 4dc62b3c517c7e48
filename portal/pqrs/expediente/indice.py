"""The electronic index of a file: one row per document in its order, with what the archive's rules ask of each; as CSV and XML.

The fields are those of the index of an electronic file (CPACA art. 59; Acuerdo AGN 003 de 2015, now in Acuerdo 001 de 2024): identifier,
name, typology, date made, date joined, digest and its function, order, first and last page, format, size, origin.
"""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from xml.etree import ElementTree

from portal.core.text import clean_line, harmless_cell
from portal.pqrs.expediente.documento import Documento, Expediente

FUNCION = "SHA-256"
COLUMNAS = (
    "id_documento", "nombre_documento", "titulo", "tipologia_documental", "fecha_creacion_documento", "fecha_incorporacion_expediente",
    "valor_huella", "funcion_resumen", "orden_documento_expediente", "pagina_inicio", "pagina_fin", "formato", "tamano", "origen",
)  # fmt: skip


@dataclass(frozen=True)
class Fila:
    """One document in the index. Pages go on from one document to the next; what has no pages has neither first nor last."""

    orden: int
    nombre: str
    documento: Documento
    pagina_inicio: int | None
    pagina_fin: int | None

    @property
    def paginas(self) -> str:
        """«3-5», «3», or nothing."""
        if self.pagina_inicio is None:
            return ""
        return str(self.pagina_inicio) if self.pagina_inicio == self.pagina_fin else f"{self.pagina_inicio}-{self.pagina_fin}"


def filas_de(expediente: Expediente) -> list[Fila]:
    """The documents with their order, their name in the ZIP and their pages."""
    rows, page = [], 0
    for order, one in enumerate(expediente.documentos, 1):
        length = expediente.paginas.get(one.sha256)
        first, last = (page + 1, page + length) if length else (None, None)
        page += length or 0
        rows.append(Fila(order, f"{order:03d}-{one.nombre}", one, first, last))
    return rows


def huella_de(expediente: Expediente) -> str:
    """The digest of the list of digests in their order: the same for the same documents."""
    return hashlib.sha256("\n".join(one.sha256 for one in expediente.documentos).encode()).hexdigest()


def to_csv(expediente: Expediente) -> str:
    """The index as CSV, with the byte mark by which spreadsheets know UTF-8."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNAS)
    for one in filas_de(expediente):
        writer.writerow([harmless_cell(value) for value in _values(expediente, one)])
    return "\ufeff" + text.getvalue()


def to_xml(expediente: Expediente) -> bytes:
    """The index as XML, with the data of the file itself above it."""
    root = ElementTree.Element("indice_electronico")
    peticion, ficha = expediente.peticion, expediente.ficha
    head = {
        "expediente": peticion.radicado, "clase": peticion.tipo_info.nombre,
        "codigo": ficha.codigo, "serie": ficha.serie.nombre if ficha.serie else "",
        "fecha_apertura": _instant(peticion.recibida_en), "fecha_cierre": ficha.cerrada_el.isoformat() if ficha.cerrada_el else "",
        "fecha_indice": _instant(expediente.armado_en), "huella_indice": huella_de(expediente),
        "documentos": str(len(expediente.documentos)),
    }  # fmt: skip
    for name, value in head.items():
        ElementTree.SubElement(root, name).text = clean_line(value)
    for row in filas_de(expediente):
        element = ElementTree.SubElement(root, "documento_indizado")
        for name, value in zip(COLUMNAS, _values(expediente, row), strict=True):
            ElementTree.SubElement(element, name).text = clean_line(value)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _values(expediente: Expediente, row: Fila) -> Sequence[str]:
    one = row.documento
    return (
        f"{expediente.peticion.radicado}-{row.orden:03d}", row.nombre, one.titulo, one.tipologia, _instant(one.creado_en),
        _instant(one.incorporado_en), one.sha256, FUNCION, str(row.orden), str(row.pagina_inicio or ""), str(row.pagina_fin or ""),
        one.formato, str(one.tamano), one.origen,
    )  # fmt: skip


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

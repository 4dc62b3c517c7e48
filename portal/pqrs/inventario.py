"""The inventory of a transfer, in the archive's single format (FUID): what stands above it, its columns and one row per case.

Format: Formato Único de Inventario Documental of the Archivo General de la Nación (Acuerdo 042 de 2002, now in Acuerdo 001 de 2024).
It names the cases by their number and never says who filed them or what they asked.
"""

from collections.abc import Iterator, Sequence

from portal.core import clock
from portal.entidad.models import Entidad
from portal.pqrs.estados_transferencia import TRANSFERENCIA
from portal.pqrs.models import Transferencia
from portal.web.filters import fecha_corta, tamano

COLUMNAS = (
    "N.º de orden", "Código", "Nombre de la serie, subserie o asunto", "Expediente", "Fecha inicial", "Fecha final",
    "Unidad de conservación",
    "Número de folios", "Documentos", "Tamaño", "Soporte", "Frecuencia de consulta", "Notas",
)  # fmt: skip
# They are files of the portal: neither box nor folder holds them, and nobody has counted their sheets.
UNIDAD, FOLIOS, SOPORTE, FRECUENCIA = "Expediente electrónico", "No aplica", "Electrónico", "Baja"


def cabeza_de(transferencia: Transferencia, entidad: Entidad) -> list[tuple[str, str]]:
    """What stands above the rows."""
    offices = sorted({one.oficina for one in transferencia.casos if one.oficina})
    giver, taker = transferencia.entregada_por, transferencia.decidida_por if transferencia.estado == "recibida" else None
    return [
        ("Entidad remitente", entidad.nombre), ("Entidad productora", entidad.nombre), ("Oficinas productoras", ", ".join(offices)),
        ("Objeto", "Transferencia primaria al archivo central"),
        ("Registro de entrada", f"{fecha_corta(transferencia.entregada_en)}, transferencia n.º {transferencia.numero}"),
        ("Estado", TRANSFERENCIA.states[transferencia.estado].title),
        ("Entregado por", f"{giver.nombre}, {giver.cargo}" if giver else ""),
        ("Recibido por", f"{taker.nombre}, {taker.cargo}, el {fecha_corta(transferencia.decidida_en)}" if taker else "Sin recibir"),
        ("Lugar y fecha de este inventario", f"{entidad.municipio}, {fecha_corta(clock.now())}"),
    ]  # fmt: skip


def filas_de(transferencia: Transferencia) -> Iterator[Sequence[str]]:
    """One row per case, as long as `COLUMNAS`."""
    for one in transferencia.casos:
        yield (
            str(one.orden), one.codigo, one.serie, one.peticion.radicado, fecha_corta(one.abierta_el), fecha_corta(one.cerrada_el), UNIDAD,
            FOLIOS, str(one.documentos), tamano(one.tamano), SOPORTE, FRECUENCIA,
            "" if one.vigente else "Devuelto",
        )  # fmt: skip

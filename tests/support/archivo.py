"""A retention table for the tests, put in force by its acts."""

from typing import Any

from portal.core import clock
from portal.pqrs.models import TablaRetencion
from portal.pqrs.services.series import adoptar_tabla, crear_tabla, guardar_serie
from tests.support import casos

PETICIONES: dict[str, Any] = {
    "codigo": "24.01", "serie": "Peticiones", "subserie": "De interés general", "tipos": ["peticion_general", "peticion_particular"],
    "en_gestion": 2, "en_central": 3, "disposicion": "eliminacion", "procedimiento": "",
}  # fmt: skip
QUEJAS: dict[str, Any] = {
    **PETICIONES, "codigo": "24.02", "serie": "Quejas", "subserie": "", "tipos": ["queja", "queja_disciplinaria"],
    "disposicion": "conservacion",
}  # fmt: skip
DENUNCIAS: dict[str, Any] = {**PETICIONES, "codigo": "24.03", "serie": "Denuncias", "subserie": "", "tipos": ["denuncia_corrupcion"]}


def borrador(*series: dict[str, Any]) -> TablaRetencion:
    """A draft with these series."""
    octavio = casos.actor("octavio")
    tabla = crear_tabla(actor=octavio)
    for one in series:
        guardar_serie(tabla, None, actor=octavio, **one)
    return tabla


def adoptada(*series: dict[str, Any], **changes: Any) -> TablaRetencion:
    """A version in force since today."""
    tabla = borrador(*(series or (PETICIONES, QUEJAS, DENUNCIAS)))
    adoptar(tabla, **changes)
    return tabla


def adoptar(tabla: TablaRetencion, **changes: Any) -> None:
    today = clock.today()
    values: dict[str, Any] = {
        "acto": "Resolución 045 de 2026", "aprobada_el": today, "rige_desde": today, "conteo": "cierre",
        "version": tabla.version, **changes,
    }  # fmt: skip
    adoptar_tabla(tabla, actor=casos.actor("octavio"), **values)

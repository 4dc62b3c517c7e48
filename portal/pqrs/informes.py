"""What a report says, as its files write it: the canonical JSON that its hash is of, and the CSV. Pure functions over `Informe.datos`.

Written once and compared for years: neither may change for a report that was issued. A new form of either gets another `FORMATO`.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from portal.calendario import Calendario, DiaNoHabil, Politica
from portal.core.text import harmless_cell
from portal.pqrs.cifras import MEDIDAS
from portal.pqrs.queries.tablas import GRUPOS

FORMATO = 1
Datos = Mapping[str, Any]

# What is told of each request: column → what it is.
FILAS = {
    "radicado": "Número de radicado.",
    "recibida_el": "Día en que se radicó.",
    "clase": "Clase de solicitud en la fecha de corte.",
    "canal": "Por dónde llegó.",
    "oficina": "Oficina que la tenía en la fecha de corte.",
    "situacion": "Cómo estaba en la fecha de corte.",
    "respondida_el": "Día en que se envió la respuesta; vacío si no la tenía.",
    "dias_habiles": "Tiempo de respuesta: días hábiles desde que se tiene por recibida hasta la respuesta.",
    "a_tiempo": "Si la respuesta se envió dentro del plazo.",
    "prorrogada": "Si el plazo se amplió (Ley 1437 de 2011, art. 14, par.).",
    "trasladada_a": "Entidad competente a la que pasó entera (Ley 1437 de 2011, art. 21).",
    "trasladada_en_parte": "Si una parte pasó a otra entidad.",
    "negada": "Si se negó todo o parte del acceso, o se rechazó la solicitud.",
    "silencio": "Si la ley la da por aceptada por no responder a tiempo (art. 14, num. 1).",
}


def canonico(datos: Datos) -> bytes:
    """The one form of the data: keys sorted, no blanks, UTF-8. The same data give the same bytes anywhere."""
    return json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def huella_of(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def as_csv(datos: Datos) -> bytes:
    """The report as a table: each request, or each row of its tables of figures. Without personal data."""
    buffer = io.StringIO()
    # The mark lets spreadsheets read the accents.
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    writer.writerows(_requests(datos["filas"]) if "filas" in datos else _tables(datos["cifras"]))
    return buffer.getvalue().encode()


def _requests(filas: Iterable[Datos]) -> Iterator[list[Any]]:
    yield list(FILAS)
    for one in filas:
        yield [_cell(one[name]) for name in FILAS]


def _tables(cifras: Datos) -> Iterator[list[Any]]:
    yield ["grupo", "clave", "nombre", *(one.clave for one in MEDIDAS)]
    total = [{"clave": "total", "nombre": "Total", "valores": cifras["total"]}] if cifras["total"] else []
    for grupo, filas in (("total", total), *((name, cifras[name]) for name in GRUPOS)):
        for one in filas:
            values = (one["valores"][medida.clave] for medida in MEDIDAS)
            yield [grupo, harmless_cell(one["clave"]), harmless_cell(one["nombre"]), *map(_cell, values)]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "sí" if value else "no"
    if value is None:
        return ""
    return harmless_cell(value) if isinstance(value, str) else value


def keep_calendario(calendario: Calendario) -> dict[str, Any]:
    """The calendar that the days were counted with, to count them again when it has changed."""
    return {
        "version": calendario.version,
        "politica": calendario.politica.value,
        "cierre": calendario.cierre.isoformat(),
        "sabado_habil": calendario.sabado_habil,
        "dias": sorted([one.fecha.isoformat(), one.motivo, one.acto] for one in calendario.dias_no_habiles),
    }


def read_calendario(kept: Datos) -> Calendario:
    """The calendar that a report was counted with."""
    return Calendario(
        politica=Politica(kept["politica"]),
        cierre=time.fromisoformat(kept["cierre"]),
        sabado_habil=kept["sabado_habil"],
        dias_no_habiles=tuple(DiaNoHabil(date.fromisoformat(fecha), motivo, acto) for fecha, motivo, acto in kept["dias"]),
    )


def diferencias(before: Any, after: Any, name: str = "") -> Iterator[str]:
    """Each figure that is not the same in both, by its name: «cifras.total.respondidas: 12 → 11»."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from diferencias(before.get(key), after.get(key), f"{name}.{key}" if name else key)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, name)
    elif before != after:
        yield f"{name}: {before} → {after}"


def _of_lists(before: list[Any], after: list[Any], name: str) -> Iterator[str]:
    """Rows are told by what they are of; the rest by its place."""
    ours, theirs = _named(before), _named(after)
    for key in dict.fromkeys((*ours, *theirs)):
        yield from diferencias(ours.get(key, "no está"), theirs.get(key, "no está"), f"{name}[{key}]")


def _named(rows: list[Any]) -> dict[str, Any]:
    def name(place: int, one: Any) -> str:
        return str(one.get("radicado") or one.get("clave") or place) if isinstance(one, dict) else str(place)

    return {name(place, one): one for place, one in enumerate(rows)}

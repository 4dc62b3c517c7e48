"""Pieces of the sentences in which the timeline tells an act: dates, offices, letters, files, as the act's facts hold them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.calendario.textos import fecha_larga
from portal.pqrs.tipos import TIPOS, TipoPeticion

Datos = Mapping[str, Any]


def day(datos: Datos, name: str = "vence_el") -> str:
    """A date of the facts in words; the later one when it changed."""
    value = datos.get(name)
    latest = value[-1] if isinstance(value, list) else value
    return fecha_larga(date.fromisoformat(str(latest))) if latest else ""


def due(datos: Datos) -> str:
    last = day(datos)
    return f"Fecha límite para responder: {last}." if last else ""


def office(datos: Datos) -> str:
    value = datos.get("dependencia")
    return str(value[-1]) if isinstance(value, list) and value else ""


def person(datos: Datos) -> str:
    """Who has the case, and instead of whom."""
    instead = f", en reemplazo de {datos['en_reemplazo_de']}" if datos.get("en_reemplazo_de") else ""
    return f"Responsable: {datos['responsable']}{instead}." if datos.get("responsable") else ""


def kind(datos: Datos) -> str:
    value = datos.get("tipo")
    return TIPOS[TipoPeticion(value[-1])].nombre if isinstance(value, list) and value else ""


def files(datos: Datos, name: str = "archivos") -> str:
    count = int(datos.get(name) or 0)
    if not count:
        return ""
    return "Con 1 archivo." if count == 1 else f"Con {count} archivos."


def letter(datos: Datos) -> str:
    return f"Carta {datos['salida']}." if datos.get("salida") else ""


def to(datos: Datos) -> str:
    return f"{datos['autoridad']}." if datos.get("autoridad") else ""


def moved(datos: Datos) -> str:
    late = "" if datos.get("en_termino", True) else "Fuera de tiempo."
    return sentences(to(datos), letter(datos), late, quoted("Motivo", datos, "motivo"))


def came(datos: Datos) -> str:
    """How and when it came, where an official recorded it."""
    return f"Llegó por otro medio ({datos['llego_por'].lower()}) el {day(datos, 'llego_el')}." if datos.get("llego_por") else ""


def asunto(datos: Datos) -> str:
    return f"Asunto {datos['asunto']}." if datos.get("asunto") else ""


def effective(datos: Datos) -> str:
    return f"Notificada el {day(datos, 'efectiva_el')}." if datos.get("efectiva_el") else ""


def says(text: str = "") -> Callable[[Datos], str]:
    return lambda _datos: text


def sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def quoted(label: str, datos: Datos, name: str) -> str:
    return f"{label}: {datos[name]}" if datos.get(name) else ""

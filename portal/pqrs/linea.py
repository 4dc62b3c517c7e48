"""The acts on a case told in plain sentences, for the citizen's page and the officials' one.

What officials wrote to each other, and who works on the case, is told to officials only.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.audit.models import Evento
from portal.calendario.textos import fecha_larga
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.tipos import TIPOS, TipoPeticion

Datos = Mapping[str, Any]


@dataclass(frozen=True)
class Hito:
    """One entry of the timeline, as the macro `linea_de_tiempo` takes it."""

    titulo: str
    en: datetime
    quien: str = ""
    texto: str = ""


def _day(datos: Datos, name: str = "vence_el") -> str:
    """A date of the facts in words; the later one when it changed."""
    value = datos.get(name)
    latest = value[-1] if isinstance(value, list) else value
    return fecha_larga(date.fromisoformat(str(latest))) if latest else ""


def _due(datos: Datos) -> str:
    day = _day(datos)
    return f"Fecha límite para responder: {day}." if day else ""


def _office(datos: Datos) -> str:
    value = datos.get("dependencia")
    return str(value[-1]) if isinstance(value, list) and value else ""


def _kind(datos: Datos) -> str:
    value = datos.get("tipo")
    return TIPOS[TipoPeticion(value[-1])].nombre if isinstance(value, list) and value else ""


def _files(datos: Datos, name: str = "archivos") -> str:
    count = int(datos.get(name) or 0)
    if not count:
        return ""
    return "Con 1 archivo." if count == 1 else f"Con {count} archivos."


def _says(text: str = "") -> Callable[[Datos], str]:
    return lambda _datos: text


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _quoted(label: str, datos: Datos, name: str) -> str:
    return f"{label}: {datos[name]}" if datos.get(name) else ""


# Event → title, and the text made of its facts. What stands here may be read by who filed.
_PARA_TODOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    "peticion_radicada": ("Solicitud radicada", lambda d: _sentences(_files(d, "anexos"), _due(d))),
    "peticion_clasificada": (
        "Cambió la clase de solicitud",
        lambda d: _sentences(f"Ahora es «{_kind(d)}»." if _kind(d) else "", _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "peticion_asignada": ("Una oficina la recibió", _office),
    "peticion_reasignada": ("Pasó a otra oficina o persona", lambda d: _sentences(_office(d) + ".", "La fecha límite no cambia.")),
    "mensaje_enviado": (
        "La alcaldía escribió un mensaje",
        lambda d: _sentences("Espera su respuesta." if d.get("pide_respuesta") else "", _files(d)),
    ),
    "mensaje_recibido": ("Quien presentó la solicitud envió un mensaje", _files),
    "respuesta_enviada": (
        "La respuesta está lista",
        lambda d: _sentences(f"Carta {d['salida']}." if d.get("salida") else ""),
    ),
    "entrega_probada": ("La respuesta se entregó", lambda d: MEDIOS_ENTREGA.get(str(d.get("medio")), "")),
    "respuesta_abierta": ("La respuesta se abrió en esta página", _says("Desde ese momento quedó notificada.")),
    "peticion_cerrada": ("Caso cerrado", _says()),
    "peticion_reabierta": ("El caso se abrió de nuevo", lambda d: _sentences(_due(d), _quoted("Motivo", d, "motivo"))),
    "reapertura_pedida": (
        "Se dijo que la respuesta no resuelve lo pedido",
        lambda d: _sentences("El caso se abrió de nuevo.", _due(d), _quoted("Motivo", d, "motivo")),
    ),
    "peticion_desistida": ("Solicitud retirada por quien la presentó", lambda d: _quoted("Motivo", d, "motivo")),
    "radicado_anulado": ("Radicado anulado", lambda d: _quoted("Justificación", d, "justificacion")),
    "notificacion_revocada": ("Ya no se aceptan notificaciones por correo", _says()),
    "termino_recalculado": ("Cambió la fecha límite", lambda d: _sentences(_due(d), _quoted("Motivo", d, "motivo"))),
}

_PARA_FUNCIONARIOS: Mapping[str, tuple[str, Callable[[Datos], str]]] = {
    "peticion_asignada": (
        "Asignada",
        lambda d: _sentences(_office(d) + ".", f"Responsable: {d['responsable']}." if d.get("responsable") else ""),
    ),
    "peticion_reasignada": (
        "Reasignada",
        lambda d: _sentences(
            _office(d) + ".", f"Responsable: {d['responsable']}." if d.get("responsable") else "", _quoted("Motivo", d, "motivo")
        ),
    ),
    "respuesta_enviada": (
        "Respuesta enviada",
        lambda d: _sentences(
            f"Carta {d['salida']}." if d.get("salida") else "", "En término." if d.get("en_termino") else "Fuera de término."
        ),
    ),
    "entrega_probada": (
        "Entrega probada",
        lambda d: _sentences(MEDIOS_ENTREGA.get(str(d.get("medio")), "") + ".", str(d.get("detalle") or "")),
    ),
    "nota_agregada": ("Nota interna", _says()),
    "respuesta_proyectada": ("Borrador de respuesta guardado", _says()),
    "aprobacion_pedida": ("Respuesta enviada a aprobación", _says()),
    "proyecto_devuelto": ("Respuesta devuelta para corregir", lambda d: _quoted("Motivo", d, "motivo")),
    "respuesta_calificada": (
        "Respuesta calificada",
        lambda d: f"{d.get('puntaje')} de 5. {'Resolvió' if d.get('resuelto') else 'No resolvió'} lo pedido.",
    ),
}


def tell(eventos: Iterable[Evento], *, for_citizen: bool) -> list[Hito]:
    """The acts, in their order, as entries of a timeline. An act without words for this reader is left out."""
    words = _PARA_TODOS if for_citizen else {**_PARA_TODOS, **_PARA_FUNCIONARIOS}
    told = []
    for evento in eventos:
        if evento.tipo in words:
            title, text = words[evento.tipo]
            told.append(Hito(title, evento.en, _who(evento, for_citizen), text(evento.datos)))
    return told


def _who(evento: Evento, for_citizen: bool) -> str:
    if evento.actor_tipo == "ciudadano":
        return "Usted" if for_citizen else "Quien presentó la solicitud"
    if evento.actor_tipo == "sistema":
        return "El portal"
    return "La alcaldía" if for_citizen else evento.actor_nombre

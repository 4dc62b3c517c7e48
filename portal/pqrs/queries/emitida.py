"""What the constancia of a petition said when it was issued, and what later acts changed of it.

A constancia is laid out anew whenever it is asked for: one of any day is genuine, and is checked against what held on its day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.audit.queries import list_eventos
from portal.core import clock
from portal.pqrs.cifras.repaso import DE_UN_ASUNTO, RADICADA
from portal.pqrs.models import Peticion
from portal.pqrs.tipos import TIPOS, TipoPeticion


@dataclass(frozen=True)
class Dicho:
    """Kind and due date that a constancia told, since `desde`."""

    desde: datetime
    clase: str
    vence_el: date


def list_dichos(peticion: Peticion) -> list[Dicho]:
    """What was told at each time: first as it was filed, last as it is today; one for each act that changed either."""
    said: list[Dicho] = []
    tipo, due = "", None
    for one in list_eventos("peticion", peticion.id):
        tipo = _kind(one.tipo, one.datos) or tipo
        due = _due(one.tipo, one.datos) or due
        if tipo and due and (not said or (said[-1].clase, said[-1].vence_el) != (_name(tipo), due)):
            said.append(Dicho(one.en, _name(tipo), due))
    today = (_name(peticion.tipo), peticion.vence_el)
    if not said or (said[-1].clase, said[-1].vence_el) != today:
        # An act that keeps no dates in the record: since it is not known, today.
        said.append(Dicho(clock.now() if said else peticion.recibida_en, *today))
    return said


def _name(tipo: str) -> str:
    return TIPOS[TipoPeticion(tipo)].nombre


def _kind(event: str, datos: Mapping[str, Any]) -> str:
    return str(_last(datos.get("tipo") or "")) if event in (RADICADA, "peticion_clasificada") else ""


def _due(event: str, datos: Mapping[str, Any]) -> date | None:
    found = datos.get("caso_vence_el") or (None if event in DE_UN_ASUNTO else datos.get("vence_el"))
    return date.fromisoformat(str(_last(found))) if found else None


def _last(value: Any) -> Any:
    """What a fact became: a change stands as [before, after]."""
    return value[-1] if isinstance(value, list) else value

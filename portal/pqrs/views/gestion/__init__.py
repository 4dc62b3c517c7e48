"""The officials' pages: inbox, case, answer, counter, templates and exports."""

from portal.pqrs.views.gestion import (
    acciones,
    actuaciones,
    asuntos,
    ausencias,
    autoridades,
    bandeja,
    caso,
    encargos,
    exportar,
    identidades,
    notificacion,
    plantillas,
    publicar,
    reglas,
    respuesta,
    ventanilla,
    vinculos,
)
from portal.pqrs.views.gestion.rutas import blueprint

__all__ = [
    "acciones",
    "actuaciones",
    "asuntos",
    "ausencias",
    "autoridades",
    "bandeja",
    "blueprint",
    "caso",
    "encargos",
    "exportar",
    "identidades",
    "notificacion",
    "plantillas",
    "publicar",
    "reglas",
    "respuesta",
    "ventanilla",
    "vinculos",
]

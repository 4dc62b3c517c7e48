"""The officials' pages: inbox, case, answer, counter, templates and exports."""

from portal.pqrs.views.gestion import acciones, bandeja, caso, exportar, plantillas, respuesta, ventanilla
from portal.pqrs.views.gestion.rutas import blueprint

__all__ = ["acciones", "bandeja", "blueprint", "caso", "exportar", "plantillas", "respuesta", "ventanilla"]

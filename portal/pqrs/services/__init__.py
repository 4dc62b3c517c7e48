"""The acts on a petition, one function each. They write, audit and enqueue letters; they never commit."""

from portal.pqrs.services.ciudadania import abrir_respuesta, aportar, calificar, desistir, pedir_reapertura, revocar_notificacion
from portal.pqrs.services.radicar import DatosPeticion, DatosSolicitante, radicar
from portal.pqrs.services.responder import (
    cerrar,
    devolver_proyecto,
    pedir_aprobacion,
    proyectar,
    quitar_anexo,
    reabrir,
    registrar_entrega,
    responder,
)
from portal.pqrs.services.terminos import recalcular_abiertas, recalcular_termino
from portal.pqrs.services.tramitar import anotar, anular, asignar, clasificar, escribir, reasignar

__all__ = [
    "DatosPeticion",
    "DatosSolicitante",
    "abrir_respuesta",
    "anotar",
    "anular",
    "aportar",
    "asignar",
    "calificar",
    "cerrar",
    "clasificar",
    "desistir",
    "devolver_proyecto",
    "escribir",
    "pedir_aprobacion",
    "pedir_reapertura",
    "proyectar",
    "quitar_anexo",
    "radicar",
    "reabrir",
    "reasignar",
    "recalcular_abiertas",
    "recalcular_termino",
    "registrar_entrega",
    "responder",
    "revocar_notificacion",
]

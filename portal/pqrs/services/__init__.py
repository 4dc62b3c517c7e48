"""The acts on a petition, one function each. They write, audit and enqueue letters; they never commit."""

from portal.pqrs.services.actuaciones import (
    archivar,
    continuar,
    decretar_desistimiento,
    devolver,
    plantear_conflicto,
    prorrogar,
    rechazar,
    remitir,
    requerir,
    resolver_conflicto,
    seguir_sin_completar,
    trasladar,
)
from portal.pqrs.services.ciudadania import abrir_respuesta, aportar, calificar, desistir, pedir_reapertura, revocar_notificacion
from portal.pqrs.services.complemento import aclarar, completar, operar_silencio, pedir_mas_tiempo, vencer_requerimiento
from portal.pqrs.services.preferencia import dar_preferencia, quitar_preferencia
from portal.pqrs.services.radicar import DatosPeticion, DatosSolicitante, radicar
from portal.pqrs.services.reparto import repartir
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
    "aclarar",
    "anotar",
    "anular",
    "aportar",
    "archivar",
    "asignar",
    "calificar",
    "cerrar",
    "clasificar",
    "completar",
    "continuar",
    "dar_preferencia",
    "decretar_desistimiento",
    "desistir",
    "devolver",
    "devolver_proyecto",
    "escribir",
    "operar_silencio",
    "pedir_aprobacion",
    "pedir_mas_tiempo",
    "pedir_reapertura",
    "plantear_conflicto",
    "prorrogar",
    "proyectar",
    "quitar_anexo",
    "quitar_preferencia",
    "radicar",
    "reabrir",
    "reasignar",
    "recalcular_abiertas",
    "recalcular_termino",
    "rechazar",
    "registrar_entrega",
    "remitir",
    "repartir",
    "requerir",
    "resolver_conflicto",
    "responder",
    "revocar_notificacion",
    "seguir_sin_completar",
    "trasladar",
    "vencer_requerimiento",
]

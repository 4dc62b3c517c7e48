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
from portal.pqrs.services.apelar import conceder_apelacion, decidir_queja, presentar_queja, rechazar_apelacion
from portal.pqrs.services.asuntos import (
    DatosAsunto,
    clasificar_asunto,
    escribir_parte,
    quitar_anexo_asunto,
    reasignar_asunto,
    separar,
    unir_partes,
)
from portal.pqrs.services.asuntos_respuesta import abrir_asunto, entregar_asunto, operar_silencio_asunto, responder_asunto
from portal.pqrs.services.ciudadania import (
    abrir_respuesta,
    aceptar_sms,
    aportar,
    calificar,
    desistir,
    pedir_reapertura,
    revocar_notificacion,
    revocar_sms,
)
from portal.pqrs.services.complemento import aclarar, completar, operar_silencio, pedir_mas_tiempo, vencer_requerimiento
from portal.pqrs.services.encargos import encargar, responder_encargo, retirar_encargo
from portal.pqrs.services.fallas import ampliar_por_falla
from portal.pqrs.services.fusiones import deshacer_fusion, fusionar
from portal.pqrs.services.leyendas import poner_leyenda, quitar_leyenda
from portal.pqrs.services.notificar import (
    avisar,
    citar,
    notificar_personalmente,
    publicar_aviso,
    registrar_aviso,
    registrar_envio,
    retirar_aviso,
)
from portal.pqrs.services.ordenes import registrar_orden
from portal.pqrs.services.preferencia import dar_preferencia, quitar_preferencia
from portal.pqrs.services.publicar import publicar, retirar_publicacion
from portal.pqrs.services.radicar import DatosPeticion, DatosSolicitante, radicar
from portal.pqrs.services.recursos import decidir_recurso, desistir_recurso, presentar_recurso
from portal.pqrs.services.recursos_asunto import decidir_recurso_asunto, desistir_recurso_asunto, presentar_recurso_asunto
from portal.pqrs.services.reparto import repartir
from portal.pqrs.services.reserva import enviar_al_juez, insistir, negar_reserva, registrar_fallo
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
from portal.pqrs.services.traslado import deshacer_traslado
from portal.pqrs.services.vinculos import desvincular, vincular

__all__ = [
    "DatosAsunto",
    "DatosPeticion",
    "DatosSolicitante",
    "abrir_asunto",
    "abrir_respuesta",
    "aceptar_sms",
    "aclarar",
    "ampliar_por_falla",
    "anotar",
    "anular",
    "aportar",
    "archivar",
    "asignar",
    "avisar",
    "calificar",
    "cerrar",
    "citar",
    "clasificar",
    "clasificar_asunto",
    "completar",
    "conceder_apelacion",
    "continuar",
    "dar_preferencia",
    "decidir_queja",
    "decidir_recurso",
    "decidir_recurso_asunto",
    "decretar_desistimiento",
    "deshacer_fusion",
    "deshacer_traslado",
    "desistir",
    "desistir_recurso",
    "desistir_recurso_asunto",
    "desvincular",
    "devolver",
    "devolver_proyecto",
    "encargar",
    "entregar_asunto",
    "enviar_al_juez",
    "escribir",
    "escribir_parte",
    "fusionar",
    "insistir",
    "negar_reserva",
    "notificar_personalmente",
    "operar_silencio",
    "operar_silencio_asunto",
    "pedir_aprobacion",
    "pedir_mas_tiempo",
    "pedir_reapertura",
    "plantear_conflicto",
    "poner_leyenda",
    "presentar_queja",
    "presentar_recurso",
    "presentar_recurso_asunto",
    "prorrogar",
    "proyectar",
    "publicar",
    "publicar_aviso",
    "quitar_anexo",
    "quitar_anexo_asunto",
    "quitar_leyenda",
    "quitar_preferencia",
    "radicar",
    "reabrir",
    "reasignar",
    "reasignar_asunto",
    "recalcular_abiertas",
    "recalcular_termino",
    "rechazar",
    "rechazar_apelacion",
    "registrar_aviso",
    "registrar_entrega",
    "registrar_envio",
    "registrar_fallo",
    "registrar_orden",
    "remitir",
    "repartir",
    "requerir",
    "resolver_conflicto",
    "responder",
    "responder_asunto",
    "responder_encargo",
    "retirar_aviso",
    "retirar_encargo",
    "retirar_publicacion",
    "revocar_notificacion",
    "revocar_sms",
    "seguir_sin_completar",
    "separar",
    "trasladar",
    "unir_partes",
    "vencer_requerimiento",
    "vincular",
]

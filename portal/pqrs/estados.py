"""States and acts of a petition: the one table that services, buttons, permissions, audit and diagram read.

Time is not a state: a case is overdue when today is past its due date, whatever its state (`plazos.semaforo`).
"""

from portal.core.transitions import State, StateTable, Transition

RADICADA, EN_TRAMITE, EN_APROBACION, POR_NOTIFICAR = "radicada", "en_tramite", "en_aprobacion", "por_notificar"
RESPONDIDA, CERRADA, DESISTIDA, ANULADA = "respondida", "cerrada", "desistida", "anulada"
REQUERIDA, POR_DECRETAR, DEVUELTA, SUSPENDIDA = "requerida", "por_decretar_desistimiento", "devuelta", "suspendida"
TRASLADADA, EN_RECURSO, EN_INSISTENCIA = "trasladada", "en_recurso", "en_insistencia"

STATES = (
    State(RADICADA, "Radicada", "Recibimos su solicitud. Falta asignarla a la oficina que responde.", True, "info"),
    State(EN_TRAMITE, "En trámite", "Una oficina estudia su solicitud y prepara la respuesta.", True, "info"),
    State(EN_APROBACION, "En aprobación", "La respuesta está escrita. Falta que la firme quien dirige la oficina.", True, "info"),
    State(
        REQUERIDA, "Falta que la complete", "Necesitamos que complete su solicitud. Mientras tanto el plazo está en pausa.", True, "warning"
    ),
    State(
        POR_DECRETAR,
        "Por decretar desistimiento",
        "No recibimos lo que le pedimos. Todavía puede enviarlo: la oficina no ha decidido.",
        True,
        "warning",
    ),
    State(
        DEVUELTA, "Falta que la aclare", "No entendimos qué pide. Aclárelo aquí; mientras tanto el plazo está en pausa.", True, "warning"
    ),
    State(SUSPENDIDA, "Suspendida", "Un juez decide qué entidad debe responderle. El plazo está en pausa hasta entonces.", True, "warning"),
    State(POR_NOTIFICAR, "Por notificar", "La respuesta está lista. Puede abrirla aquí.", True, "warning"),
    State(EN_RECURSO, "Con recurso", "La oficina revisa el recurso que usted presentó contra la decisión.", True, "warning"),
    State(EN_INSISTENCIA, "En insistencia", "Usted insistió. Un juez decide si la información es reservada.", True, "warning"),
    State(RESPONDIDA, "Respondida", "Ya tiene respuesta. Si no resuelve lo que pidió, puede decirlo aquí.", False, "success"),
    State(CERRADA, "Cerrada", "El caso terminó.", False, "plain"),
    State(TRASLADADA, "Trasladada", "Otra entidad es la que puede responderle. Ya le enviamos su solicitud.", False, "plain"),
    State(DESISTIDA, "Desistida", "Usted retiró la solicitud. Puede presentarla de nuevo cuando quiera.", False, "plain"),
    State(ANULADA, "Radicado anulado", "El número se anuló con una justificación que puede leer aquí.", False, "plain"),
)

_EN_CURSO = frozenset({RADICADA, EN_TRAMITE, EN_APROBACION})
_EN_PAUSA = frozenset({REQUERIDA, POR_DECRETAR, DEVUELTA, SUSPENDIDA})
_SIN_DECIDIR = _EN_CURSO | _EN_PAUSA
_ABIERTAS = _SIN_DECIDIR | {POR_NOTIFICAR, EN_RECURSO, EN_INSISTENCIA}
# A mail may have delivered the decision without notifying it: then the other ways are open still.
_SIN_NOTIFICAR = frozenset({POR_NOTIFICAR, RESPONDIDA})
_EN_OFICINA = frozenset({EN_TRAMITE, EN_APROBACION})
_CON_RESPUESTA = frozenset({RESPONDIDA, CERRADA})
_TODAS = frozenset(state.name for state in STATES)
# From where a letter on one matter may exist: an office had the case.
_TRAS_SEPARAR = _TODAS - {RADICADA, ANULADA}

TRANSITIONS = (
    Transition("radicar", "Radicar", frozenset(), RADICADA, "pqrs:radicar_ventanilla", "peticion_radicada", "CPACA arts. 15 y 61", "pqrs/radicada"),
    Transition("clasificar", "Cambiar la clase", _EN_CURSO, None, "pqrs:clasificar", "peticion_clasificada", "CPACA art. 14", "pqrs/clasificada"),
    Transition("asignar", "Asignar", frozenset({RADICADA}), EN_TRAMITE, "pqrs:asignar", "peticion_asignada", "Ley 962 de 2005 art. 15"),
    Transition("asignar_por_regla", "Asignar por una regla", frozenset({RADICADA}), EN_TRAMITE, "pqrs:asignar", "peticion_asignada_por_regla", "Ley 962 de 2005 art. 15", quien="sistema"),
    # The authority is the municipality: passing a case between its offices never restarts the clock (DIA-07).
    Transition("reasignar", "Reasignar", frozenset({EN_TRAMITE, EN_APROBACION}), EN_TRAMITE, "pqrs:reasignar", "peticion_reasignada", "CPACA art. 21"),
    Transition("reasignar_en_pausa", "Reasignar", _EN_PAUSA | {EN_RECURSO, EN_INSISTENCIA}, None, "pqrs:reasignar", "peticion_reasignada", "CPACA art. 21"),
    Transition("proyectar", "Escribir la respuesta", frozenset({EN_TRAMITE}), None, "pqrs:proyectar", "respuesta_proyectada", "CPACA art. 13"),
    Transition("pedir_aprobacion", "Enviar a aprobación", frozenset({EN_TRAMITE}), EN_APROBACION, "pqrs:proyectar", "aprobacion_pedida", "Reglamento interno (CPACA art. 22)"),
    Transition("devolver_proyecto", "Devolver para corregir", frozenset({EN_APROBACION}), EN_TRAMITE, "pqrs:aprobar", "proyecto_devuelto", "Reglamento interno (CPACA art. 22)"),
    Transition("responder", "Enviar la respuesta", frozenset({EN_TRAMITE, EN_APROBACION}), POR_NOTIFICAR, "pqrs:responder", "respuesta_enviada", "CPACA arts. 13 y 14", "pqrs/respuesta"),
    Transition("registrar_entrega", "Registrar la entrega", frozenset({POR_NOTIFICAR}), RESPONDIDA, "pqrs:entregar", "entrega_probada", "CPACA arts. 56 y 66 a 69"),
    Transition("abrir_respuesta", "Abrir la respuesta", frozenset({POR_NOTIFICAR}), RESPONDIDA, "pqrs:entregar", "respuesta_abierta", "CPACA art. 56", quien="ciudadano"),
    Transition("citar", "Citar para notificar en persona", _SIN_NOTIFICAR, None, "pqrs:entregar", "citacion_enviada", "CPACA art. 68", "pqrs/citacion"),
    Transition("notificar_personalmente", "Notificar en persona", _SIN_NOTIFICAR, RESPONDIDA, "pqrs:entregar", "notificada_personalmente", "CPACA art. 67"),
    Transition("avisar", "Enviar el aviso", _SIN_NOTIFICAR, None, "pqrs:entregar", "aviso_enviado", "CPACA art. 69", "pqrs/aviso"),
    Transition("registrar_aviso", "Registrar la entrega del aviso", _SIN_NOTIFICAR, RESPONDIDA, "pqrs:entregar", "aviso_entregado", "CPACA art. 69"),
    Transition("publicar_aviso", "Publicar el aviso", _SIN_NOTIFICAR, None, "pqrs:entregar", "aviso_publicado", "CPACA art. 69"),
    Transition("retirar_aviso", "Registrar el retiro del aviso", _SIN_NOTIFICAR, RESPONDIDA, "pqrs:entregar", "aviso_retirado", "CPACA art. 69"),
    Transition("registrar_envio", "Registrar el envío de una carta", _TODAS, None, "pqrs:entregar", "envio_probado", "CPACA art. 61"),
    # Late it is filed too, and told: what is refused is refused by a decision with its reasons.
    Transition("presentar_recurso", "Presentar recurso de reposición", frozenset({POR_NOTIFICAR, RESPONDIDA, CERRADA}), EN_RECURSO, "pqrs:radicar_ventanilla", "recurso_presentado", "CPACA arts. 74 a 77", "pqrs/recurso", "ciudadano"),
    Transition("decidir_recurso", "Decidir el recurso", frozenset({EN_RECURSO}), POR_NOTIFICAR, "pqrs:decidir", "recurso_decidido", "CPACA arts. 79 y 80", "pqrs/decision"),
    # Before the functional superior, where who decided has one here: who decided sends it on, or refuses to and says why.
    Transition("conceder_apelacion", "Conceder la apelación", frozenset({EN_RECURSO}), None, "pqrs:decidir", "apelacion_concedida", "CPACA arts. 74 y 76", "pqrs/apelacion"),
    Transition("rechazar_apelacion", "Rechazar la apelación", frozenset({EN_RECURSO}), POR_NOTIFICAR, "pqrs:decidir", "apelacion_rechazada", "CPACA arts. 77 y 78", "pqrs/decision"),
    Transition("presentar_queja", "Presentar recurso de queja", frozenset({POR_NOTIFICAR, RESPONDIDA, CERRADA}), EN_RECURSO, "pqrs:radicar_ventanilla", "queja_presentada", "CPACA arts. 74 y 78", "pqrs/recurso", "ciudadano"),
    Transition("conceder_queja", "Conceder la apelación por la queja", frozenset({EN_RECURSO}), None, "pqrs:decidir", "queja_concedida", "CPACA art. 74", "pqrs/decision"),
    Transition("negar_queja", "Negar la queja", frozenset({EN_RECURSO}), POR_NOTIFICAR, "pqrs:decidir", "queja_negada", "CPACA art. 74", "pqrs/decision"),
    # What ended the petition without answering it falls: there is a petition to answer again.
    Transition("revocar_y_seguir", "Revocar y seguir con la solicitud", frozenset({EN_RECURSO}), EN_TRAMITE, "pqrs:decidir", "decision_revocada", "CPACA arts. 79 y 80", "pqrs/decision"),
    # Withdrawn: the decision stands, and the person knows it.
    Transition("desistir_recurso", "Desistir del recurso", frozenset({EN_RECURSO}), RESPONDIDA, "pqrs:radicar_ventanilla", "recurso_desistido", "CPACA art. 81", "pqrs/recurso_desistido", "ciudadano"),
    # Of a refusal for defence or foreign relations: what is refused again goes to the judge without being asked for.
    Transition("negar_reposicion", "Negar el recurso y enviar al juez", frozenset({EN_RECURSO}), EN_INSISTENCIA, "pqrs:decidir", "reposicion_negada", "Ley 1712 de 2014 art. 27", "pqrs/decision"),
    # A judge's day stands over every other; what waited or had ended goes on.
    Transition("registrar_orden", "Registrar la orden de un juez", _EN_CURSO | {EN_RECURSO}, None, "pqrs:decidir", "orden_registrada", "Decreto 2591 de 1991 arts. 27 y 29", "pqrs/orden"),
    Transition("seguir_por_orden", "Registrar la orden de un juez y seguir", _EN_PAUSA | {POR_NOTIFICAR, RESPONDIDA, CERRADA, TRASLADADA, DESISTIDA}, EN_TRAMITE, "pqrs:decidir", "seguida_por_orden", "Decreto 2591 de 1991 arts. 27 y 29", "pqrs/orden"),
    Transition("negar_reserva", "Negar por reserva", _EN_OFICINA, POR_NOTIFICAR, "pqrs:decidir", "informacion_negada", "CPACA arts. 24 y 25", "pqrs/decision"),
    Transition("insistir", "Insistir ante el juez", frozenset({POR_NOTIFICAR, RESPONDIDA, CERRADA}), EN_INSISTENCIA, "pqrs:radicar_ventanilla", "insistencia_presentada", "CPACA art. 26", "pqrs/insistencia", "ciudadano"),
    Transition("enviar_al_juez", "Enviar al juez", frozenset({EN_INSISTENCIA}), None, "pqrs:decidir", "insistencia_enviada", "CPACA art. 26", "pqrs/insistencia_enviada"),
    Transition("registrar_fallo", "Registrar la decisión del juez", frozenset({EN_INSISTENCIA}), RESPONDIDA, "pqrs:decidir", "reserva_confirmada", "CPACA art. 26", "pqrs/fallo"),
    Transition("cumplir_fallo", "Entregar lo que el juez ordenó", frozenset({EN_INSISTENCIA}), EN_TRAMITE, "pqrs:decidir", "acceso_ordenado", "CPACA art. 26", "pqrs/fallo"),
    Transition("cerrar", "Cerrar", frozenset({RESPONDIDA}), CERRADA, "pqrs:cerrar", "peticion_cerrada", "Acuerdo AGN 001 de 2024"),
    Transition("reabrir", "Reabrir", frozenset({RESPONDIDA, CERRADA, DESISTIDA}), EN_TRAMITE, "pqrs:reabrir", "peticion_reabierta", "CPACA arts. 13 y 18", "pqrs/reabierta"),
    Transition("pedir_reapertura", "Decir que la respuesta no resuelve", _CON_RESPUESTA, EN_TRAMITE, "pqrs:reabrir", "reapertura_pedida", "CPACA art. 13", "pqrs/reabierta", "ciudadano"),
    Transition("desistir", "Retirar la solicitud", _SIN_DECIDIR, DESISTIDA, "pqrs:cerrar", "peticion_desistida", "CPACA art. 18", "pqrs/desistida", "ciudadano"),
    Transition("anular", "Anular el radicado", frozenset({RADICADA, EN_TRAMITE}), ANULADA, "pqrs:anular", "radicado_anulado", "Acuerdo AGN 001 de 2024", "pqrs/anulada"),
    # Asked later than day ten it is recorded, and moves nothing: two acts, so that the table tells which happened.
    Transition("requerir", "Pedir que complete la solicitud", _EN_OFICINA, REQUERIDA, "pqrs:actuar", "complemento_pedido", "CPACA art. 17", "pqrs/requerimiento"),
    Transition("requerir_tarde", "Pedir que complete, sin pausar el plazo", _EN_OFICINA, None, "pqrs:actuar", "complemento_pedido_tarde", "CPACA art. 17", "pqrs/requerimiento"),
    Transition("completar", "Completar la solicitud", frozenset({REQUERIDA, POR_DECRETAR}), EN_TRAMITE, "pqrs:anotar", "complemento_recibido", "CPACA art. 17", "pqrs/complemento", "ciudadano"),
    Transition("pedir_mas_tiempo", "Pedir más tiempo para completar", frozenset({REQUERIDA}), None, "pqrs:anotar", "mas_tiempo_pedido", "CPACA art. 17", "pqrs/mas_tiempo", "ciudadano"),
    Transition("ampliar_por_falla", "Dar más días por una falla del portal", frozenset({REQUERIDA, POR_DECRETAR, DEVUELTA}), None, "pqrs:actuar", "tiempo_ampliado", "CPACA art. 62 num. 2", "pqrs/mas_tiempo_falla"),
    Transition("vencer_requerimiento", "Terminar el tiempo para completar", frozenset({REQUERIDA}), POR_DECRETAR, "pqrs:anotar", "complemento_no_recibido", "CPACA art. 17", "pqrs/sin_complemento", "sistema"),
    Transition("decretar_desistimiento", "Decretar el desistimiento", frozenset({POR_DECRETAR}), POR_NOTIFICAR, "pqrs:decidir", "desistimiento_decretado", "CPACA arts. 17 y 76", "pqrs/decision"),
    Transition("seguir_sin_completar", "Seguir con lo que hay", frozenset({REQUERIDA, POR_DECRETAR, DEVUELTA}), EN_TRAMITE, "pqrs:decidir", "tramite_reanudado", "CPACA arts. 3 y 17", "pqrs/reanudada"),
    Transition("prorrogar", "Prorrogar el plazo", _EN_OFICINA, None, "pqrs:actuar", "plazo_prorrogado", "CPACA art. 14 par.", "pqrs/prorroga"),
    Transition("trasladar", "Trasladar a la entidad competente", _EN_OFICINA | {RADICADA}, TRASLADADA, "pqrs:actuar", "peticion_trasladada", "CPACA art. 21", "pqrs/traslado"),
    # What came back was never anybody else's: its term goes on as if it had not been passed on.
    Transition("deshacer_traslado", "Dejar sin efecto el traslado", frozenset({TRASLADADA}), EN_TRAMITE, "pqrs:decidir", "traslado_sin_efecto", "CPACA arts. 14, 21 y 39", "pqrs/sin_traslado"),
    Transition("trasladar_parte", "Trasladar una parte", _EN_OFICINA, None, "pqrs:actuar", "parte_trasladada", "CPACA art. 21", "pqrs/traslado"),
    Transition("plantear_conflicto", "Suspender por conflicto de competencia", _EN_OFICINA, SUSPENDIDA, "pqrs:decidir", "conflicto_planteado", "CPACA art. 39", "pqrs/conflicto"),
    Transition("resolver_conflicto", "Registrar la decisión del conflicto", frozenset({SUSPENDIDA}), EN_TRAMITE, "pqrs:decidir", "conflicto_resuelto", "CPACA art. 39", "pqrs/reanudada"),
    Transition("devolver", "Devolver para que la aclare", _EN_OFICINA, DEVUELTA, "pqrs:decidir", "aclaracion_pedida", "CPACA art. 19", "pqrs/devolucion"),
    Transition("aclarar", "Aclarar la solicitud", frozenset({DEVUELTA}), EN_TRAMITE, "pqrs:anotar", "aclaracion_recibida", "CPACA art. 19", "pqrs/complemento", "ciudadano"),
    Transition("archivar", "Archivar por falta de aclaración", frozenset({DEVUELTA}), POR_NOTIFICAR, "pqrs:decidir", "archivo_decretado", "CPACA art. 19", "pqrs/decision"),
    Transition("rechazar", "Rechazar por irrespetuosa", _EN_OFICINA, POR_NOTIFICAR, "pqrs:decidir", "peticion_rechazada", "CPACA art. 19", "pqrs/decision"),
    Transition("remitir", "Remitir a la respuesta anterior", _EN_OFICINA, POR_NOTIFICAR, "pqrs:decidir", "peticion_remitida", "CPACA art. 19", "pqrs/decision"),
    Transition("continuar", "Continuar de oficio", frozenset({DESISTIDA}), EN_TRAMITE, "pqrs:decidir", "tramite_continuado", "CPACA art. 18", "pqrs/continuacion"),
    # Several matters in one petition: each is the affair of its office, with the term of its kind; the case's office coordinates.
    Transition("separar", "Separar en asuntos", frozenset({EN_TRAMITE}), None, "pqrs:clasificar", "asuntos_separados", "CPACA arts. 13 y 14", "pqrs/asuntos"),
    Transition("clasificar_asunto", "Cambiar la clase de un asunto", _EN_OFICINA, None, "pqrs:clasificar", "asunto_clasificado", "CPACA art. 14", "pqrs/asunto_clasificado"),
    Transition("reasignar_asunto", "Reasignar un asunto", _EN_OFICINA, None, "pqrs:reasignar", "asunto_reasignado", "CPACA art. 21"),
    Transition("escribir_parte", "Escribir la respuesta de un asunto", frozenset({EN_TRAMITE}), None, "pqrs:proyectar", "parte_escrita", "CPACA art. 13"),
    Transition("responder_asunto", "Responder un asunto con su propia carta", frozenset({EN_TRAMITE}), None, "pqrs:responder", "asunto_respondido", "CPACA arts. 13 y 14", "pqrs/respuesta_asunto"),
    Transition("responder_ultimo_asunto", "Responder el último asunto", frozenset({EN_TRAMITE}), POR_NOTIFICAR, "pqrs:responder", "ultimo_asunto_respondido", "CPACA arts. 13 y 14", "pqrs/respuesta"),
    Transition("entregar_asunto", "Registrar la entrega de la respuesta a un asunto", _TRAS_SEPARAR, None, "pqrs:entregar", "entrega_asunto_probada", "CPACA arts. 56 y 66 a 69"),
    Transition("abrir_asunto", "Abrir la respuesta a un asunto", _TRAS_SEPARAR, None, "pqrs:entregar", "respuesta_asunto_abierta", "CPACA art. 56", quien="ciudadano"),
    # The decision on one matter is notified as that on the whole is, and appealed against; the rest of the case goes on.
    Transition("citar_asunto", "Citar para notificar en persona", _TRAS_SEPARAR, None, "pqrs:entregar", "citacion_asunto_enviada", "CPACA art. 68", "pqrs/citacion"),
    Transition("notificar_personalmente_asunto", "Notificar en persona", _TRAS_SEPARAR, None, "pqrs:entregar", "asunto_notificado_personalmente", "CPACA art. 67"),
    Transition("avisar_asunto", "Enviar el aviso", _TRAS_SEPARAR, None, "pqrs:entregar", "aviso_asunto_enviado", "CPACA art. 69", "pqrs/aviso"),
    Transition("registrar_aviso_asunto", "Registrar la entrega del aviso", _TRAS_SEPARAR, None, "pqrs:entregar", "aviso_asunto_entregado", "CPACA art. 69"),
    Transition("publicar_aviso_asunto", "Publicar el aviso", _TRAS_SEPARAR, None, "pqrs:entregar", "aviso_asunto_publicado", "CPACA art. 69"),
    Transition("retirar_aviso_asunto", "Registrar el retiro del aviso", _TRAS_SEPARAR, None, "pqrs:entregar", "aviso_asunto_retirado", "CPACA art. 69"),
    Transition("presentar_recurso_asunto", "Presentar recurso sobre un asunto", _TRAS_SEPARAR, None, "pqrs:radicar_ventanilla", "recurso_asunto_presentado", "CPACA arts. 74 a 77", "pqrs/recurso", "ciudadano"),
    Transition("decidir_recurso_asunto", "Decidir el recurso sobre un asunto", _TRAS_SEPARAR, None, "pqrs:decidir", "recurso_asunto_decidido", "CPACA arts. 79 y 80", "pqrs/respuesta_asunto"),
    Transition("desistir_recurso_asunto", "Desistir del recurso sobre un asunto", _TRAS_SEPARAR, None, "pqrs:radicar_ventanilla", "recurso_asunto_desistido", "CPACA art. 81", "pqrs/recurso_desistido", "ciudadano"),
    Transition("operar_silencio_asunto", "Entender aceptado un asunto", _SIN_DECIDIR, None, "pqrs:anotar", "silencio_asunto_operado", "CPACA art. 14 num. 1", "pqrs/silencio", "sistema"),
    # Published for all who ask for the same: the publication is the delivery, so the case has its answer at once.
    Transition("responder_unica", "Recibir la respuesta única", _EN_CURSO, CERRADA, "pqrs:responder", "respuesta_unica_recibida", "CPACA art. 22", "pqrs/respuesta_unica", "sistema"),
    Transition("operar_silencio", "Entender aceptada la solicitud", _SIN_DECIDIR, None, "pqrs:anotar", "silencio_operado", "CPACA art. 14 num. 1", "pqrs/silencio", "sistema"),
    # It moves no date: the law has it put in two days, and kept until the claim is decided.
    Transition("poner_leyenda", "Registrar la leyenda «reclamo en trámite»", _SIN_DECIDIR, None, "pqrs:actuar", "leyenda_puesta", "Ley 1581 de 2012 art. 15"),
    Transition("quitar_leyenda", "Registrar que se quitó la leyenda", _TODAS - _SIN_DECIDIR - {ANULADA}, None, "pqrs:actuar", "leyenda_quitada", "Ley 1581 de 2012 art. 15"),
    # Precedence moves no date: it says which of the cases that are due one day goes first.
    Transition("dar_preferencia", "Atender con preferencia", _SIN_DECIDIR, None, "pqrs:preferencia", "preferencia_confirmada", "CPACA arts. 5 y 20"),
    Transition("quitar_preferencia", "Quitar la preferencia", _SIN_DECIDIR, None, "pqrs:preferencia", "preferencia_retirada", "CPACA art. 20", "pqrs/preferencia_retirada"),
    # It moves no term: the answer waits for nobody.
    Transition("encargar", "Pedir algo a otra dependencia", _EN_OFICINA | _EN_PAUSA, None, "pqrs:proyectar", "encargo_pedido", "CPACA art. 14"),
    # The same person filed the same twice: one goes on, the other is closed by reference to it, and may be parted again.
    Transition("fusionar", "Unir a otra de la misma persona", _EN_CURSO, CERRADA, "pqrs:agrupar", "peticion_fusionada", "CPACA art. 36", "pqrs/fusionada"),
    Transition("recibir_repetida", "Recibir una repetida", _EN_CURSO, None, "pqrs:agrupar", "repetida_recibida", "CPACA art. 36", "pqrs/fusionada_oficina"),
    Transition("deshacer_fusion", "Separar de la otra", frozenset({CERRADA}), EN_TRAMITE, "pqrs:agrupar", "fusion_deshecha", "CPACA art. 36", "pqrs/fusion_deshecha"),
    Transition("deshacer_fusion_sin_asignar", "Separar de la otra", frozenset({CERRADA}), RADICADA, "pqrs:agrupar", "fusion_deshecha", "CPACA art. 36", "pqrs/fusion_deshecha"),
    Transition("soltar_repetida", "Soltar una repetida", _SIN_DECIDIR, None, "pqrs:agrupar", "repetida_suelta", "CPACA art. 36"),
    Transition("vincular", "Vincular con otro caso", _TODAS, None, "pqrs:anotar", "casos_vinculados", "CPACA art. 36"),
    Transition("desvincular", "Quitar un vínculo", _TODAS, None, "pqrs:anotar", "casos_desvinculados", "CPACA art. 36"),
    Transition("anotar", "Agregar una nota interna", _TODAS, None, "pqrs:anotar", "nota_agregada", "CPACA art. 36"),
    Transition("escribir", "Escribir a quien la presentó", _SIN_DECIDIR | {EN_RECURSO, EN_INSISTENCIA}, None, "pqrs:proyectar", "mensaje_enviado", "CPACA art. 5", "pqrs/mensaje"),
    Transition("aportar", "Enviar un mensaje o archivos", _ABIERTAS, None, "pqrs:anotar", "mensaje_recibido", "CPACA art. 5", quien="ciudadano"),
    Transition("revocar_notificacion", "No recibir más notificaciones por correo", _ABIERTAS, None, "pqrs:anotar", "notificacion_revocada", "CPACA art. 56", quien="ciudadano"),
    Transition("aceptar_sms", "Recibir avisos por mensaje de texto", _ABIERTAS, None, "pqrs:anotar", "sms_aceptado", "Ley 1581 de 2012 art. 9", quien="ciudadano"),
    Transition("revocar_sms", "No recibir más mensajes de texto", _TODAS, None, "pqrs:anotar", "sms_revocado", "Ley 1581 de 2012 art. 8", quien="ciudadano"),
    Transition("calificar", "Calificar la respuesta", _CON_RESPUESTA, None, "pqrs:anotar", "respuesta_calificada", "Ley 190 de 1995 art. 54", quien="ciudadano"),
    Transition("publicar", "Publicar la respuesta", _CON_RESPUESTA, None, "pqrs:publicar", "respuesta_publicada", "Ley 1712 de 2014 arts. 3 y 7"),
    Transition("retirar_publicacion", "Retirar lo publicado", _TODAS, None, "pqrs:publicar", "publicacion_retirada", "Ley 1712 de 2014 art. 18"),
    Transition("recalcular_termino", "Recalcular el término", _SIN_DECIDIR, None, "pqrs:clasificar", "termino_recalculado", "Ley 4 de 1913 art. 62", "pqrs/termino", "sistema"),
)  # fmt: skip

# One act for whoever does it; in pause, or while an appeal is decided, the case keeps its state.
REASIGNAR = ("reasignar", "reasignar_en_pausa")
ORDEN = ("registrar_orden", "seguir_por_orden")
QUEJA_DECIDIDA = ("conceder_queja", "negar_queja")

# Undoing a joining is one act, whatever state the case goes back to; and what is left to do with a case while it is joined.
DESHACER_FUSION = ("deshacer_fusion", "deshacer_fusion_sin_asignar")
DE_UNIDA = frozenset({*DESHACER_FUSION, *ORDEN, "vincular", "desvincular", "anotar"})
# Nobody may ask for these by themselves: they are what the other case of the two goes through.
DEL_OTRO = frozenset({"recibir_repetida", "soltar_repetida"})
EN_CURSO = _EN_CURSO

PETICION = StateTable("peticion", STATES, TRANSITIONS)
ABIERTAS = PETICION.open_states()

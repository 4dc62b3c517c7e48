"""States and acts of a message that came in by e-mail: filed, joined to a case, set aside or refused. What nobody filed goes by its age (`services/borrar_correos`)."""

from portal.core.transitions import State, StateTable, Transition

RECIBIDO, RADICADO, AGREGADO, APARTADO, RECHAZADO = "recibido", "radicado", "agregado", "apartado", "rechazado"

STATES = (
    State(RECIBIDO, "Por confirmar", "Su correo llegó. Falta que una persona lo radique.", True, "info"),
    State(APARTADO, "Apartado", "Su correo llegó. Falta que una persona lo mire.", True, "warning"),
    State(RADICADO, "Radicado", "Su correo es una solicitud con radicado.", False, "success"),
    State(AGREGADO, "Agregado a un caso", "Su correo quedó en el caso al que responde.", False, "success"),
    State(RECHAZADO, "Rechazado", "No lo ve: fue una respuesta automática, un envío masivo o correo no deseado.", False, "plain"),
)
_POR_MIRAR = frozenset({RECIBIDO, APARTADO})
# What was refused by mistake is filed all the same: no petition is lost to a rule (CPACA art. 15).
_SIN_CASO = _POR_MIRAR | {RECHAZADO}
_NORMA = "CPACA arts. 15 y 61"

TRANSITIONS = (
    Transition("recibir_correo", "Recibir un correo", frozenset(), RECIBIDO, "pqrs:correo", "correo_recibido", _NORMA, quien="sistema"),
    Transition("radicar_correo", "Radicar", _SIN_CASO, RADICADO, "pqrs:correo", "correo_radicado", _NORMA, "pqrs/radicada_correo"),
    Transition("agregar_correo", "Agregar a un caso", _SIN_CASO, AGREGADO, "pqrs:correo", "correo_agregado", _NORMA, "pqrs/mensaje_agregado"),
    Transition("apartar_correo", "Apartar", frozenset({RECIBIDO}), APARTADO, "pqrs:correo", "correo_apartado", _NORMA, quien="sistema"),
    Transition("rechazar_correo", "Rechazar lo que envió una máquina", frozenset({RECIBIDO}), RECHAZADO, "pqrs:correo", "correo_rechazado", "RFC 3834", quien="sistema"),
    Transition("marcar_spam", "Marcar como no deseado", _POR_MIRAR, RECHAZADO, "pqrs:correo", "correo_no_deseado", _NORMA),
    Transition("descartar_correo", "Descartar", _POR_MIRAR, RECHAZADO, "pqrs:correo", "correo_descartado", _NORMA),
)  # fmt: skip

CORREO = StateTable("correo", STATES, TRANSITIONS)

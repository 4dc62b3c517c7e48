"""States and acts of a transfer to the central archive (Ley 594 de 2000 art. 23): apart from the state of the cases, which have ended."""

from portal.core.transitions import State, StateTable, Transition

ENTREGADA, RECIBIDA, DEVUELTA = "entregada", "recibida", "devuelta"

STATES = (
    State(ENTREGADA, "Entregada", "No lo ve: los papeles van del archivo de la oficina al archivo central.", True, "info"),
    State(RECIBIDA, "Recibida", "No lo ve: el archivo central los recibió completos.", False, "success"),
    State(DEVUELTA, "Devuelta", "No lo ve: el archivo central los devolvió.", False, "warning"),
)
_NORMA = "Ley 594 de 2000 art. 23"

TRANSITIONS = (
    Transition("entregar_transferencia", "Entregar al archivo central", frozenset(), ENTREGADA, "pqrs:transferir", "transferencia_entregada", _NORMA),
    Transition("recibir_transferencia", "Recibir en el archivo central", frozenset({ENTREGADA}), RECIBIDA, "pqrs:transferir", "transferencia_recibida", _NORMA),
    Transition("devolver_transferencia", "Devolver la transferencia", frozenset({ENTREGADA}), DEVUELTA, "pqrs:transferir", "transferencia_devuelta", _NORMA),
)  # fmt: skip

TRANSFERENCIA = StateTable("transferencia", STATES, TRANSITIONS)

"""States and acts of an elimination by the retention table: one person proposes, another approves, and the portal carries it out."""

from portal.core.transitions import State, StateTable, Transition

PROPUESTA, APROBADA, RECHAZADA, APLICADA = "propuesta", "aprobada", "rechazada", "aplicada"

STATES = (
    State(PROPUESTA, "Propuesta", "No lo ve: falta que otra persona la apruebe.", True, "info"),
    State(APROBADA, "Aprobada", "No lo ve: falta que se aplique.", True, "warning"),
    State(RECHAZADA, "Rechazada", "No lo ve: los casos se conservan.", False, "plain"),
    State(APLICADA, "Aplicada", "De su solicitud quedan el número, la clase y las fechas.", False, "success"),
)
_NORMA = "Ley 594 de 2000 art. 24; Ley 1581 de 2012 art. 4"

TRANSITIONS = (
    Transition("proponer_eliminacion", "Proponer la eliminación", frozenset(), PROPUESTA, "pqrs:eliminar", "eliminacion_propuesta", _NORMA),
    Transition("aprobar_eliminacion", "Aprobar la eliminación", frozenset({PROPUESTA}), APROBADA, "pqrs:eliminar", "eliminacion_aprobada", _NORMA),
    Transition("rechazar_eliminacion", "Rechazar la eliminación", frozenset({PROPUESTA, APROBADA}), RECHAZADA, "pqrs:eliminar", "eliminacion_rechazada", _NORMA),
    Transition("aplicar_eliminacion", "Terminar de aplicarla", frozenset({APROBADA}), APLICADA, "pqrs:eliminar", "eliminacion_aplicada", _NORMA, quien="sistema"),
)  # fmt: skip

ELIMINACION = StateTable("eliminacion", STATES, TRANSITIONS)

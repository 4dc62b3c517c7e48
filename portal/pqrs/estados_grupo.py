"""States and acts of a group of analogous petitions (CPACA art. 22): proposed by the portal, decided by officials."""

from portal.core.transitions import State, StateTable, Transition

PROPUESTO, CONFIRMADO, DESCARTADO, PUBLICADO = "propuesto", "confirmado", "descartado", "publicado"

STATES = (
    State(PROPUESTO, "Propuesto", "No lo ve: el portal cree que varias solicitudes piden lo mismo.", True, "info"),
    State(CONFIRMADO, "Confirmado", "No lo ve: una persona de la alcaldía confirmó que piden lo mismo.", True, "success"),
    State(PUBLICADO, "Con respuesta única", "La respuesta única, en la página y en su solicitud.", False, "success"),
    State(DESCARTADO, "Descartado", "No lo ve: no piden lo mismo.", False, "plain"),
)
_ABIERTOS = frozenset({PROPUESTO, CONFIRMADO})
_VIVOS = _ABIERTOS | {PUBLICADO}
_NORMA = "CPACA art. 22"

TRANSITIONS = (
    Transition("proponer_grupo", "Proponer un grupo", frozenset(), PROPUESTO, "pqrs:agrupar", "grupo_propuesto", _NORMA, quien="sistema"),
    Transition("confirmar_grupo", "Confirmar que piden lo mismo", frozenset({PROPUESTO}), CONFIRMADO, "pqrs:agrupar", "grupo_confirmado", _NORMA),
    Transition("descartar_grupo", "Descartar el grupo", _ABIERTOS, DESCARTADO, "pqrs:agrupar", "grupo_descartado", _NORMA),
    # A petition that arrives after the answer still joins, and gets it.
    Transition("agregar_al_grupo", "Agregar una solicitud", _VIVOS, None, "pqrs:agrupar", "grupo_ampliado", _NORMA),
    Transition("quitar_del_grupo", "Quitar una solicitud", _VIVOS, None, "pqrs:agrupar", "grupo_reducido", _NORMA),
    Transition("copiar_borrador", "Poner el mismo borrador en todas", frozenset({CONFIRMADO}), None, "pqrs:proyectar", "grupo_con_borrador", _NORMA),
    Transition("publicar_unica", "Publicar la respuesta única", frozenset({CONFIRMADO}), PUBLICADO, "pqrs:decidir", "respuesta_unica_publicada", _NORMA, "pqrs/respuesta_unica"),
)  # fmt: skip

GRUPO = StateTable("grupo", STATES, TRANSITIONS)

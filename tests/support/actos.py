"""Acts on the decision on one matter of a case, each done on the day on which it may be: for the test of the table."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from portal.core import clock
from portal.core.actors import ciudadano
from portal.pqrs import services
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Peticion
from tests.support import casos

STEPS_AT = datetime(2026, 2, 11, 9, 0, tzinfo=clock.BOGOTA)


def jefa(peticion: Peticion) -> Any:
    """Somebody who may do every act of officials on any case, so that only the state can refuse."""
    carmen = casos.actor("carmen")
    every = frozenset(one.permission for one in PETICION.transitions.values()) | {"pqrs:ver", "pqrs:ver_todas", "pqrs:aprobar"}
    return type(carmen)("funcionario", carmen.id, carmen.nombre, every, peticion.dependencia_id, carmen.cargo)


def _on_matter(act: Callable[..., Any], when: str = "", **values: Any) -> Callable[[Peticion], Any]:
    """A step of the notification of the decision on the first matter. `when`: the argument that is the moment at which it is done."""

    def step(peticion: Peticion) -> Any:
        moment = {when: clock.today() if act is services.retirar_aviso else clock.now()} if when else {}
        return act(peticion, asunto=casos.asunto(peticion, 1), actor=jefa(peticion), **values, **moment)

    return step


def _after(*steps: tuple[datetime, Callable[[Peticion], Any]]) -> Callable[[Peticion], Any]:
    """The last of several steps, each on its day. Where the state refuses, the first of them is refused."""

    def act(peticion: Peticion) -> Any:
        for when, step in steps:
            with clock.at(when):
                done = step(peticion)
        return done

    return act


_cite = _on_matter(services.citar, lugar="Salud", make_letter=casos.make_letter)
_send_notice = _on_matter(services.avisar, make_letter=casos.make_letter)
_post_notice = _on_matter(services.publicar_aviso, lugar="la cartelera", motivo="Se devolvió", make_copy=casos.make_copy)
FILED_AT, POSTED_UNTIL = datetime(2026, 2, 3, 11, 0, tzinfo=clock.BOGOTA), datetime(2026, 2, 20, 9, 0, tzinfo=clock.BOGOTA)


def _appeal(peticion: Peticion) -> Any:
    return services.presentar_recurso_asunto(peticion, numero=1, texto="No es así", actor=ciudadano(peticion.id))


def _decide_matter(peticion: Peticion) -> Any:
    return services.decidir_recurso_asunto(
        casos.asunto(peticion, 1), sentido="confirma", motivo="Se leyó", make_letter=casos.make_letter, actor=jefa(peticion)
    )


DECISION_DE_ASUNTO: dict[str, Callable[[Peticion], Any]] = {
    "citar_asunto": _cite,
    "notificar_personalmente_asunto": _on_matter(
        services.notificar_personalmente, "fecha", quien="Ana", documento="CC 1", calidad="interesado", copia_entregada=True
    ),
    "avisar_asunto": _after((FILED_AT, _cite), (STEPS_AT, _send_notice)),
    "registrar_aviso_asunto": _after(
        (FILED_AT, _cite), (STEPS_AT, _send_notice),
        (STEPS_AT, _on_matter(services.registrar_aviso, "fecha", detalle="Guía 1")),
    ),
    "publicar_aviso_asunto": _after((FILED_AT, _cite), (STEPS_AT, _post_notice)),
    "retirar_aviso_asunto": _after(
        (FILED_AT, _cite), (STEPS_AT, _post_notice),
        (POSTED_UNTIL, _on_matter(services.retirar_aviso, "fecha")),
    ),
    "presentar_recurso_asunto": _appeal,
    "decidir_recurso_asunto": _after((FILED_AT, _appeal), (FILED_AT, _decide_matter)),
    "desistir_recurso_asunto": _after(
        (FILED_AT, _appeal), (FILED_AT, lambda p: services.desistir_recurso_asunto(p, numero=1, actor=ciudadano(p.id)))
    ),
}  # fmt: skip


def notificada_y_cerrada(**_changes: Any) -> Peticion:
    """Closed, after the decision on its first matter was notified in person."""
    peticion = casos.en_tramite(asuntos="decide")
    DECISION_DE_ASUNTO["notificar_personalmente_asunto"](peticion)
    for numero in (2, 3):
        services.responder_asunto(casos.asunto(peticion, numero), make_letter=casos.make_letter, actor=jefa(peticion))
    services.registrar_entrega(peticion, medio="ventanilla", detalle="Recibió", fecha=clock.now(), actor=jefa(peticion))
    services.cerrar(peticion, actor=jefa(peticion))
    return peticion


def recurrida_y_cerrada() -> Peticion:
    """The same, whose appeal on that matter was decided since: the decision of it is not notified yet."""
    peticion = notificada_y_cerrada()
    _appeal(peticion)
    _decide_matter(peticion)
    return peticion

"""Cases of an office that has a functional superior, reached by their acts."""

from collections.abc import Callable
from typing import Any

from portal.core import clock
from portal.core.actors import ciudadano
from portal.pqrs import services
from portal.pqrs.models import Peticion
from tests.support import casos
from tests.support.actos import jefa


def con_superior() -> None:
    """Decisions of Salud are revised by the office 110."""
    casos.dependencia("150").superior = casos.dependencia("110")


def rechazada(**changes: Any) -> Peticion:
    """Refused by Salud, and notified in person today: reposición and apelación lie."""
    con_superior()
    return casos.notificada(**changes)


def apelada(modo: str = "apelacion") -> Peticion:
    peticion = rechazada()
    services.presentar_recurso(peticion, texto="No insulté a nadie.", modo=modo, actor=ciudadano(peticion.id))
    return peticion


def no_concedida() -> Peticion:
    """The office refused to send the apelación on; nobody was notified of that yet."""
    peticion = apelada()
    services.rechazar_apelacion(peticion, motivo="No trae razones.", make_letter=casos.make_letter, actor=jefa(peticion))
    return peticion


def no_concedida_y_notificada() -> Peticion:
    peticion = no_concedida()
    services.notificar_personalmente(
        peticion, quien="Ana Arteaga", documento="CC 1000000001", calidad="interesado", fecha=clock.now(), copia_entregada=True,
        actor=jefa(peticion),
    )  # fmt: skip
    return peticion


def no_concedida_y_cerrada() -> Peticion:
    peticion = no_concedida_y_notificada()
    services.cerrar(peticion, actor=jefa(peticion))
    return peticion


def en_queja() -> Peticion:
    peticion = no_concedida_y_notificada()
    services.presentar_queja(peticion, texto="Sí traía razones.", actor=ciudadano(peticion.id))
    return peticion


ACTOS: dict[str, Callable[[Peticion], Any]] = {
    "conceder_apelacion": lambda p: services.conceder_apelacion(p, actor=jefa(p)),
    "rechazar_apelacion": lambda p: services.rechazar_apelacion(p, motivo="Sin razones", make_letter=casos.make_letter, actor=jefa(p)),
    "presentar_queja": lambda p: services.presentar_queja(p, texto="Sí procedía", actor=ciudadano(p.id)),
    "conceder_queja": lambda p: services.decidir_queja(
        p, sentido="concede", motivo="Sí procedía", make_letter=casos.make_letter, actor=jefa(p)
    ),
    "negar_queja": lambda p: services.decidir_queja(p, sentido="niega", motivo="Tarde", make_letter=casos.make_letter, actor=jefa(p)),
}
# The cases of a state in which each is in order.
HACEN: dict[str, dict[str, Callable[..., Peticion]]] = {
    **{act: {"en_recurso": apelada} for act in ("conceder_apelacion", "rechazar_apelacion")},
    **{act: {"en_recurso": en_queja} for act in ("conceder_queja", "negar_queja")},
    "presentar_queja": {
        "por_notificar": no_concedida, "respondida": no_concedida_y_notificada, "cerrada": no_concedida_y_cerrada,
    },
}  # fmt: skip

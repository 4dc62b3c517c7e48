"""Letters about what offices ask of each other. They name the case by its number only: who was asked may not read it."""

from portal.entidad.models import Funcionario
from portal.outbox.services import enqueue
from portal.pqrs.mails import in_charge
from portal.pqrs.models import Encargo
from portal.pqrs.queries.ausencias import sustituto_de
from portal.web.urls import absolute_url


def encargo_pedido(encargo: Encargo) -> None:
    """An office is asked for something: who heads it, or takes their place, is told."""
    _to("encargo_pedido", encargo.dependencia.jefe, encargo)


def encargo_respondido(encargo: Encargo) -> None:
    """What was asked for is there: who has the case is told, and who asked."""
    people = [in_charge(encargo.peticion), encargo.pedido_por]
    for one in {one.id: one for one in people if one is not None}.values():
        _to("encargo_respondido", one, encargo)


def encargo_recordatorio(encargo: Encargo, *, momento: str, key: str) -> None:
    """Its day comes near, or passed: `momento` is un_dia, hoy or tarde."""
    people = [encargo.dependencia.jefe, encargo.pedido_por if momento == "tarde" else None]
    for one in {one.id: one for one in people if one is not None}.values():
        _to("encargo_recordatorio", one, encargo, key=f"{key}:{one.id}", momento=momento)


def _to(letter: str, official: Funcionario | None, encargo: Encargo, *, key: str | None = None, **context: object) -> None:
    recipient = sustituto_de(official) or official
    if recipient is None or not recipient.activo:
        return
    enqueue(
        f"pqrs/{letter}",
        to=recipient.correo,
        context={
            "funcionario": recipient,
            "encargo": encargo,
            "url_encargo": absolute_url("gestion_pqrs.encargo", encargo_id=encargo.id),
            **context,
        },
        key=key,
    )

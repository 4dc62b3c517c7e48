"""What the person sent by e-mail, on paper or by word, recorded by an official: the day on which it came is what counts."""

from collections.abc import Callable
from typing import Any

from portal.calendario import fecha_larga
from portal.core.actors import Actor
from portal.files.services import Received
from portal.pqrs import services
from portal.pqrs.models import Peticion
from portal.pqrs.services.complemento import Llegada
from portal.pqrs.views.gestion.acciones import Answer, perform
from portal.pqrs.views.gestion.rutas import blueprint
from portal.web.access import requires


def _record(radicado: str, act: str, service: Callable[..., Any]) -> Answer:
    def do(peticion: Peticion, form: Any, actor: Actor, files: list[Received]) -> str:
        llegada = Llegada(form.por.data, form.fecha_read)
        service(peticion, texto=form.texto.data, archivos=files, actor=actor, llegada=llegada)
        return "Quedó en el caso." if act == "aportar" else f"Quedó en el caso. El plazo sigue: vence el {fecha_larga(peticion.vence_el)}."

    return perform(radicado, act, do)


@blueprint.post("/<radicado>/completar")
@requires("pqrs:anotar")
def completar(radicado: str) -> Answer:
    """What was missing came."""
    return _record(radicado, "completar", services.completar)


@blueprint.post("/<radicado>/aclarar")
@requires("pqrs:anotar")
def aclarar(radicado: str) -> Answer:
    """The clarification came."""
    return _record(radicado, "aclarar", services.aclarar)


@blueprint.post("/<radicado>/aportar")
@requires("pqrs:anotar")
def aportar(radicado: str) -> Answer:
    """Something else that the person says."""
    return _record(radicado, "aportar", services.aportar)

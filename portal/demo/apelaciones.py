"""The acts of apelación and queja as the story writes them; and the one office of the demonstration that has a superior."""

from portal.core.actors import SISTEMA
from portal.demo.elenco import actor_of, get_oficina
from portal.demo.guion import Acto, Escena
from portal.entidad.services import edit_dependencia
from portal.pqrs import services
from portal.pqrs.cartas import make_letter


def name_superior() -> None:
    """The Sisbén's decisions are revised by the mayor's office, as an invented municipality may have it."""
    sisben, despacho = get_oficina("sisben"), get_oficina("despacho")
    edit_dependencia(sisben.id, version=sisben.version, datos={"superior_id": despacho.id}, actor=SISTEMA)


def conceder_apelacion(*, por: str) -> Acto:
    """Send it on to the superior."""
    return lambda escena: services.conceder_apelacion(escena.peticion, actor=actor_of(por))


def rechazar_apelacion(motivo: str, *, por: str) -> Acto:
    """Refuse to."""

    def acto(escena: Escena) -> None:
        services.rechazar_apelacion(escena.peticion, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def presentar_queja(texto: str) -> Acto:
    """The person goes to the superior."""
    return lambda escena: services.presentar_queja(escena.peticion, texto=texto, actor=escena.ciudadano)


def decidir_queja(sentido: str, motivo: str, *, por: str) -> Acto:
    """The superior decides whether the apelación goes on."""

    def acto(escena: Escena) -> None:
        services.decidir_queja(escena.peticion, sentido=sentido, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto

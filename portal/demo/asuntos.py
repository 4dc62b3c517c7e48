"""The acts on the matters of a petition as the story writes them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from portal.core import clock
from portal.demo.elenco import actor_of, get_oficina, get_persona
from portal.demo.guion import Acto, Escena
from portal.pqrs import services
from portal.pqrs.cartas import make_letter, make_public_copy
from portal.pqrs.queries.asuntos import get_asunto
from portal.pqrs.services import DatosAsunto
from portal.pqrs.services.responder import get_borrador
from portal.pqrs.tipos import TipoPeticion


def separar(*asuntos: tuple[str, str, str, str], por: str = "ines") -> Acto:
    """Separate the petition; each matter is its words, its kind, its office and, if wished, somebody of it."""

    def acto(escena: Escena) -> None:
        datos = [
            DatosAsunto(titulo, TipoPeticion(tipo), get_oficina(oficina), get_persona(quien) if quien else None)
            for titulo, tipo, oficina, quien in asuntos
        ]
        services.separar(escena.peticion, asuntos=datos, actor=actor_of(por))

    return acto


def escribir_parte(numero: int, texto: str, *, por: str) -> Acto:
    """An office writes its part and says that it may go."""

    def acto(escena: Escena) -> None:
        services.escribir_parte(get_asunto(escena.peticion, numero), texto=texto, lista=True, actor=actor_of(por))

    return acto


def responder_asunto(numero: int, *, por: str, decide: bool = False) -> Acto:
    """It answers its matter with its own letter. `decide`: it denies, and so is notified."""

    def acto(escena: Escena) -> None:
        services.responder_asunto(get_asunto(escena.peticion, numero), make_letter=make_letter, actor=actor_of(por), decide=decide)

    return acto


def unir_partes(*, por: str) -> Acto:
    """The office that coordinates joins the parts."""

    def acto(escena: Escena) -> None:
        draft = get_borrador(escena.peticion)
        services.unir_partes(escena.peticion, actor=actor_of(por), version_borrador=draft.version if draft else 0)

    return acto


def clasificar_asunto(numero: int, tipo: str, motivo: str, *, por: str = "ines") -> Acto:
    """Change the kind of one matter."""

    def acto(escena: Escena) -> None:
        asunto = get_asunto(escena.peticion, numero)
        services.clasificar_asunto(asunto, tipo=TipoPeticion(tipo), motivo=motivo, actor=actor_of(por))

    return acto


def reasignar_asunto(numero: int, oficina: str, a: str, motivo: str, *, por: str) -> Acto:
    """Pass one matter on."""

    def acto(escena: Escena) -> None:
        asunto = get_asunto(escena.peticion, numero)
        services.reasignar_asunto(asunto, dependencia=get_oficina(oficina), responsable=get_persona(a), motivo=motivo, actor=actor_of(por))

    return acto


def abrir_asunto(numero: int) -> Acto:
    """The person opens the answer to one matter."""
    return lambda escena: services.abrir_asunto(escena.peticion, numero=numero, actor=escena.ciudadano)


def _step(service: Callable[..., Any], numero: int, por: str, **values: Any) -> Acto:
    """A step by which the decision on one matter is notified; a value that is a function is asked for when it is done."""

    def acto(escena: Escena) -> None:
        given = {name: one() if one in (_just_now, clock.today) else one for name, one in values.items()}
        service(escena.peticion, asunto=get_asunto(escena.peticion, numero), actor=actor_of(por), **given)

    return acto


def _just_now() -> datetime:
    return clock.now() - timedelta(minutes=5)


def citar_asunto(numero: int, lugar: str, *, por: str) -> Acto:
    """Send the citation."""
    return _step(services.citar, numero, por, lugar=lugar, make_letter=make_letter)


def notificar_asunto(numero: int, quien: str, documento: str, *, por: str) -> Acto:
    """The person came and was notified."""
    return _step(
        services.notificar_personalmente, numero, por, quien=quien, documento=documento, calidad="interesado", fecha=_just_now,
        copia_entregada=True,
    )  # fmt: skip


def avisar_asunto(numero: int, *, por: str) -> Acto:
    """Send the aviso."""
    return _step(services.avisar, numero, por, make_letter=make_letter)


def registrar_aviso_asunto(numero: int, detalle: str, *, por: str) -> Acto:
    """Record that the aviso was delivered."""
    return _step(services.registrar_aviso, numero, por, detalle=detalle, fecha=_just_now)


def publicar_aviso_asunto(numero: int, lugar: str, motivo: str, *, por: str) -> Acto:
    """Put the notice on the public page."""
    return _step(services.publicar_aviso, numero, por, lugar=lugar, motivo=motivo, make_copy=make_public_copy)


def retirar_aviso_asunto(numero: int, *, por: str) -> Acto:
    """Take it down today."""
    return _step(services.retirar_aviso, numero, por, fecha=clock.today)


def presentar_recurso_asunto(numero: int, texto: str) -> Acto:
    """The person appeals against the decision on one matter."""
    return lambda escena: services.presentar_recurso_asunto(escena.peticion, numero=numero, texto=texto, actor=escena.ciudadano)


def decidir_recurso_asunto(numero: int, sentido: str, motivo: str, *, por: str) -> Acto:
    """The office decides it."""

    def acto(escena: Escena) -> None:
        asunto = get_asunto(escena.peticion, numero)
        services.decidir_recurso_asunto(asunto, sentido=sentido, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def desistir_recurso_asunto(numero: int) -> Acto:
    """The person withdraws it."""
    return lambda escena: services.desistir_recurso_asunto(escena.peticion, numero=numero, actor=escena.ciudadano)

"""The steps by which decisions are notified, as the story writes them."""

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.demo.elenco import actor_of
from portal.demo.guion import Acto, Escena
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cartas import make_letter, make_public_copy
from portal.pqrs.models import Respuesta


def citar(lugar: str, *, por: str) -> Acto:
    """Send the citation."""

    def acto(escena: Escena) -> None:
        services.citar(escena.peticion, lugar=lugar, make_letter=make_letter, actor=actor_of(por))

    return acto


def enviar_citacion(guia: str, *, por: str) -> Acto:
    """Record that the citation left on paper."""

    def acto(escena: Escena) -> None:
        query = select(Respuesta).where(Respuesta.peticion_id == escena.peticion_id, Respuesta.clase == "citacion")
        carta = db.session.scalars(query.order_by(Respuesta.id.desc()).limit(1)).one()
        services.registrar_envio(
            escena.peticion, carta=carta, medio="mensajeria", detalle=guia, fecha=clock.now() - timedelta(minutes=5), actor=actor_of(por)
        )

    return acto


def notificar_personalmente(quien: str, documento: str, *, por: str) -> Acto:
    """The person came and was notified."""

    def acto(escena: Escena) -> None:
        services.notificar_personalmente(
            escena.peticion, quien=quien, documento=documento, calidad="interesado", fecha=clock.now() - timedelta(minutes=5),
            copia_entregada=True, actor=actor_of(por),
        )  # fmt: skip

    return acto


def avisar(*, por: str) -> Acto:
    """Send the aviso."""

    def acto(escena: Escena) -> None:
        services.avisar(escena.peticion, make_letter=make_letter, actor=actor_of(por))

    return acto


def registrar_aviso(detalle: str, *, por: str) -> Acto:
    """Record that the aviso was delivered."""

    def acto(escena: Escena) -> None:
        fecha = clock.now() - timedelta(minutes=5)
        services.registrar_aviso(escena.peticion, detalle=detalle, fecha=fecha, actor=actor_of(por))

    return acto


def publicar_aviso(lugar: str, *, por: str, motivo: str = "") -> Acto:
    """Put the notice on the public page."""

    def acto(escena: Escena) -> None:
        services.publicar_aviso(escena.peticion, lugar=lugar, motivo=motivo, make_copy=make_public_copy, actor=actor_of(por))

    return acto


def retirar_aviso(*, por: str) -> Acto:
    """Take the notice down today."""

    def acto(escena: Escena) -> None:
        services.retirar_aviso(escena.peticion, fecha=clock.today(), actor=actor_of(por))

    return acto

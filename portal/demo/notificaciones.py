"""The steps by which decisions are notified, as the story writes them."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from portal.core import clock
from portal.demo.elenco import actor_of
from portal.demo.guion import Acto, Escena
from portal.entidad.services import registrar_interrupcion
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cartas import make_letter, make_public_copy
from portal.pqrs.models import Autoridad, Respuesta


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


def presentar_recurso(texto: str, *, modo: str = "reposicion") -> Acto:
    """The person appeals: by reposición, unless the office has a superior and they say otherwise."""

    def acto(escena: Escena) -> None:
        services.presentar_recurso(escena.peticion, texto=texto, modo=modo, actor=escena.ciudadano)

    return acto


def decidir_recurso(sentido: str, motivo: str, *, por: str) -> Acto:
    """The office decides it."""

    def acto(escena: Escena) -> None:
        services.decidir_recurso(escena.peticion, sentido=sentido, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def desistir_recurso() -> Acto:
    """The person withdraws the appeal."""

    def acto(escena: Escena) -> None:
        services.desistir_recurso(escena.peticion, actor=escena.ciudadano)

    return acto


def registrar_orden(ordena: str, *, por: str, dias: int = 2) -> Acto:
    """A judge's order came today; it is obeyed within some calendar days."""

    def acto(escena: Escena) -> None:
        services.registrar_orden(
            escena.peticion, juez="Juzgado Promiscuo Municipal de la demostración", proceso="52-573-40-89-001-0012", ordena=ordena,
            ordenada_el=clock.today(), cumplir_el=clock.today() + timedelta(days=dias), actor=actor_of(por),
        )  # fmt: skip

    return acto


def poner_leyenda(base: str, motivo: str, *, por: str) -> Acto:
    """The database says «reclamo en trámite» since today."""

    def acto(escena: Escena) -> None:
        services.poner_leyenda(
            escena.peticion, base=base, motivo=motivo, detalle="La puso quien lleva la base; se ve en la ficha del predio.",
            puesta_el=clock.today(), actor=actor_of(por),
        )  # fmt: skip

    return acto


def quitar_leyenda(*, por: str) -> Acto:
    """The claim was decided and the legend taken out."""

    def acto(escena: Escena) -> None:
        services.quitar_leyenda(escena.peticion, quitada_el=clock.today(), actor=actor_of(por))

    return acto


def negar_reserva(reservas: list[str], niega: str, dano: str, *, por: str, entrega: str = "") -> Acto:
    """Refuse what is reserved."""

    def acto(escena: Escena) -> None:
        services.negar_reserva(
            escena.peticion, reservas=reservas, niega=niega, dano=dano, entrega=entrega, make_letter=make_letter, actor=actor_of(por)
        )

    return acto


def insistir(texto: str) -> Acto:
    """The person insists."""

    def acto(escena: Escena) -> None:
        services.insistir(escena.peticion, texto=texto, actor=escena.ciudadano)

    return acto


def enviar_al_juez(*, por: str) -> Acto:
    """Send the papers to the judge of the directory."""

    def acto(escena: Escena) -> None:
        juez = db.session.scalars(select(Autoridad).where(Autoridad.nombre.startswith("Juzgado"))).one()
        services.enviar_al_juez(escena.peticion, autoridad=juez, nota="", make_letter=make_letter, actor=actor_of(por))

    return acto


def registrar_fallo(fallo: str, detalle: str, *, por: str) -> Acto:
    """Record what the judge decided today."""

    def acto(escena: Escena) -> None:
        services.registrar_fallo(escena.peticion, fallo=fallo, fallo_el=clock.today(), detalle=detalle, actor=actor_of(por))

    return acto


def ampliar_por_falla(*, por: str) -> Acto:
    """The means failed on the person's last day: it is put on record, and they get the days of the law."""

    def acto(escena: Escena) -> None:
        last = escena.peticion.pausa_limite_el
        begun = datetime.combine(last or clock.today(), time(14), tzinfo=clock.BOGOTA)
        row = registrar_interrupcion(
            canal="seguimiento", inicio_en=begun, fin_en=begun + timedelta(hours=4), actor=actor_of("efrain"),
            descripcion="Se cayó el enlace de internet de la alcaldía. La página de seguimiento no abría.",
        )  # fmt: skip
        services.ampliar_por_falla(escena.peticion, interrupcion=row, actor=actor_of(por))

    return acto

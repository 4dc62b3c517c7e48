"""The acts of the law around a petition as the story writes them; those of answering it are in `actos`."""

from sqlalchemy import select

from portal.core import clock
from portal.demo.elenco import actor_of
from portal.demo.guion import Acto, Escena
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
from portal.pqrs.models import Autoridad, Peticion


def requerir(texto: str, *, por: str) -> Acto:
    """Ask the person to complete the petition."""

    def acto(escena: Escena) -> None:
        services.requerir(escena.peticion, texto=texto, make_letter=make_letter, actor=actor_of(por))

    return acto


def completar(texto: str) -> Acto:
    """The person brings what was asked for."""

    def acto(escena: Escena) -> None:
        services.completar(escena.peticion, texto=texto, actor=escena.ciudadano)

    return acto


def pedir_mas_tiempo() -> Acto:
    """The person asks for more time to complete it."""
    return lambda escena: services.pedir_mas_tiempo(escena.peticion, actor=escena.ciudadano)


def seguir_sin_completar(motivo: str, *, por: str) -> Acto:
    """The office goes on with what there is."""
    return lambda escena: services.seguir_sin_completar(escena.peticion, motivo=motivo, actor=actor_of(por))


def decretar_desistimiento(motivo: str, *, por: str) -> Acto:
    """Decree the tacit withdrawal."""

    def acto(escena: Escena) -> None:
        services.decretar_desistimiento(escena.peticion, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def prorrogar(dias: int, motivo: str, *, por: str) -> Acto:
    """Extend the term by so many business days."""

    def acto(escena: Escena) -> None:
        hasta = get_calendario().sumar(escena.peticion.vence_el, dias)
        services.prorrogar(escena.peticion, motivo=motivo, hasta=hasta, make_letter=make_letter, actor=actor_of(por))

    return acto


def trasladar(a: str, motivo: str, *, por: str, parte: str = "") -> Acto:
    """Pass the petition, or `parte` of it, to the authority whose name begins so."""

    def acto(escena: Escena) -> None:
        autoridad = db.session.scalars(select(Autoridad).where(Autoridad.nombre.startswith(a))).one()
        services.trasladar(escena.peticion, autoridad=autoridad, motivo=motivo, parte=parte, make_letter=make_letter, actor=actor_of(por))

    return acto


def deshacer_traslado(causa: str, motivo: str, *, por: str) -> Acto:
    """Leave the transfer without effect: the petition is answered here."""

    def acto(escena: Escena) -> None:
        services.deshacer_traslado(escena.peticion, causa=causa, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def plantear_conflicto(motivo: str, *, por: str) -> Acto:
    """Suspend the term while a court says who is competent."""
    return lambda escena: services.plantear_conflicto(escena.peticion, motivo=motivo, actor=actor_of(por))


def resolver_conflicto(decision: str, *, por: str) -> Acto:
    """Record what the court decided."""
    return lambda escena: services.resolver_conflicto(
        escena.peticion, decision=decision, decidida_el=clock.today(), comunicada_el=clock.today(), competente="", actor=actor_of(por)
    )


def devolver_oscura(texto: str, *, por: str) -> Acto:
    """Send back what cannot be understood."""

    def acto(escena: Escena) -> None:
        services.devolver(escena.peticion, texto=texto, make_letter=make_letter, actor=actor_of(por))

    return acto


def aclarar(texto: str) -> Acto:
    """The person says it with other words."""

    def acto(escena: Escena) -> None:
        services.aclarar(escena.peticion, texto=texto, actor=escena.ciudadano)

    return acto


def archivar(motivo: str, *, por: str) -> Acto:
    """Archive what nobody clarified."""

    def acto(escena: Escena) -> None:
        services.archivar(escena.peticion, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def rechazar(motivo: str, *, por: str) -> Acto:
    """Refuse a disrespectful petition."""

    def acto(escena: Escena) -> None:
        services.rechazar(escena.peticion, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def remitir(anterior: str, motivo: str, *, por: str) -> Acto:
    """Refer a repeated petition to the answer that the one with the subject `anterior` had."""

    def acto(escena: Escena) -> None:
        radicado = db.session.scalars(select(Peticion.radicado).where(Peticion.asunto == anterior).order_by(Peticion.id)).first()
        services.remitir(escena.peticion, anterior=radicado or "", motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto


def continuar(motivo: str, *, por: str) -> Acto:
    """Go on ex officio with what was withdrawn."""

    def acto(escena: Escena) -> None:
        services.continuar(escena.peticion, motivo=motivo, make_letter=make_letter, actor=actor_of(por))

    return acto

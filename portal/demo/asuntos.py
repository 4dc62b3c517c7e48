"""The acts on the matters of a petition as the story writes them."""

from portal.demo.elenco import actor_of, get_oficina, get_persona
from portal.demo.guion import Acto, Escena
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
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


def responder_asunto(numero: int, *, por: str) -> Acto:
    """It answers its matter with its own letter."""

    def acto(escena: Escena) -> None:
        services.responder_asunto(get_asunto(escena.peticion, numero), make_letter=make_letter, actor=actor_of(por))

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

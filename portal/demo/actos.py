"""The acts as the story writes them: each gives a function that does the real act, through the same service as a page."""

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.demo.elenco import actor_of, get_oficina, get_persona
from portal.demo.guion import Acto, Escena
from portal.extensions import db
from portal.pqrs import services
from portal.pqrs.cartas import make_letter
from portal.pqrs.models import Peticion
from portal.pqrs.publicas import make_publica
from portal.pqrs.queries.encargos import list_encargos
from portal.pqrs.queries.relacionados import list_vinculos
from portal.pqrs.services.publicar import preparar, proponer_tachado, vigentes_de
from portal.pqrs.services.responder import get_borrador, last_respuesta
from portal.pqrs.tachado import Quitar
from portal.pqrs.tipos import TipoPeticion


def asignar(oficina: str, a: str = "", *, por: str = "ines") -> Acto:
    """Give the new case to a department, and to one of its officials."""

    def acto(escena: Escena) -> None:
        services.asignar(escena.peticion, dependencia=get_oficina(oficina), responsable=get_persona(a) if a else None, actor=actor_of(por))

    return acto


def reasignar(oficina: str, a: str, motivo: str, *, por: str) -> Acto:
    """Pass the case on."""

    def acto(escena: Escena) -> None:
        services.reasignar(
            escena.peticion, dependencia=get_oficina(oficina), responsable=get_persona(a), motivo=motivo, actor=actor_of(por)
        )

    return acto


def clasificar(tipo: TipoPeticion, motivo: str, *, por: str = "ines") -> Acto:
    """Change its kind."""
    return lambda escena: services.clasificar(escena.peticion, tipo=tipo, motivo=motivo, actor=actor_of(por))


def dar_preferencia(causa: str, motivo: str, *, por: str) -> Acto:
    """Confirm that the case goes first."""

    def acto(escena: Escena) -> None:
        services.dar_preferencia(escena.peticion, causa=causa, motivo=motivo, actor=actor_of(por))

    return acto


def quitar_preferencia(motivo: str, *, por: str) -> Acto:
    """Let the case go first no longer."""
    return lambda escena: services.quitar_preferencia(escena.peticion, motivo=motivo, actor=actor_of(por))


def encargar(oficina: str, pedido: str, dias: int, *, por: str, lee: bool = False) -> Acto:
    """Ask another office for something; `lee` when it may read the petition's words."""

    def acto(escena: Escena) -> None:
        services.encargar(
            escena.peticion, dependencia=get_oficina(oficina), pedido=pedido, dias=dias, ve_solicitud=lee, actor=actor_of(por)
        )

    return acto


def responder_encargo(respuesta: str, *, por: str) -> Acto:
    """The other office answers what it was last asked."""

    def acto(escena: Escena) -> None:
        services.responder_encargo(list_encargos(escena.peticion)[-1], respuesta=respuesta, actor=actor_of(por))

    return acto


def vincular(otro: str, motivo: str, *, por: str) -> Acto:
    """Link the case to the one whose subject is `otro`."""

    def acto(escena: Escena) -> None:
        radicado = db.session.scalars(select(Peticion.radicado).where(Peticion.asunto == otro).order_by(Peticion.id).limit(1)).one()
        services.vincular(escena.peticion, otro=radicado, clase="relacionado", motivo=motivo, actor=actor_of(por))

    return acto


def fusionar(asunto: str, motivo: str, *, por: str) -> Acto:
    """Close the case by reference to the first one that has that subject: the same person filed it twice."""

    def acto(escena: Escena) -> None:
        radicado = db.session.scalars(select(Peticion.radicado).where(Peticion.asunto == asunto).order_by(Peticion.id).limit(1)).one()
        services.fusionar(escena.peticion, principal=radicado, motivo=motivo, actor=actor_of(por))

    return acto


def deshacer_fusion(motivo: str, *, por: str) -> Acto:
    """Let a joined case go on by itself."""

    def acto(escena: Escena) -> None:
        services.deshacer_fusion(escena.peticion, motivo=motivo, actor=actor_of(por))

    return acto


def desvincular(*, por: str) -> Acto:
    """Take the case's last link away."""

    def acto(escena: Escena) -> None:
        found = list_vinculos(actor_of(por), escena.peticion)[-1]
        services.desvincular(found.vinculo, actor=actor_of(por))

    return acto


def anotar(texto: str, *, por: str) -> Acto:
    """Leave an internal note."""

    def acto(escena: Escena) -> None:
        services.anotar(escena.peticion, texto=texto, actor=actor_of(por))

    return acto


def escribir(texto: str, *, por: str, pide: bool = False) -> Acto:
    """The office writes to the person; `pide` when it asks for an answer."""

    def acto(escena: Escena) -> None:
        services.escribir(escena.peticion, texto=texto, pide_respuesta=pide, actor=actor_of(por))

    return acto


def aportar(texto: str) -> Acto:
    """The person writes to the office."""

    def acto(escena: Escena) -> None:
        services.aportar(escena.peticion, texto=texto, actor=escena.ciudadano)

    return acto


def proyectar(cuerpo: str, *, por: str) -> Acto:
    """Write the answer, or write it anew."""

    def acto(escena: Escena) -> None:
        draft = get_borrador(escena.peticion)
        services.proyectar(escena.peticion, cuerpo=cuerpo, actor=actor_of(por), version_borrador=draft.version if draft else None)

    return acto


def pedir_aprobacion(*, por: str) -> Acto:
    """Give the draft to the head."""
    return lambda escena: services.pedir_aprobacion(escena.peticion, actor=actor_of(por))


def devolver(motivo: str, *, por: str) -> Acto:
    """The head sends the draft back."""
    return lambda escena: services.devolver_proyecto(escena.peticion, motivo=motivo, actor=actor_of(por))


def responder(*, por: str, decide: bool = False) -> Acto:
    """Send the answer: the letter takes its number. `decide`: it denies, and so is notified."""

    def acto(escena: Escena) -> None:
        services.responder(escena.peticion, make_letter=make_letter, actor=actor_of(por), decide=decide)

    return acto


def entregar(medio: str, detalle: str, *, por: str) -> Acto:
    """Record the proof that the answer was delivered, half an hour before."""

    def acto(escena: Escena) -> None:
        fecha = clock.now() - timedelta(minutes=30)
        services.registrar_entrega(escena.peticion, medio=medio, detalle=detalle, fecha=fecha, actor=actor_of(por))

    return acto


def abrir() -> Acto:
    """The person opens the answer on the tracking page."""
    return lambda escena: services.abrir_respuesta(escena.peticion, actor=escena.ciudadano)


def calificar(puntaje: int, comentario: str, *, resuelto: bool = True) -> Acto:
    """The person rates the answer, from 1 to 5."""

    def acto(escena: Escena) -> None:
        services.calificar(escena.peticion, puntaje=puntaje, resuelto=resuelto, comentario=comentario, actor=escena.ciudadano)

    return acto


def cerrar(*, por: str) -> Acto:
    """End the case."""
    return lambda escena: services.cerrar(escena.peticion, actor=actor_of(por))


def reabrir(motivo: str, *, por: str) -> Acto:
    """The office takes the case up again."""
    return lambda escena: services.reabrir(escena.peticion, motivo=motivo, actor=actor_of(por))


def pedir_reapertura(motivo: str) -> Acto:
    """The person says that the answer does not resolve what was asked."""
    return lambda escena: services.pedir_reapertura(escena.peticion, motivo=motivo, actor=escena.ciudadano)


def desistir(motivo: str) -> Acto:
    """The person withdraws."""
    return lambda escena: services.desistir(escena.peticion, motivo=motivo, actor=escena.ciudadano)


def revocar() -> Acto:
    """The person takes back the acceptance of electronic notification."""
    return lambda escena: services.revocar_notificacion(escena.peticion, actor=escena.ciudadano)


def anular(justificacion: str, *, por: str) -> Acto:
    """Void the radicado."""
    return lambda escena: services.anular(escena.peticion, justificacion=justificacion, actor=actor_of(por))


def publicar(tema: str, titulo: str, pregunta: str, *, por: str) -> Acto:
    """Publish the answer without all that the portal proposes to take out."""

    def acto(escena: Escena) -> None:
        peticion = escena.peticion
        answer = last_respuesta(peticion)
        if answer is None:
            raise LookupError(f"{escena.clave} has no answer to publish")
        quitar = [Quitar(one.texto, one.dato) for one in proponer_tachado(peticion, answer)]
        public = preparar(answer, titulo=titulo, pregunta=pregunta, quitar=quitar)
        services.publicar(
            peticion, respuesta=answer, tema=tema, titulo=titulo, pregunta=pregunta, quitar=quitar, huella=public.huella,
            make_pdf=make_publica, actor=actor_of(por),
        )  # fmt: skip

    return acto


def retirar(motivo: str, *, por: str) -> Acto:
    """Withdraw what was published of the case."""

    def acto(escena: Escena) -> None:
        peticion = escena.peticion
        answer = last_respuesta(peticion)
        for one in vigentes_de([answer.id] if answer else []).values():
            services.retirar_publicacion(one, peticion, motivo=motivo, actor=actor_of(por))

    return acto

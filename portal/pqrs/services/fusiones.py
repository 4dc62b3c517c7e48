"""Joining two filings of one person that are the same petition (CPACA art. 36), and parting them again.

The one that expires first goes on, so that the earlier term governs; the other is closed by reference to it. Petitions of
different persons are never joined: they are answered alike (art. 22, `grupos`).
"""

from sqlalchemy import select

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.core.permissions import can
from portal.extensions import db
from portal.pqrs import mails_fusiones as mails
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.estados import EN_CURSO, PETICION
from portal.pqrs.models import Fusion, Peticion, Solicitante
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.caso import list_cartas
from portal.pqrs.queries.encargos import list_encargos
from portal.pqrs.queries.fusiones import find_fusion, list_unidas
from portal.pqrs.queries.grupos import find_grupo_of
from portal.pqrs.queries.relacionados import is_misma_persona
from portal.pqrs.queries.silencio import aceptada_el
from portal.pqrs.services import identidades
from portal.pqrs.services.acto import begin, end, require_text

OTRA_PERSONA = (
    "No son de la misma persona: no tienen el mismo documento ni el mismo correo. Lo que piden varias personas se responde en grupo, "
    "en «Solicitudes que piden lo mismo» (Ley 1437 de 2011, art. 22)."
)


def fusionar(peticion: Peticion, *, principal: str, motivo: str, actor: Actor, version: int | None = None) -> Fusion:
    """Close the case by reference to another one of the same person, which asks for the same and goes on.

    Args:
        principal: radicado of the one that goes on, as it is typed.
        motivo: who filed reads it.

    Raises:
        DomainError: it is not the same person, one of them is anonymous or sealed (unless both are, and the official may open
            them), this one expires earlier or gets its letters elsewhere, or something was done in it that would be lost.
    """
    transition = begin("fusionar", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué son la misma solicitud: la persona lo leerá.")
    # Nobody may answer the other one meanwhile.
    other = db.session.scalar(select(Peticion).where(Peticion.radicado == clean_radicado(principal)).with_for_update())
    if other is None or not reaches(actor, other):
        raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "principal")
    if other.id == peticion.id:
        raise DomainError("Es este mismo caso. Escriba el radicado del otro.", "principal")
    _check_open(peticion, other)
    _check_nothing_is_lost(peticion, other)
    _check_person(peticion, other, motivo, actor)
    received = begin("recibir_repetida", other, actor)
    # It was joined once, and a judge ordered it to go on.
    ended = db.update(Fusion).where(Fusion.peticion_id == peticion.id, Fusion.deshecha_en.is_(None))
    db.session.execute(ended.values(deshecha_en=clock.now()))
    row = Fusion(peticion=peticion, principal=other, motivo=motivo, hecha_por_id=actor.id, hecha_en=clock.now())
    db.session.add(row)
    peticion.cerrada_en, peticion.espera_ciudadano = row.hecha_en, False
    _follow(peticion, other)
    if peticion.preferente and not other.preferente:
        other.preferente, other.preferente_motivo = True, peticion.preferente_motivo
        other.preferente_causa, other.preferente_estado = peticion.preferente_causa, peticion.preferente_estado
    end(transition, peticion, actor, {"principal": other.radicado, "motivo": motivo})
    end(received, other, actor, {"repetida": peticion.radicado, "motivo": motivo})
    mails.fusionada(peticion, other, motivo=motivo)
    return row


def deshacer_fusion(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Let a case that was joined to another go on by itself; its term is the one it always had.

    Raises:
        DomainError: no reason; it was not joined; or the other one was answered meanwhile, which answered this one too.
    """
    act = "deshacer_fusion" if peticion.dependencia_id is not None else "deshacer_fusion_sin_asignar"
    transition = begin(act, peticion, actor, version)
    row = find_fusion(peticion)
    if row is None:
        raise DomainError("Este caso no está unido a otro.")
    motivo = require_text(motivo, "motivo", "Escriba por qué no son la misma solicitud: la persona lo leerá.")
    other = db.session.scalars(select(Peticion).where(Peticion.id == row.principal_id).with_for_update()).one()
    if other.estado not in PETICION.transitions["soltar_repetida"].desde:
        raise DomainError(f"{other.radicado} ya se decidió, y con ella esta. Si falta algo por responder, reabra {other.radicado}.")
    released = begin("soltar_repetida", other, actor)
    row.deshecha_en = clock.now()
    peticion.cerrada_en = None
    end(transition, peticion, actor, {"principal": other.radicado, "motivo": motivo})
    end(released, other, actor, {"repetida": peticion.radicado, "motivo": motivo})
    mails.separada(peticion, other, motivo=motivo)


def acompanar(principal: Peticion) -> None:
    """Take along, to the office of the one that goes on, the filings that were joined to it: their papers are read with it."""
    for row in list_unidas(principal):
        _follow(row.peticion, principal)


def _follow(peticion: Peticion, principal: Peticion) -> None:
    if principal.dependencia_id is not None:
        peticion.dependencia, peticion.dependencia_id = principal.dependencia, principal.dependencia_id
        peticion.responsable, peticion.responsable_id = principal.responsable, principal.responsable_id


def _check_open(peticion: Peticion, other: Peticion) -> None:
    if other.estado not in EN_CURSO:
        raise DomainError("La otra solicitud ya se decidió o está en pausa. Solo se une a una que está en trámite.", "principal")
    if peticion.is_separada or other.is_separada:
        raise DomainError("Una de las dos se separó en asuntos, cada uno con su fecha: no se pueden unir.", "principal")
    if aceptada_el(peticion) is not None:
        raise DomainError("La ley ya da por aceptada esta solicitud: tiene su propia respuesta pendiente y no se une a otra.")
    if peticion.vence_el < other.vence_el:
        raise DomainError(
            f"Esta vence el {peticion.vence_el:%d/%m/%Y}, antes que {other.radicado} ({other.vence_el:%d/%m/%Y}): la persona perdería "
            f"días. Hágalo al revés: entre a {other.radicado} y únala a esta.",
            "principal",
        )


def _check_nothing_is_lost(peticion: Peticion, other: Peticion) -> None:
    if list_cartas(peticion):
        raise DomainError("Ya salió una carta en este caso: sigue por su cuenta. Puede vincularlo con el otro.")
    if any(one.pendiente for one in list_encargos(peticion)):
        raise DomainError("Hay encargos sin responder en este caso. Retírelos o espere a que los respondan.")
    if list_unidas(peticion):
        raise DomainError("A este caso ya se unieron otros. Sepárelos primero, o únalos todos al mismo.")
    group = find_grupo_of(peticion)
    if group is not None and group.estado != "propuesto":
        raise DomainError("Este caso está en un grupo que se responde junto. Quítelo primero del grupo.")
    if peticion.medio_respuesta != other.medio_respuesta:
        raise DomainError(
            "La persona pidió recibir las dos respuestas por medios distintos. Pregúntele cuál quiere, o respóndalas por separado.",
            "principal",
        )


def _check_person(peticion: Peticion, other: Peticion, motivo: str, actor: Actor) -> None:
    if peticion.anonima or other.anonima:
        raise DomainError("De una solicitud anónima no se sabe quién la presentó: no se puede unir a otra.", "principal")
    if peticion.is_sellada != other.is_sellada:
        raise DomainError("Una de las dos tiene la identidad sellada y la otra no: no se pueden unir.", "principal")
    if peticion.is_sellada:
        if not can(actor, "pqrs:abrir_identidad", peticion) or not can(actor, "pqrs:abrir_identidad", other):
            raise DomainError("Las dos tienen la identidad sellada: solo las une quien puede abrirla.", "principal")
        # To compare them is to open them: it is recorded, and the person sees it.
        people = [
            identidades.abrir(one, motivo=f"Unir dos radicados de la misma persona: {motivo}", actor=actor) for one in (peticion, other)
        ]
    else:
        people = [one.solicitante for one in (peticion, other) if one.solicitante is not None]
    if len(people) != 2 or not is_misma_persona(*people):
        raise DomainError(OTRA_PERSONA, "principal")
    if _address(people[0]) != _address(people[1]):
        # Anybody may type a document's number: an answer goes only where both filings said.
        raise DomainError(
            "Las dos dieron distinto correo o distinta dirección. Confirme con la persona, o respóndalas por separado.",
            "principal",
        )


def _address(who: Solicitante) -> tuple[str, str]:
    return who.correo.lower(), " ".join(who.direccion.lower().split())

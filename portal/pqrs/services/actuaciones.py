"""The acts of an office on a petition other than answering it. Each sends its letter in the same act.

Norm: CPACA arts. 14 par., 17 to 19, 21 and 39, as Ley 1755 de 2015 left them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.calendario import fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received
from portal.pqrs import mails
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import POR_DECRETAR
from portal.pqrs.models import Asunto, Autoridad, HechoTermino, Peticion, Respuesta
from portal.pqrs.plazos import FIN_DE_PAUSA, CausaPausa, ClaseHecho, Hecho, limite_traslado
from portal.pqrs.queries.asuntos import list_pendientes
from portal.pqrs.queries.caso import list_hechos, termino_of
from portal.pqrs.queries.ordenes import has_orden, must_entregar
from portal.pqrs.queries.propia import is_propia
from portal.pqrs.queries.silencio import aceptada_el, asunto_aceptado_el
from portal.pqrs.services.acto import begin, check_se_puede_negar, end, require_text, set_termino
from portal.pqrs.services.asuntos_del_caso import check_sin_aceptar
from portal.pqrs.services.expedir import LetterMaker, expedir, start_delivery
from portal.pqrs.services.recuento import recontar
from portal.pqrs.services.reiterativa import Anterior, find_anterior

C = ClaseCarta
SILENCIO_OTROS = (
    "La ley la entiende aceptada desde el {}: solo queda entregar lo que se pidió (Ley 1437 de 2011, art. 14, num. 1). Ya no se puede "
    "pedir que la complete ni trasladarla. Responda y entregue las copias."
)


def note(peticion: Peticion, clase: ClaseHecho, hasta: date | None = None, el: date | None = None) -> dict[str, Any]:
    """Add a fact to the case and store the term that it leaves; gives what changed, for the audit.

    Args:
        el: the day of the fact; today, unless it is recorded later than it happened.

    Raises:
        DomainError: the law does not allow it.
    """
    hecho = Hecho(clase, el or clock.today(), hasta)
    termino = termino_of(peticion, get_calendario(), mas=[hecho])
    # What is asked of the person stops every matter. An extension is of the one that expires first, whose term the case tells;
    # and so is what came too late to stop that one, for the others would stand still with nobody to make them go on.
    is_of_one = clase is ClaseHecho.PRORROGADA or (clase is ClaseHecho.REQUERIDA and termino.pausa is None)
    own = peticion.asunto_plazo_id if is_of_one else None
    db.session.add(
        HechoTermino(peticion_id=peticion.id, asunto_id=own, clase=clase.value, el=hecho.el, hasta=hasta, registrado_en=clock.now())
    )
    return set_termino(peticion, termino)


def requerir(
    peticion: Peticion, *, texto: str, make_letter: LetterMaker, actor: Actor, archivos: Sequence[Received] = (), version: int | None = None
) -> Respuesta:
    """Ask the person to complete the petition (CPACA art. 17).

    Asked in time, the term pauses from tomorrow and the person has one month. Asked later it is a letter that moves nothing.

    Raises:
        DomainError: nothing is asked for, or the law counts the petition as accepted by now (CPACA art. 14.1).
    """
    transition = begin("requerir", peticion, actor, version)
    _refuse_accepted(peticion)
    has_effect = termino_of(peticion, get_calendario(), mas=[Hecho(ClaseHecho.REQUERIDA, clock.today())]).pausa is not None
    if not has_effect:
        transition = begin("requerir_tarde", peticion, actor, version)
    text = require_text(texto, "texto", "Escriba qué falta y para qué se necesita.")
    facts = note(peticion, ClaseHecho.REQUERIDA)
    limite = peticion.pausa_limite_el
    letter, _made = expedir(
        peticion, C.REQUERIMIENTO, text, make_letter=make_letter, actor=actor, archivos=archivos, campo="texto",
        datos={"limite": str(limite) if limite else "", "con_efecto": has_effect},
    )  # fmt: skip
    peticion.espera_ciudadano = True
    end(transition, peticion, actor, {**facts, **_told(letter), **({"limite": str(limite)} if limite else {})})
    mails.requerimiento(peticion, limite=limite)
    return letter


def seguir_sin_completar(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Go on with what there is: what was asked for is not needed after all. The term runs again from tomorrow."""
    transition = begin("seguir_sin_completar", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué puede seguir sin lo que pidió.")
    facts = resume(peticion)
    end(transition, peticion, actor, {**facts, "motivo": motivo})
    mails.reanudada(peticion, motivo=motivo)


def resume(peticion: Peticion, el: date | None = None) -> dict[str, Any]:
    """End the pause that runs, whatever its cause. `el`: the day on which what was awaited came, if not today."""
    peticion.espera_ciudadano = False
    return note(peticion, FIN_DE_PAUSA[CausaPausa(peticion.pausa_causa)], el=el) if peticion.pausa_causa else {}


def prorrogar(
    peticion: Peticion, *, motivo: str, hasta: date, make_letter: LetterMaker, actor: Actor, version: int | None = None
) -> Respuesta:
    """Extend the term: before it expires, once, at most to its double, with the reason and the new date in a letter.

    Raises:
        DomainError: no reason, or the law does not allow that date; the message says why.

    Norm: CPACA art. 14 par.; Ley 1581 de 2012 arts. 14 and 15.
    """
    transition = begin("prorrogar", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué no se puede responder a tiempo: la persona lo leerá.")
    facts = note(peticion, ClaseHecho.PRORROGADA, hasta)
    text = f"{motivo}\n\nLe responderemos a más tardar el {fecha_larga(hasta)}."
    letter, _made = expedir(peticion, C.PRORROGA, text, make_letter=make_letter, actor=actor, datos={"hasta": str(hasta)})
    end(transition, peticion, actor, {**facts, **_told(letter), "motivo": motivo})
    mails.prorroga(peticion, motivo=motivo)
    return letter


def trasladar(
    peticion: Peticion, *, autoridad: Autoridad, motivo: str, make_letter: LetterMaker, actor: Actor, parte: str = "",
    asunto: Asunto | None = None, version: int | None = None,
) -> Respuesta:  # fmt: skip
    """Pass the petition, or a part of it, to the body that is competent; the person gets a copy of the letter.

    Later than the fifth day it is still done, and recorded as late.

    Args:
        parte: which part is passed on; empty means the whole petition, which ends here.
        asunto: of a petition that was separated, the matter that is passed on: only that one ends here.

    Raises:
        DomainError: no reason, the authority is not in use, it is this municipality, or the law counts the petition as accepted
            by now (CPACA art. 14.1): what is owed then is owed by who let the days pass.

    Norm: CPACA art. 21.
    """
    if asunto is not None:
        parte = f"Asunto {asunto.numero}: {asunto.titulo}\n\n{parte}"
    transition = begin("trasladar_parte" if parte.strip() else "trasladar", peticion, actor, version)
    _refuse_accepted(peticion)
    _check_matter(peticion, asunto, is_part=bool(parte.strip()))
    motivo = require_text(motivo, "motivo", "Escriba por qué le corresponde a esa entidad.")
    if not autoridad.activa:
        raise DomainError("Esa entidad ya no está en el directorio. Elija otra.", "autoridad")
    if is_propia(autoridad.nombre, autoridad.correo):
        raise DomainError("Esa es esta misma alcaldía o una de sus oficinas. Para pasar el caso a otra oficina, reasígnelo.", "autoridad")
    calendario = get_calendario()
    termino = termino_of(peticion, calendario)
    in_time = clock.today() <= limite_traslado(termino.vencido, calendario, termino.conflicto_hasta)
    said = f"{motivo}\n\nParte que se traslada: {parte.strip()}" if parte.strip() else motivo
    letter, made = expedir(
        peticion, C.TRASLADO_PARCIAL if parte.strip() else C.TRASLADO, said, make_letter=make_letter, actor=actor,
        datos={"autoridad": autoridad.nombre, "autoridad_id": autoridad.id, "parte": parte.strip()},
    )  # fmt: skip
    if not parte.strip():
        peticion.cerrada_en = clock.now()
        peticion.espera_ciudadano = False
    facts: dict[str, Any] = {**_told(letter), "autoridad": autoridad.nombre, "motivo": motivo, "en_termino": in_time}
    if asunto is not None:
        asunto.respuesta_id, asunto.respuesta, asunto.respondida_en = letter.id, letter, clock.now()
        recontar(peticion)
        facts |= {"asunto": asunto.numero, "caso_vence_el": str(peticion.vence_el)}
    end(transition, peticion, actor, facts)
    mails.traslado(peticion, letter, made, autoridad=autoridad, motivo=motivo)
    return letter


def _refuse_ordered(peticion: Peticion) -> None:
    if must_entregar(peticion) or has_orden(peticion):
        raise DomainError("Un juez ordenó responder o entregar lo que se pidió: cúmplalo en la respuesta. Ya no se puede hacer esto.")


def _refuse_accepted(peticion: Peticion) -> None:
    """What must be given here and now is neither asked more about nor passed on."""
    _refuse_ordered(peticion)
    if accepted := aceptada_el(peticion):
        raise DomainError(SILENCIO_OTROS.format(fecha_larga(accepted)))


def _check_matter(peticion: Peticion, asunto: Asunto | None, *, is_part: bool) -> None:
    """Of a petition in matters it is one of those that wait that is passed on, and not the last."""
    if not is_part or not peticion.is_separada:
        return
    waiting = list_pendientes(peticion)
    if asunto is None or asunto.id not in {one.id for one in waiting}:
        raise DomainError("Elija qué asunto se traslada: uno que no tenga respuesta.", "asunto")
    if accepted := asunto_aceptado_el(asunto):
        raise DomainError(SILENCIO_OTROS.format(fecha_larga(accepted)), "asunto")
    if len(waiting) == 1:
        raise DomainError("Es el único asunto que falta por responder: traslade toda la solicitud.", "asunto")


def plantear_conflicto(peticion: Peticion, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Another body also says that it is not competent: the court decides, and the term stands still meanwhile (CPACA art. 39)."""
    transition = begin("plantear_conflicto", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba a qué tribunal o juzgado se envió y con qué entidad es el conflicto.")
    facts = note(peticion, ClaseHecho.SUSPENDIDA)
    if peticion.pausa_desde is None:
        raise DomainError("El plazo ya venció: no se puede suspender. Responda, o traslade el caso.")
    end(transition, peticion, actor, {**facts, "motivo": motivo})
    mails.conflicto(peticion, motivo=motivo)


def resolver_conflicto(
    peticion: Peticion, *, decision: str, decidida_el: date, comunicada_el: date, competente: str, actor: Actor, version: int | None = None
) -> None:
    """The court decided. The term runs again from the day after it told the municipality (CPACA art. 39).

    When another body is competent the case is then passed on, within five days of that day.

    Args:
        competente: the body that the court said is competent; the municipality itself, when it is empty.

    Raises:
        DomainError: what was decided is missing, or a day is in the future, before the conflict, or out of order.
    """
    raised = peticion.pausa_desde
    transition = begin("resolver_conflicto", peticion, actor, version)
    decision = require_text(decision, "decision", "Escriba qué decidió el juez.")
    if raised is not None and decidida_el < raised:
        raise DomainError(f"El conflicto se planteó el {fecha_larga(raised)}: la decisión no puede ser anterior.", "decidida_el")
    if decidida_el > clock.today():
        raise DomainError("La decisión no puede tener una fecha futura.", "decidida_el")
    if not decidida_el <= comunicada_el <= clock.today():
        raise DomainError("La comunicación llega el día de la decisión o después, y no puede ser una fecha futura.", "comunicada_el")
    facts = resume(peticion, comunicada_el)
    told = f"{decision}\n\nDecisión del {fecha_larga(decidida_el)}. Es competente: {competente.strip() or 'esta alcaldía'}."
    days = {"decidida_el": str(decidida_el), "comunicada_el": str(comunicada_el), "competente": competente.strip() or "esta alcaldía"}
    end(transition, peticion, actor, {**facts, **days, "motivo": told})
    mails.reanudada(peticion, motivo=told)


def devolver(peticion: Peticion, *, texto: str, make_letter: LetterMaker, actor: Actor, version: int | None = None) -> Respuesta:
    """Send back a petition whose purpose cannot be understood; the person has ten business days (CPACA art. 19).

    Only for that: one that is incomplete is completed, and one that is badly written is answered.
    """
    transition = begin("devolver", peticion, actor, version)
    text = require_text(texto, "texto", "Escriba qué no se entiende y qué debe aclarar la persona.")
    facts = note(peticion, ClaseHecho.DEVUELTA)
    if peticion.pausa_desde is None:
        raise DomainError("El plazo ya venció: no se puede devolver. Responda con lo que se entiende.")
    limite = peticion.pausa_limite_el
    letter, _made = expedir(
        peticion, C.DEVOLUCION, text, make_letter=make_letter, actor=actor, datos={"limite": str(limite)}, campo="texto"
    )
    peticion.espera_ciudadano = True
    end(transition, peticion, actor, {**facts, **_told(letter), "limite": str(limite)})
    mails.devolucion(peticion, limite=limite)
    return letter


def decretar_desistimiento(
    peticion: Peticion, *, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None = None
) -> Respuesta:
    """The reasoned act of tacit withdrawal, to be notified; reposición lies against it (CPACA arts. 17 and 76).

    Raises:
        Conflict: the person has time again, after a failure of the electronic means.
    """
    limite = peticion.pausa_limite_el
    has_days = peticion.estado == POR_DECRETAR and limite is not None and clock.today() <= limite
    if has_days and limite and any(one.clase is ClaseHecho.FALLA for one in list_hechos(peticion)):
        raise Conflict(f"La persona puede completar hasta el {fecha_larga(limite)}. Antes no se puede decretar el desistimiento.")
    return _decide("decretar_desistimiento", C.DESISTIMIENTO, peticion, motivo, make_letter, actor, version)


def archivar(peticion: Peticion, *, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None = None) -> Respuesta:
    """Archive what the person did not clarify in its ten days (CPACA art. 19).

    Raises:
        Conflict: the person still has time.
    """
    limite = peticion.pausa_limite_el
    if limite is not None and clock.today() <= limite:
        raise Conflict(f"La persona puede aclarar hasta el {fecha_larga(limite)}. Antes no se puede archivar.")
    return _decide("archivar", C.ARCHIVO, peticion, motivo, make_letter, actor, version)


def rechazar(peticion: Peticion, *, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None = None) -> Respuesta:
    """Refuse a disrespectful petition, saying which words are (CPACA art. 19).

    Raises:
        DomainError: no reason, or the law counts the petition as accepted by now (CPACA art. 14.1).
    """
    return _decide("rechazar", C.RECHAZO, peticion, motivo, make_letter, actor, version)


def remitir(
    peticion: Peticion,
    *,
    anterior: str,
    motivo: str,
    make_letter: LetterMaker,
    actor: Actor,
    misma: bool = False,
    version: int | None = None,
) -> Respuesta:
    """Refer a repeated petition to the answer that the same person had, whose copy goes with the letter (CPACA art. 19).

    Args:
        anterior: radicado of the earlier petition.
        misma: the official says that it is the same person, where the portal cannot know it.

    Raises:
        DomainError: there is no such case within the actor's reach, it is this one, was not answered, or is of another person.
    """
    found = find_anterior(actor, peticion, anterior, misma=misma)
    return _decide("remitir", C.REMISION, peticion, motivo, make_letter, actor, version, found)


def _decide(
    act: str, clase: ClaseCarta, peticion: Peticion, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None,
    anterior: Anterior | None = None,
) -> Respuesta:  # fmt: skip
    """A decision that ends the petition without its answer: a letter, then its proof of delivery, as for an answer."""
    transition = begin(act, peticion, actor, version)
    check_se_puede_negar(aceptada_el(peticion))
    _refuse_ordered(peticion)
    check_sin_aceptar(peticion)
    motivo = require_text(motivo, "motivo", "Escriba las razones: la persona las leerá, y un juez puede revisarlas.")
    text = f"{motivo}\n\n{anterior.texto}" if anterior else motivo
    facts = {"anterior": anterior.peticion.radicado} if anterior else {}
    files = anterior.copia if anterior else []
    letter, made = expedir(peticion, clase, text, make_letter=make_letter, actor=actor, archivos=files, datos=facts)
    peticion.respondida_en = clock.now()
    peticion.espera_ciudadano = False
    said = {"misma_persona": "la declaró quien decide"} if anterior and not anterior.is_known else {}
    end(transition, peticion, actor, {**_told(letter), **facts, **said, "motivo": motivo})
    start_delivery(peticion, letter, made)
    return letter


def continuar(peticion: Peticion, *, motivo: str, make_letter: LetterMaker, actor: Actor, version: int | None = None) -> Respuesta:
    """Go on ex officio with a petition that was withdrawn, for reasons of public interest (CPACA art. 18). Its term goes on."""
    transition = begin("continuar", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué el interés público pide seguir.")
    letter, _made = expedir(peticion, C.CONTINUACION, motivo, make_letter=make_letter, actor=actor)
    peticion.cerrada_en = None
    # Withdrawn while papers were awaited: nobody will bring them now.
    facts = resume(peticion)
    end(transition, peticion, actor, {**facts, **_told(letter), "motivo": motivo})
    mails.continuacion(peticion, motivo=motivo)
    return letter


def _told(letter: Respuesta) -> dict[str, Any]:
    return {"salida": letter.salida.numero if letter.salida else "", "carta_sha256": letter.carta_sha256}

"""What the person does with a petition that was sent back to be completed or clarified, and what time does to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.core import clock
from portal.core.actors import SISTEMA, Actor
from portal.core.errors import DomainError
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails
from portal.pqrs.models import Mensaje, Peticion
from portal.pqrs.plazos import ClaseHecho
from portal.pqrs.queries.silencio import silencio_por_anotar
from portal.pqrs.services.acto import begin, end, flush
from portal.pqrs.services.actuaciones import note, resume


@dataclass(frozen=True)
class Llegada:
    """How what the person sends came, when an official records it: by e-mail or on paper, and at what moment."""

    por: str
    en: datetime


# What officials record in place of the person, who did not use the tracking page.
VIAS = {"correo": "Correo electrónico", "papel": "En papel", "verbal": "De palabra, en la ventanilla o por teléfono"}


def completar(
    peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor, llegada: Llegada | None = None
) -> Mensaje:
    """Bring what was asked for: the term runs again from tomorrow (CPACA art. 17).

    After the month it is still received for as long as nobody has decreed the withdrawal.

    Args:
        llegada: how and when it came, where an official records it: the term runs again from the day after that.

    Raises:
        DomainError: neither text nor files, or a moment at which it cannot have come.
    """
    return _bring("completar", peticion, texto, archivos, actor, llegada)


def aclarar(peticion: Peticion, *, texto: str, archivos: Sequence[Received] = (), actor: Actor, llegada: Llegada | None = None) -> Mensaje:
    """Say what was not understood; the term runs again from tomorrow (CPACA art. 19).

    Raises:
        DomainError: neither text nor files.
    """
    return _bring("aclarar", peticion, texto, archivos, actor, llegada)


def check_llegada(llegada: Llegada | None, since: date) -> dict[str, str]:
    """What the record keeps of how it came; nothing of what the person sends themselves. Raises DomainError."""
    if llegada is None:
        return {}
    if llegada.por not in VIAS:
        raise DomainError("Elija cómo llegó.", "por")
    if llegada.en > clock.now():
        raise DomainError("La fecha no puede estar en el futuro.", "fecha")
    if llegada.en.astimezone(clock.BOGOTA).date() < since:
        raise DomainError("La fecha no puede ser anterior a lo que se le pidió a la persona.", "fecha")
    return {"llego_por": VIAS[llegada.por], "llego_el": str(llegada.en.astimezone(clock.BOGOTA).date())}


def _bring(act: str, peticion: Peticion, texto: str, archivos: Sequence[Received], actor: Actor, llegada: Llegada | None) -> Mensaje:
    transition = begin(act, peticion, actor)
    if not texto.strip() and not archivos:
        raise DomainError("Escriba lo que falta o adjunte un archivo.", "texto")
    came = check_llegada(llegada, peticion.pausa_desde or peticion.efectiva_el)
    message = keep_message(peticion, texto, archivos, actor, llegada)
    facts = resume(peticion, llegada.en.astimezone(clock.BOGOTA).date() if llegada else None)
    end(transition, peticion, actor, {**came, **facts, "archivos": len(archivos), "vence_el": str(peticion.vence_el)})
    mails.complemento(peticion)
    return message


def keep_message(peticion: Peticion, texto: str, archivos: Sequence[Received], actor: Actor, llegada: Llegada | None) -> Mensaje:
    """What the person says, with its files; `autor` is the official who recorded it, if one did."""
    message = Mensaje(
        peticion_id=peticion.id, de="ciudadano", texto=texto.strip(), enviado_en=llegada.en if llegada else clock.now(),
        autor_id=actor.id if actor.is_funcionario else None,
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    for received in archivos:
        register(received, sobre=("mensaje", message.id), etiqueta="mensaje")
    return message


def pedir_mas_tiempo(peticion: Peticion, *, actor: Actor) -> None:
    """Ask for as long again to complete the petition, once and before the time ends (CPACA art. 17). It is granted by law.

    Raises:
        DomainError: it was asked for before, it is late, or the law gives no more (Ley 1581 art. 15).
    """
    transition = begin("pedir_mas_tiempo", peticion, actor)
    facts = note(peticion, ClaseHecho.MAS_TIEMPO)
    end(transition, peticion, actor, {**facts, "limite": str(peticion.pausa_limite_el)})
    mails.mas_tiempo(peticion)


def vencer_requerimiento(peticion: Peticion) -> None:
    """The time to complete ended without the papers. Nothing closes by itself: the office must decree it, or go on."""
    transition = begin("vencer_requerimiento", peticion, SISTEMA)
    end(transition, peticion, SISTEMA, {"limite": str(peticion.pausa_limite_el)})
    mails.sin_complemento(peticion)


def operar_silencio(peticion: Peticion) -> bool:
    """Note that an unanswered request for documents or information is accepted by law (CPACA art. 14.1); True when it was.

    The case stays open, with three more days for the copies; it may no longer be refused.
    """
    silence = silencio_por_anotar(peticion)
    if silence is None:
        return False
    transition = begin("operar_silencio", peticion, SISTEMA)
    peticion.aceptada_desde, peticion.copias_el = silence.aceptada_desde, silence.copias_el
    end(transition, peticion, SISTEMA, {"aceptada_desde": str(silence.aceptada_desde), "copias_el": str(silence.copias_el)})
    mails.silencio(peticion)
    flush()
    return True

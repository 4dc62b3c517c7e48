"""The acts on an e-mail that came in: filing it, joining it to a case, marking it as spam, discarding it.

The portal does the first two by itself where nothing speaks against it; an official may do all of them.
"""

import secrets
from dataclasses import dataclass

from portal.audit.services import record
from portal.core import clock, permissions
from portal.core.actors import SISTEMA, Actor, ciudadano
from portal.core.errors import Conflict, DomainError
from portal.core.transitions import Transition
from portal.extensions import db
from portal.files.jobs import forget_after_commit
from portal.pqrs import mails_correo
from portal.pqrs.adjuntos_correo import Recibidos
from portal.pqrs.codigos import format_code, hash_code, make_code
from portal.pqrs.correo import hilos
from portal.pqrs.correo.lectura import Lectura
from portal.pqrs.estados import PETICION
from portal.pqrs.estados_correo import CORREO
from portal.pqrs.models import CorreoRecibido, Peticion
from portal.pqrs.models.sellable import is_de_sellada
from portal.pqrs.permissions import reaches
from portal.pqrs.queries.correo import list_archivos_de
from portal.pqrs.services.acto import CHANGED, flush, require_text
from portal.pqrs.services.ciudadania import aportar
from portal.pqrs.services.radicar import DatosPeticion, DatosSolicitante, radicar
from portal.pqrs.services.sellar_correo import sellar_correo
from portal.pqrs.tipos import TipoPeticion

SIN_TEXTO = "El correo no trae texto. La solicitud está en los archivos adjuntos."


@dataclass(frozen=True)
class Clasificacion:
    """What an official says of a message as they file it."""

    tipo: TipoPeticion = TipoPeticion.PETICION_GENERAL
    asunto: str = ""


def radicar_como_peticion(
    correo: CorreoRecibido,
    lectura: Lectura,
    recibidos: Recibidos,
    *,
    como: Clasificacion | None = None,
    actor: Actor,
    version: int | None = None,
) -> Peticion:
    """File a message as a petition of who sent it, received when their mail was (CPACA arts. 15 and 61; Ley 527 de 1999 art. 24).

    Who wrote gets the acknowledgement with the tracking code at the address they wrote from: they have no other way to it, and
    the answer goes there anyway. The whole text is filed, with what it quotes.

    Raises:
        Conflict: it was filed or joined already.
        DomainError: there is no address to answer to, or neither text nor files.
        Forbidden: an official without the permission of the e-mail or the counter.
    """
    transition = _begin("radicar_correo", correo, actor, version)
    if not correo.remitente:
        raise DomainError("El correo no dice de qué dirección viene: radíquelo en ventanilla con los datos que traiga.")
    text = lectura.texto or (SIN_TEXTO if recibidos.archivos else "")
    if not text:
        raise DomainError("El correo no trae texto ni archivos que se puedan recibir.")
    given, code = como or Clasificacion(), make_code(secrets.token_urlsafe(24))
    datos = DatosPeticion(
        tipo=given.tipo, asunto=given.asunto or correo.asunto, texto=text, solicitante=_person(correo), medio_respuesta="correo",
        canal="correo", archivos=tuple(recibidos.archivos), observaciones=_missing(recibidos),
        codigo_por_correo=format_code(code), no_recibidos=tuple(recibidos.rechazados),
    )  # fmt: skip
    peticion = radicar(datos, actor=actor, codigo_hash=hash_code(code), recibida_en=correo.recibido_en)
    _end(transition.act, correo, peticion, actor)
    return peticion


def agregar(
    correo: CorreoRecibido, lectura: Lectura, recibidos: Recibidos, *, peticion: Peticion, actor: Actor, version: int | None = None
) -> None:
    """Join a message to the case that it speaks of, as a message of who filed it.

    Args:
        actor: the citizen of the case, when the portal does it by itself, or an official who reaches the case.

    Raises:
        Conflict: it was filed or joined already, or the case is over.
        DomainError: the official does not reach that case.
    """
    transition = _begin("agregar_correo", correo, SISTEMA if actor.kind == "ciudadano" else actor, version)
    if actor.kind != "ciudadano" and not reaches(actor, peticion):
        raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "radicado")
    if peticion.estado not in PETICION.transitions["aportar"].desde:
        raise Conflict(
            f"El caso {peticion.radicado} está en estado «{PETICION.states[peticion.estado].title.lower()}» y no recibe mensajes."
        )
    new, _quoted = hilos.separar_cita(lectura.texto)
    notes = [f"[{one}]" for one in recibidos.rechazados]
    aportar(peticion, texto="\n\n".join([*([new] if new else []), *notes]), archivos=recibidos.archivos, actor=ciudadano(peticion.id))
    mails_correo.mensaje_agregado(peticion, archivos=len(recibidos.archivos), no_recibidos=recibidos.rechazados)
    _end(transition.act, correo, peticion, SISTEMA if actor.kind == "ciudadano" else actor)


def marcar_spam(correo: CorreoRecibido, *, actor: Actor, version: int | None = None) -> None:
    """Say that a message is not wanted. It may still be filed for the days that it is kept."""
    _reject("marcar_spam", correo, "spam", "", actor, version)


def descartar(correo: CorreoRecibido, *, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Say why a message is no petition. It may still be filed for the days that it is kept.

    Raises:
        DomainError: no reason.
    """
    motivo = require_text(motivo, "motivo", "Escriba por qué no es una solicitud.")
    _reject("descartar_correo", correo, "descartado", motivo, actor, version)


def _reject(act: str, correo: CorreoRecibido, clave: str, motivo: str, actor: Actor, version: int | None) -> None:
    transition = _begin(act, correo, actor, version)
    correo.motivo, correo.detalle = clave, motivo
    _attend(correo, transition.hacia, actor)
    # The reason may name who wrote; of a message about a sealed case that stands in the message only.
    record(transition.event, actor=actor, sobre=("correo_recibido", correo.id))
    flush()


def _begin(act: str, correo: CorreoRecibido, actor: Actor, version: int | None) -> Transition:
    permissions.require(actor, "pqrs:correo")
    if version is not None and version != correo.version:
        raise Conflict(CHANGED.replace("El caso", "El correo").replace("el caso", "el correo"))
    state = CORREO.states[correo.estado].title.lower()
    if correo.estado not in CORREO.transitions[act].desde:
        raise Conflict(f"Ese correo ya está en estado «{state}».")
    return CORREO.transitions[act]


def _attend(correo: CorreoRecibido, estado: str | None, actor: Actor) -> None:
    correo.estado = estado or correo.estado
    if actor.is_funcionario:
        correo.atendido_por_id, correo.atendido_en = actor.id, clock.now()


def _end(act: str, correo: CorreoRecibido, peticion: Peticion, actor: Actor) -> None:
    """The message belongs to a case now: its files are the case's, and it is sealed with it."""
    transition = CORREO.transitions[act]
    waited = list_archivos_de(correo)
    for one in waited:
        db.session.delete(one)
    correo.peticion_id, correo.motivo, correo.detalle, correo.reservado = peticion.id, "", "", False
    _attend(correo, transition.hacia, actor)
    if is_de_sellada(peticion):
        sellar_correo(correo)
        # Those that the case took stay with it.
        forget_after_commit({one.sha256 for one in waited})
    record(transition.event, actor=actor, sobre=("correo_recibido", correo.id), datos={"radicado": peticion.radicado})
    flush()


def _person(correo: CorreoRecibido) -> DatosSolicitante:
    """Who wrote, by the name that they gave; by their address when they gave none. In every cut the whole name is the same."""
    names = correo.nombre.split(" ") if correo.nombre else [correo.remitente[:80]]
    if len(names) >= 4:
        first, second, surname, last = names[0], names[1], " ".join(names[2:-1]), names[-1]
    else:
        first, second, surname, last = [*names[:1], "", *names[1:], "", ""][:4]
    return DatosSolicitante(
        tipo="natural", primer_nombre=first[:80], segundo_nombre=second[:80], primer_apellido=surname[:80], segundo_apellido=last[:80],
        correo=correo.remitente,
    )  # fmt: skip


def _missing(recibidos: Recibidos) -> str:
    return "\n".join(["Archivos del correo que no se recibieron:", *recibidos.rechazados]) if recibidos.rechazados else ""

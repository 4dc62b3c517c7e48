"""The acts of the office: classify, assign, write to the citizen, note, void."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import DomainError
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs import mails
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Mensaje, Nota, Peticion
from portal.pqrs.permissions import RESERVADAS, can_recibir, may_widen
from portal.pqrs.plazos import Termino
from portal.pqrs.queries.ausencias import sustituto_de
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.queries.silencio import aceptada_el
from portal.pqrs.services import identidades, menciones
from portal.pqrs.services.acto import begin, check_may_give, end, require_text, set_termino
from portal.pqrs.services.fusiones import acompanar
from portal.pqrs.services.sugerencias import seguir
from portal.pqrs.sugerencias.modelo import CLASE, OFICINA
from portal.pqrs.tipos import TIPOS, TipoPeticion
from portal.radicacion.services import anular as anular_radicado

REPEATED_WITHIN = timedelta(minutes=1)
# All the notes of a case are read on one page; what a person asks has no such limit.
NOTA_MAXIMA = 20_000


def clasificar(peticion: Peticion, *, tipo: TipoPeticion, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Change the kind; the term is computed again from reception (or reopening), and the citizen is told.

    Raises:
        DomainError: no reason, the kind is the one it has, the law does not give the new kind what was done with its term
            (an extension, for one), or the petition is accepted by law already, which another kind may not undo.
    """
    transition = begin("clasificar", peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué cambia la clase: la persona lo leerá.")
    if peticion.is_separada:
        raise DomainError("El caso se separó en asuntos, cada uno con su clase. Cambie la del asunto.", "tipo")
    if tipo.value == peticion.tipo:
        raise DomainError(f"El caso ya es «{TIPOS[tipo].nombre}».", "tipo")
    if aceptada_el(peticion) is not None:
        raise DomainError(
            "La ley ya da por aceptada esta solicitud (Ley 1437 de 2011, art. 14, num. 1): su clase no se puede cambiar.", "tipo"
        )
    if tipo.value not in RESERVADAS and not may_widen(actor, peticion):
        raise DomainError(
            "Con esa clase el caso lo leerían otras oficinas, y su texto puede decir quién lo presentó. "
            "Solo control interno le quita la reserva: pídaselo en una nota interna.",
            "tipo",
        )
    termino = _termino_as(peticion, tipo)
    followed = seguir(peticion, CLASE, tipo.value, actor=actor, tenia=peticion.tipo)
    facts = set_termino(peticion, termino) | {"tipo": [peticion.tipo, tipo.value], "motivo": motivo, **followed}
    peticion.tipo = tipo.value
    identidades.sellar_caso(peticion)
    end(transition, peticion, actor, facts)
    mails.clasificada(peticion, motivo=motivo)


def _termino_as(peticion: Peticion, tipo: TipoPeticion) -> Termino:
    """The term that another kind gives, with what was done with it so far."""
    try:
        return termino_of(peticion, get_calendario(), tipo)
    except DomainError as error:
        raise DomainError(
            f"No se puede cambiar a «{TIPOS[tipo].nombre}»: el plazo de este caso ya se prorrogó o se pausó, y con esa clase la ley "
            f"no lo permite. {error.message}",
            "tipo",
        ) from error


def asignar(
    peticion: Peticion, *, dependencia: Dependencia, responsable: Funcionario | None = None, actor: Actor, version: int | None = None
) -> None:
    """Give a new case to a department, and if wished to one of its officials, or to whoever takes their place while they are away.

    Raises:
        DomainError: the department is not active, or the official does not work in it or cannot answer cases.
    """
    _give(begin("asignar", peticion, actor, version).act, peticion, dependencia, responsable, actor, "")


def reasignar(
    peticion: Peticion,
    *,
    dependencia: Dependencia,
    responsable: Funcionario | None = None,
    motivo: str,
    actor: Actor,
    version: int | None = None,
) -> None:
    """Pass a case to another department or official. The due date does not move, nor does a pause end (DIA-07).

    Raises:
        DomainError: no reason; inactive department; the official does not work in it or cannot answer cases; nothing changes.
    """
    act = "reasignar_en_pausa" if peticion.estado in PETICION.transitions["reasignar_en_pausa"].desde else "reasignar"
    begin(act, peticion, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué pasa el caso: queda en su historia.")
    check_may_give(actor, peticion, [dependencia.id], "dependencia")
    receives = sustituto_de(responsable) or responsable
    if (peticion.dependencia_id, peticion.responsable_id) == (dependencia.id, receives.id if receives else None):
        raise DomainError("El caso ya está asignado así.", "dependencia")
    _give(act, peticion, dependencia, responsable, actor, motivo)


def _give(act: str, peticion: Peticion, dependencia: Dependencia, responsable: Funcionario | None, actor: Actor, motivo: str) -> None:
    if not dependencia.activa:
        raise DomainError("Esa dependencia ya no está activa. Elija otra.", "dependencia")
    if responsable is not None and (not responsable.activo or responsable.dependencia_id != dependencia.id):
        raise DomainError("Esa persona no trabaja en la dependencia elegida. Elija otra.", "responsable")
    if responsable is not None and not can_recibir(responsable):
        raise DomainError("Esa persona no puede responder casos: su cuenta no tiene un rol que lo permita. Elija otra.", "responsable")
    transition = begin(act, peticion, actor)
    away = responsable
    responsable = sustituto_de(away) or away
    before = peticion.dependencia.nombre if peticion.dependencia else None
    facts: dict[str, object] = {"dependencia": [before, dependencia.nombre]}
    if act == "asignar":
        facts |= _followed(peticion, dependencia, actor)
    if motivo:
        facts["motivo"] = motivo
    if responsable is not None:
        facts["responsable"] = responsable.nombre
    if away is not None and away is not responsable:
        facts["en_reemplazo_de"] = away.nombre
    peticion.dependencia = dependencia
    peticion.dependencia_id = dependencia.id
    peticion.responsable = responsable
    peticion.responsable_id = responsable.id if responsable else None
    acompanar(peticion)
    # The citizen's timeline names the office, never who works there nor the reason that officials gave each other (`linea`).
    end(transition, peticion, actor, facts)
    mails.asignada(peticion, recipient=responsable or dependencia.jefe)


def _followed(peticion: Peticion, dependencia: Dependencia, actor: Actor) -> dict[str, object]:
    """Whether the case goes where it was suggested. Who gives it out as it is did not follow what was suggested for its kind."""
    if "pqrs:clasificar" in actor.permissions:
        seguir(peticion, CLASE, peticion.tipo, actor=actor, tenia=peticion.tipo)
    return seguir(peticion, OFICINA, str(dependencia.id), actor=actor)


def escribir(peticion: Peticion, *, texto: str, pide_respuesta: bool, archivos: Sequence[Received] = (), actor: Actor) -> Mensaje:
    """Write to the citizen on the tracking page. It does not stop the clock: that is a formal act of its own (CPACA art. 17)."""
    transition = begin("escribir", peticion, actor)
    message = Mensaje(
        peticion_id=peticion.id,
        de="entidad",
        autor_id=actor.id,
        texto=require_text(texto, "texto", "Escriba el mensaje."),
        enviado_en=clock.now(),
        pide_respuesta=pide_respuesta,
    )
    db.session.add(message)
    db.session.flush()
    for received in archivos:
        register(received, sobre=("mensaje", message.id), etiqueta="mensaje")
    peticion.espera_ciudadano = pide_respuesta
    end(transition, peticion, actor, {"pide_respuesta": pide_respuesta, "archivos": len(archivos)})
    mails.mensaje(peticion, texto=message.texto, pide_respuesta=pide_respuesta)
    return message


def anotar(peticion: Peticion, *, texto: str, avisar: Collection[int] = (), actor: Actor) -> Nota:
    """Leave a note that only officials read, and call some of them by it. The same words sent twice in a minute are one note.

    Args:
        avisar: keys of the officials to be called, besides those whom the words call («@jairo.jurado»).

    Raises:
        DomainError: the note is empty, or longer than `NOTA_MAXIMA`; or it calls somebody who may not see the case.
    """
    transition = begin("anotar", peticion, actor)
    text = require_text(texto, "texto", "Escriba la nota.")
    if len(text) > NOTA_MAXIMA:
        raise DomainError("La nota puede tener hasta 20.000 letras y la suya es más larga. Pártala en varias.", "texto")
    last = db.session.scalar(select(Nota).where(Nota.peticion_id == peticion.id).order_by(Nota.id.desc()).limit(1))
    if last is not None and (last.autor_id, last.texto) == (actor.id, text) and clock.now() - last.creada_en < REPEATED_WITHIN:
        return last
    people = menciones.find_avisados(peticion, text, avisar, actor)
    note = Nota(peticion_id=peticion.id, autor_id=actor.id, texto=text, creada_en=clock.now())
    db.session.add(note)
    end(transition, peticion, actor, {"avisados": [one.nombre for one in people]} if people else None, publico=False)
    menciones.avisar_nota(note, peticion, people, actor=actor)
    return note


def anular(peticion: Peticion, *, justificacion: str, actor: Actor, version: int | None = None) -> None:
    """Void the radicado: the number stays taken, with its justification, and is never used again (RAD-01).

    Raises:
        DomainError: no justification.
    """
    transition = begin("anular", peticion, actor, version)
    justificacion = require_text(justificacion, "justificacion", "Escriba la justificación. Queda con su nombre, y la persona la lee.")
    anular_radicado(peticion.numero, justificacion=justificacion, actor=actor)
    peticion.cerrada_en = clock.now()
    end(transition, peticion, actor, {"justificacion": justificacion})
    mails.anulada(peticion, justificacion=justificacion)

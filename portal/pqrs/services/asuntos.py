"""Several matters in one petition: separated by who classifies, each the affair of its office, joined by the office of the case.

The law knows one term per kind and says nothing of petitions that mix them. Each matter here has the term of its own kind,
counted from the same reception; while one was not separated the case has one term. Norm: CPACA arts. 13, 14 and 22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.audit.services import record
from portal.calendario import fecha_larga
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError
from portal.core.transitions import Transition
from portal.entidad.models import Dependencia, Funcionario
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.files.queries import get_archivo, list_archivos
from portal.files.services import Received, register
from portal.pqrs import mails
from portal.pqrs.cartas import check_ready
from portal.pqrs.estados import PETICION
from portal.pqrs.models import Asunto, Peticion, Respuesta
from portal.pqrs.permissions import RESERVADAS, can_recibir
from portal.pqrs.queries.asuntos import list_asuntos, list_pendientes
from portal.pqrs.queries.caso import termino_of
from portal.pqrs.queries.silencio import aceptada_el, asunto_aceptado_el
from portal.pqrs.services.acto import CHANGED, begin, check_may_give, end, flush, require_text
from portal.pqrs.services.asuntos_del_caso import touch
from portal.pqrs.services.recuento import recontar, store_asunto
from portal.pqrs.services.responder import get_borrador, proyectar
from portal.pqrs.tipos import TIPOS, TipoPeticion

MINIMO, MAXIMO = 2, 12
TITULO_MAXIMO = 300
ANSWERED = "Este asunto ya tiene respuesta."


@dataclass(frozen=True)
class DatosAsunto:
    """One matter as the official describes it."""

    titulo: str
    tipo: TipoPeticion
    dependencia: Dependencia
    responsable: Funcionario | None = None


def separar(peticion: Peticion, *, asuntos: Sequence[DatosAsunto], actor: Actor, version: int | None = None) -> Sequence[Asunto]:
    """Separate a petition in matters, or add some to those that it has. The person is told each one's date.

    Raises:
        DomainError: too few or too many, one without words, an office or official that cannot take it, a kind against officials in
            a case that others read, or one to which the law does not give what was done with the term.
    """
    transition = begin("separar", peticion, actor, version)
    before = list_asuntos(peticion)
    if not MINIMO <= len(before) + len(asuntos) <= MAXIMO or not asuntos:
        raise DomainError(f"Escriba al menos {MINIMO} asuntos, y no más de {MAXIMO} en todo el caso.", "asuntos")
    if aceptada_el(peticion) is not None:
        raise DomainError("La ley ya da por aceptada esta solicitud (Ley 1437 de 2011, art. 14, num. 1): no se puede separar.", "asuntos")
    check_may_give(actor, peticion, [one.dependencia.id for one in asuntos], "asuntos")
    made = [_make(peticion, numero, one) for numero, one in enumerate(asuntos, start=len(before) + 1)]
    db.session.add_all(made)
    db.session.flush()
    peticion.asunto_plazo_id = peticion.asunto_plazo_id or made[0].id
    recontar(peticion)
    told = [f"{one.numero}. {one.titulo} ({one.tipo_info.nombre}, {one.dependencia.nombre}): {fecha_larga(one.vence_el)}" for one in made]
    end(transition, peticion, actor, {"asuntos": told, "vence_el": str(peticion.vence_el)})
    mails.asuntos(peticion, asuntos=list_asuntos(peticion))
    for one in made:
        mails.asunto_asignado(one)
    return made


def _make(peticion: Peticion, numero: int, datos: DatosAsunto) -> Asunto:
    titulo = require_text(datos.titulo, "asuntos", f"Escriba qué pide el asunto {numero}.")
    if len(titulo) > TITULO_MAXIMO:
        raise DomainError(f"Diga en menos de {TITULO_MAXIMO} letras qué pide el asunto {numero}.", "asuntos")
    _check_office(datos.dependencia, datos.responsable)
    _check_kind(peticion, datos.tipo)
    made = Asunto(
        peticion=peticion, peticion_id=peticion.id, numero=numero, titulo=titulo, tipo=datos.tipo.value, dependencia=datos.dependencia,
        dependencia_id=datos.dependencia.id, responsable=datos.responsable,
        responsable_id=datos.responsable.id if datos.responsable else None, parte="",
    )  # fmt: skip
    _count(peticion, made)
    return made


def _count(peticion: Peticion, asunto: Asunto) -> None:
    try:
        store_asunto(asunto, termino_of(peticion, get_calendario(), TipoPeticion(asunto.tipo), asunto=asunto))
    except DomainError as error:
        raise DomainError(
            f"El asunto {asunto.numero} no puede ser «{asunto.tipo_info.nombre}»: el plazo ya se prorrogó o se pausó, y con esa clase la "
            f"ley no lo permite. {error.message}",
            "tipo",
        ) from error


def _check_office(dependencia: Dependencia, responsable: Funcionario | None) -> None:
    if not dependencia.activa:
        raise DomainError(f"{dependencia.nombre} ya no está activa. Elija otra dependencia.", "dependencia")
    if responsable is not None and (responsable.dependencia_id != dependencia.id or not can_recibir(responsable)):
        raise DomainError(f"{responsable.nombre} no trabaja en {dependencia.nombre} o no puede responder casos.", "responsable")


def _check_kind(peticion: Peticion, tipo: TipoPeticion) -> None:
    # The whole petition is read by every office that has a matter of it, and by who sees all ordinary cases.
    if tipo.value in RESERVADAS and peticion.tipo not in RESERVADAS:
        raise DomainError(
            f"«{TIPOS[tipo].nombre}» es reservada y este caso lo leen otras oficinas. Cambie primero la clase de todo el caso.", "tipo"
        )


def begin_asunto(act: str, asunto: Asunto, actor: Actor, version: int | None = None, *, waits: bool = True) -> Transition:
    """Check that `actor` may do `act` to this matter as it is now: it is their office's, and the case is in a state for it.

    Args:
        waits: whether the act makes sense only while nothing was sent on the matter.

    Raises:
        Conflict: the state does not allow it, somebody changed the matter, or it has its answer.
        Forbidden: it is another office's.
    """
    permissions.require(actor, PETICION.transitions[act].permission, asunto)
    if version is not None and version != asunto.version:
        raise Conflict(CHANGED)
    transition = PETICION.check(act, asunto.peticion.estado)
    if waits and asunto.respondida_en is not None:
        raise Conflict(ANSWERED)
    return transition


def end_asunto(transition: Transition, asunto: Asunto, actor: Actor, datos: dict[str, Any], *, publico: bool = True) -> None:
    """Record the act in the history of the whole case."""
    record(
        transition.event, actor=actor, sobre=("peticion", asunto.peticion_id), dependencia_id=asunto.dependencia_id,
        datos={"asunto": asunto.numero, **datos}, publico=publico,
    )  # fmt: skip
    flush()


def clasificar_asunto(asunto: Asunto, *, tipo: TipoPeticion, motivo: str, actor: Actor, version: int | None = None) -> None:
    """Change the kind of one matter: its term is counted again, and only its own. The person is told.

    Raises:
        DomainError: no reason, the kind it has, one against officials, or the law accepted the matter already.
    """
    transition = begin_asunto("clasificar_asunto", asunto, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué cambia la clase: la persona lo leerá.")
    if tipo.value == asunto.tipo:
        raise DomainError(f"El asunto ya es «{TIPOS[tipo].nombre}».", "tipo")
    if asunto_aceptado_el(asunto) is not None:
        raise DomainError("La ley ya da por aceptado este asunto (Ley 1437 de 2011, art. 14, num. 1): su clase no se cambia.", "tipo")
    peticion = asunto.peticion
    _check_kind(peticion, tipo)
    before, due = asunto.tipo, asunto.vence_el
    asunto.tipo = tipo.value
    _count(peticion, asunto)
    touch(peticion)
    recontar(peticion)
    facts: dict[str, Any] = {"tipo": [before, tipo.value], "motivo": motivo}
    facts |= {"vence_el": [str(due), str(asunto.vence_el)], "caso_vence_el": str(peticion.vence_el)}
    end_asunto(transition, asunto, actor, facts)
    mails.asunto_clasificado(asunto, motivo=motivo)


def reasignar_asunto(
    asunto: Asunto,
    *,
    dependencia: Dependencia,
    responsable: Funcionario | None = None,
    motivo: str,
    actor: Actor,
    version: int | None = None,
) -> None:
    """Pass one matter to another office or official. Its date does not move.

    Raises:
        DomainError: no reason, nothing changes, or the office or official cannot take it.
    """
    transition = begin_asunto("reasignar_asunto", asunto, actor, version)
    motivo = require_text(motivo, "motivo", "Escriba por qué pasa el asunto: queda en su historia.")
    if (asunto.dependencia_id, asunto.responsable_id) == (dependencia.id, responsable.id if responsable else None):
        raise DomainError("El asunto ya está asignado así.", "dependencia")
    if dependencia.id != asunto.dependencia_id:
        check_may_give(actor, asunto.peticion, [dependencia.id], "dependencia")
    _check_office(dependencia, responsable)
    before = asunto.dependencia.nombre
    asunto.dependencia, asunto.dependencia_id = dependencia, dependencia.id
    asunto.responsable, asunto.responsable_id = responsable, responsable.id if responsable else None
    facts = {"dependencia": [before, dependencia.nombre], "motivo": motivo, **({"responsable": responsable.nombre} if responsable else {})}
    end_asunto(transition, asunto, actor, facts)
    mails.asunto_asignado(asunto)


def escribir_parte(
    asunto: Asunto, *, texto: str, lista: bool, archivos: Sequence[Received] = (), actor: Actor, version: int | None = None
) -> None:
    """Keep what the office answers on its matter. `lista`: it may go in the joint letter.

    Raises:
        DomainError: the text is empty, or it is said to be ready and has holes.
    """
    transition = begin_asunto("escribir_parte", asunto, actor, version)
    text = require_text(texto, "texto", "Escriba la respuesta de este asunto.")
    if lista:
        check_ready(text, "texto")
    for received in archivos:
        register(received, sobre=("asunto", asunto.id), etiqueta="respuesta")
    asunto.parte = text
    asunto.parte_autor_id = actor.id
    was_ready = asunto.parte_lista_en is not None
    asunto.parte_lista_en = clock.now() if lista else None
    end_asunto(transition, asunto, actor, {"lista": lista}, publico=False)
    if lista and not was_ready and all(one.parte_lista_en for one in list_pendientes(asunto.peticion)):
        mails.partes_listas(asunto.peticion)


def unir_partes(peticion: Peticion, *, actor: Actor, version_borrador: int | None = None) -> Respuesta:
    """Begin the joint letter with what the offices wrote, under the title of each matter; what was drafted before stays above.

    Raises:
        DomainError: no office has written anything yet.
        Conflict: somebody changed the draft meanwhile.
    """
    written = [one for one in list_pendientes(peticion) if one.parte_lista_en is not None]
    if not written:
        raise DomainError("Ninguna oficina ha marcado su parte como lista.")
    draft = get_borrador(peticion)
    before = draft.cuerpo if draft else ""
    pieces = [f"Asunto {one.numero}: {one.titulo}\n\n{one.parte}" for one in written]
    joined = "\n\n".join(one for one in pieces if one not in before)
    if not joined:
        raise DomainError("Las partes listas ya están en el borrador.")
    made = proyectar(peticion, cuerpo=f"{draft.cuerpo}\n\n{joined}" if draft else joined, actor=actor, version_borrador=version_borrador)
    for one in written:
        adjuntar_a(one, made)
    return made


def adjuntar_a(asunto: Asunto, letter: Respuesta) -> None:
    """Pass the files of what an office wrote on to the letter that takes it."""
    for archivo in list_archivos("asunto", asunto.id):
        archivo.objeto_tipo, archivo.objeto_id = "respuesta", letter.id
    flush()


def quitar_anexo_asunto(asunto: Asunto, *, archivo_id: int, actor: Actor) -> None:
    """Take a file off what is written; what was sent keeps its files for ever.

    Raises:
        NotFound: it has no such file.
    """
    transition = begin_asunto("escribir_parte", asunto, actor)
    archivo = get_archivo(archivo_id, sobre=("asunto", asunto.id))
    db.session.delete(archivo)
    end_asunto(transition, asunto, actor, {"lista": asunto.parte_lista_en is not None, "anexo_quitado": archivo.nombre}, publico=False)

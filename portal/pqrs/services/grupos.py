"""What officials decide of a group of analogous petitions: whether they are, which belong, one draft for all, one answer for all.

Norm: CPACA art. 22. The single answer is for more than ten persons who ask for information, documents, something of general
interest or an opinion; it is published in a newspaper and on the site, with copies to who asks. Fewer are answered one by one.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from portal.audit.services import record
from portal.calendario import fecha_larga
from portal.core import clock, permissions
from portal.core.actors import Actor
from portal.core.errors import Conflict, DomainError, Forbidden
from portal.core.text import fold
from portal.core.transitions import Transition
from portal.entidad.models import Funcionario
from portal.extensions import db
from portal.files.services import Received, register
from portal.pqrs.cartas import fill, find_marks, values_for
from portal.pqrs.codigos import clean_radicado
from portal.pqrs.estados_grupo import GRUPO, PUBLICADO
from portal.pqrs.models import GrupoAnalogo, MiembroAnalogo, Peticion
from portal.pqrs.permissions import reaches
from portal.pqrs.plazos import MINIMO_PETICIONES_ANALOGAS
from portal.pqrs.queries.grupos import AGRUPABLES, CON_UNICA, count_personas, find_miembro, grupos_de, list_miembros
from portal.pqrs.services.acto import CHANGED, flush, require_text
from portal.pqrs.services.expedir import can_enviar
from portal.pqrs.services.responder import get_borrador, proyectar
from portal.radicacion.models import Radicado
from portal.radicacion.services import radicar_salida

# Makes the single answer's PDF and stores it: (group, outgoing number, signer) → what was stored.
UnicaMaker = Callable[[GrupoAnalogo, Radicado, Funcionario], Received]
MOST_TOLD = 5


@dataclass(frozen=True)
class Alcance:
    """Whom a single answer would reach.

    Args:
        con: the petitions of the group that may get it.
        sin: those that are answered apart: their kind, their state or their matters do not allow it.
        personas: how many different persons the first ones are.
    """

    con: Sequence[Peticion]
    sin: Sequence[Peticion]
    personas: int

    @property
    def is_bastante(self) -> bool:
        return self.personas >= MINIMO_PETICIONES_ANALOGAS

    @property
    def anonimas(self) -> int:
        return sum(one.solicitante is None for one in self.con)


def alcance_de(grupo: GrupoAnalogo) -> Alcance:
    """Whom the single answer would reach: the confirmed members."""
    peticiones = [one.peticion for one in list_miembros(grupo) if one.estado == "miembro"]
    con = [one for one in peticiones if one.tipo in CON_UNICA and not one.is_separada and one.abierta and one.respondida_en is None]
    return Alcance(con, [one for one in peticiones if one not in con], count_personas(con))


def _begin(act: str, grupo: GrupoAnalogo, actor: Actor, version: int | None) -> Transition:
    """Check permission, reach, version and state. Who decides on a group must see all of it."""
    transition = GRUPO.transitions[act]
    permissions.require(actor, transition.permission)
    if not all(reaches(actor, one.peticion) for one in list_miembros(grupo)):
        raise Forbidden("En este grupo hay solicitudes de otras dependencias que usted no puede ver. Decide quien las ve todas.")
    if version is not None and version != grupo.version:
        raise Conflict(CHANGED)
    return GRUPO.check(act, grupo.estado)


def _end(transition: Transition, grupo: GrupoAnalogo, actor: Actor, datos: dict[str, Any]) -> None:
    if transition.hacia is not None:
        datos = {**datos, "estado": [grupo.estado, transition.hacia]}
        grupo.estado = transition.hacia
    else:
        # Whoever decides at the same moment on what the group was is told.
        flag_modified(grupo, "estado")
    record(transition.event, actor=actor, sobre=("grupo", grupo.id), dependencia_id=actor.dependencia_id, datos=datos)
    flush()


def confirmar_grupo(
    grupo: GrupoAnalogo, *, quedan: Collection[int], salen: Collection[int] = (), actor: Actor, version: int | None = None
) -> None:
    """Say that the petitions ask for the same.

    Args:
        quedan: keys of the petitions that do.
        salen: of those that do not, and leave the group. One in neither came while the official read: it waits to be confirmed.

    Raises:
        DomainError: fewer than two would stay.
    """
    transition = _begin("confirmar_grupo", grupo, actor, version)
    miembros = list_miembros(grupo)
    stay = [one for one in miembros if one.peticion_id in quedan]
    if len(stay) < 2:
        raise DomainError("Marque al menos dos solicitudes que pidan lo mismo, o descarte el grupo.", "quedan")
    leave = [one for one in miembros if one not in stay and one.peticion_id in salen]
    for one in stay:
        one.estado = "miembro"
    for one in leave:
        one.estado = "retirado"
    _end(transition, grupo, actor, {"solicitudes": len(stay), "retiradas": len(leave)})


def descartar_grupo(grupo: GrupoAnalogo, *, actor: Actor, version: int | None = None) -> None:
    """Say that they do not ask for the same; they are not proposed together again."""
    _end(_begin("descartar_grupo", grupo, actor, version), grupo, actor, {})


def agregar_al_grupo(grupo: GrupoAnalogo, *, radicado: str, actor: Actor) -> MiembroAnalogo:
    """Add a petition, or take in one that the portal proposed. To a group that was answered it joins and gets the answer.

    Raises:
        DomainError: the official sees no such case, it is of a kind that is answered alone, or it is in another group.
    """
    transition = _begin("agregar_al_grupo", grupo, actor, None)
    peticion = db.session.scalar(db.select(Peticion).where(Peticion.radicado == clean_radicado(radicado)))
    if peticion is None or not reaches(actor, peticion):
        raise DomainError("No encontramos ese radicado entre los casos que usted puede ver.", "radicado")
    if peticion.tipo not in AGRUPABLES or peticion.is_separada:
        raise DomainError("Esa solicitud se responde sola: por su clase, o porque se separó en asuntos.", "radicado")
    elsewhere = grupos_de([peticion.id]).get(peticion.id)
    member = find_miembro(grupo.id, peticion.id)
    if member is not None and member.estado == "miembro":
        raise DomainError("Esa solicitud ya está en el grupo.", "radicado")
    if elsewhere not in {None, grupo.id} and _is_alive(elsewhere):
        raise DomainError("Esa solicitud está en otro grupo. Quítela primero de allí.", "radicado")
    if member is None:
        member = MiembroAnalogo(grupo=grupo, peticion=peticion, peticion_id=peticion.id, razones={}, agregado_en=clock.now())
        db.session.add(member)
    member.estado = "miembro"
    if grupo.estado == PUBLICADO:
        permissions.require(actor, "pqrs:responder", peticion)
    _end(transition, grupo, actor, {"radicado": peticion.radicado})
    return member


def _is_alive(grupo_id: int | None) -> bool:
    return db.session.get_one(GrupoAnalogo, grupo_id).estado != "descartado"


def quitar_del_grupo(grupo: GrupoAnalogo, *, peticion_id: int, actor: Actor) -> None:
    """Take a petition out; it goes on alone.

    Raises:
        DomainError: it is not in the group.
        Conflict: the single answer reached it already.
    """
    transition = _begin("quitar_del_grupo", grupo, actor, None)
    member = find_miembro(grupo.id, peticion_id)
    if member is None or member.estado == "retirado":
        raise DomainError("Esa solicitud no está en el grupo.", "radicado")
    if member.respuesta_id is not None:
        raise Conflict("La respuesta única ya le llegó a esa solicitud.")
    member.estado = "retirado"
    _end(transition, grupo, actor, {"radicado": member.peticion.radicado})


@dataclass(frozen=True)
class Copiado:
    """In which cases the draft was put, and in which it was not, with the reason."""

    puesto: tuple[str, ...]
    no: tuple[tuple[str, str], ...]


def copiar_borrador(grupo: GrupoAnalogo, *, texto: str, actor: Actor, version: int | None = None) -> Copiado:
    """Put one text as the draft of each petition of the group, with each one's own data. Each is then sent by its own letter.

    Raises:
        DomainError: no text.
    """
    transition = _begin("copiar_borrador", grupo, actor, version)
    texto = require_text(texto, "texto", "Escriba el texto que va en todas.")
    put: list[str] = []
    left: list[tuple[str, str]] = []
    for one in list_miembros(grupo):
        peticion = one.peticion
        if one.estado != "miembro":
            continue
        try:
            if get_borrador(peticion) is not None:
                raise DomainError("ya tiene un borrador")
            proyectar(peticion, cuerpo=fill(texto, values_for(peticion, nombre=actor.nombre, cargo=actor.cargo)), actor=actor)
        except DomainError as error:
            left.append((peticion.radicado, error.message))
        else:
            put.append(peticion.radicado)
    if not put:
        raise DomainError(f"No se puso en ninguna. {'; '.join(f'{one}: {why}' for one, why in left[:MOST_TOLD])}", "texto")
    _end(transition, grupo, actor, {"solicitudes": len(put)})
    return Copiado(tuple(put), tuple(left))


def publicar_unica(
    grupo: GrupoAnalogo, *, titulo: str, texto: str, diario: str, diario_el: date | None, make_unica: UnicaMaker, actor: Actor,
    version: int | None = None,
) -> Radicado:  # fmt: skip
    """Answer all with one published answer, which the portal's worker then takes to each case (CPACA art. 22).

    Args:
        diario, diario_el: the newspaper of wide circulation in which it was published, and when.

    Raises:
        DomainError: fewer than eleven persons, a case of another office, a text that names somebody who filed, a newspaper of before
            one of the petitions, or a field is missing.
    """
    transition = _begin("publicar_unica", grupo, actor, version)
    alcance = alcance_de(grupo)
    if not alcance.is_bastante:
        raise DomainError(
            f"La respuesta única es para más de diez personas distintas y aquí hay {alcance.personas} (Ley 1437 de 2011, art. 22). "
            "Responda cada solicitud con su carta."
        )
    _check_own(alcance.con, actor)
    titulo = require_text(titulo, "titulo", "Escriba el título de la respuesta.")
    texto = require_text(texto, "texto", "Escriba la respuesta.")
    diario = require_text(diario, "diario", "Escriba el nombre del diario: la ley pide publicarla también allí.")
    if diario_el is None or diario_el > clock.today():
        raise DomainError("Escriba el día en que salió en el diario, hasta hoy.", "diario_el")
    _check_newspaper_day(diario_el, alcance.con)
    if find_marks(texto):
        raise DomainError("El texto es uno solo para todas las personas: quite lo que está entre llaves dobles.", "texto")
    for field, value in (("titulo", titulo), ("texto", texto)):
        _check_without_persons(value, field, alcance.con)
    now = clock.now()
    grupo.titulo, grupo.texto, grupo.diario, grupo.diario_el = titulo, texto, diario, diario_el
    grupo.personas, grupo.publicado_en, grupo.firmante_id = alcance.personas, now, actor.id
    grupo.salida = radicar_salida(objeto_tipo="respuesta_unica", en=now)
    grupo.salida.objeto_id = grupo.id
    made = make_unica(grupo, grupo.salida, db.session.get_one(Funcionario, actor.id))
    grupo.carta_sha256 = made.sha256
    register(made, sobre=("grupo", grupo.id), etiqueta="carta")
    _end(transition, grupo, actor, {
        "salida": grupo.salida.numero, "personas": alcance.personas, "solicitudes": len(alcance.con), "diario": diario,
        "carta_sha256": made.sha256,
    })  # fmt: skip
    return grupo.salida


def _check_newspaper_day(diario_el: date, peticiones: Sequence[Peticion]) -> None:
    """What was printed before a petition came does not answer it: its publication is the proof that each of them was answered."""
    newest = max(peticiones, key=lambda one: (one.recibida_en, one.id))
    came = newest.recibida_en.astimezone(clock.BOGOTA).date()
    if diario_el < came:
        raise DomainError(
            f"Ese día es anterior a la solicitud {newest.radicado}, que se recibió el {fecha_larga(came)}: el diario no la responde. "
            "Escriba el día correcto, o quite esa solicitud del grupo y respóndala aparte.",
            "diario_el",
        )


def _check_own(peticiones: Sequence[Peticion], actor: Actor) -> None:
    """Answering belongs to the office that has the case, and where its head signs, to its head."""
    others = [one.radicado for one in peticiones if not permissions.can(actor, "pqrs:responder", one) or not can_enviar(one, actor)]
    if others:
        more = "…" if len(others) > MOST_TOLD else ""
        raise DomainError(
            f"Estas solicitudes son de otra dependencia o las firma otra persona: {', '.join(others[:MOST_TOLD])}{more}. "
            "Reasígnelas a la suya desde la bandeja, o quítelas del grupo."
        )


def _check_without_persons(text: str, field: str, peticiones: Sequence[Peticion]) -> None:
    """The single answer is public: it must not say who asked."""
    folded = " ".join(fold(text).split())
    digits = "".join(one if one.isdigit() else " " for one in text.replace(".", "")).split()
    for one in peticiones:
        who = one.solicitante
        if who is None:
            continue
        numbers = {who.numero_documento, who.telefono_movil, who.telefono_fijo} - {""}
        named = [fold(value) for value in (who.nombre, who.correo, who.direccion, who.representado) if len(value) > 4]
        if numbers & set(digits) or any(value in folded for value in named):
            raise DomainError(
                f"El texto nombra a quien presentó la {one.radicado}, o trae un dato suyo. Quítelo: la respuesta es pública.",
                field,
            )

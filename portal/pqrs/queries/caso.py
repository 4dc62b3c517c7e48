"""Reading one case."""

import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.audit.models import Evento
from portal.audit.queries import list_eventos
from portal.calendario import Calendario, fecha_larga
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs.models import Asunto, Encuesta, HechoTermino, Mensaje, Nota, Peticion, Plantilla, Respuesta
from portal.pqrs.permissions import reaches
from portal.pqrs.plazos import ClaseHecho, Explicacion, Hecho, Termino, aplicar, explicar_vencimiento, vencimiento
from portal.pqrs.tipos import TipoPeticion

# Compared with when there is no such radicado, so that a wrong number and a wrong code cost the same.
_NO_HASH = "0" * 64


def get_peticion(peticion_id: int) -> Peticion:
    """The case with this key, for acts that were already authorized by a session of its own."""
    found = db.session.get(Peticion, peticion_id)
    if found is None:
        raise NotFound
    return found


def get_peticion_for(actor: Actor, radicado: str) -> Peticion:
    """The case that an official asks for, with what its page shows.

    Raises:
        NotFound: there is none, or the official may not know that it exists.
    """
    loads = (joinedload(Peticion.solicitante), joinedload(Peticion.dependencia), joinedload(Peticion.responsable))
    found = db.session.scalar(select(Peticion).where(Peticion.radicado == radicado).options(*loads))
    if found is None or not reaches(actor, found):
        raise NotFound("No encontramos ese caso entre los que usted puede ver.")
    return found


def may_still_read(actor: Actor, radicado: str) -> bool:
    """Whether the official who did something to a case may still see it: who gave it away, or made it reserved, may not."""
    try:
        get_peticion_for(actor, radicado)
    except NotFound:
        return False
    return True


def find_by_code(radicado: str, code_hash: str) -> Peticion | None:
    """The case whose radicado and tracking code were given together; the same time is spent when either is wrong."""
    found = db.session.scalar(select(Peticion).where(Peticion.radicado == radicado))
    matches = hmac.compare_digest(found.codigo_hash if found else _NO_HASH, code_hash)
    return found if found is not None and matches else None


def termino_of(
    peticion: Peticion,
    calendario: Calendario,
    tipo: TipoPeticion | None = None,
    mas: Sequence[Hecho] = (),
    hechos: Sequence[Hecho] | None = None,
    asunto: Asunto | None = None,
) -> Termino:
    """The case's term as the engine counts it, under the policy it was filed under.

    Args:
        tipo: ask what another kind would give.
        mas: facts to add to those of the case: what an act that is being done would leave.
        hechos: those of the case, when they have been read already.
        asunto: one of its matters; a case that was separated in several tells the term of the one that expires first.

    Raises:
        DomainError: the law does not allow the last fact.
    """
    # Who stands at the counter is always attended within hours (CPACA art. 7.3); a reopening comes from the web.
    at_counter = peticion.canal == "ventanilla" and peticion.termino_desde == peticion.recibida_en
    own_calendar = calendario.with_politica(peticion.politica)
    if asunto is None and peticion.is_separada:
        asunto = db.session.get_one(Asunto, peticion.asunto_plazo_id)
    kind = tipo or TipoPeticion(asunto.tipo if asunto else peticion.tipo)
    filed = vencimiento(kind, peticion.termino_desde, own_calendar, presencial=at_counter)
    own = list_hechos(peticion, asunto.id if asunto else None) if hechos is None else hechos
    return aplicar(filed, [*own, *mas], own_calendar)


def explicar(peticion: Peticion, calendario: Calendario, asunto: Asunto | None = None) -> Explicacion:
    """The due date of the case, or of one of its matters, told day by day, with its pauses and its extension."""
    termino = termino_of(peticion, calendario, asunto=asunto)
    told = explicar_vencimiento(termino.vencido, calendario.with_politica(peticion.politica), termino.pausa)
    kept = (asunto or peticion).vence_el
    if termino.vencido.vence_el == kept:
        return told
    # A date that took effect, or was announced, stays whatever the calendar became.
    return replace(told, is_calendario_distinto=True, final=f"La fecha que vale es la que ya tuvo efecto: el {fecha_larga(kept)}.")


def corre_desde(el: date | None = None) -> date:
    """The day from which a term counts that began, or began again, on `el`, or today: the next business day (Ley 4 de 1913 art. 62)."""
    return get_calendario().siguiente_habil(el or clock.today())


def list_hechos(peticion: Peticion, asunto_id: int | None = None) -> list[Hecho]:
    """What moved the case's term since it was filed, or reopened, in order.

    Args:
        asunto_id: whose own facts to count too; the matter that gives the case its date, unless one is named.
    """
    of_case = HechoTermino.asunto_id.is_(None)
    key = asunto_id if asunto_id is not None else peticion.asunto_plazo_id
    query = select(HechoTermino).where(
        HechoTermino.peticion_id == peticion.id,
        HechoTermino.registrado_en >= peticion.termino_desde,
        of_case if key is None else of_case | (HechoTermino.asunto_id == key),
    )
    return [Hecho(ClaseHecho(one.clase), one.el, one.hasta) for one in db.session.scalars(query.order_by(HechoTermino.id))]


def timeline(peticion: Peticion, *, for_citizen: bool) -> Sequence[Evento]:
    """The acts on the case, oldest first: the audit's own rows."""
    return list_eventos("peticion", peticion.id, solo_publicos=for_citizen)


def list_mensajes(peticion: Peticion) -> Sequence[Mensaje]:
    return db.session.scalars(
        select(Mensaje).where(Mensaje.peticion_id == peticion.id).order_by(Mensaje.id).options(joinedload(Mensaje.autor))
    ).all()


def list_notas(peticion: Peticion) -> Sequence[Nota]:
    return db.session.scalars(select(Nota).where(Nota.peticion_id == peticion.id).order_by(Nota.id).options(joinedload(Nota.autor))).all()


def list_cartas(peticion: Peticion) -> Sequence[Respuesta]:
    """The letters that were sent, of every class, oldest first."""
    loads = (joinedload(Respuesta.salida), joinedload(Respuesta.firmante), joinedload(Respuesta.entregas))
    query = (
        select(Respuesta)
        .where(Respuesta.peticion_id == peticion.id, Respuesta.enviada_en.is_not(None))
        .order_by(Respuesta.id)
        .options(*loads)
    )
    return db.session.scalars(query).unique().all()


def get_carta_of(peticion: Peticion, key: int) -> Respuesta:
    """One letter of the case.

    Raises:
        NotFound: there is none, or it is another case's.
    """
    found = db.session.get(Respuesta, key)
    if found is None or found.peticion_id != peticion.id or found.enviada_en is None:
        raise NotFound
    return found


def list_respuestas(peticion: Peticion) -> Sequence[Respuesta]:
    """Those of the letters that decide the petition, and so must be notified: its answers, mostly."""
    return [one for one in list_cartas(peticion) if one.info.decide and not one.is_recurso_de_asunto]


def get_encuesta(respuesta: Respuesta) -> Encuesta | None:
    """The citizen's rating of this answer."""
    return db.session.scalar(select(Encuesta).where(Encuesta.respuesta_id == respuesta.id))


def list_plantillas(peticion: Peticion) -> Sequence[Plantilla]:
    """The templates that fit the case's kind and department."""
    query = select(Plantilla).where(
        Plantilla.activa,
        (Plantilla.tipo.is_(None)) | (Plantilla.tipo == peticion.tipo),
        (Plantilla.dependencia_id.is_(None)) | (Plantilla.dependencia_id == peticion.dependencia_id),
    )
    return db.session.scalars(query.order_by(Plantilla.nombre).limit(200)).all()

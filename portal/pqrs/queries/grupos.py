"""Reading the groups of analogous petitions, each official only as far as they see cases; and what the grouping looks through."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, load_only

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.estados import EN_APROBACION, EN_TRAMITE, RADICADA
from portal.pqrs.estados_grupo import PROPUESTO, PUBLICADO
from portal.pqrs.models import GrupoAnalogo, HuellaAnaloga, MiembroAnalogo, Peticion, Solicitante
from portal.pqrs.permissions import reached_by, reaches
from portal.pqrs.plazos import can_respuesta_unica
from portal.pqrs.tipos import TIPOS, Quien, TipoPeticion
from portal.radicacion.models import Radicado

# Two alike are mostly one person twice; from three on it is worth somebody's look.
FEWEST_SHOWN = 3
# Personal data, other authorities and complaints against officials are each answered alone.
AGRUPABLES = tuple(
    one.clave.value
    for one in TIPOS.values()
    if one.quien is Quien.CIUDADANIA
    and one.clave
    not in {TipoPeticion.HD_CONSULTA, TipoPeticion.HD_RECLAMO, TipoPeticion.DENUNCIA_CORRUPCION, TipoPeticion.QUEJA_DISCIPLINARIA}
)
CON_UNICA = tuple(one.value for one in TipoPeticion if can_respuesta_unica(one, 10**6))
_OVERLAP, _CHUNK = 1000, 2000


@dataclass(frozen=True)
class FilaGrupo:
    """A group in the list: how many petitions it has, and those of them that this official sees."""

    grupo: GrupoAnalogo
    total: int
    visibles: Sequence[Peticion]

    @property
    def titulo(self) -> str:
        return self.grupo.titulo or (self.visibles[0].asunto if self.visibles else "")


def _live() -> ColumnElement[bool]:
    return MiembroAnalogo.estado != "retirado"


def list_grupos(actor: Actor, estado: str, *, before: int | None = None, limit: int = 25) -> Sequence[FilaGrupo]:
    """Up to `limit` + 1 groups in this state of which the official sees some petition, newest first; small proposals are left out."""
    counted = select(MiembroAnalogo.grupo_id, func.count().label("total")).where(_live())
    if estado == PROPUESTO:
        # What was answered meanwhile needs nobody's decision.
        waits = and_(Peticion.abierta, Peticion.respondida_en.is_(None))
        counted = counted.join(Peticion, Peticion.id == MiembroAnalogo.peticion_id).where(waits)
    sizes = counted.group_by(MiembroAnalogo.grupo_id).subquery()
    seen = select(MiembroAnalogo.grupo_id).join(Peticion, Peticion.id == MiembroAnalogo.peticion_id).where(_live(), reached_by(actor))
    query = select(GrupoAnalogo, sizes.c.total).join(sizes, sizes.c.grupo_id == GrupoAnalogo.id).where(GrupoAnalogo.estado == estado)
    query = query.where(GrupoAnalogo.id.in_(seen), sizes.c.total >= (FEWEST_SHOWN if estado == PROPUESTO else 1))
    if before is not None:
        query = query.where(GrupoAnalogo.id < before)
    found = db.session.execute(query.order_by(GrupoAnalogo.id.desc()).limit(limit + 1).options(joinedload(GrupoAnalogo.salida))).all()
    visible = _visible(actor, [grupo.id for grupo, _total in found])
    return [FilaGrupo(grupo, total, visible.get(grupo.id, [])) for grupo, total in found]


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, list[Peticion]]:
    """The first petitions of each group that the official sees."""
    out: dict[int, list[Peticion]] = {}
    if not keys:
        return out
    rank = func.row_number().over(partition_by=MiembroAnalogo.grupo_id, order_by=MiembroAnalogo.id).label("place")
    ranked = (
        select(MiembroAnalogo.grupo_id, MiembroAnalogo.peticion_id, rank)
        .join(Peticion, Peticion.id == MiembroAnalogo.peticion_id)
        .where(MiembroAnalogo.grupo_id.in_(keys), _live(), reached_by(actor))
        .subquery()
    )
    query = select(ranked.c.grupo_id, Peticion).join(ranked, ranked.c.peticion_id == Peticion.id).where(ranked.c.place <= FEWEST_SHOWN)
    for key, peticion in db.session.execute(query.order_by(ranked.c.grupo_id, ranked.c.place)):
        out.setdefault(key, []).append(peticion)
    return out


def list_miembros(grupo: GrupoAnalogo, *, retirados: bool = False) -> Sequence[MiembroAnalogo]:
    """The petitions of a group in the order in which they came into it."""
    query = select(MiembroAnalogo).where(MiembroAnalogo.grupo_id == grupo.id)
    if not retirados:
        query = query.where(_live())
    person = joinedload(MiembroAnalogo.peticion).joinedload(Peticion.solicitante)
    office = joinedload(MiembroAnalogo.peticion).joinedload(Peticion.dependencia)
    letter = joinedload(MiembroAnalogo.respuesta)
    return db.session.scalars(query.order_by(MiembroAnalogo.id).options(person, office, letter)).all()


def get_grupo_for(actor: Actor, grupo_id: int) -> GrupoAnalogo:
    """The group, when the official sees some petition of it. Raises NotFound."""
    found = db.session.get(GrupoAnalogo, grupo_id)
    if found is None or not any(reaches(actor, one.peticion) for one in list_miembros(found)):
        raise NotFound("No encontramos ese grupo entre los que usted puede ver.")
    return found


def find_grupo_of(peticion: Peticion) -> GrupoAnalogo | None:
    """The group that a case is in, unless it was discarded, or is a proposal too small to be shown."""
    others = aliased(MiembroAnalogo)
    size = select(func.count()).where(others.grupo_id == GrupoAnalogo.id, others.estado != "retirado").scalar_subquery()
    query = (
        select(GrupoAnalogo)
        .join(MiembroAnalogo, MiembroAnalogo.grupo_id == GrupoAnalogo.id)
        .where(MiembroAnalogo.peticion_id == peticion.id, _live(), GrupoAnalogo.estado != "descartado")
        .where(or_(GrupoAnalogo.estado != PROPUESTO, size >= FEWEST_SHOWN))
    )
    return db.session.scalar(query.order_by(GrupoAnalogo.id.desc()).limit(1))


def find_miembro(grupo_id: int, peticion_id: int) -> MiembroAnalogo | None:
    return db.session.scalar(select(MiembroAnalogo).where(MiembroAnalogo.grupo_id == grupo_id, MiembroAnalogo.peticion_id == peticion_id))


def grupos_de(peticiones: Collection[int]) -> Mapping[int, int]:
    """In which group each of the petitions is, those that were discarded too: what was decided is not proposed again."""
    query = select(MiembroAnalogo.peticion_id, MiembroAnalogo.grupo_id).where(MiembroAnalogo.peticion_id.in_(peticiones), _live())
    return {row.peticion_id: row.grupo_id for row in db.session.execute(query.order_by(MiembroAnalogo.id))}


def list_por_entregar(limit: int) -> Sequence[int]:
    """Members that the single answer has not reached and may reach now, oldest first."""
    query = (
        select(MiembroAnalogo.id)
        .join(GrupoAnalogo, GrupoAnalogo.id == MiembroAnalogo.grupo_id)
        .join(Peticion, Peticion.id == MiembroAnalogo.peticion_id)
        .where(
            GrupoAnalogo.estado == PUBLICADO,
            MiembroAnalogo.estado == "miembro",
            MiembroAnalogo.respuesta_id.is_(None),
            Peticion.estado.in_([RADICADA, EN_TRAMITE, EN_APROBACION]),
            Peticion.tipo.in_(CON_UNICA),
            Peticion.asunto_plazo_id.is_(None),
        )
    )
    return db.session.scalars(query.order_by(MiembroAnalogo.id).limit(limit)).all()


# What grouping reads of a petition.
COMPARADAS = (
    Peticion.radicado, Peticion.tipo, Peticion.asunto, Peticion.texto, Peticion.recibida_en, Peticion.latitud, Peticion.longitud,
    Peticion.lugar, Peticion.abierta, Peticion.asunto_plazo_id, Peticion.dependencia_id,
)  # fmt: skip


def list_sin_huella(*, desde: date, limit: int) -> Sequence[Peticion]:
    """Petitions received since that day and not sketched yet, in order of their key.

    Keys are given before they are committed, so a few below the newest sketch are looked at again.
    """
    newest = db.session.scalar(select(func.max(HuellaAnaloga.peticion_id)))
    since = datetime.combine(desde, time(0), tzinfo=clock.BOGOTA)
    query = select(Peticion).outerjoin(HuellaAnaloga, HuellaAnaloga.peticion_id == Peticion.id)
    query = query.where(HuellaAnaloga.peticion_id.is_(None), Peticion.recibida_en >= since)
    if newest is not None:
        query = query.where(Peticion.id > newest - _OVERLAP)
    return db.session.scalars(query.order_by(Peticion.id).limit(limit).options(load_only(*COMPARADAS))).all()


def list_comparadas(keys: Collection[int]) -> Sequence[Peticion]:
    """These petitions with what grouping reads of them."""
    return db.session.scalars(select(Peticion).where(Peticion.id.in_(keys)).order_by(Peticion.id).options(load_only(*COMPARADAS))).all()


def iterate_huellas(desde: date, hasta: date) -> Iterator[tuple[int, bytes]]:
    """The sketches of those days whose petition still waits for its answer, or had the single one: what a new one may be like."""
    single = select(MiembroAnalogo.peticion_id).join(GrupoAnalogo).where(GrupoAnalogo.estado == PUBLICADO, _live())
    waits = and_(Peticion.abierta, Peticion.respondida_en.is_(None))
    last = (desde, 0)
    while True:
        query = (
            select(HuellaAnaloga.recibida_el, HuellaAnaloga.peticion_id, HuellaAnaloga.firma)
            .join(Peticion, Peticion.id == HuellaAnaloga.peticion_id)
            .where(
                or_(HuellaAnaloga.recibida_el > last[0], and_(HuellaAnaloga.recibida_el == last[0], HuellaAnaloga.peticion_id > last[1])),
                HuellaAnaloga.recibida_el <= hasta,
                or_(waits, Peticion.id.in_(single)),
            )
        )
        rows = db.session.execute(query.order_by(HuellaAnaloga.recibida_el, HuellaAnaloga.peticion_id).limit(_CHUNK)).all()
        for day, key, sketch in rows:
            yield key, sketch
            last = (day, key)
        if len(rows) < _CHUNK:
            return


def list_publicadas(*, before: int | None = None, limit: int = 20) -> Sequence[GrupoAnalogo]:
    """The single answers that anybody may read, newest first, up to `limit` + 1."""
    query = select(GrupoAnalogo).where(GrupoAnalogo.estado == PUBLICADO)
    if before is not None:
        query = query.where(GrupoAnalogo.id < before)
    return db.session.scalars(query.order_by(GrupoAnalogo.id.desc()).limit(limit + 1).options(joinedload(GrupoAnalogo.salida))).all()


def get_publicada(numero: str) -> GrupoAnalogo:
    """The single answer with this outgoing number. Raises NotFound."""
    query = select(GrupoAnalogo).join(Radicado, Radicado.id == GrupoAnalogo.radicado_id).where(GrupoAnalogo.estado == PUBLICADO)
    found = db.session.scalar(query.where(Radicado.numero == numero))
    if found is None:
        raise NotFound("No encontramos esa respuesta.")
    return found


def persona_de(peticion: Peticion) -> tuple[str, ...] | None:
    """Who filed, as one person among others; None for anonymous petitions, of which nobody can say that they are of different people."""
    who: Solicitante | None = peticion.solicitante
    if who is None:
        return None
    if who.numero_documento:
        return ("documento", "".join(filter(str.isalnum, who.numero_documento)).lower())
    return ("correo", who.correo.lower()) if who.correo else ("nombre", " ".join(who.nombre.lower().split()))


def count_personas(peticiones: Sequence[Peticion]) -> int:
    """How many different persons these are; anonymous ones do not count towards the eleven (CPACA art. 22)."""
    return len({persona_de(one) for one in peticiones} - {None})

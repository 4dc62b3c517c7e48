"""Who is away today and who takes their place."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, literal, or_, select, true, union_all
from sqlalchemy.orm import joinedload

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.permissions import can
from portal.entidad.models import Dependencia, Funcionario
from portal.extensions import db
from portal.pqrs.models import Ausencia, Peticion
from portal.pqrs.permissions import can_recibir, reached_by

# The open cases of who is away that their page lists; the inbox has them all.
MAS_CASOS = 100


def _now() -> ColumnElement[bool]:
    today = clock.today()
    return and_(Ausencia.terminada_en.is_(None), Ausencia.desde <= today, Ausencia.hasta >= today)


def sustituto_de(funcionario: Funcionario | None) -> Funcionario | None:
    """Who takes this official's place today; None when they are not away, or whoever should can no longer receive their cases."""
    if funcionario is None:
        return None
    query = select(Ausencia).where(_now(), Ausencia.funcionario_id == funcionario.id).order_by(Ausencia.id.desc()).limit(1)
    found = db.session.scalar(query.options(joinedload(Ausencia.sustituto)))
    if found is None or found.sustituto.dependencia_id != funcionario.dependencia_id or not can_recibir(found.sustituto):
        return None
    return found.sustituto


def ausentes_hoy() -> Mapping[int, Ausencia]:
    """Everybody who is away today, by their key."""
    query = select(Ausencia).where(_now()).order_by(Ausencia.id).options(joinedload(Ausencia.sustituto))
    return {one.funcionario_id: one for one in db.session.scalars(query)}


def is_mine(actor: Actor) -> ColumnElement[bool]:
    """The cases that are with the official, or with somebody whose place they take today."""
    replaced = select(Ausencia.funcionario_id).where(_now(), Ausencia.sustituto_id == actor.id)
    return Peticion.responsable_id.in_(union_all(select(literal(actor.id)), replaced))


def can_registrar_de(actor: Actor, funcionario: Funcionario) -> bool:
    """Whether the actor may say that this official is away: themselves, who heads their office, or who may for everybody."""
    if can(actor, "pqrs:ausencias") or actor.id == funcionario.id:
        return True
    office = funcionario.dependencia
    return office is not None and actor.is_funcionario and office.jefe_id == actor.id


def _visible(actor: Actor) -> ColumnElement[bool]:
    if can(actor, "pqrs:ausencias"):
        return true()
    headed = select(Funcionario.id).join(Dependencia, Dependencia.id == Funcionario.dependencia_id).where(Dependencia.jefe_id == actor.id)
    own = (Ausencia.funcionario_id == actor.id, Ausencia.sustituto_id == actor.id)
    return or_(*own, Ausencia.funcionario_id.in_(headed))


def page_ausencias(actor: Actor, limit: int, after: tuple[date, int] | None = None) -> Sequence[Ausencia]:
    """The absences that concern the official, latest first, from below the key (desde, id) on."""
    query = select(Ausencia).where(_visible(actor)).order_by(Ausencia.desde.desc(), Ausencia.id.desc()).limit(limit)
    if after is not None:
        day, key = after
        query = query.where((Ausencia.desde < day) | ((Ausencia.desde == day) & (Ausencia.id < key)))
    return db.session.scalars(query.options(joinedload(Ausencia.funcionario), joinedload(Ausencia.sustituto))).all()


def get_ausencia_for(actor: Actor, ausencia_id: int) -> Ausencia:
    """One absence that concerns the official. Raises NotFound."""
    found = db.session.scalar(select(Ausencia).where(Ausencia.id == ausencia_id, _visible(actor)))
    if found is None:
        raise NotFound
    return found


def list_abiertas_de(actor: Actor, ausencia: Ausencia) -> Sequence[Peticion]:
    """The open cases of who is away that the actor reaches, by due date, up to `MAS_CASOS` + 1."""
    conditions = [Peticion.responsable_id == ausencia.funcionario_id, Peticion.abierta.is_(True), reached_by(actor)]
    return db.session.scalars(select(Peticion).where(*conditions).order_by(Peticion.vence_el, Peticion.id).limit(MAS_CASOS + 1)).all()

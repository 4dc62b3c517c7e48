"""Which cases the retention table lets be eliminated, what would go with each, and the eliminations that were proposed."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.audit.models import Evento
from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.pqrs.estados_eliminacion import APROBADA
from portal.pqrs.estados_transferencia import ENTREGADA
from portal.pqrs.models import CasoEliminado, CasoTransferido, Eliminacion, Mensaje, Peticion, Respuesta, Transferencia
from portal.pqrs.permissions import RESERVADAS, reached_by
from portal.pqrs.queries.series import Ficha, adoptadas, ficha_de
from portal.pqrs.queries.transferencias import medir
from portal.pqrs.retencion import CONSERVACION, sumar

POR_PROPUESTA = 200
# Cases in memory at a time.
_READ = 500
# Facts of the record of acts that somebody wrote in their own words: the record is never changed, so they stay.
_OWN_WORDS = ("detalle", "motivo", "justificacion", "cuerpo")


@dataclass(frozen=True)
class PorEliminar:
    """A case whose years have all passed and that the table does not keep."""

    peticion: Peticion
    ficha: Ficha


@dataclass(frozen=True)
class LoQueTiene:
    """What would go with a case: messages, letters, files with their bytes; and the acts with somebody's own words, which stay."""

    mensajes: int
    cartas: int
    archivos: int
    tamano: int
    actos_con_texto: int


def list_por_eliminar(
    actor: Actor, *, antes: date, serie: str = "", reservadas: bool | None = False, limit: int = POR_PROPUESTA
) -> list[PorEliminar]:
    """The cases closed before a day that may be eliminated, the longest closed first.

    Args:
        serie: only those of the series with this code, without the office's.
        reservadas: those against officials, or the others; None for all.
    """
    tablas, today = adoptadas(), clock.today()
    years = [one.en_gestion + one.en_central for tabla in tablas for one in tabla.series if one.disposicion != CONSERVACION]
    if not years:
        return []
    closed_before = min(
        datetime.combine(sumar(today, -min(years)), time.max, clock.BOGOTA), datetime.combine(antes, time.min, clock.BOGOTA)
    )
    held = select(CasoEliminado.peticion_id).where(CasoEliminado.vigente)
    travelling = select(CasoTransferido.peticion_id).join(Transferencia).where(CasoTransferido.vigente, Transferencia.estado == ENTREGADA)
    query = select(Peticion).where(
        ~Peticion.abierta, Peticion.anonimizada_en.is_(None), Peticion.cerrada_en < closed_before, Peticion.id.not_in(held),
        Peticion.id.not_in(travelling), reached_by(actor),
    )  # fmt: skip
    if reservadas is not None:
        query = query.where(Peticion.tipo.in_(RESERVADAS) if reservadas else Peticion.tipo.not_in(RESERVADAS))
    query = query.order_by(Peticion.cerrada_en, Peticion.id).options(joinedload(Peticion.dependencia))
    # All of them, a part at a time: the oldest may be those that are kept for ever, and would hide the ones that may go.
    with closing(db.session.scalars(query.execution_options(yield_per=_READ))) as rows:
        found = (PorEliminar(one, ficha_de(one, tablas)) for one in rows)
        return list(islice((one for one in found if _may_go(one.ficha, today, serie)), limit))


def _may_go(ficha: Ficha, today: date, serie: str) -> bool:
    if ficha.serie is None or ficha.plazos is None or ficha.serie.disposicion == CONSERVACION:
        return False
    return ficha.plazos.termina_el <= today and serie in ("", ficha.serie.codigo)


def lo_que_tienen(keys: Collection[int]) -> Mapping[int, LoQueTiene]:
    """What each of these cases holds."""
    files = medir(keys)
    messages = _counts(Mensaje, keys)
    letters = _counts(Respuesta, keys)
    acts: dict[int, int] = dict.fromkeys(keys, 0)
    for key, datos in db.session.execute(
        select(Evento.objeto_id, Evento.datos).where(Evento.objeto_tipo == "peticion", Evento.objeto_id.in_(keys))
    ):
        acts[key] += any(name in datos for name in _OWN_WORDS)
    return {key: LoQueTiene(messages.get(key, 0), letters.get(key, 0), *files[key], acts[key]) for key in keys}


def _counts(model: type[Mensaje] | type[Respuesta], keys: Collection[int]) -> dict[int, int]:
    query = select(model.peticion_id, func.count()).where(model.peticion_id.in_(keys)).group_by(model.peticion_id)
    return {int(key): int(count) for key, count in db.session.execute(query)}


def list_eliminaciones(actor: Actor, *, limit: int = 200) -> Sequence[tuple[Eliminacion, int]]:
    """The eliminations that the official may know of, the newest first, each with its number of cases."""
    count = select(func.count()).where(CasoEliminado.eliminacion_id == Eliminacion.id).scalar_subquery()
    query = select(Eliminacion, count).options(joinedload(Eliminacion.propuesta_por)).order_by(Eliminacion.id.desc()).limit(limit)
    if "pqrs:ver_reservadas" not in actor.permissions:
        query = query.where(~Eliminacion.reservada)
    return [(one, number) for one, number in db.session.execute(query)]


def get_eliminacion_for(actor: Actor, key: int) -> Eliminacion:
    """One elimination with its cases.

    Raises:
        NotFound: there is none, or the official may not know of it.
    """
    query = select(Eliminacion).where(Eliminacion.id == key).options(selectinload(Eliminacion.casos).joinedload(CasoEliminado.peticion))
    found = db.session.scalar(query)
    if found is None or (found.reservada and "pqrs:ver_reservadas" not in actor.permissions):
        raise NotFound("No encontramos esa eliminación.")
    return found


def list_aprobados(*, antes: date, serie: str = "", limit: int) -> Sequence[int]:
    """Keys of the lines of approved eliminations that wait to be carried out, for cases closed before a day."""
    query = (
        select(CasoEliminado.id)
        .join(Eliminacion)
        .where(Eliminacion.estado == APROBADA, CasoEliminado.hecho_en.is_(None), CasoEliminado.vigente, CasoEliminado.cerrada_el < antes)
    )
    if serie:
        # The code of a line begins with the office's.
        query = query.where((CasoEliminado.codigo == serie) | CasoEliminado.codigo.endswith(f".{serie}", autoescape=True))
    return db.session.scalars(query.order_by(CasoEliminado.id).limit(limit)).all()

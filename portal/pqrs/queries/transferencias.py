"""Which cases must go to the central archive, and the transfers that were made."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core import clock
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.models import CasoTransferido, Peticion, Respuesta, Transferencia
from portal.pqrs.permissions import RESERVADAS, reached_by
from portal.pqrs.queries.series import Ficha, adoptadas, ficha_de
from portal.pqrs.retencion import sumar

# An inventory of more lines is made in several transfers.
POR_TRANSFERENCIA = 200
# Cases in memory at a time.
_READ = 500


@dataclass(frozen=True)
class PorTransferir:
    """A case whose years in the office's archive have passed."""

    peticion: Peticion
    ficha: Ficha


def list_por_transferir(actor: Actor, *, reservadas: bool = False) -> list[PorTransferir]:
    """Up to `POR_TRANSFERENCIA` cases that the official reaches and that must go to the central archive, the longest closed first.

    Args:
        reservadas: those against officials, which travel by themselves.
    """
    tablas = adoptadas()
    years = [serie.en_gestion for tabla in tablas for serie in tabla.series]
    if not years:
        return []
    today = clock.today()
    closed_before = datetime.combine(sumar(today, -min(years)), time.max, clock.BOGOTA)
    held = select(CasoTransferido.peticion_id).where(CasoTransferido.vigente)
    kind = Peticion.tipo.in_(RESERVADAS) if reservadas else Peticion.tipo.not_in(RESERVADAS)
    query = (
        select(Peticion)
        .where(~Peticion.abierta, Peticion.cerrada_en <= closed_before, Peticion.id.not_in(held), kind, reached_by(actor))
        .order_by(Peticion.cerrada_en, Peticion.id)
        .options(joinedload(Peticion.dependencia))
        # All of them, a part at a time: the oldest may be those whose years are longer, and would hide the others.
        .execution_options(yield_per=_READ)
    )
    with closing(db.session.scalars(query)) as rows:
        found = (PorTransferir(one, ficha_de(one, tablas)) for one in rows)
        return list(islice((one for one in found if one.ficha.plazos is not None and one.ficha.plazos.pasa_el <= today), POR_TRANSFERENCIA))


def medir(keys: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """How many files each case has, of the petition and of its letters, and how much they weigh together."""
    total: dict[int, tuple[int, int]] = dict.fromkeys(keys, (0, 0))
    own = select(Archivo.objeto_id, func.count(), func.sum(Archivo.tamano)).where(
        Archivo.objeto_tipo == "peticion", Archivo.objeto_id.in_(keys)
    )
    letters = (
        select(Respuesta.peticion_id, func.count(), func.sum(Archivo.tamano))
        .join(Archivo, (Archivo.objeto_id == Respuesta.id) & (Archivo.objeto_tipo == "respuesta"))
        .where(Respuesta.peticion_id.in_(keys))
    )
    for query in (own.group_by(Archivo.objeto_id), letters.group_by(Respuesta.peticion_id)):
        for key, count, size in db.session.execute(query):
            total[key] = (total[key][0] + count, total[key][1] + int(size))
    return total


def list_transferencias(actor: Actor, *, limit: int = 200) -> Sequence[tuple[Transferencia, int]]:
    """The transfers that the official may know of, the newest first, each with its number of cases."""
    count = select(func.count()).where(CasoTransferido.transferencia_id == Transferencia.id).scalar_subquery()
    query = select(Transferencia, count).options(joinedload(Transferencia.entregada_por)).order_by(Transferencia.id.desc()).limit(limit)
    if "pqrs:ver_reservadas" not in actor.permissions:
        query = query.where(~Transferencia.reservada)
    return [(one, number) for one, number in db.session.execute(query)]


def get_transferencia_for(actor: Actor, key: int) -> Transferencia:
    """One transfer with its lines.

    Raises:
        NotFound: there is none, or the official may not know of it.
    """
    query = (
        select(Transferencia).where(Transferencia.id == key).options(selectinload(Transferencia.casos).joinedload(CasoTransferido.peticion))
    )
    found = db.session.scalar(query)
    if found is None or (found.reservada and "pqrs:ver_reservadas" not in actor.permissions):
        raise NotFound("No encontramos esa transferencia.")
    return found


def find_transferencia_of(peticion: Peticion) -> Transferencia | None:
    """The transfer that the case is in, if it is in one."""
    query = select(Transferencia).join(CasoTransferido).where(CasoTransferido.peticion_id == peticion.id, CasoTransferido.vigente)
    return db.session.scalar(query)

"""The public register of filings (Ley 962 de 2005 art. 15): number, date, kind, department, state, due date; no person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, select, tuple_

from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.clases import ClaseCarta
from portal.pqrs.estados import TRASLADADA
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.queries.bandeja import start_of
from portal.pqrs.tipos import TipoPeticion

# Only these columns leave the database: a column added to the case never appears here by itself.
COLUMNS = (
    Peticion.id,
    Peticion.radicado,
    Peticion.recibida_en,
    Peticion.tipo,
    Dependencia.nombre.label("dependencia"),
    Peticion.estado,
    Peticion.efectiva_el,
    Peticion.vence_el,
    Peticion.estricta_el,
    Peticion.abierta,
    Peticion.respondida_en,
    Peticion.pausa_desde,
)
# In public, what is against officials stands among the others: few cases of a sealed kind would tell of each.
AS_PUBLIC = {TipoPeticion.DENUNCIA_CORRUPCION.value: TipoPeticion.DENUNCIA, TipoPeticion.QUEJA_DISCIPLINARIA.value: TipoPeticion.QUEJA}


def shown_as(tipo: str) -> TipoPeticion:
    """The kind that everybody is told."""
    return AS_PUBLIC.get(tipo, TipoPeticion(tipo))


def kept_as(tipos: Iterable[str]) -> list[str]:
    """The kinds that stand behind those that everybody is told."""
    told = [*tipos]
    return [*(one for one in told if one not in AS_PUBLIC), *(kept for kept, shown in AS_PUBLIC.items() if shown in told)]


RegistroRow = Row[tuple[int, str, datetime, str, str, str, date, date, date, bool, datetime | None, date | None]]


@dataclass(frozen=True)
class FiltroRegistro:
    """What the register is narrowed to. Dates are inclusive days of reception; the kind is one that is shown in public."""

    radicado: str = ""
    tipo: str = ""
    estado: str = ""
    dependencia_id: int | None = None
    desde: date | None = None
    hasta: date | None = None


def list_registro(filtro: FiltroRegistro, *, after: tuple[str, int] | None = None, limit: int = 50) -> Sequence[RegistroRow]:
    """Up to `limit` + 1 filings, newest first. `after` is the instant (ISO) and key of the last row of the page before."""
    query = select(*COLUMNS).outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
    if filtro.radicado:
        query = query.where(Peticion.radicado == filtro.radicado)
    if filtro.tipo:
        query = query.where(Peticion.tipo.in_(kept_as([filtro.tipo])))
    if filtro.estado:
        query = query.where(Peticion.estado == filtro.estado)
    if filtro.dependencia_id is not None:
        query = query.where(Peticion.dependencia_id == filtro.dependencia_id)
    if filtro.desde:
        query = query.where(Peticion.recibida_en >= start_of(filtro.desde))
    if filtro.hasta:
        query = query.where(Peticion.recibida_en < start_of(filtro.hasta + timedelta(days=1)))
    if after is not None:
        query = query.where(tuple_(Peticion.recibida_en, Peticion.id) < (datetime.fromisoformat(after[0]), after[1]))
    return db.session.execute(query.order_by(Peticion.recibida_en.desc(), Peticion.id.desc()).limit(limit + 1)).all()  # type: ignore[return-value]


def autoridades_of(rows: Sequence[RegistroRow]) -> Mapping[int, str]:
    """To which body each of the rows was passed on, by key; those that were not are left out."""
    passed_on = [one.id for one in rows if one.estado == TRASLADADA]
    if not passed_on:
        return {}
    query = select(Respuesta.peticion_id, Respuesta.datos).where(
        Respuesta.peticion_id.in_(passed_on), Respuesta.clase == ClaseCarta.TRASLADO, Respuesta.enviada_en.is_not(None)
    )
    return {key: str(datos.get("autoridad", "")) for key, datos in db.session.execute(query)}


def iterate_registro(filtro: FiltroRegistro, *, maximum: int) -> Iterator[tuple[RegistroRow, str]]:
    """Every filing of the filter, up to `maximum`, in pages, for the CSV; with the body that it was passed on to."""
    after: tuple[str, int] | None = None
    sent = 0
    while sent < maximum:
        rows = list_registro(filtro, after=after, limit=1000)[:1000]
        autoridades = autoridades_of(rows)
        yield from ((one, autoridades.get(one.id, "")) for one in rows[: maximum - sent])
        sent += len(rows)
        if len(rows) < 1000:
            return
        after = (rows[-1].recibida_en.isoformat(), rows[-1].id)

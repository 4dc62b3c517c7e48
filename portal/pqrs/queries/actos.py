"""The acts on cases as the record keeps them, for the reports: those up to a cut, of what was filed in a period."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select

from portal.audit.models import Evento
from portal.calendario import Calendario
from portal.core.clock import BOGOTA
from portal.extensions import db
from portal.pqrs.cifras import Acto, Repaso, repasar
from portal.pqrs.cifras.repaso import RADICADA
from portal.pqrs.queries.bandeja import start_of

_BATCH = 2000


def iterate_repasos(desde: date, hasta: date, *, corte: int, calendario: Calendario) -> Iterator[Repaso]:
    """Each case filed from the day `desde` to the day `hasta`, in order of filing, as it stood after act number `corte`."""
    filed = select(Evento.objeto_id).where(
        Evento.tipo == RADICADA, Evento.objeto_tipo == "peticion", Evento.id <= corte,
        Evento.en >= start_of(desde), Evento.en < start_of(hasta + timedelta(days=1)),
    )  # fmt: skip
    query = (
        select(Evento.objeto_id, Evento.tipo, Evento.en, Evento.dependencia_id, Evento.datos)
        .where(Evento.objeto_tipo == "peticion", Evento.objeto_id.in_(filed), Evento.id <= corte)
        .order_by(Evento.objeto_id, Evento.id)
        .execution_options(yield_per=_BATCH)
    )
    for _key, rows in groupby(db.session.execute(query), key=lambda row: row[0]):
        found = repasar((Acto(*row[1:]) for row in rows), calendario)
        if found is not None:
            yield found


def find_first_filing() -> date | None:
    """The day of the first filing that the record keeps."""
    found = db.session.scalar(
        select(Evento.en).where(Evento.tipo == RADICADA, Evento.objeto_tipo == "peticion").order_by(Evento.id).limit(1)
    )
    return found.astimezone(BOGOTA).date() if found is not None else None

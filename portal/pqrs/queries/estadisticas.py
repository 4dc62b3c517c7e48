"""What the statistics read: every case, once a night, column by column; and the figures that came of it, for the page."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, select

from portal.calendario import Calendario
from portal.core.clock import BOGOTA
from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.cifras import Caso, Conteo, DiasHabiles, Encuestado, situacion_of
from portal.pqrs.cifras.conteo import Lugar
from portal.pqrs.clases import NIEGAN, ClaseCarta
from portal.pqrs.models import Encuesta, Estadistica, HechoTermino, Peticion, Respuesta
from portal.pqrs.plazos import ClaseHecho, is_a_tiempo
from portal.pqrs.queries.tablas import CON_RESERVA

_BATCH = 2000
_COLUMNS = (
    Peticion.id, Peticion.recibida_en, Peticion.tipo, Peticion.canal, Peticion.dependencia_id, Peticion.estado, Peticion.abierta,
    Peticion.efectiva_el, Peticion.vence_el, Peticion.respondida_en, Peticion.pausa_desde, Peticion.aceptada_desde, Peticion.anonima,
)  # fmt: skip


def contar(corte: datetime, calendario: Calendario) -> Conteo:
    """Count every case that was received up to `corte`, as it is now. Reads the whole table: for the nightly job."""
    conteo = Conteo(CON_RESERVA)
    for caso in _casos(corte, DiasHabiles(calendario)):
        conteo.add(caso)
    query = select(Peticion.recibida_en, Peticion.tipo, Peticion.canal, Peticion.dependencia_id, Encuesta.puntaje, Encuesta.resuelto).join(
        Encuesta, Encuesta.peticion_id == Peticion.id
    )
    for recibida_en, tipo, canal, dependencia_id, puntaje, resuelto in db.session.execute(query.where(Peticion.recibida_en <= corte)):
        conteo.rate(Encuestado(Lugar(_month(recibida_en), tipo, canal, dependencia_id), puntaje, resuelto))
    return conteo


def _casos(corte: datetime, habiles: DiasHabiles) -> Iterator[Caso]:
    today = corte.astimezone(BOGOTA).date()
    prorrogadas = _keys(select(HechoTermino.peticion_id).where(HechoTermino.clase == ClaseHecho.PRORROGADA.value))
    en_parte, negadas = _with_letter(ClaseCarta.TRASLADO_PARCIAL.value), _with_letter(*NIEGAN)
    query = select(*_COLUMNS).where(Peticion.recibida_en <= corte).execution_options(yield_per=_BATCH)
    for row in db.session.execute(query):
        key, recibida, tipo, canal, oficina, estado, abierta, efectiva, vence, respondida, pausa, aceptada, anonima = row
        is_open = abierta and respondida is None
        yield Caso(
            Lugar(_month(recibida), tipo, canal, oficina),
            situacion_of(estado, abierta=abierta, answered=respondida is not None),
            a_tiempo=respondida is not None and is_a_tiempo(vence, respondida),
            dias=habiles.contar(efectiva, respondida.astimezone(BOGOTA).date()) if respondida is not None else 0,
            vencida=is_open and pausa is None and vence < today,
            en_pausa=is_open and pausa is not None,
            trasladada_en_parte=key in en_parte,
            prorrogada=key in prorrogadas,
            negada=key in negadas,
            silencio=aceptada is not None,
            anonima=anonima,
        )


def _month(instant: datetime) -> str:
    local = instant.astimezone(BOGOTA)
    return f"{local.year:04d}-{local.month:02d}"


def _with_letter(*clases: str) -> frozenset[int]:
    return _keys(select(Respuesta.peticion_id).where(Respuesta.clase.in_(clases), Respuesta.enviada_en.is_not(None)))


def _keys(query: Select[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(query))


def names_of_oficinas() -> dict[int, str]:
    """What each office is called, closed ones too."""
    return {one.id: one.nombre for one in db.session.execute(select(Dependencia.id, Dependencia.nombre).order_by(Dependencia.id))}


def list_vigencias() -> Sequence[int]:
    """The years that have figures, the newest first."""
    return db.session.scalars(select(Estadistica.vigencia).order_by(Estadistica.vigencia.desc())).all()


def find_estadistica(vigencia: int) -> Estadistica | None:
    """The figures of one year."""
    return db.session.get(Estadistica, vigencia)


def list_estadisticas() -> Sequence[Estadistica]:
    """The figures of every year, the newest first."""
    return db.session.scalars(select(Estadistica).order_by(Estadistica.vigencia.desc())).all()

"""Counting a report from the record of acts, and reading those that there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from portal.calendario import Calendario
from portal.core import clock
from portal.core.clock import BOGOTA
from portal.core.errors import NotFound
from portal.extensions import db
from portal.files.models import Archivo
from portal.pqrs.cifras import Conteo, DiasHabiles, Repaso, Situacion
from portal.pqrs.models import Informe
from portal.pqrs.models.informe import BORRADOR, EXPEDIDO
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.periodos import CLASES, ClaseInforme, Periodo, list_terminados
from portal.pqrs.queries.actos import find_first_filing, iterate_repasos
from portal.pqrs.queries.tablas import CON_RESERVA, SIN_OFICINA, figures_of
from portal.pqrs.tipos import TIPOS, TipoPeticion

OBJECT = "informe"
_SITUACIONES = {
    Situacion.RESPONDIDA: "Respondida",
    Situacion.ABIERTA: "Sin responder",
    Situacion.TRASLADADA: "Trasladada",
    Situacion.RETIRADA: "Retirada",
    Situacion.ANULADA: "Radicado anulado",
    Situacion.OTRA: "Terminada de otra forma",
}


def contar_informe(
    clase: ClaseInforme, periodo: Periodo, *, corte: int, corte_en: datetime, calendario: Calendario, oficinas: Mapping[int, str]
) -> dict[str, Any]:
    """The figures of a report, and for one that tells each request its rows.

    Everything it depends on is given: the same arguments count the same, whatever happened since.

    Args:
        corte: number of the last act that counts.
        corte_en: the instant of the cut, which says what is overdue.
    """
    conteo, habiles, filas = Conteo(CON_RESERVA), DiasHabiles(calendario), []
    hoy = corte_en.astimezone(BOGOTA).date()
    for one in iterate_repasos(periodo.desde, periodo.hasta, corte=corte, calendario=calendario):
        if clase.tipos and one.tipo not in clase.tipos:
            continue
        conteo.add(one.as_caso(hoy, habiles))
        for rated in one.as_encuestados():
            conteo.rate(rated)
        if clase.por_solicitud:
            filas.append(_fila(one, habiles, oficinas))
    return {"cifras": figures_of(conteo, oficinas), **({"filas": filas} if clase.por_solicitud else {})}


def _fila(one: Repaso, habiles: DiasHabiles, oficinas: Mapping[int, str]) -> dict[str, Any]:
    answered = one.respondida_en
    return {
        "radicado": one.radicado,
        "recibida_el": one.recibida_en.astimezone(BOGOTA).date().isoformat(),
        "clase": TIPOS[TipoPeticion(one.tipo)].nombre,
        "canal": CANALES[one.canal],
        "oficina": oficinas.get(one.dependencia_id or 0, SIN_OFICINA),
        "situacion": _SITUACIONES[one.situacion],
        "respondida_el": answered.astimezone(BOGOTA).date().isoformat() if answered else None,
        "dias_habiles": one.dias(habiles) if answered else None,
        "a_tiempo": one.a_tiempo if answered else None,
        "prorrogada": one.prorrogada,
        "trasladada_a": one.autoridad if one.situacion is Situacion.TRASLADADA else "",
        "trasladada_en_parte": one.en_parte,
        "negada": one.negada,
        "silencio": one.silencio,
    }


@dataclass(frozen=True)
class Pendiente:
    """A period that is over and has no report."""

    clase: ClaseInforme
    periodo: Periodo


def list_pendientes(*, hoy: date | None = None) -> list[Pendiente]:
    """The periods since the first filing that are over and have no report, the oldest ones last."""
    first = find_first_filing()
    if first is None:
        return []
    made = {(one.clase, one.desde) for one in db.session.execute(select(Informe.clase, Informe.desde))}
    found = [
        Pendiente(clase, periodo) for clase in CLASES.values() for periodo in list_terminados(clase, first, hoy or clock.today())
    ]  # fmt: skip
    return sorted((one for one in found if (one.clase.clave, one.periodo.desde) not in made), key=lambda one: one.periodo, reverse=True)


def list_borradores() -> Sequence[Informe]:
    """The reports that nobody has issued yet, those of the oldest period first."""
    return db.session.scalars(select(Informe).where(Informe.estado == BORRADOR).order_by(Informe.hasta, Informe.id)).all()


def list_expedidos(clase: str = "") -> Sequence[tuple[Informe, int | None]]:
    """Those that were issued, the newest period first, each with the key of the report that corrects it. A handful a year."""
    later = aliased(Informe)
    query = (
        select(Informe, later.id)
        .outerjoin(later, (later.corrige_id == Informe.id) & (later.estado == EXPEDIDO))
        .where(Informe.estado == EXPEDIDO)
        .options(joinedload(Informe.expedido_por))
        .order_by(Informe.hasta.desc(), Informe.clase, Informe.id.desc())
    )
    if clase:
        query = query.where(Informe.clase == clase)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def get_informe(key: int) -> Informe:
    """A report, drafts too. Raises NotFound."""
    found = db.session.get(Informe, key)
    if found is None:
        raise NotFound("No encontramos ese informe.")
    return found


def get_expedido(key: int) -> Informe:
    """A report that anybody may read. Raises NotFound, also of a draft."""
    found = get_informe(key)
    if not found.is_expedido:
        raise NotFound("No encontramos ese informe.")
    return found


def find_correccion(informe: Informe) -> Informe | None:
    """The report that corrects this one, issued or not."""
    return db.session.scalar(select(Informe).where(Informe.corrige_id == informe.id))


def get_archivo_of(informe: Informe, etiqueta: str) -> Archivo:
    """One of the files of an issued report: «pdf», «csv» or «json». Raises NotFound."""
    query = select(Archivo).where(Archivo.objeto_tipo == OBJECT, Archivo.objeto_id == informe.id, Archivo.etiqueta == etiqueta)
    found = db.session.scalar(query.order_by(Archivo.id).limit(1))
    if found is None:
        raise NotFound("Ese informe no tiene ese archivo.")
    return found

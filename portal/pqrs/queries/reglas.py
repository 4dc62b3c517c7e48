"""The rules by which new cases are given out, and what they would have done with the cases of before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.entidad.models import Dependencia
from portal.extensions import db
from portal.pqrs.estados import RADICADA
from portal.pqrs.models import Peticion, ReglaReparto
from portal.pqrs.models.pregunta import leer_contestadas
from portal.pqrs.permissions import RESERVADAS, reached_by
from portal.pqrs.preguntas import escribir
from portal.pqrs.reparto import LETRAS_LEIDAS, Coincidencia, Escrito, Regla, find_regla

# All rules stand on one page, where their order is seen; all are looked through at each filing.
MAXIMO = 100
# How many cases of before a trial reads, newest first, and how many of them it shows for each rule.
CASOS_DE_ENSAYO, MUESTRA = 500, 8

_regla, _oficina = ReglaReparto.__table__.c, Dependencia.__table__.c
_PARA_REPARTIR = (
    select(_regla.id, _regla.nombre, _regla.dependencia_id, _regla.tipo, _regla.canal, _regla.palabras, _regla.lugares)
    .join_from(ReglaReparto.__table__, Dependencia.__table__, _oficina.id == _regla.dependencia_id)
    .where(_regla.activa, _oficina.activa)
    .order_by(_regla.orden, _regla.id)
    .limit(MAXIMO)
)


def list_reglas(*, activas: bool = True) -> Sequence[ReglaReparto]:
    """The rules in their order; with `activas=False` the retired ones."""
    loads = (joinedload(ReglaReparto.dependencia), joinedload(ReglaReparto.responsable))
    query = select(ReglaReparto).where(ReglaReparto.activa.is_(activas)).order_by(ReglaReparto.orden, ReglaReparto.id)
    return db.session.scalars(query.options(*loads).limit(MAXIMO)).all()


def list_para_repartir() -> list[tuple[int, Regla]]:
    """Those in use whose office is open, in their order, each with its key: what a filing looks through.

    Columns and one statement made once, not mapped rows: the next filing waits for the answer.
    """
    rows = db.session.connection().execute(_PARA_REPARTIR).all()
    return [(key, Regla(nombre, oficina, tipo, canal, palabras, lugares)) for key, nombre, oficina, tipo, canal, palabras, lugares in rows]


def get_regla(regla_id: int) -> ReglaReparto:
    """The rule with this key, in use or not. Raises NotFound."""
    found = db.session.get(ReglaReparto, regla_id)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class CasoDeEnsayo:
    """A case of before that a rule would have taken, with the office that has it now («» none)."""

    radicado: str
    asunto: str
    coincidencia: Coincidencia
    dependencia: str
    es_distinta: bool


@dataclass
class Resultado:
    """What one rule would have done. `distintos` counts the cases that another office has now."""

    regla: Regla
    total: int = 0
    iguales: int = 0
    distintos: int = 0
    sin_asignar: int = 0
    muestra: list[CasoDeEnsayo] = field(default_factory=list)


@dataclass(frozen=True)
class Ensayo:
    """What the rules would have done with the newest cases that the official reaches."""

    leidos: int
    sin_regla: int
    resultados: list[Resultado]


def ensayar(actor: Actor, reglas: Sequence[Regla]) -> Ensayo:
    """Try the rules, in their order, on the newest cases that `actor` reaches. Nothing is written.

    Complaints against officials are not looked at, as no rule gives them out.
    """
    results = {one: Resultado(one) for one in reglas}
    read = without = 0
    for row in db.session.execute(_cases(actor)):
        read += 1
        found = find_regla(reglas, _written(row))
        if found is None:
            without += 1
        else:
            _note(results[found.regla], row, found)
    return Ensayo(read, without, list(results.values()))


@dataclass(frozen=True)
class PorRepartir:
    """A case that no office has, and what the rules in use would do with it now; None: none of them takes it."""

    peticion_id: int
    radicado: str
    asunto: str
    coincidencia: Coincidencia | None


def list_por_repartir(actor: Actor, *, limit: int) -> list[PorRepartir]:
    """Filed cases that no office has and that `actor` reaches, oldest first, with the rule that takes each. Nothing is written."""
    rules = [rule for _key, rule in list_para_repartir()]
    rows = db.session.execute(
        _read(actor).add_columns(Peticion.id).where(Peticion.estado == RADICADA).order_by(None).order_by(Peticion.id).limit(limit)
    )
    return [PorRepartir(row.id, row.radicado, row.asunto, find_regla(rules, _written(row))) for row in rows]


def _written(row: Any) -> Escrito:
    answers = escribir(leer_contestadas(row.contestadas_guardadas))
    return Escrito(row.tipo, row.canal, f"{row.asunto}\n{row.texto}\n{answers}", row.lugar)


def _read(actor: Actor) -> Select[Any]:
    """What the rules look at, of the ordinary cases that `actor` reaches."""
    text = func.substr(Peticion.texto, 1, LETRAS_LEIDAS).label("texto")
    columns = (
        Peticion.radicado,
        Peticion.tipo,
        Peticion.canal,
        Peticion.asunto,
        Peticion.lugar,
        Peticion.dependencia_id,
        Peticion.contestadas_guardadas,
    )
    return select(*columns, text).where(reached_by(actor), Peticion.tipo.not_in(RESERVADAS))


def _cases(actor: Actor) -> Select[Any]:
    return (
        _read(actor)
        .add_columns(Dependencia.nombre.label("oficina"))
        .outerjoin(Dependencia, Dependencia.id == Peticion.dependencia_id)
        .order_by(Peticion.id.desc())
        .limit(CASOS_DE_ENSAYO)
    )


def _note(result: Resultado, row: Any, found: Coincidencia) -> None:
    result.total += 1
    differs = row.dependencia_id is not None and row.dependencia_id != found.regla.dependencia_id
    if row.dependencia_id is None:
        result.sin_asignar += 1
    elif differs:
        result.distintos += 1
    else:
        result.iguales += 1
    shown = CasoDeEnsayo(row.radicado, row.asunto, found, row.oficina or "", differs)
    # Where it differs from what people decided is what the reader must look at: those stand first.
    place = sum(one.es_distinta for one in result.muestra) if differs else len(result.muestra)
    result.muestra.insert(place, shown)
    del result.muestra[MUESTRA:]

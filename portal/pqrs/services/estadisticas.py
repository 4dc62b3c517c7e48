"""Computing the figures of the statistics page, once a night: what is kept is what may be told."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from portal.core import clock
from portal.database import transaction
from portal.entidad.models import Dependencia
from portal.entidad.queries import get_calendario
from portal.extensions import db
from portal.pqrs.cifras import Conteo, fundir, is_reservada
from portal.pqrs.cifras.conteo import Lugar
from portal.pqrs.models import Estadistica
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.queries.estadisticas import contar
from portal.pqrs.tipos import TIPOS, TipoPeticion

SIN_OFICINA = "Sin asignar"
_MESES = (
    "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre",
)  # fmt: skip
# Few cases of a sealed kind are told with the kind that is nearest to it.
_PAREJAS = {
    TipoPeticion.DENUNCIA_CORRUPCION.value: (TipoPeticion.DENUNCIA.value, TipoPeticion.QUEJA.value),
    TipoPeticion.QUEJA_DISCIPLINARIA.value: (TipoPeticion.QUEJA.value, TipoPeticion.DENUNCIA.value),
}


def contar_estadisticas() -> int:
    """Count every case and keep the figures of each year; gives how many years. Safe to run twice.

    The table is read without holding the database for writing: on SQLite nobody waits meanwhile.

    Norm: Ley 1712 de 2014 art. 11 lit. h; Ley 190 de 1995 art. 54.
    """
    corte = clock.now()
    conteo = contar(corte, get_calendario())
    oficinas = {one.id: one.nombre for one in db.session.execute(select(Dependencia.id, Dependencia.nombre))}
    made = {vigencia: figures_of(conteo, vigencia, oficinas) for vigencia in conteo.vigencias()}
    with transaction():
        db.session.execute(delete(Estadistica))
        db.session.add_all([Estadistica(vigencia=vigencia, corte_en=corte, datos=datos) for vigencia, datos in made.items()])
    return len(made)


def figures_of(conteo: Conteo, vigencia: int, oficinas: Mapping[int, str]) -> dict[str, Any]:
    """The tables of one year: the total, and by kind, channel, office and month, without what must not be told.

    Returns:
        «total», the figures, or None of a year that has only so few sealed cases; each group, a list of rows.
    """
    total = conteo.sumar(lambda _lugar: "total", vigencia=vigencia)["total"]
    if is_reservada(total):
        return {"total": None, "clase": [], "canal": [], "dependencia": [], "mes": []}
    return {
        "total": total[0],
        "clase": _by_size(_filas(conteo, vigencia, lambda one: one.tipo, lambda key: TIPOS[TipoPeticion(key)].plural, _PAREJAS)),
        "canal": _by_size(_filas(conteo, vigencia, lambda one: one.canal, lambda key: CANALES[key])),
        "dependencia": _by_size(
            _filas(conteo, vigencia, lambda one: one.dependencia_id or 0, lambda key: oficinas.get(key, SIN_OFICINA))
        ),
        "mes": sorted(
            _filas(conteo, vigencia, lambda one: one.mes, lambda key: _MESES[int(key[5:]) - 1]), key=lambda fila: str(fila["clave"])
        ),
    }  # fmt: skip


def _filas(
    conteo: Conteo,
    vigencia: int,
    group: Callable[[Lugar], Any],
    named: Callable[[Any], str],
    parejas: Mapping[Any, Sequence[Any]] | None = None,
) -> list[dict[str, Any]]:
    """The rows of one table, few sealed cases told with others."""
    groups = fundir(conteo.sumar(group, vigencia=vigencia), parejas)
    owner = {key: keys for keys in groups for key in keys}
    found = conteo.sumar(lambda lugar: owner[group(lugar)], vigencia=vigencia)
    return [
        {"clave": "+".join(map(str, keys)), "nombre": _joined([named(key) for key in keys]), "valores": found[keys][0]} for keys in groups
    ]


def _joined(names: Sequence[str]) -> str:
    """«Denuncias, junto con denuncias por actos de corrupción»."""
    first, *others = names
    return f"{first}, junto con {' y '.join(one[0].lower() + one[1:] for one in others)}" if others else first


def _by_size(filas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(filas, key=lambda fila: (-fila["valores"]["recibidas"], fila["nombre"]))

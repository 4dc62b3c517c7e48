"""The tables of figures that may be told, of the statistics page and of the reports: without what points at a sealed case.

The public register shows what is against officials among the other denunciations and complaints (`registro.AS_PUBLIC`). The tables do
the same, and treat few denunciations or complaints alike whether any of them is sealed or not: a rule that only the sealed ones set
off would tell, beside the register, which ones they are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from portal.pqrs.cifras import MINIMO, Conteo, fundir, is_poca, is_reservada
from portal.pqrs.cifras.conteo import Lugar
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.queries.registro import AS_PUBLIC
from portal.pqrs.tipos import TIPOS, TipoPeticion

NOTA = (
    "Las denuncias por actos de corrupción y las quejas disciplinarias son reservadas: se cuentan entre las denuncias y las quejas, como "
    f"en el registro público. Cuando una cifra de denuncias o quejas es menor que {MINIMO}, se cuentan junto con otra fila, que las nombra."
)
GRUPOS = {"clase": "Por clase", "canal": "Por canal", "dependencia": "Por oficina", "mes": "Por mes de recibo"}
SIN_OFICINA = "Sin asignar"
# Kinds of which few are not told by themselves: the sealed ones, and those among which they stand in public.
CON_RESERVA = (*AS_PUBLIC, *(one.value for one in AS_PUBLIC.values()))
_MESES = (
    "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre",
)  # fmt: skip
_PAREJAS = {
    TipoPeticion.DENUNCIA.value: (TipoPeticion.RECLAMO.value,),
    TipoPeticion.QUEJA.value: (TipoPeticion.RECLAMO.value,),
}


def figures_of(conteo: Conteo, oficinas: Mapping[int, str], *, vigencia: int | None = None) -> dict[str, Any]:
    """The tables of one year, or of all that was counted: the total, and by kind, channel, office and month.

    Args:
        conteo: made with `CON_RESERVA`.

    Returns:
        «total», the figures, or None where there are only so few denunciations and complaints; each group, a list of rows.
    """
    sums = conteo.sumar(lambda _lugar: "total", vigencia=vigencia)
    if "total" not in sums:
        return {"total": conteo.vacio(), **{one: [] for one in GRUPOS}}
    if is_reservada(sums["total"]):
        return {"total": None, **{one: [] for one in GRUPOS}}
    return {
        "total": sums["total"][0],
        "clase": _by_size(_clases(conteo, vigencia)),
        "canal": _by_size(_filas(conteo, vigencia, lambda one: one.canal, lambda key: CANALES[key])),
        "dependencia": _by_size(
            _filas(conteo, vigencia, lambda one: one.dependencia_id or 0, lambda key: oficinas.get(key, SIN_OFICINA))
        ),
        "mes": sorted(
            _filas(conteo, vigencia, lambda one: one.mes, lambda key: _mes(key, with_year=vigencia is None)),
            key=lambda fila: str(fila["clave"]),
        ),
    }  # fmt: skip


def _clases(conteo: Conteo, vigencia: int | None) -> list[dict[str, Any]]:
    """By kind. A sealed kind has a row of its own only where none of its figures is small."""
    sums = conteo.sumar(lambda one: one.tipo, vigencia=vigencia)
    told = {tipo for tipo in AS_PUBLIC if tipo in sums and not is_poca(sums[tipo][0])}
    hidden = {tipo: shown.value for tipo, shown in AS_PUBLIC.items() if tipo not in told}
    return _filas(conteo, vigencia, lambda one: hidden.get(one.tipo, one.tipo), lambda key: TIPOS[TipoPeticion(key)].plural, _PAREJAS)


def _filas(
    conteo: Conteo,
    vigencia: int | None,
    group: Callable[[Lugar], Any],
    named: Callable[[Any], str],
    parejas: Mapping[Any, Sequence[Any]] | None = None,
) -> list[dict[str, Any]]:
    """The rows of one table, few cases with reserve told with others."""
    groups = fundir(conteo.sumar(group, vigencia=vigencia), parejas)
    owner = {key: keys for keys in groups for key in keys}
    found = conteo.sumar(lambda lugar: owner[group(lugar)], vigencia=vigencia)
    return [
        {"clave": "+".join(map(str, keys)), "nombre": _joined([named(key) for key in keys]), "valores": found[keys][0]} for keys in groups
    ]


def _mes(clave: str, *, with_year: bool) -> str:
    name = _MESES[int(clave[5:]) - 1]
    return f"{name} de {clave[:4]}" if with_year else name


def _joined(names: Sequence[str]) -> str:
    """«Reclamos, junto con quejas y denuncias»."""
    first, *others = names
    return f"{first}, junto con {' y '.join(one[0].lower() + one[1:] for one in others)}" if others else first


def _by_size(filas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(filas, key=lambda fila: (-fila["valores"]["recibidas"], fila["nombre"]))

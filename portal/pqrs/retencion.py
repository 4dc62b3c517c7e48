"""How long the papers of a case are kept, as pure functions: years in the office, years in the central archive, and then what.

The years, and what is done at their end, are the municipality's own table (Ley 594 de 2000 art. 24; Acuerdo AGN 001 de 2024), which
is data. What is here is only how a date follows from them.
"""

from dataclasses import dataclass
from datetime import date

CONSERVACION, ELIMINACION, SELECCION = "conservacion", "eliminacion", "seleccion"
DISPOSICIONES = {CONSERVACION: "Conservación total", ELIMINACION: "Eliminación", SELECCION: "Selección"}
# As the archive's forms write them.
SIGLAS = {CONSERVACION: "CT", ELIMINACION: "E", SELECCION: "S"}
CIERRE, FIN_DE_VIGENCIA = "cierre", "fin_de_vigencia"
# The general rules say from the closing; some tables count whole years. The table that was approved says which.
CONTEOS = {CIERRE: "Desde el día en que se cierra el caso", FIN_DE_VIGENCIA: "Desde el 31 de diciembre del año en que se cierra"}
MAXIMO = 100


@dataclass(frozen=True)
class Plazos:
    """Where the papers of one case are, day by day. `pasa_el`: to the central archive; `termina_el`: the final disposition."""

    desde: date
    pasa_el: date
    termina_el: date


def plazos_de(cerrada_el: date, *, en_gestion: int, en_central: int, conteo: str = CIERRE) -> Plazos:
    """The days of a case that was closed on `cerrada_el`.

    Args:
        en_gestion, en_central: years in the office's archive and in the central one.
        conteo: a key of `CONTEOS`.
    """
    desde = date(cerrada_el.year, 12, 31) if conteo == FIN_DE_VIGENCIA else cerrada_el
    return Plazos(desde, sumar(desde, en_gestion), sumar(desde, en_gestion + en_central))


def sumar(dia: date, vigencias: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return dia.replace(year=dia.year + vigencias)
    except ValueError:
        return dia.replace(year=dia.year + vigencias, day=28)

"""The legal terms of each kind, each with its norm and the filings to which it applies.

A term is law, not a setting: a change of law adds a row with its validity and never edits one, so that old cases keep theirs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from portal.core.errors import DomainError
from portal.pqrs.tipos import TIPOS
from portal.pqrs.tipos import TipoPeticion as T

# Ley 1755 de 2015 replaced CPACA arts. 13-33 from its promulgation.
LEY_1755 = date(2015, 6, 30)
# Decreto Legislativo 491 de 2020 art. 5, repealed by Ley 2207 de 2022; the ordinary terms came back on 18 May 2022.
PANDEMIA_DESDE, PANDEMIA_HASTA = date(2020, 3, 28), date(2022, 5, 17)


class SinPlazo(DomainError):
    """No term is recorded for that kind on that date."""


class Fuente(StrEnum):
    """How sure the project is of a rule: read in the norm, in a secondary source, general knowledge, or our own decision."""

    LEIDA = "V"
    SECUNDARIA = "S"
    GENERAL = "M"
    DECISION = "I"


@dataclass(frozen=True)
class Plazo:
    """The term to answer one kind of petition.

    Args:
        dias: length in `unidad`.
        norma: what a citizen reads as its source; cautious where `fuente` is not LEIDA.
        vigente_desde, vigente_hasta: days of filing to which it applies, both inclusive; no end when None.
        maximo_prorroga: days in total when extended, counted as `dias`; None when it cannot be extended.
    """

    tipo: T
    dias: int
    norma: str
    vigente_desde: date = LEY_1755
    vigente_hasta: date | None = None
    maximo_prorroga: int | None = None
    fuente: Fuente = Fuente.LEIDA
    unidad: Literal["habiles"] = "habiles"

    def is_vigente(self, fecha: date) -> bool:
        """Whether it applies to what was filed on `fecha`."""
        return self.vigente_desde <= fecha and (self.vigente_hasta is None or fecha <= self.vigente_hasta)

    @property
    def texto(self) -> str:
        """«15 días hábiles»."""
        return f"{self.dias} días hábiles"


_CPACA = "Ley 1437 de 2011, art. 14{} (Ley 1755 de 2015)"
_GENERAL = _CPACA.format("")
_COSTUMBRE = "Se aplica el plazo general de las peticiones: Ley 1437 de 2011, art. 14"
_PANDEMIA = "Decreto Legislativo 491 de 2020, art. 5 (sin vigencia desde el 18 de mayo de 2022)"

# Kinds under CPACA art. 14: days, days during the pandemic, norm, how sure we are.
_ART_14: tuple[tuple[T, int, int, str, Fuente], ...] = (
    (T.PETICION_GENERAL, 15, 30, _GENERAL, Fuente.LEIDA),
    (T.PETICION_PARTICULAR, 15, 30, _GENERAL, Fuente.LEIDA),
    (T.INFORMACION, 10, 20, _CPACA.format(", num. 1"), Fuente.LEIDA),
    (T.DOCUMENTOS, 10, 20, _CPACA.format(", num. 1"), Fuente.LEIDA),
    (T.CONSULTA, 30, 35, _CPACA.format(", num. 2"), Fuente.LEIDA),
    (T.QUEJA, 15, 30, _GENERAL, Fuente.LEIDA),
    (T.RECLAMO, 15, 30, _GENERAL, Fuente.LEIDA),
    (T.SUGERENCIA, 15, 30, _COSTUMBRE, Fuente.SECUNDARIA),
    (T.FELICITACION, 15, 30, _COSTUMBRE, Fuente.SECUNDARIA),
    (T.DENUNCIA, 15, 30, _GENERAL, Fuente.LEIDA),
    (T.DENUNCIA_CORRUPCION, 15, 30, _GENERAL, Fuente.LEIDA),
    # The term to tell the complainant where the matter went; the disciplinary process has its own rules.
    (T.QUEJA_DISCIPLINARIA, 15, 30, _GENERAL, Fuente.LEIDA),
)


def _versiones(tipo: T, dias: int, en_pandemia: int, norma: str, fuente: Fuente) -> tuple[Plazo, Plazo, Plazo]:
    """Before, during and after the pandemic. An extension may not exceed twice the term (art. 14 par.), read as the total."""
    un_dia = timedelta(days=1)
    return (
        Plazo(tipo, dias, norma, LEY_1755, PANDEMIA_DESDE - un_dia, 2 * dias, fuente),
        Plazo(tipo, en_pandemia, _PANDEMIA, PANDEMIA_DESDE, PANDEMIA_HASTA, 2 * en_pandemia, Fuente.SECUNDARIA),
        Plazo(tipo, dias, norma, PANDEMIA_HASTA + un_dia, None, 2 * dias, fuente),
    )


PLAZOS: tuple[Plazo, ...] = (
    *(plazo for row in _ART_14 for plazo in _versiones(*row)),
    Plazo(T.HD_CONSULTA, 10, "Ley 1581 de 2012, art. 14", maximo_prorroga=15),
    Plazo(T.HD_RECLAMO, 15, "Ley 1581 de 2012, art. 15", maximo_prorroga=23),
    Plazo(T.ENTRE_AUTORIDADES, 10, "Ley 1437 de 2011, art. 30 (Ley 1755 de 2015)"),
    Plazo(T.CONGRESO, 5, "Ley 5 de 1992, art. 258"),
    Plazo(T.DEFENSORIA, 5, "Ley 24 de 1992, arts. 15 y 27"),
    # Art. 26 sets no days for sending the file to the judge; three, as Ley 1712 de 2014 art. 27 gives for its own case.
    Plazo(T.INSISTENCIA, 3, "Plazo interno para enviar el expediente al juez (Ley 1437 de 2011, art. 26)", fuente=Fuente.DECISION),
)

_POR_TIPO = {tipo: tuple(plazo for plazo in reversed(PLAZOS) if plazo.tipo is tipo) for tipo in T}


def get_plazo(tipo: T, fecha: date) -> Plazo:
    """The term of `tipo` for what was filed on the calendar day `fecha`.

    Raises:
        SinPlazo: filed before Ley 1755 de 2015 (30 June 2015).
    """
    for plazo in _POR_TIPO[tipo]:
        if plazo.is_vigente(fecha):
            return plazo
    raise SinPlazo(
        f"No hay plazo registrado para «{TIPOS[tipo].nombre}» con fecha {fecha.isoformat()}: "
        f"los plazos se conocen desde el {LEY_1755.isoformat()} (Ley 1755 de 2015)."
    )

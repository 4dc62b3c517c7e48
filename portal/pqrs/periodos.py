"""The periodic reports of the PQRSD: which there are, what the law asks of each, and the periods that they are about. Pure.

Law: Ley 1712 de 2014 art. 11 lit. h and Decreto 103 de 2015 art. 52 (access to information); Ley 1474 de 2011 art. 76 (control interno).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from portal.calendario.textos import MESES
from portal.pqrs.tipos import TipoPeticion

ACCESO, CONTROL = "acceso", "control_interno"


@dataclass(frozen=True)
class ClaseInforme:
    """One kind of report.

    Attributes:
        meses: how many months it is about.
        permiso: what who issues it must hold.
        tipos: the kinds of petitions that it counts; empty for all.
        por_solicitud: whether it tells each request one by one, which only what has no reserve may be.
    """

    clave: str
    nombre: str
    meses: int
    que_cuenta: str
    norma: str
    permiso: str
    tipos: tuple[str, ...] = ()
    por_solicitud: bool = False


CLASES: Mapping[str, ClaseInforme] = MappingProxyType({
    ACCESO: ClaseInforme(
        ACCESO, "Informe trimestral de solicitudes de acceso a información", 3,
        "Las solicitudes de información y de documentos o copias: cuántas se recibieron, cuántas se trasladaron, en cuánto tiempo se "
        "respondió cada una y en cuántas se negó el acceso.",
        "Ley 1712 de 2014, artículo 11, literal h; Decreto 103 de 2015, artículo 52 (Decreto 1081 de 2015, artículo 2.1.1.6.2)",
        "pqrs:informes", tipos=(TipoPeticion.INFORMACION.value, TipoPeticion.DOCUMENTOS.value), por_solicitud=True,
    ),
    CONTROL: ClaseInforme(
        CONTROL, "Informe semestral de control interno sobre las PQRSD", 6,
        "Todas las peticiones, quejas, reclamos, sugerencias y denuncias: cuántas se recibieron, si se respondieron a tiempo y cuánto se "
        "tardó, por clase, canal, oficina y mes.",
        "Ley 1474 de 2011, artículo 76; Ley 190 de 1995, artículos 53 y 54",
        "pqrs:informe_control",
    ),
})  # fmt: skip


@dataclass(frozen=True, order=True)
class Periodo:
    """From the first day to the last, both included."""

    desde: date
    hasta: date

    @property
    def nombre(self) -> str:
        """«julio a septiembre de 2026»."""
        return f"{MESES[self.desde.month - 1]} a {MESES[self.hasta.month - 1]} de {self.hasta.year}"


def periodo_de(clase: ClaseInforme, dia: date) -> Periodo:
    """The period of this kind of report that the day lies in."""
    first = (dia.month - 1) // clase.meses * clase.meses + 1
    after = date(dia.year + (first + clase.meses > 12), (first + clase.meses - 1) % 12 + 1, 1)
    return Periodo(date(dia.year, first, 1), after - timedelta(days=1))


def list_terminados(clase: ClaseInforme, desde: date, hoy: date) -> Iterator[Periodo]:
    """The periods that are over on the day `hoy`, newest first, back to the one in which the day `desde` lies."""
    one = periodo_de(clase, hoy)
    while one.desde > desde:
        one = periodo_de(clase, one.desde - timedelta(days=1))
        yield one

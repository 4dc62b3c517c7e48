"""The grounds on which the law lets an authority refuse information, each with its exact norm: data that a refusal must choose from.

Only the Constitution or a law may reserve (CPACA art. 24): a change of law adds a row, and letters keep what they said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.core.errors import DomainError
from portal.pqrs.tipos import TipoPeticion

_CPACA = "Ley 1437 de 2011, art. 24, num. {}"
_CLASIFICADA = "Ley 1712 de 2014, art. 18, lit. {}"
_RESERVADA = "Ley 1712 de 2014, art. 19, lit. {}"

# Reserve cannot be raised against who is competent to ask for the exercise of their functions (CPACA art. 27).
AUTORIDADES = frozenset({TipoPeticion.ENTRE_AUTORIDADES.value, TipoPeticion.CONGRESO.value, TipoPeticion.DEFENSORIA.value})


@dataclass(frozen=True)
class Reserva:
    """One ground. `titular`: who the data are about, or whom they authorize, may ask all the same (CPACA art. 24 par.).

    `reposicion`: reposición lies within three days, and fails to the judge (Ley 1712 de 2014 art. 27). CPACA art. 25, which came
    later, says that no appeal lies but insistencia: both ways are given, and the person chooses.
    """

    clave: str
    norma: str
    texto: str
    titular: bool = False
    reposicion: bool = False


RESERVAS: Mapping[str, Reserva] = MappingProxyType({
    one.clave: one
    for one in (
        Reserva("24-1", _CPACA.format(1), "Defensa o seguridad nacionales", reposicion=True),
        Reserva("24-2", _CPACA.format(2), "Instrucciones en materia diplomática o sobre negociaciones reservadas", reposicion=True),
        Reserva("24-3", _CPACA.format(3), "Privacidad e intimidad: hojas de vida, historia laboral, pensiones, historia clínica", True),
        Reserva("24-4", _CPACA.format(4), "Condiciones financieras del crédito público y la tesorería de la nación, por seis meses"),
        Reserva("24-5", _CPACA.format(5), "Información financiera y comercial de la Ley 1266 de 2008", True),
        Reserva("24-6", _CPACA.format(6), "Secreto comercial o industrial; planes de empresas públicas de servicios públicos", True),
        Reserva("24-7", _CPACA.format(7), "Secreto profesional", True),
        Reserva("24-8", _CPACA.format(8), "Datos genéticos humanos"),
        Reserva("18-a", _CLASIFICADA.format("a"), "Intimidad de una persona", True),
        Reserva("18-b", _CLASIFICADA.format("b"), "Vida, salud o seguridad de una persona", True),
        Reserva("18-c", _CLASIFICADA.format("c"), "Secretos comerciales, industriales y profesionales", True),
        Reserva("19-a", _RESERVADA.format("a"), "Defensa y seguridad nacional", reposicion=True),
        Reserva("19-b", _RESERVADA.format("b"), "Seguridad pública"),
        Reserva("19-c", _RESERVADA.format("c"), "Relaciones internacionales", reposicion=True),
        Reserva("19-d", _RESERVADA.format("d"), "Investigación de delitos y faltas, hasta la medida de aseguramiento o los cargos"),
        Reserva("19-e", _RESERVADA.format("e"), "Debido proceso e igualdad de las partes en un proceso judicial"),
        Reserva("19-f", _RESERVADA.format("f"), "Administración efectiva de la justicia"),
        Reserva("19-g", _RESERVADA.format("g"), "Derechos de la infancia y la adolescencia"),
        Reserva("19-h", _RESERVADA.format("h"), "Estabilidad macroeconómica y financiera del país"),
        Reserva("19-i", _RESERVADA.format("i"), "Salud pública"),
    )
})  # fmt: skip


def get_reservas(claves: Iterable[str]) -> list[Reserva]:
    """The grounds with these keys, in the order of the law.

    Raises:
        DomainError: none is named, or one that is not in the law.
    """
    wanted = set(claves)
    if not wanted or not wanted <= set(RESERVAS):
        raise DomainError("Elija la norma exacta que reserva lo que se pide.", "reservas")
    return [one for clave, one in RESERVAS.items() if clave in wanted]

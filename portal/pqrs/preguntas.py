"""Extra questions of the filing form: their formats, their answers, and how both are said. Pure Python.

Nobody must answer one. A petition is received however little it says, and what the law does not ask for makes none
incomplete (CPACA arts. 15 par. 2 and 16 par. 1). The most that an office can do is to ask (`pedida`): then «No sé o prefiero
no responder» stands beside the question, and whoever leaves it empty files all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CORTA, LARGA, SI_NO, UNA, VARIAS, FECHA, NUMERO = "corta", "larga", "si_no", "una", "varias", "fecha", "numero"
FORMATOS: Mapping[str, str] = {
    CORTA: "Texto corto",
    LARGA: "Texto largo",
    SI_NO: "Sí o no",
    UNA: "Una opción de una lista",
    VARIAS: "Varias opciones de una lista",
    FECHA: "Fecha",
    NUMERO: "Número",
}
CON_OPCIONES = frozenset({UNA, VARIAS})
LETRAS: Mapping[str, int] = {CORTA: 200, LARGA: 4_000}
# What stands for «I do not know» among the choices of a question.
NO_RESPONDE, NO_RESPONDE_TEXTO = "ns", "No sé o prefiero no responder"
NO_RESPONDIO = "No sabe o prefiere no responder"


@dataclass(frozen=True)
class Pregunta:
    """One version of a question, as it is asked.

    Args:
        pregunta_id: the question, whatever its version.
        version_id: these very words; they never change.
        clases: keys of the kinds of petition that it is asked for.
        pedida: the office asks for it; it stays free to leave it empty.
    """

    pregunta_id: int
    version_id: int
    texto: str
    ayuda: str
    formato: str
    opciones: tuple[str, ...]
    pedida: bool
    clases: tuple[str, ...]

    @property
    def campo(self) -> str:
        """The name of its field on a form."""
        return f"pregunta-{self.version_id}"

    @property
    def elegibles(self) -> tuple[tuple[str, str], ...]:
        """Key and words of each choice; none when it is answered in other ways."""
        if self.formato == SI_NO:
            return (("si", "Sí"), ("no", "No"))
        return tuple((str(number), words) for number, words in enumerate(self.opciones, 1))

    def decir(self, claves: Sequence[str]) -> str:
        """The words of the chosen keys, in the order of the list."""
        return "; ".join(words for key, words in self.elegibles if key in claves)


@dataclass(frozen=True)
class Contestada:
    """A question as it was asked, and what was answered; nothing when the person said that they do not know or prefer not to."""

    version_id: int
    pregunta: str
    respuesta: str

    @property
    def dicho(self) -> str:
        """The answer in words."""
        return self.respuesta or NO_RESPONDIO


def escribir(contestadas: Sequence[Contestada]) -> str:
    """Questions and answers as plain text."""
    return "\n\n".join(f"{one.pregunta}\n{one.dicho}" for one in contestadas)


def por_grupos(preguntas: Sequence[Pregunta]) -> list[tuple[tuple[str, ...], list[Pregunta]]]:
    """The questions, in their order, under the kinds that they are asked for: those of the same kinds stand together."""
    found: dict[tuple[str, ...], list[Pregunta]] = {}
    for one in preguntas:
        found.setdefault(one.clases, []).append(one)
    return list(found.items())

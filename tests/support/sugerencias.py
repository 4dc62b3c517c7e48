"""Decided cases of an invented municipality, and a model that learned from them."""

from functools import lru_cache
from random import Random
from typing import Any

from portal.core.actors import SISTEMA
from portal.pqrs.models import ModeloSugerencia
from portal.pqrs.queries.sugerencias import Muestra
from portal.pqrs.services.sugerencias import guardar_modelo
from portal.pqrs.sugerencias.aprender import aprender
from portal.pqrs.sugerencias.modelo import Ejemplo
from tests.support import casos

# Kind → the code of the office that answers such cases, and how people write them.
ESCRITOS = {
    "reclamo": ("140", ("no recogen la basura de la calle", "el recibo del acueducto llegó mal cobrado", "la alcantarilla está tapada")),
    "documentos": ("120", ("pido copia de la licencia de construcción", "solicito copia del plano y del acta")),
    "informacion": ("110", ("quiero saber cuánto se invirtió en la vía", "qué contratos hay para la escuela")),
}
RELLENO = (
    "desde", "hace", "varias", "semanas", "en", "la", "vereda", "con", "mi", "familia", "y", "los", "vecinos", "muchas", "gracias",
)  # fmt: skip
COPIA = "Buenos días, pido copia de la licencia de construcción de la casa vecina y del plano, muchas gracias."


def ejemplos(cuantos: int = 200, *, oficinas: dict[str, str] | None = None, al_azar: float = 0.05) -> list[Ejemplo]:
    """So many cases in order of time; one in twenty is decided in another way than its text says.

    Args:
        oficinas: the key of the office for each code.
    """
    chance = Random(7)
    made = []
    for _ in range(cuantos):
        kind = chance.choice(list(ESCRITOS))
        code, said = ESCRITOS[kind]
        text = " ".join([*chance.sample(RELLENO, 7), chance.choice(said), *chance.sample(RELLENO, 5)])
        if chance.random() < al_azar:
            kind = chance.choice(list(ESCRITOS))
        made.append(Ejemplo(text, kind, (oficinas or {}).get(code, code)))
    return made


@lru_cache(maxsize=2)
def _learned(oficinas: tuple[tuple[str, str], ...]) -> tuple[bytes, dict[str, Any]]:
    return aprender(ejemplos(oficinas=dict(oficinas)))


def con_modelo() -> ModeloSugerencia:
    """A model in use, with the offices of the cast."""
    keys = tuple((code, str(casos.dependencia(code).id)) for code, _ in ESCRITOS.values())
    contenido, cifras = _learned(keys)
    return guardar_modelo(Muestra(ejemplos(), "0" * 64), contenido, cifras, actor=SISTEMA)

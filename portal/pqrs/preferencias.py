"""Why a petition goes before others: what a person may say, and what the office notes. Pure Python.

Only the ground is kept, and of special protection not even which: a petition need not say that somebody is ill or expects a
child. The law gives precedence, never another term. Sources: CPACA arts. 5 num. 6 and 20, DL 019 de 2012 art. 12.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NINO, REGLA = "nino", "regla"
PEDIDA, CONFIRMADA, RETIRADA = "pedida", "confirmada", "retirada"
ESTADOS = ("", PEDIDA, CONFIRMADA, RETIRADA)


@dataclass(frozen=True)
class Causa:
    """One ground. `pregunta` and `ayuda` are the form's words, empty when nobody may choose it; `nombre` the officials' ones."""

    clave: str
    nombre: str
    norma: str
    pregunta: str = ""
    ayuda: str = ""
    es_urgente: bool = False


CAUSAS: Mapping[str, Causa] = {
    one.clave: one
    for one in (
        Causa(NINO, "La presenta un niño, niña o adolescente", "DL 019 de 2012, art. 12"),
        Causa(
            "especial", "Persona de especial protección", "CPACA art. 5 num. 6", "Sí: la ley me protege de manera especial",
            "Por ejemplo, por embarazo, edad avanzada, discapacidad o ser víctima del conflicto. No tiene que decir cuál: no lo guardamos.",
        ),
        Causa(
            "dano", "Riesgo de un daño irremediable", "CPACA art. 20", "Sí: puedo sufrir un daño que no se puede reparar",
            "Cuéntelo en su solicitud y, si puede, adjunte lo que lo muestre.", es_urgente=True,
        ),
        Causa(
            "peligro", "Peligro inminente para una vida o la integridad", "CPACA art. 20",
            "Sí: la vida o la integridad de alguien corre peligro ahora", "Si es una emergencia, llame ya a la línea 123.", es_urgente=True,
        ),
        Causa("periodista", "La pide un periodista para su trabajo", "CPACA art. 20", "Sí: soy periodista y la necesito para mi trabajo"),
        Causa(REGLA, "Lo dispone una regla de reparto", "Reglamento interno (CPACA art. 22)"),
    )
}  # fmt: skip
# What a person may say of themselves, and an official may note.
ELEGIBLES = tuple(clave for clave, causa in CAUSAS.items() if causa.pregunta)
EXPLICACION = (
    "Una persona de la alcaldía lo confirma. Su solicitud va primero; el plazo que da la ley es el mismo (Ley 1437 de 2011, arts. 5 y 20)."
)

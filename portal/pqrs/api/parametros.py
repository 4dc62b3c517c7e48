"""What may be asked of the interface for programs."""

from datetime import date, datetime
from typing import Any

from portal.calendario import ULTIMO_YEAR, YEAR_INICIAL
from portal.pqrs.api.formas import CLASES
from portal.pqrs.estados import PETICION
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.tipos import TIPOS
from portal.web.parameters import choice, cursor, day, flag, matching, moment, number, words

_CURSOR = "Dónde empieza la página: el valor que trae «siguiente». No lo arme usted."


def _instant_and_key(found: tuple[Any, ...]) -> tuple[str, int]:
    instant = datetime.fromisoformat(found[0])
    if instant.tzinfo is None or not 2000 <= instant.year <= 2200:
        raise ValueError(found[0])
    return found[0], found[1]


def _day_and_key(found: tuple[Any, ...]) -> tuple[date, int]:
    return date.fromisoformat(found[0]), found[1]


LIMITE = number("limite", "Cuántos por página", most=100, default=50)
POR_INSTANTE = cursor(_CURSOR, (str, int), _instant_and_key)
POR_DIA_Y_CLAVE = cursor(_CURSOR, (str, int), _day_and_key)
POR_DIA = cursor(_CURSOR, (str,), lambda found: date.fromisoformat(found[0]))
OFICINA = words("dependencia", "Código de la oficina", longest=12, example="110")
VIGENCIA = number("vigencia", "Año", least=YEAR_INICIAL, most=ULTIMO_YEAR, example=2026, place="path")

REGISTRO = (
    choice("clase", CLASES, "Clase de solicitud"),
    choice("estado", tuple(PETICION.states), "Estado"),
    OFICINA,
    day("recibida_desde", "Recibidas desde este día, inclusive"),
    day("recibida_hasta", "Recibidas hasta este día, inclusive"),
    LIMITE,
    POR_INSTANTE,
)
RADICADO = (matching("radicado", r"\d{4}-E-\d{6,9}", "Número de radicado", example="2026-E-000001"),)
RESPUESTAS = (
    words("q", "Palabras que deben estar, en cualquier orden y con o sin tildes", example="alumbrado"),
    choice("tema", tuple(TEMAS), "Tema"),
    OFICINA,
    number("vigencia", "Año de la respuesta", least=2000, most=2200),
    LIMITE,
    POR_INSTANTE,
)
RESPUESTA = (number("numero", "Número de la publicación", place="path", example=1),)
AVISOS = (LIMITE, POR_DIA_Y_CLAVE)
HUELLAS = (LIMITE, POR_DIA)
VENCIMIENTO = (
    choice("clase", [one.value for one in TIPOS], "Clase de solicitud", required=True, example="informacion"),
    moment("recibido", "Cuándo se recibe. Sin zona, es hora de Colombia; sin hora, el comienzo del día."),
    flag("presencial", "Si se entrega en persona en la ventanilla: entonces la hora no lo mueve"),
)
POR_VIGENCIA = (VIGENCIA,)

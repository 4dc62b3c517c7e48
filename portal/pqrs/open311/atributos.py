"""The standard's `attribute[code]` arguments: answers to the extra questions of a kind, checked before anything is filed."""

import re
from collections.abc import Sequence
from datetime import datetime

from werkzeug.datastructures import MultiDict

from portal.core.clock import BOGOTA
from portal.pqrs.forms_preguntas import RespuestasDePrograma
from portal.pqrs.open311.words import code_of
from portal.pqrs.preguntas import FECHA, Contestada, Pregunta
from portal.pqrs.queries.preguntas import list_enviadas
from portal.pqrs.tipos import TipoPeticion

# One value, or one of several: attribute[PREGUNTA_7] and attribute[PREGUNTA_7][].
_ATTRIBUTE = re.compile(r"attribute\[([A-Za-z0-9_-]{1,40})\](\[\])?")
_CODE = re.compile(r"PREGUNTA_([0-9]{1,9})")
# What the definition only says, and a program may send back.
_NOTICE = "AVISO"


def read_attributes(tipo: TipoPeticion, sent: MultiDict[str, str]) -> tuple[Sequence[Contestada], list[str]]:
    """What was answered, and what is wrong with it in words for who wrote the program. An empty value is an absent one.

    Asks the database only when something was sent.
    """
    values: dict[str, list[str]] = {}
    for name, value in sent.items(multi=True):
        found = _ATTRIBUTE.fullmatch(name)
        if found and value.strip() and found[1] != _NOTICE:
            values.setdefault(found[1], []).append(value.strip())
    if not values:
        return (), []
    known = _asked_of(tipo, values)
    strange = [f"attribute[{code}]: {tipo.value} no lo pide" for code in values if code not in known]
    form = RespuestasDePrograma(list(known.values()), {one.campo: _as_fields(one, values[code]) for code, one in known.items()})
    wrong = [f"attribute[{code_of(one)}]: {message}" for one, message in form.list_problems()]
    problems = [*strange, *wrong]
    return ([] if problems else form.list_contestadas()), problems


def _asked_of(tipo: TipoPeticion, values: dict[str, list[str]]) -> dict[str, Pregunta]:
    keys = {int(found[1]) for code in values if (found := _CODE.fullmatch(code))}
    asked = {code_of(one): one for one in list_enviadas(keys) if tipo.value in one.clases} if keys else {}
    return {code: one for code, one in asked.items() if code in values}


def _as_fields(pregunta: Pregunta, values: list[str]) -> list[str]:
    """The standard's date has an hour; the question asks for the day, in the municipality."""
    if pregunta.formato != FECHA:
        return values
    try:
        moment = datetime.fromisoformat(values[0].replace(" ", "+"))
    except ValueError:
        return values[:1]
    return [(moment.astimezone(BOGOTA) if moment.tzinfo else moment).date().isoformat()]

"""The extra questions as fields of a form, and the form that edits one."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.entidad.forms.gestion import VersionedForm
from portal.pqrs.preguntas import (
    CORTA,
    FECHA,
    FORMATOS,
    LETRAS,
    NO_RESPONDE,
    NO_RESPONDE_TEXTO,
    NUMERO,
    SI_NO,
    UNA,
    VARIAS,
    Contestada,
    Pregunta,
    por_grupos,
)
from portal.pqrs.queries.preguntas import list_enviadas, list_vigentes
from portal.pqrs.tipos import TIPOS, list_por_grupo
from portal.web.filters import fecha
from portal.web.forms import Boxes, DateField, Line, LongLine, Paragraphs, PortalForm, RadioField

_FIELD = re.compile(r"pregunta-([0-9]{1,9})(?:-ns)?")
# A number as people write it: with points between thousands or without, and a comma or a point before the decimals.
_NUMBER = re.compile(r"-?([0-9]{1,15}|[0-9]{1,3}(\.[0-9]{3}){1,4})([.,][0-9]{1,6})?")
# More than a form can hold: what is sent besides was not shown by any page.
_MOST_SENT = 200


def _check_number(_form: Any, field: Line) -> None:
    if field.data and not _NUMBER.fullmatch(field.data):
        raise ValidationError("Escriba solo el número, sin letras. Por ejemplo: 12 o 3,5")


def _at_most(letters: int) -> Length:
    return Length(max=letters, message=f"Escriba como máximo {letters} letras en este campo.")


def _field_of(one: Pregunta) -> Any:
    """The unbound field in which a question is answered. None is required."""
    if one.formato in {SI_NO, UNA}:
        return RadioField(
            one.texto, [Optional()], choices=[SelectChoice(*pair) for pair in (*one.elegibles, (NO_RESPONDE, NO_RESPONDE_TEXTO))]
        )
    if one.formato == VARIAS:
        return Boxes(one.texto, [Optional()], choices=[SelectChoice(*pair) for pair in one.elegibles])
    if one.formato == FECHA:
        return DateField(one.texto, [Optional()])
    if one.formato == NUMERO:
        return Line(one.texto, [_check_number])
    return (Line if one.formato == CORTA else Paragraphs)(one.texto, [_at_most(LETRAS[one.formato])])


def _group_title(clases: Sequence[str]) -> str:
    names = [info.nombre for key, info in TIPOS.items() if key.value in clases]
    if len(names) > 4:
        return "Otras preguntas"
    return f"Preguntas para: {' · '.join(names)}"


class PreguntasFields(PortalForm):
    """A filing form that may ask more, according to the kind that is chosen. Subclasses say behind which field the questions stand."""

    ANTES_DE_PREGUNTAS = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preguntas: list[Pregunta] = []
        self._is_asked = False

    def ask(self) -> None:
        """Add the questions to the form: those of now, and of what was sent the words that its sender had before them.

        A form that was sent without any answer to them asks the database nothing, until its page is drawn again.
        """
        if self.is_submitted():
            sent = {int(found[1]) for name in list(request.form)[:_MOST_SENT] if (found := _FIELD.fullmatch(name))}
            if sent:
                self._add(list_enviadas(sent), request.form)
        else:
            self._add(list_vigentes(), None)

    def ask_all(self) -> None:
        """Before the page is drawn: also those to which nothing was answered."""
        if not self._is_asked:
            self._add(list_vigentes(), None)

    def _add(self, preguntas: Sequence[Pregunta], sent: Any) -> None:
        self._is_asked, self.preguntas = True, list(preguntas)
        before = list(self._fields)
        for one in preguntas:
            BaseForm.__setitem__(self, one.campo, _field_of(one))
            self[one.campo].process(sent)
            if one.pedida and one.formato not in {SI_NO, UNA}:
                BaseForm.__setitem__(self, f"{one.campo}-ns", BooleanField(NO_RESPONDE_TEXTO))
                self[f"{one.campo}-ns"].process(sent)
        # The summary of errors goes down the page as the eye does.
        asked = [name for name in self._fields if name not in before]
        place = before.index(self.ANTES_DE_PREGUNTAS) + 1 if self.ANTES_DE_PREGUNTAS in before else len(before)
        self._fields: dict[str, Any] = {name: self._fields[name] for name in (*before[:place], *asked, *before[place:])}

    @property
    def grupos_de_preguntas(self) -> list[tuple[str, tuple[str, ...], list[Pregunta], bool]]:
        """Title, kinds, questions, and whether something in it is answered or wrong."""
        return [
            (_group_title(clases), clases, asked, any(self._is_touched(one) for one in asked))
            for clases, asked in por_grupos(self.preguntas)
        ]

    def _is_touched(self, one: Pregunta) -> bool:
        declined = self._fields.get(f"{one.campo}-ns")
        return bool(self[one.campo].data or self[one.campo].errors or (declined is not None and declined.data))

    def list_contestadas(self) -> list[Contestada]:
        """What was answered, in the order of the form; a question that was left empty is not among it."""
        found = [(one, self._answer(one)) for one in self.preguntas]
        return [Contestada(one.version_id, one.texto, answer) for one, answer in found if answer is not None]

    def _answer(self, one: Pregunta) -> str | None:
        data = self[one.campo].data
        if data == NO_RESPONDE:
            return ""
        if not data:
            declined = self._fields.get(f"{one.campo}-ns")
            return "" if declined is not None and declined.data else None
        return say(one, data)


def say(one: Pregunta, data: Any) -> str:
    """The answer in words, of what its field holds."""
    if one.formato == FECHA:
        return fecha(data)
    if one.elegibles:
        return one.decir(data if one.formato == VARIAS else [data])
    return str(data).strip()


class RespuestasDePrograma(PreguntasFields):
    """Answers that a program sent: by the name of each question's field, its values."""

    class Meta(PortalForm.Meta):
        csrf = False

    def __init__(self, preguntas: Sequence[Pregunta], sent: Mapping[str, Sequence[str]]) -> None:
        super().__init__(formdata=None)
        self._add(preguntas, MultiDict([(name, one) for name, values in sent.items() for one in values]))

    def list_problems(self) -> list[tuple[Pregunta, str]]:
        """Each question whose answer cannot be kept, and why."""
        return [(one, str(self[one.campo].errors[0])) for one in self.preguntas if not self[one.campo].validate(self)]


_KINDS = {group.value: tuple(one.clave.value for one in kinds) for group, kinds in list_por_grupo().items()}


class PreguntaForm(VersionedForm):
    """A question: what is asked, of whom, and how it is answered."""

    GRUPOS = _KINDS

    texto = LongLine("Pregunta", [InputRequired("Escriba la pregunta."), _at_most(200)])
    ayuda = LongLine("Ayuda", [_at_most(300)])
    formato = RadioField(
        "Cómo se responde", [InputRequired("Elija cómo se responde.")], choices=[SelectChoice(*one) for one in FORMATOS.items()]
    )
    opciones = Paragraphs("Opciones de la lista", [_at_most(2_000)])
    clases = Boxes("Clases en que se pregunta", choices=[SelectChoice(one.clave.value, one.nombre) for one in TIPOS.values()])
    pedida = BooleanField("La oficina pide que se responda")

    @property
    def lista(self) -> Collection[str]:
        """The choices, one of each line."""
        return [one.strip() for one in (self.opciones.data or "").splitlines()]

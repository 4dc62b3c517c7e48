"""The base of every form: cleaned text, Spanish messages, a one-time key for forms that file something."""

from typing import Any

import wtforms
from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextArea

from portal.core.errors import DomainError
from portal.core.text import clean_line, clean_text, has_forbidden
from portal.web import one_time
from portal.web.logging import security_event

HIDDEN_MARKS = (
    "El texto traía signos invisibles o letras dañadas que no se pueden guardar. Ya quitamos los invisibles: son signos de control y "
    "marcas que voltean el sentido de la lectura; ninguna palabra suya. Las letras dañadas se ven como «\ufffd»: escríbalas otra vez. "
    "Revise el texto y envíelo de nuevo."
)


class _Cleaned:
    """Says when what was typed is not what would be kept: the person reads it again before it is filed.

    A field that did not come is an empty text, for services to refuse, and never None.
    """

    had_hidden_marks = False
    data: Any

    def note_marks(self, values: list[Any]) -> None:
        self.had_hidden_marks = any(has_forbidden(str(one)) for one in values)

    def pre_validate(self, _form: Any) -> None:
        if self.had_hidden_marks:
            raise ValidationError(HIDDEN_MARKS)


class Line(_Cleaned, StringField):
    """One line of text, cleaned of control and direction marks as it comes in."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.note_marks(valuelist)
        super().process_formdata([clean_line(str(one)) for one in valuelist])
        self.data = self.data or ""


class LongLine(Line):
    """One line of text that is longer than a box of one line shows: drawn as two, kept as one."""

    widget = TextArea()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"render_kw": {"rows": 2}, **kwargs})


class Paragraphs(_Cleaned, TextAreaField):
    """Text of any length, cleaned as it comes in, its line breaks kept."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.note_marks(valuelist)
        super().process_formdata([clean_text(str(one)) for one in valuelist])
        self.data = self.data or ""


class _Listed:
    """Says which choice is wrong and what to do, where WTForms only says that one is."""

    label: Any

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)  # type: ignore[misc]
        except ValidationError as error:
            raise ValidationError(self._not_listed()) from error

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(self._not_listed()) from error

    def _not_listed(self) -> str:
        return f"En «{self.label.text}» llegó una opción que no está en la lista. Elija una de las que se muestran."


class RadioField(_Listed, wtforms.RadioField):
    """A choice of one among a few that are all shown."""


class Boxes(_Listed, wtforms.SelectMultipleField):
    """Several of a list, each with its box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SelectField(_Listed, wtforms.SelectField):
    """A choice of one in a list that opens."""


class _Written:
    """Says how to write a day, an hour or a number, where WTForms only says that what came is none."""

    how = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(self.how) from error


class DateField(_Written, wtforms.DateField):
    """A day."""

    how = "Escriba la fecha con día, mes y año."


class DateTimeLocalField(_Written, wtforms.DateTimeLocalField):
    """A day and its hour."""

    how = "Escriba la fecha con día, mes y año, y la hora."


class TimeField(_Written, wtforms.TimeField):
    """An hour of the day."""

    how = "Escriba la hora con minutos, por ejemplo 14:30."


class IntegerField(_Written, wtforms.IntegerField):
    """A whole number."""

    how = "Escriba un número entero, solo con cifras."


class PortalForm(FlaskForm):
    """A form whose refusals by a service can be shown beside its fields."""

    class Meta(FlaskForm.Meta):
        locales = ("es_CO", "es")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is right. What held marks that nobody sees is refused and counted: the log names the fields, not what they held."""
        is_right = bool(super().validate(extra_validators))
        nulls: frozenset[str] = getattr(request, "names_with_nulls", frozenset())
        marked = [one for one in self if getattr(one, "had_hidden_marks", False) or one.name in nulls]
        if not marked:
            return is_right
        for field in marked:
            if HIDDEN_MARKS not in field.errors:
                field.errors = [*field.errors, HIDDEN_MARKS]
        security_event("signos_ocultos", endpoint=request.endpoint, estado=422, campos=[one.short_name for one in marked])
        return False

    def process(self, *args: Any, **kwargs: Any) -> None:
        """A text that was not sent is an empty one: no reader of the form has to think of None."""
        super().process(*args, **kwargs)
        for field in self:
            if isinstance(field, StringField) and field.data is None:
                field.data = ""

    def add_error(self, error: DomainError) -> None:
        """Show a service's refusal beside the field that it names, or above the form."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]


class OneTimeForm(PortalForm):
    """A form that files something: its key makes a second sending find what the first one filed."""

    clave = HiddenField(default=one_time.new_key)

    def validate_clave(self, field: HiddenField) -> None:
        if not one_time.is_key(field.data):
            field.data = one_time.new_key()
            raise ValidationError("La página se había abierto hacía mucho o se alteró. Revise sus datos y envíe otra vez.")

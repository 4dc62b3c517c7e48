"""The base of every form: cleaned text, Spanish messages, a one-time key for forms that file something."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.errors import DomainError
from portal.core.text import clean_line, clean_text, has_forbidden
from portal.web import one_time

HIDDEN_MARKS = (
    "El texto traía signos invisibles o letras dañadas que no se pueden guardar. Ya quitamos los invisibles: revíselo y envíe otra vez."
)


class _Cleaned:
    """Says when what was typed is not what would be kept: the person reads it again before it is filed."""

    had_hidden_marks = False

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


class Paragraphs(_Cleaned, TextAreaField):
    """Text of any length, cleaned as it comes in, its line breaks kept."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.note_marks(valuelist)
        super().process_formdata([clean_text(str(one)) for one in valuelist])


class PortalForm(FlaskForm):
    """A form whose refusals by a service can be shown beside its fields."""

    class Meta(FlaskForm.Meta):
        locales = ("es_CO", "es")

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

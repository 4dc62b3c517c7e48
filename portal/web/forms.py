"""The base of every form: cleaned text, Spanish messages, a one-time key for forms that file something."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.errors import DomainError
from portal.core.text import clean_line, clean_text
from portal.web import one_time


class Line(StringField):
    """One line of text, cleaned of control and direction marks as it comes in."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([clean_line(str(one)) for one in valuelist])


class Paragraphs(TextAreaField):
    """Text of any length, cleaned as it comes in, its line breaks kept."""

    def process_formdata(self, valuelist: list[Any]) -> None:
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

"""The form of a rule of distribution: the shape of what comes in. What a rule must have is checked by its service."""

from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from portal.entidad.forms.gestion import VersionedForm
from portal.pqrs.forms_gestion import as_choices, optional_key
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.permissions import RESERVADAS
from portal.pqrs.tipos import TIPOS
from portal.web.forms import Line, PortalForm, SelectField


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Escriba como máximo {length} caracteres.")


class ReglaForm(VersionedForm):
    """A rule: which cases, and where they go."""

    nombre = Line("Nombre de la regla", [InputRequired("Escriba un nombre para reconocer la regla."), _at_most(120)])
    tipo = SelectField(
        "Clase",
        choices=[
            SelectChoice("", "Cualquier clase"),
            *as_choices((one.clave.value, one.nombre) for one in TIPOS.values() if one.clave.value not in RESERVADAS),
        ],
    )
    palabras = Line("Palabras", [_at_most(500)])
    lugares = Line("Lugares", [_at_most(500)])
    canal = SelectField("Canal", choices=as_choices([("", "Cualquier canal"), *CANALES.items()]))
    dependencia = SelectField("Dependencia que recibe el caso", coerce=optional_key, validate_choice=False)
    responsable = SelectField("Persona responsable", coerce=optional_key, validate_choice=False)
    preferente = BooleanField("Marcar como preferente")

    def validate_dependencia(self, field: SelectField) -> None:
        if not field.data and not self.responsable.data:
            raise ValidationError("Elija la dependencia o la persona.")


class AplicarReglasForm(PortalForm):
    """Nothing is asked: the trial was read."""

"""The form by which somebody says that an official is away, and who takes their place."""

from wtforms.validators import InputRequired

from portal.pqrs.forms_gestion import optional_key
from portal.web.forms import DateField, OneTimeForm, SelectField


class AusenciaForm(OneTimeForm):
    """Who, from when to when, and who instead. Why is not asked."""

    funcionario = SelectField("Quién no va a estar", coerce=optional_key, validate_choice=False)
    desde = DateField("Primer día", [InputRequired("Escriba el primer día.")])
    hasta = DateField("Último día", [InputRequired("Escriba el último día.")])
    sustituto = SelectField("Quién recibe sus casos", coerce=optional_key, validate_choice=False)

"""Forms of sign-in, second factor and password."""

from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from portal.entidad.passwords import MAXIMO
from portal.web.forms import PortalForm

_TOO_LONG = Length(max=MAXIMO, message=f"La contraseña puede tener hasta {MAXIMO} caracteres.")


class IngresoForm(PortalForm):
    """First factor."""

    correo = EmailField(
        "Correo institucional", [InputRequired("Escriba su correo."), Length(max=254, message="Ese correo es demasiado largo.")]
    )
    clave = PasswordField("Contraseña", [InputRequired("Escriba su contraseña."), _TOO_LONG])


class CodigoForm(PortalForm):
    """Second factor: six digits or a recovery code."""

    codigo = StringField("Código", [InputRequired("Escriba el código."), Length(max=40, message="Ese código es demasiado largo.")])


class OlvidoForm(PortalForm):
    """Which account wants a new password."""

    correo = EmailField(
        "Correo institucional", [InputRequired("Escriba su correo."), Length(max=254, message="Ese correo es demasiado largo.")]
    )


class NuevaClaveForm(PortalForm):
    """A new password, written twice."""

    nueva = PasswordField("Contraseña nueva", [InputRequired("Escriba la contraseña nueva."), _TOO_LONG])
    repetir = PasswordField("Repita la contraseña nueva", [InputRequired("Repita la contraseña nueva.")])

    def validate_repetir(self, field: PasswordField) -> None:
        if self.nueva.data and field.data != self.nueva.data:
            raise ValidationError("Las dos contraseñas no son iguales.")


class CambiarClaveForm(NuevaClaveForm):
    """The same, proving first that it is the owner who writes."""

    actual = PasswordField("Contraseña actual", [InputRequired("Escriba su contraseña actual."), _TOO_LONG])

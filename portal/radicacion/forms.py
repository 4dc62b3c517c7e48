"""The form that asks for a verification code. It only reads, so it travels in the address and needs no token."""

from wtforms.validators import DataRequired, ValidationError

from portal.radicacion.codigos import normalize_code
from portal.web.forms import Line, PortalForm


class VerificarForm(PortalForm):
    """The code as it is printed beside the QR."""

    class Meta(PortalForm.Meta):
        csrf = False

    codigo = Line("Código de verificación", [DataRequired("Escriba el código de verificación.")])

    def validate_codigo(self, field: Line) -> None:
        if normalize_code(field.data or "") is None:
            raise ValidationError("El código tiene 24 letras y números, en seis grupos de cuatro. Revise que esté completo.")

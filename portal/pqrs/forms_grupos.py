"""Forms of the groups of analogous petitions. What an act asks for is checked by its service."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Optional

from portal.web.forms import DateField, Line, Paragraphs, PortalForm


class GrupoForm(PortalForm):
    """Confirm or discard: the version on screen; which petitions stay is read beside it."""

    version = HiddenField()


class AgregarForm(PortalForm):
    radicado = Line("Radicado", [InputRequired("Escriba el radicado de la solicitud.")])


class BorradorForm(PortalForm):
    version = HiddenField()
    texto = Paragraphs("Texto que va en todas")


class UnicaForm(PortalForm):
    version = HiddenField()
    titulo = Line("Título público", render_kw={"maxlength": 200})
    texto = Paragraphs("Respuesta para todas")
    diario = Line("Diario en que se publicó", render_kw={"maxlength": 120})
    diario_el = DateField("Día en que salió", [Optional()])
    confirma = BooleanField(
        "Leí la vista previa. La respuesta resuelve lo que se pidió y no trae datos de las personas.",
        [InputRequired("Lea la vista previa y marque la casilla: la respuesta no se puede cambiar después de publicarla.")],
    )

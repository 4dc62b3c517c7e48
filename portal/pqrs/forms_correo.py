"""The forms of an e-mail that came in: the shape of what an official decides."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from portal.pqrs.forms_gestion import as_choices, version_of
from portal.pqrs.tipos import TipoPeticion, list_por_grupo
from portal.web.forms import Line, OneTimeForm, Paragraphs, SelectField


class CorreoForm(OneTimeForm):
    """An act on the message as it was on screen."""

    version = HiddenField(default="0")

    @property
    def version_shown(self) -> int | None:
        return version_of(self.version)


class RadicarCorreoForm(CorreoForm):
    tipo = SelectField("Clase", choices=[])
    asunto = Line("Asunto", [Length(max=500, message="Escriba como máximo 500 caracteres.")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tipo.choices = []
        for group, kinds in list_por_grupo().items():
            self.tipo.choices += as_choices([(one.clave.value, one.nombre) for one in kinds], group.value)
        self.tipo.data = self.tipo.data or TipoPeticion.PETICION_GENERAL.value

    @property
    def kind(self) -> TipoPeticion:
        return TipoPeticion(self.tipo.data)


class AgregarCorreoForm(CorreoForm):
    radicado = Line("Radicado del caso", [InputRequired("Escriba el radicado del caso, como 2026-E-000012.")])


class DescartarCorreoForm(CorreoForm):
    motivo = Paragraphs("Por qué no es una solicitud", [Length(max=1000, message="Escriba como máximo 1.000 caracteres.")])

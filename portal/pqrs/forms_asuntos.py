"""Forms of the matters of a petition. What an act asks for is checked by its service."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, MultipleFileField
from wtforms.validators import InputRequired, ValidationError

from portal.core import clock
from portal.pqrs.forms_gestion import TIPO_CHOICES, as_choices, optional_key
from portal.pqrs.forms_notificacion import NOTIFICACION_FORMS
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.services.asuntos import TITULO_MAXIMO
from portal.pqrs.services.responder import MANUAL_MEANS
from portal.web.forms import DateTimeLocalField, Line, Paragraphs, PortalForm, SelectField

ROWS = 4


class AsuntoFields(Form):
    """One matter; a row without a title is not one."""

    titulo = Line("Qué pide", render_kw={"maxlength": TITULO_MAXIMO})
    tipo = SelectField("Clase", choices=TIPO_CHOICES)
    dependencia = SelectField("Dependencia", coerce=optional_key, validate_choice=False)
    responsable = SelectField("Persona responsable", coerce=optional_key, validate_choice=False)

    def validate_dependencia(self, field: SelectField) -> None:
        if self.titulo.data and not field.data and not self.responsable.data:
            raise ValidationError("Elija la dependencia o la persona.")


class SepararForm(PortalForm):
    version = HiddenField()
    asuntos = FieldList(FormField(AsuntoFields), min_entries=ROWS, max_entries=ROWS)

    @property
    def filled(self) -> list[Any]:
        """The rows that describe a matter."""
        return [one.form for one in self.asuntos if one.form.titulo.data]


class ParteForm(PortalForm):
    version = HiddenField()
    texto = Paragraphs("Respuesta de este asunto")
    archivos = MultipleFileField("Archivos que van con la carta", render_kw={"multiple": True})
    lista = BooleanField("Está lista para la respuesta conjunta")


class EnviarAsuntoForm(PortalForm):
    version = HiddenField()
    decide = BooleanField("Niega o decide sobre un derecho: la persona puede presentar recurso de reposición.")
    confirma = BooleanField(
        "Leí la respuesta que está guardada. Resuelve de fondo este asunto.",
        [InputRequired("Lea la respuesta guardada y marque la casilla: la carta no se puede cambiar después de enviarla.")],
    )


class ClaseAsuntoForm(PortalForm):
    version = HiddenField()
    tipo = SelectField("Clase nueva", choices=TIPO_CHOICES)
    motivo = Paragraphs("Por qué cambia la clase")


class ReasignarAsuntoForm(PortalForm):
    version = HiddenField()
    dependencia = SelectField("Dependencia", coerce=optional_key, validate_choice=False)
    responsable = SelectField("Persona responsable", coerce=optional_key, validate_choice=False)
    motivo = Paragraphs("Por qué pasa el asunto")

    def validate_dependencia(self, field: SelectField) -> None:
        if not field.data and not self.responsable.data:
            raise ValidationError("Elija la dependencia o la persona.")


class EntregaAsuntoForm(PortalForm):
    version = HiddenField()
    medio = SelectField("Cómo se entregó", choices=as_choices((one, MEDIOS_ENTREGA[one]) for one in MANUAL_MEANS))
    fecha = DateTimeLocalField(
        "Cuándo se entregó", [InputRequired("Escriba la fecha con día, mes y año.")], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )
    detalle = Paragraphs("Prueba de la entrega")

    @property
    def fecha_read(self) -> datetime:
        """When, as Bogota time."""
        moment: datetime = self.fecha.data
        return moment.replace(tzinfo=clock.BOGOTA)


NOTIFICAN = ("citar", "notificar_personalmente", "avisar", "registrar_aviso", "publicar_aviso", "retirar_aviso")
# The form of each act on one matter, in the order in which the page shows them.
ASUNTO_FORMS: dict[str, type[PortalForm]] = {
    "escribir_parte": ParteForm,
    "responder_asunto": EnviarAsuntoForm,
    "entregar_asunto": EntregaAsuntoForm,
    **{f"{act}_asunto": NOTIFICACION_FORMS[act] for act in NOTIFICAN},
    "presentar_recurso_asunto": NOTIFICACION_FORMS["presentar_recurso"],
    "decidir_recurso_asunto": NOTIFICACION_FORMS["decidir_recurso"],
    "desistir_recurso_asunto": NOTIFICACION_FORMS["desistir_recurso"],
    "clasificar_asunto": ClaseAsuntoForm,
    "reasignar_asunto": ReasignarAsuntoForm,
}

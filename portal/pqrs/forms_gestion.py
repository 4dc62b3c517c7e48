"""Forms of the officials' pages: the shape of what comes in. What an act asks for is checked by its service.

Each act's form has its own prefix, because several stand on the case's page at once. `version` is the version of the
case that the official had on screen.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import BooleanField, HiddenField, MultipleFileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.core import clock
from portal.pqrs.estados import PETICION
from portal.pqrs.models.peticion import CANALES
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.models.vinculo import CLASES_VINCULO
from portal.pqrs.preferencias import CAUSAS, ELEGIBLES
from portal.pqrs.services.responder import MANUAL_MEANS
from portal.pqrs.tipos import TIPOS
from portal.web.forms import Boxes, DateField, DateTimeLocalField, IntegerField, Line, Paragraphs, PortalForm, SelectField
from portal.web.input_checks import LARGEST_KEY

TIPO_CHOICES = [SelectChoice(tipo.clave.value, tipo.nombre) for tipo in TIPOS.values()]
_BAD_DATE = "Escriba la fecha con día, mes y año."


def as_choices(pairs: Iterable[tuple[Any, str]], group: str | None = None) -> list[SelectChoice]:
    """Pairs of value and words as a select takes them, under a heading when one is given."""
    return [SelectChoice(value, words, optgroup=group) for value, words in pairs]


def optional_key(value: Any) -> int:
    """The key in a select's value; 0 when nothing was chosen. ValueError for what no row can have as its key."""
    key = int(value) if value else 0
    if not 0 <= key <= LARGEST_KEY:
        raise ValueError("no such key")
    return key


def version_of(field: HiddenField) -> int:
    """The version of a row that was on screen. One that was taken out or altered is -1, which no row has."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class ActForm(PortalForm):
    """The base of an act's form: the version of the case on screen."""

    version = HiddenField()


class LetterForm(ActForm):
    """The form of an act whose letter goes out at once. To look at the letter first asks for no tick (`views.gestion.carta_previa`)."""

    confirma = BooleanField(
        "Leí la carta. Está bien y puede salir.",
        [InputRequired("Mire la carta y marque la casilla: después de enviarla no se puede cambiar.")],
    )


class ClasificarForm(ActForm):
    tipo = SelectField("Clase nueva", choices=TIPO_CHOICES)
    motivo = Paragraphs("Por qué cambia la clase")


class AsignarForm(ActForm):
    dependencia = SelectField("Dependencia", coerce=optional_key, validate_choice=False)
    responsable = SelectField("Persona responsable", coerce=optional_key, validate_choice=False)

    def validate_dependencia(self, field: SelectField) -> None:
        if not field.data and not self.responsable.data:
            raise ValidationError("Elija la dependencia o la persona.")


class ReasignarForm(AsignarForm):
    motivo = Paragraphs("Por qué pasa el caso")


class DarPreferenciaForm(ActForm):
    causa = SelectField("Por qué se atiende con preferencia", choices=as_choices((one, CAUSAS[one].nombre) for one in ELEGIBLES))
    motivo = Paragraphs("Qué lo muestra")


class QuitarPreferenciaForm(ActForm):
    motivo = Paragraphs("Por qué no le corresponde")


class EncargarForm(ActForm):
    dependencia = SelectField("A qué dependencia", coerce=optional_key, validate_choice=False)
    pedido = Paragraphs("Qué necesita")
    dias = IntegerField("Días hábiles que le da", [InputRequired("Escriba cuántos días hábiles le da.")])
    ve_solicitud = BooleanField("Puede leer el asunto y el texto de la solicitud")
    archivos = MultipleFileField("Archivos que necesita ver", render_kw={"multiple": True})

    def validate_dependencia(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Elija la dependencia.")


class VincularForm(ActForm):
    clase = SelectField("Este caso", choices=as_choices(CLASES_VINCULO.items()))
    otro = Line("Radicado del otro caso", [InputRequired("Escriba el radicado del otro caso.")])
    motivo = Paragraphs("Por qué van juntos")


class FusionarForm(ActForm):
    principal = Line("Radicado de la que sigue", [InputRequired("Escriba el radicado de la que sigue.")])
    motivo = Paragraphs("Por qué son la misma")


class DeshacerFusionForm(ActForm):
    motivo = Paragraphs("Por qué no son la misma")


class EscribirForm(ActForm):
    texto = Paragraphs("Mensaje")
    pide_respuesta = BooleanField("Espero que la persona conteste")
    archivos = MultipleFileField("Archivos", render_kw={"multiple": True})


class AnotarForm(ActForm):
    texto = Paragraphs("Nota")
    avisar = Boxes("A quién avisar", coerce=optional_key, validate_choice=False)


class ProyectarForm(ActForm):
    """The editor. `borrador` is the version of the draft on screen, 0 when there was none."""

    borrador = HiddenField(default="0")
    cuerpo = Paragraphs("Texto de la respuesta")
    archivos = MultipleFileField("Archivos que van con la respuesta", render_kw={"multiple": True})
    plantilla = SelectField("Plantilla", coerce=optional_key, validate_choice=False)


class DevolverProyectoForm(ActForm):
    motivo = Paragraphs("Qué hay que corregir")


class ResponderForm(ActForm):
    borrador = HiddenField(default="0")
    confirma = BooleanField(
        "Leí la vista previa. La respuesta resuelve de fondo lo que se pidió.",
        [InputRequired("Lea la vista previa y marque la casilla: la carta no se puede cambiar después de enviarla.")],
    )
    decide = BooleanField("Esta respuesta niega lo que se pidió, o decide sobre un derecho")


class EntregaForm(ActForm):
    medio = SelectField("Cómo se entregó", choices=as_choices((one, MEDIOS_ENTREGA[one]) for one in MANUAL_MEANS))
    fecha = DateTimeLocalField("Cuándo se entregó", [InputRequired(_BAD_DATE)], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    detalle = Paragraphs("Prueba de la entrega")
    archivos = MultipleFileField("Archivos que prueban la entrega", render_kw={"multiple": True})

    @property
    def fecha_read(self) -> datetime:
        """When, as Bogota time."""
        moment: datetime = self.fecha.data
        return moment.replace(tzinfo=clock.BOGOTA)


class ReabrirForm(ActForm):
    motivo = Paragraphs("Por qué reabre el caso")


class AnularForm(ActForm):
    justificacion = Paragraphs("Justificación")


class AbrirIdentidadForm(ActForm):
    """Not an act on the case: its state does not change."""

    motivo = Paragraphs("Para qué necesita saber quién es")


# The form of each act that has a page control.
ACT_FORMS: dict[str, type[ActForm]] = {
    "clasificar": ClasificarForm,
    "asignar": AsignarForm,
    "reasignar": ReasignarForm,
    "dar_preferencia": DarPreferenciaForm,
    "quitar_preferencia": QuitarPreferenciaForm,
    "encargar": EncargarForm,
    "vincular": VincularForm,
    "fusionar": FusionarForm,
    "deshacer_fusion": DeshacerFusionForm,
    "escribir": EscribirForm,
    "anotar": AnotarForm,
    "proyectar": ProyectarForm,
    "pedir_aprobacion": ActForm,
    "devolver_proyecto": DevolverProyectoForm,
    "responder": ResponderForm,
    "registrar_entrega": EntregaForm,
    "cerrar": ActForm,
    "reabrir": ReabrirForm,
    "anular": AnularForm,
}


class FiltroForm(PortalForm):
    """The inbox's filter, read from the address. What is not a known value is left out of the filter."""

    class Meta(PortalForm.Meta):
        csrf = False

    q = Line("Buscar")
    tipo = SelectField("Clase", choices=[SelectChoice("", "Todas"), *TIPO_CHOICES], default="")
    estado = SelectField("Estado", default="")
    dependencia = SelectField("Dependencia", coerce=optional_key, default=0)
    canal = SelectField("Canal", choices=as_choices([("", "Todos"), *CANALES.items()]), default="")
    territorio = SelectField("Vereda o barrio", coerce=optional_key, default=0)
    desde_el = DateField("Recibida desde", [Optional()])
    hasta_el = DateField("Recibida hasta", [Optional()])
    mias = BooleanField("Solo las mías")


def estado_choices(*, is_open: bool) -> list[SelectChoice]:
    """The states that a view can hold, for the filter."""
    return as_choices([("", "Todos"), *[(one.name, one.title) for one in PETICION.states.values() if one.is_open is is_open]])


class AsignarVariasForm(PortalForm):
    """Assignment of the marked cases of the inbox."""

    dependencia = SelectField("Dependencia", coerce=optional_key, validate_choice=False)
    responsable = SelectField("Persona responsable", coerce=optional_key, validate_choice=False)
    motivo = Line("Motivo")


class PlantillaForm(PortalForm):
    version = HiddenField(default="0")
    nombre = Line("Nombre", [InputRequired("Escriba un nombre para reconocer la plantilla.")])
    cuerpo = Paragraphs("Texto", [InputRequired("Escriba el texto de la plantilla.")])
    tipo = SelectField("Para la clase", choices=[SelectChoice("", "Todas las clases"), *TIPO_CHOICES])
    dependencia = SelectField("Para la dependencia", coerce=optional_key)


class ResponderEncargoForm(PortalForm):
    version = HiddenField()
    respuesta = Paragraphs("Respuesta")
    archivos = MultipleFileField("Archivos", render_kw={"multiple": True})

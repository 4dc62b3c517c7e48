"""The citizen's forms: the shape of what comes in. What depends on the case is asked by the services."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, MultipleFileField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.core.telephone import clean_movil
from portal.core.text import clean_line
from portal.outbox.by_sms import is_configured
from portal.pqrs.forms_preguntas import PreguntasFields
from portal.pqrs.models.recurso import MODOS, REPOSICION
from portal.pqrs.preferencias import CAUSAS, ELEGIBLES
from portal.pqrs.queries.territorios import list_nombres
from portal.pqrs.services.radicar import SIN_MOVIL
from portal.pqrs.tipos import TipoPeticion, list_comunes, list_especiales
from portal.web.forms import Line, OneTimeForm, Paragraphs, PortalForm, RadioField, SelectField
from portal.web.robots import RobotFields

QUIENES = (
    ("natural", "Una persona"),
    ("juridica", "Una empresa u organización"),
    ("menor", "Un niño, una niña o adolescente"),
    ("anonima", "Prefiero no decir quién soy (anónima)"),
)
DOCUMENTOS = (
    ("", "Elija"),
    ("CC", "Cédula de ciudadanía"),
    ("CE", "Cédula de extranjería"),
    ("TI", "Tarjeta de identidad"),
    ("PPT", "Permiso por protección temporal"),
    ("PA", "Pasaporte"),
    ("RC", "Registro civil"),
    ("otro", "Otro documento"),
)
MEDIOS = (
    ("correo", "Por correo electrónico"),
    ("direccion", "En mi dirección física"),
    ("aviso", "En la página de seguimiento, con el radicado y el código"),
)
NO_SE = "no_se"
_NOMBRE = ("primer_nombre", "segundo_nombre", "primer_apellido", "segundo_apellido")
_DOCUMENTO = ("tipo_documento", "numero_documento")
_EMPRESA = ("razon_social", "nit", "registro_mercantil")
_REPRESENTADO = ("representado", "representado_documento", "calidad")
# What is not asked of each kind of person; the page hides it where there is JavaScript.
NO_APLICA = {"natural": _EMPRESA, "juridica": (*_NOMBRE, *_DOCUMENTO), "menor": (*_DOCUMENTO, *_EMPRESA, *_REPRESENTADO)}
# As the page goes down; what is not named here comes after, in the order of the class.
PAGE_ORDER = (
    "tipo", "texto", "asunto", "archivos", "lugar", "territorio", "latitud", "longitud", "preferencia", "quien",
    *_NOMBRE, *_DOCUMENTO, *_EMPRESA, *_REPRESENTADO, "medio_respuesta", "acepta_notificacion",
)  # fmt: skip
PUNTAJES = (("5", "Muy buena"), ("4", "Buena"), ("3", "Regular"), ("2", "Mala"), ("1", "Muy mala"))

_CORREO = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+\.[^\s@,;:<>()\[\]\"\\.]{2,}")


def _choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def short(limit: int) -> list[Any]:
    """The validators of a line that need not be filled, and has a limit."""
    return [Optional(), Length(max=limit, message=f"Escriba como mucho {limit} letras en este campo.")]


class EmailLine(EmailField):
    """A mail address, cleaned as it comes in."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([clean_line(str(one)) for one in valuelist])


class PhoneLine(TelField):
    """A telephone number as people write it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([clean_line(str(one)) for one in valuelist])


class Coordinate(Line):
    """Degrees with a comma or a point; `number` is the value, None when nothing was written."""

    @property
    def number(self) -> float | None:
        return float(self.data.replace(",", ".")) if self.data else None


def check_address(_form: Any, field: EmailLine) -> None:
    """Its shape only: whether an address exists is known when it is written to."""
    if field.data and (len(field.data) > 254 or not _CORREO.fullmatch(field.data)):
        raise ValidationError("Revise el correo: le falta algo. Debe ser como nombre@ejemplo.co")


def check_degrees(limit: int) -> list[Any]:
    """The validators of a latitude (90) or longitude (180)."""

    def check(_form: Any, field: Coordinate) -> None:
        if field.data and (not re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{1,15})?", field.data) or abs(field.number or 0) > limit):
            raise ValidationError(f"Escriba los grados con decimales, entre -{limit} y {limit}. Por ejemplo: 0,8851")

    return [check]


class SolicitanteFields(PortalForm):
    """Who files (CPACA art. 16 and the fields that the transparency index asks for). Shared with the counter's form.

    Only what makes an answer impossible is required, and only of who it concerns: `check_solicitante`.
    """

    primer_nombre = Line("Primer nombre", short(80))
    segundo_nombre = Line("Segundo nombre", short(80))
    primer_apellido = Line("Primer apellido", short(80))
    segundo_apellido = Line("Segundo apellido", short(80))
    tipo_documento = SelectField("Tipo de documento", choices=_choices(DOCUMENTOS), default="", validate_choice=True)
    numero_documento = Line("Número de documento", short(30))
    razon_social = Line("Nombre o razón social", short(200))
    nit = Line("NIT", short(30))
    registro_mercantil = BooleanField("Está en el registro mercantil (Cámara de Comercio)")
    pais = Line("País", short(60), default="Colombia")
    departamento = Line("Departamento", short(60))
    municipio = Line("Municipio", short(80))
    direccion = Line("Dirección", short(200))
    correo = EmailLine("Correo electrónico", [check_address])
    telefono_movil = PhoneLine("Teléfono celular", short(30))
    telefono_fijo = PhoneLine("Teléfono fijo", short(30))
    representado = Line("Nombre de la persona u organización que representa", short(200))
    representado_documento = Line("Documento de esa persona u organización", short(40))
    calidad = Line("¿En qué calidad actúa?", short(80))
    medio_respuesta = RadioField(
        "¿Cómo quiere recibir la respuesta?", [InputRequired("Elija cómo quiere recibir la respuesta.")], choices=_choices(MEDIOS)
    )
    acepta_notificacion = BooleanField("Acepto que me notifiquen la respuesta por correo electrónico")
    acepta_sms = BooleanField("Acepto que me avisen por mensaje de texto (SMS) a mi celular")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nobody is offered what this deployment cannot send.
        if not is_configured():
            del self.acepta_sms

    def check_solicitante(self, quien: str) -> None:
        """Say beside each field what is missing for this kind of person; none when `quien` was not chosen."""
        if quien == "natural":
            self._need("primer_nombre", "Escriba su primer nombre.")
            self._need("primer_apellido", "Escriba su primer apellido.")
            self._need("tipo_documento", "Elija el tipo de documento.")
            self._need("numero_documento", "Escriba el número de su documento.")
        elif quien == "juridica":
            self._need("razon_social", "Escriba el nombre de la empresa u organización.")
            self._need("nit", "Escriba el NIT. Si no tiene, escriba «sin NIT».")
            if self.registro_mercantil.data:
                self._need("correo", "Escriba el correo: la ley lo pide a quienes están en el registro mercantil.")
        elif quien == "menor":
            self._need("primer_nombre", "Escriba su nombre.")

    @property
    def wants_sms(self) -> bool:
        """Whether text messages were offered and accepted."""
        return self.acepta_sms is not None and bool(self.acepta_sms.data)

    def check_sms(self) -> None:
        """Text messages need a mobile number of Colombia."""
        if self.wants_sms and clean_movil(self.telefono_movil.data or "") is None and not self.telefono_movil.errors:
            self.telefono_movil.errors = [SIN_MOVIL]

    def _need(self, name: str, message: str) -> None:
        field = self[name]
        if not field.data and not field.errors:
            field.errors = [message]


class TerritorioField(SelectField):
    """A vereda or a barrio. Their names are asked for when they are shown or one was chosen: who files elsewhere waits for none."""

    _choices: list[SelectChoice] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", **kwargs})

    @property
    def choices(self) -> list[SelectChoice] | None:
        """All that may be chosen; one alone, «no sé», where the municipality has drawn none."""
        if not self._choices:
            self._choices = _choices([("", "No sé, o no es de un sitio"), *((str(key), nombre) for key, nombre in list_nombres())])
        return self._choices

    @choices.setter
    def choices(self, value: list[SelectChoice] | None) -> None:
        self._choices = value

    def pre_validate(self, form: Any) -> None:
        if self.data:
            super().pre_validate(form)


class PreferenciaFields(PortalForm):
    """Whether the petition should go before others, and on which ground. Nobody must say."""

    preferencia = RadioField(
        "¿Necesita que la atendamos antes que otras?",
        choices=_choices([("", "No, o no estoy seguro"), *((one, CAUSAS[one].pregunta) for one in ELEGIBLES)]),
        # Nothing is chosen beforehand, and nothing need be; what no choice offers is refused by the service.
        validate_choice=False,
    )


class RadicarForm(RobotFields, OneTimeForm, SolicitanteFields, PreferenciaFields, PreguntasFields):
    """The public form. One page: a long form that can be seen whole is less frightening than a wizard that hides its end."""

    ANTES_DE_PREGUNTAS = "asunto"

    # The case with the very same text that its sender was shown before sending it again.
    repetida = HiddenField()
    tipo = RadioField("¿Qué quiere presentar?", [InputRequired("Elija qué quiere presentar.")], choices=[])
    asunto = Line("Asunto en pocas palabras")
    texto = Paragraphs("Cuente qué pide o qué pasó", [InputRequired("Escriba qué pide o qué pasó. Con sus palabras está bien.")])
    archivos = MultipleFileField("Adjuntar archivos")
    lugar = Line("¿Dónde ocurre?", short(200))
    territorio = TerritorioField("Vereda o barrio")
    latitud = Coordinate("Latitud", check_degrees(90))
    longitud = Coordinate("Longitud", check_degrees(180))
    quien = RadioField("¿Quién la presenta?", [InputRequired("Elija quién presenta la solicitud.")], choices=_choices(QUIENES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.clave.value, one.nombre) for one in (*list_comunes(), *list_especiales())]
        self.tipo.choices = _choices([(NO_SE, "No sé cuál elegir"), *kinds])
        # In the order of the page, so that the summary of errors follows it.
        self._fields: dict[str, Any] = {**{name: self._fields[name] for name in PAGE_ORDER}, **self._fields}
        self.ask()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also what one field asks of another. An anonymous filing needs nothing of the person, whatever was typed."""
        super().validate(extra_validators)
        if bool(self.latitud.data) != bool(self.longitud.data):
            missing = self.longitud if self.latitud.data else self.latitud
            missing.errors = [*missing.errors, "Escriba las dos coordenadas, o ninguna."]
        if self.is_anonima:
            self._excuse([name for name in SolicitanteFields.__dict__ if name in self._fields])
        else:
            # How to answer is asked once it is known that it is not anonymous.
            self._excuse(NO_APLICA.get(self.quien.data, ()) if self.quien.data else ("medio_respuesta",))
            self.check_solicitante(self.quien.data or "")
            self._check_medio()
            self.check_sms()
        return not any(field.errors for field in self)

    @property
    def is_anonima(self) -> bool:
        return bool(self.quien.data == "anonima")

    @property
    def kind(self) -> TipoPeticion:
        """Who does not know is heard as somebody who asks for something of their own; the office classifies (CPACA art. 13)."""
        return TipoPeticion.PETICION_PARTICULAR if self.tipo.data == NO_SE else TipoPeticion(self.tipo.data)

    def _excuse(self, names: Iterable[str]) -> None:
        """Nothing is wrong with what is not kept: nobody is sent to a field that does not concern them."""
        for name in names:
            self[name].errors = []

    def _check_medio(self) -> None:
        if self.medio_respuesta.data == "correo":
            self._need("correo", "Escriba su correo electrónico para recibir allí la respuesta, o elija otro medio.")
        elif self.medio_respuesta.data == "direccion":
            self._need("direccion", "Escriba su dirección para enviarle allí la respuesta, o elija otro medio.")
        if self.acepta_notificacion.data:
            self._need("correo", "Para aceptar la notificación electrónica escriba su correo.")


class SeguimientoForm(PortalForm):
    """Radicado and tracking code."""

    radicado = Line("Número de radicado", [InputRequired("Escriba el número de radicado.")])
    codigo = Line("Código de seguimiento", [InputRequired("Escriba el código de seguimiento.")])


class MensajeForm(OneTimeForm):
    """A message with files from who filed."""

    texto = Paragraphs("Su mensaje")
    archivos = MultipleFileField("Archivos")


class CompletarForm(MensajeForm):
    """What the office asked for (CPACA art. 17)."""

    texto = Paragraphs("Lo que falta")


class AclararForm(MensajeForm):
    """What the office did not understand (CPACA art. 19)."""

    texto = Paragraphs("Qué pide, con otras palabras")


class RecursoForm(MensajeForm):
    """Reposición against a decision (CPACA arts. 76 and 77)."""

    modo = SelectField("Qué recurso presenta", choices=[SelectChoice(*one) for one in MODOS.items()], default=REPOSICION)
    texto = Paragraphs("Por qué no está de acuerdo y qué pide")


class QuejaForm(MensajeForm):
    """Queja against the refusal of an apelación (CPACA art. 74 num. 3)."""

    texto = Paragraphs("Por qué la apelación sí procedía")


class InsistirForm(MensajeForm):
    """Insistencia against a refusal for reserve (CPACA art. 26)."""

    texto = Paragraphs("Por qué cree que la información no es reservada")


class AbrirForm(PortalForm):
    """Opening a decision: whether that notifies it."""

    acepta = HiddenField()

    @property
    def notifies(self) -> bool:
        """Whether the person pressed the button that says so."""
        return bool(self.acepta.data == "si")


class MotivoForm(PortalForm):
    """Why the answer does not resolve what was asked."""

    motivo = Paragraphs("¿Qué faltó en la respuesta?")
    version = HiddenField()

    @property
    def version_number(self) -> int | None:
        written = self.version.data or ""
        return int(written) if re.fullmatch("[0-9]{1,9}", written) else None


class DesistirForm(MotivoForm):
    """Withdrawing: no reason is asked for."""

    motivo = Paragraphs("¿Por qué la retira?")


class CalificarForm(PortalForm):
    """The survey after the answer."""

    puntaje = RadioField("¿Cómo fue la respuesta?", [InputRequired("Elija cómo fue la respuesta.")], choices=_choices(PUNTAJES))
    resuelto = RadioField(
        "¿Resolvió lo que pidió?", [InputRequired("Diga si resolvió lo que pidió.")], choices=_choices((("si", "Sí"), ("no", "No")))
    )
    comentario = Paragraphs("¿Algo más que quiera contarnos?")

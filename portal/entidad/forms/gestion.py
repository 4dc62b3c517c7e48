"""Forms of the administration of the municipality."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    HiddenField,
    URLField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import URL, Email, InputRequired, Length, NumberRange, Optional, ValidationError

from portal.core.clock import BOGOTA, today
from portal.entidad.services import CANALES, DIAS_CORREO, TEMAS, WRONG_DIAS_CORREO
from portal.web.forms import (
    Boxes,
    DateField,
    DateTimeLocalField,
    IntegerField,
    Line,
    LongLine,
    Paragraphs,
    PortalForm,
    RadioField,
    SelectField,
    TimeField,
)

_WRONG_MAIL = "Escriba un correo como nombre@municipio.gov.co"
# What browsers send for a day with its hour.
_MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
_WRONG_URL = "Escriba la dirección completa, con https://."


def as_choices(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """Pairs of value and words as the fields want them."""
    return [SelectChoice(value, words) for value, words in pairs]


class _Named:
    """A check whose refusal names the field: a form has many of a kind, and the summary above it shows the words alone."""

    def __init__(self, check: Any, words: str) -> None:
        self.check, self.words = check, words
        self.field_flags: dict[str, Any] = getattr(check, "field_flags", {})

    def __call__(self, form: Any, field: Any) -> None:
        try:
            self.check(form, field)
        except ValidationError as error:
            raise ValidationError(f"{self.words} en «{field.label.text}».") from error


def _at_most(length: int) -> _Named:
    return _Named(Length(max=length), f"Escriba como máximo {length} caracteres")


def _mail() -> list[Any]:
    return [Optional(), _Named(Email(), _WRONG_MAIL), _at_most(254)]


def _web_address(_form: Any, field: URLField) -> None:
    """No other scheme: a page that leads to `javascript:` would run it."""
    if field.data and urlsplit(field.data).scheme not in {"http", "https"}:
        raise ValidationError(_WRONG_URL)


class VersionedForm(PortalForm):
    """A form that knows which version of the row it shows, so that an edit never hides another one."""

    version = HiddenField(default="1")

    @property
    def version_number(self) -> int:
        """The version shown; 0, which no row has, when what came is not a number."""
        # What was sent, not `data`: without the field that is the row's own version, which nobody had on screen.
        text = str(self.version.raw_data[0]) if self.version.raw_data else ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def values(self) -> dict[str, Any]:
        """What was typed, by column name."""
        return {name: value for name, value in self.data.items() if name not in {"version", "csrf_token"}}


class PerfilForm(VersionedForm):
    """What the pages show of the municipality."""

    nombre = Line("Nombre de la entidad", [InputRequired("Escriba el nombre de la entidad."), _at_most(160)])
    municipio = Line("Municipio", [InputRequired("Escriba el nombre del municipio."), _at_most(80)])
    departamento = Line("Departamento", [InputRequired("Escriba el nombre del departamento."), _at_most(80)])
    nit = Line("NIT", [_at_most(20)])
    direccion = Line("Dirección", [_at_most(160)])
    codigo_postal = Line("Código postal", [_at_most(10)])
    horario = LongLine("Horario de atención", [_at_most(200)])
    telefono = Line("Teléfono", [_at_most(40)])
    linea_gratuita = Line("Línea gratuita", [_at_most(40)])
    linea_anticorrupcion = Line("Línea anticorrupción", [_at_most(40)])
    correo = EmailField("Correo institucional", _mail())
    correo_judicial = EmailField("Correo de notificaciones judiciales", _mail())
    cargo_quejas = LongLine("Ante quién se presenta una queja sobre la atención", [_at_most(160)])
    carta_trato_url = URLField("Dirección de la carta de trato digno", [Optional(), URL(message=_WRONG_URL), _web_address, _at_most(300)])
    correo_por_confirmar = BooleanField("Los correos que llegan esperan a que una persona los radique")
    dias_correo = IntegerField(
        "Días que se guarda un correo que no es una solicitud",
        [InputRequired(WRONG_DIAS_CORREO), NumberRange(*DIAS_CORREO, WRONG_DIAS_CORREO)],
    )
    radicado_con_oficina = BooleanField("Mostrar el código de la oficina después del número del radicado")
    redes = Paragraphs("Redes sociales", [_at_most(2000)])
    datos_area = LongLine("Área que atiende las solicitudes sobre datos personales", [_at_most(160)])
    datos_correo = EmailField("Correo para solicitudes sobre datos personales", _mail())
    datos_desde = DateField("Fecha desde la que rige la política de datos", [Optional()])
    tema = RadioField("Color del portal", choices=as_choices(TEMAS.items()), default="azul")


class EscudoForm(PortalForm):
    """The municipality's shield."""

    escudo = FileField("Escudo del municipio")


class TerminosForm(VersionedForm):
    """How terms are counted."""

    politica_horario = RadioField(
        "Lo que llega después del cierre o en un día no hábil",
        [InputRequired("Elija una de las dos formas de contar.")],
        choices=as_choices(
            [("siguiente_habil", "Se entiende recibido el siguiente día hábil"), ("estricta", "Se entiende recibido el mismo día")]
        ),
    )
    hora_cierre = TimeField("Hora de cierre", [InputRequired("Escriba la hora de cierre, por ejemplo 17:00.")])
    sabado_habil = BooleanField("El sábado es día hábil en esta entidad")
    acto_reglamento = LongLine("Acto que lo ordena", [InputRequired("Escriba el acto que lo ordena."), _at_most(160)])
    dias_reapertura = IntegerField(
        "Días hábiles para decir que la respuesta no resuelve",
        [InputRequired("Escriba un número de días."), NumberRange(0, 365, "Escriba un número de días entre 0 y 365.")],
    )


class DependenciaForm(VersionedForm):
    """An office of the municipality. The choices of `padre_id` and `jefe_id` are the view's."""

    codigo = Line("Código", [InputRequired("Escriba el código de la dependencia."), _at_most(12)])
    nombre = Line("Nombre", [InputRequired("Escriba el nombre de la dependencia."), _at_most(120)])
    funciones = Paragraphs("Qué hace", [_at_most(4000)])
    ubicacion = LongLine("Dónde queda", [_at_most(160)])
    telefono = Line("Teléfono", [_at_most(40)])
    correo = EmailField("Correo", _mail())
    padre_id = SelectField("Depende de", coerce=int)
    jefe_id = SelectField("Jefe", coerce=int)
    superior_id = SelectField("Sus decisiones se apelan ante", coerce=int)
    exige_aprobacion = BooleanField("El jefe aprueba las respuestas antes de enviarlas")
    activa = BooleanField("Está en funcionamiento", default=True)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {**typed, **{name: typed[name] or None for name in ("padre_id", "jefe_id", "superior_id")}}


class FuncionarioForm(VersionedForm):
    """An official's account. The choices of `dependencia_id` and `roles` are the view's."""

    nombre = Line("Nombres y apellidos", [InputRequired("Escriba el nombre."), _at_most(120)])
    cargo = Line("Cargo", [InputRequired("Escriba el cargo."), _at_most(120)])
    correo = EmailField("Correo institucional", [InputRequired("Escriba el correo."), _Named(Email(), _WRONG_MAIL), _at_most(254)])
    telefono = Line("Teléfono", [_at_most(40)])
    dependencia_id = SelectField("Dependencia", coerce=int)
    roles = Boxes("Roles")
    activo = BooleanField("La cuenta está activa", default=True)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        typed.pop("roles")
        return {**typed, "dependencia_id": typed["dependencia_id"] or None}


class RolForm(VersionedForm):
    """A role. The choices of `permisos` are the view's."""

    nombre = Line("Nombre", [InputRequired("Escriba el nombre del rol."), _at_most(80)])
    descripcion = LongLine("Para qué es", [_at_most(300)])
    permisos = Boxes("Permisos")
    exige_segundo_factor = BooleanField("Exigir siempre el segundo factor a quien tenga este rol")


class DiaForm(PortalForm):
    """A local non-working day."""

    fecha = DateField("Fecha", [InputRequired("Escriba la fecha.")], default=today)
    motivo = Line("Motivo", [InputRequired("Escriba el motivo."), _at_most(160)])
    acto = Line("Acto que lo ordena", [InputRequired("Escriba el acto que lo ordena."), _at_most(160)])
    confirmado = HiddenField()


class InterrupcionForm(VersionedForm):
    """A failure or a stop of an electronic means."""

    canal = SelectField("Qué servicio", choices=as_choices(CANALES.items()))
    inicio_en = DateTimeLocalField("Comienzo", [InputRequired("Escriba la fecha y la hora del comienzo.")], format=_MINUTES)
    fin_en = DateTimeLocalField("Fin", [Optional()], format=_MINUTES)
    descripcion = Paragraphs("Qué pasó", [InputRequired("Escriba qué falló, en palabras sencillas."), _at_most(2000)])
    publicada = BooleanField("Se muestra al público", default=True)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        moments = {name: typed[name].replace(tzinfo=BOGOTA) if typed[name] else None for name in ("inicio_en", "fin_en")}
        return {**typed, **moments}


class RetirarDiaForm(PortalForm):
    """The act that withdraws a local day."""

    acto = Line("Acto que lo retira", [InputRequired("Escriba el acto que lo ordena."), _at_most(160)])
    confirmado = HiddenField()

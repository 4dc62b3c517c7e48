"""Forms of the steps by which a decision is notified, and of the proof that a letter was sent. Their services check what they ask for."""

from datetime import datetime

from wtforms import BooleanField, MultipleFileField
from wtforms.validators import InputRequired, Length, ValidationError

from portal.core import clock
from portal.pqrs.forms_gestion import ActForm, LetterForm, as_choices, optional_key
from portal.pqrs.models.notificacion import CALIDADES
from portal.pqrs.models.recurso import MODOS, REPOSICION, SENTIDOS, SENTIDOS_QUEJA
from portal.pqrs.models.respuesta import MEDIOS_ENTREGA
from portal.pqrs.services.complemento import VIAS
from portal.pqrs.services.notificar import MEDIOS_ENVIO
from portal.web.forms import DateField, DateTimeLocalField, Line, Paragraphs, SelectField

_BAD_DATE = "Escriba la fecha con día, mes y año."
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Escriba como máximo {length} caracteres.")


class _WithMoment(ActForm):
    """A form that says when something happened."""

    fecha = DateTimeLocalField("Cuándo", [InputRequired(_BAD_DATE)], format=_FORMATS)

    @property
    def fecha_read(self) -> datetime:
        """When, as Bogota time."""
        moment: datetime = self.fecha.data
        return moment.replace(tzinfo=clock.BOGOTA)


class CitarForm(LetterForm):
    lugar = Line("Dónde y en qué horario se notifica")


class NotificarForm(_WithMoment):
    quien = Line("Quién se notificó")
    documento = Line("Documento que mostró")
    calidad = SelectField("En qué calidad", choices=as_choices(CALIDADES.items()))
    copia_entregada = BooleanField("Le entregué copia completa y gratuita de la decisión, y le dije qué recurso tiene y hasta cuándo.")
    archivos = MultipleFileField("Acta firmada u otra prueba", render_kw={"multiple": True})


class RegistrarAvisoForm(_WithMoment):
    detalle = Paragraphs("Prueba de la entrega del aviso")
    archivos = MultipleFileField("Archivos que la prueban", render_kw={"multiple": True})


class PublicarAvisoForm(ActForm):
    lugar = Line("Lugar público donde también se fija")
    motivo = Paragraphs("Por qué no se encuentra a la persona")
    quitar = Paragraphs("Palabras que se tapan en la copia de la carta, una por línea")
    archivos = MultipleFileField("Copia escaneada en vez de la carta")
    revisada = BooleanField(
        "Leí lo que se publica: no trae datos íntimos ni reservados.",
        [InputRequired("Lea la decisión y marque la casilla: cualquiera podrá verla durante cinco días.")],
    )


class RetirarAvisoForm(ActForm):
    fecha = DateField("Qué día se retiró", [InputRequired(_BAD_DATE)])
    archivos = MultipleFileField("Constancia de fijación y retiro", render_kw={"multiple": True})


class RegistrarEnvioForm(_WithMoment):
    """The proof of sending of a letter. Which letters may be chosen is the view's to fill in."""

    carta = SelectField("Qué carta", coerce=optional_key, validate_choice=False)
    medio = SelectField("Cómo se envió", choices=as_choices((one, MEDIOS_ENTREGA[one]) for one in MEDIOS_ENVIO))
    detalle = Paragraphs("Prueba del envío")
    archivos = MultipleFileField("Archivos que lo prueban", render_kw={"multiple": True})

    def validate_carta(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Elija la carta.")


class PresentarRecursoForm(ActForm):
    """What the counter files for the person."""

    modo = SelectField("Qué recurso presenta", choices=as_choices(MODOS.items()), default=REPOSICION)
    texto = Paragraphs("Qué dice el recurso")
    archivos = MultipleFileField("El escrito y sus pruebas", render_kw={"multiple": True})


class LlegoForm(_WithMoment):
    """What the person sent by e-mail, on paper or by word."""

    por = SelectField("Cómo llegó", choices=as_choices(VIAS.items()))
    fecha = DateTimeLocalField("Cuándo llegó", [InputRequired(_BAD_DATE)], format=_FORMATS)
    texto = Paragraphs("Qué dice")
    archivos = MultipleFileField("Lo que envió o entregó", render_kw={"multiple": True})


class InsistirForm(ActForm):
    """What the person says when notified, or brings to the counter."""

    texto = Paragraphs("Qué dice la insistencia")
    archivos = MultipleFileField("El escrito", render_kw={"multiple": True})


class RegistrarOrdenForm(ActForm):
    """What a judge ordered, as the decision says it."""

    juez = Line("Juez o tribunal", [_at_most(200)])
    proceso = Line("Número del proceso", [_at_most(60)])
    ordenada_el = DateField("Fecha de la orden", [InputRequired(_BAD_DATE)])
    cumplir_el = DateField("Se debe cumplir a más tardar", [InputRequired(_BAD_DATE)])
    vencida = BooleanField("El día para cumplirla ya pasó: así lo dice la orden")
    ordena = Paragraphs("Qué ordena")
    archivos = MultipleFileField("La decisión del juez", render_kw={"multiple": True})


class DecidirRecursoForm(LetterForm):
    sentido = SelectField("Qué decide", choices=as_choices([("", "Elija"), *SENTIDOS.items()]))
    motivo = Paragraphs("Razones")
    archivos = MultipleFileField("Archivos que van con la carta", render_kw={"multiple": True})


class RechazarApelacionForm(LetterForm):
    motivo = Paragraphs("Por qué la rechaza")
    archivos = MultipleFileField("Archivos que van con la carta", render_kw={"multiple": True})


class PresentarQuejaForm(ActForm):
    """What the counter files for the person."""

    texto = Paragraphs("Qué dice la queja")
    archivos = MultipleFileField("El escrito y sus pruebas", render_kw={"multiple": True})


class DecidirQuejaForm(LetterForm):
    sentido = SelectField("Qué resuelve", choices=as_choices([("", "Elija"), *SENTIDOS_QUEJA.items()]))
    motivo = Paragraphs("Razones")
    archivos = MultipleFileField("Archivos que van con la carta", render_kw={"multiple": True})


NOTIFICACION_FORMS: dict[str, type[ActForm]] = {
    "citar": CitarForm,
    "notificar_personalmente": NotificarForm,
    "avisar": LetterForm,
    "registrar_aviso": RegistrarAvisoForm,
    "publicar_aviso": PublicarAvisoForm,
    "retirar_aviso": RetirarAvisoForm,
    "registrar_envio": RegistrarEnvioForm,
    **dict.fromkeys(("completar", "aclarar", "aportar"), LlegoForm),
    "presentar_recurso": PresentarRecursoForm,
    "decidir_recurso": DecidirRecursoForm,
    "conceder_apelacion": ActForm,
    "rechazar_apelacion": RechazarApelacionForm,
    "presentar_queja": PresentarQuejaForm,
    "decidir_queja": DecidirQuejaForm,
    "desistir_recurso": ActForm,
    "registrar_orden": RegistrarOrdenForm,
    "insistir": InsistirForm,
}

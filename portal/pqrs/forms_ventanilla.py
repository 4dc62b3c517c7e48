"""The counter's form: what an official writes down for somebody who comes, calls, or brings or sends a paper."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, HiddenField, MultipleFileField
from wtforms.validators import InputRequired, Optional

from portal.core import clock
from portal.pqrs.forms import PreferenciaFields, SolicitanteFields, TerritorioField
from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.forms_preguntas import PreguntasFields
from portal.pqrs.tipos import TipoPeticion, list_por_grupo
from portal.web.forms import Line, OneTimeForm, Paragraphs, RadioField, SelectField, TimeField

CANALES_VENTANILLA = (
    ("ventanilla", "La persona está aquí"),
    ("telefono", "La persona llama por teléfono"),
    ("papel", "Llegó una carta en papel"),
    ("correo", "Llegó un correo electrónico"),
)
QUIENES = (
    ("natural", "Una persona"),
    ("juridica", "Una empresa, organización o entidad pública"),
    ("menor", "Un niño, una niña o adolescente"),
    ("anonima", "Nadie: es anónima"),
)


class VentanillaForm(OneTimeForm, SolicitanteFields, PreferenciaFields, PreguntasFields):
    """A filing made by an official for somebody else."""

    ANTES_DE_PREGUNTAS = "territorio"

    canal = RadioField("¿Cómo llegó?", [InputRequired("Elija cómo llegó la petición.")], choices=as_choices(CANALES_VENTANILLA))
    verbal = BooleanField("La dijo de palabra y yo la escribo")
    lengua = Line("Lengua en que habló, si no fue español")
    interprete = Line("Quién tradujo")
    hora = TimeField("Hora en que se recibió, si fue antes", [Optional()], format=["%H:%M", "%H:%M:%S"])
    tipo = SelectField("Clase de petición", [InputRequired("Elija la clase de petición.")])
    asunto = Line("Asunto en pocas palabras")
    texto = Paragraphs("Lo que pide", [InputRequired("Escriba lo que la persona pide, con las palabras de ella.")])
    archivos = MultipleFileField("Archivos", render_kw={"multiple": True})
    lugar = Line("¿Dónde ocurre?")
    territorio = TerritorioField("Vereda o barrio")
    faltantes = Paragraphs("Papeles que faltan")
    # Set by the page once it showed which kind the petition is like.
    con_sugerencia = HiddenField()
    quien = RadioField("¿Quién la presenta?", [InputRequired("Elija quién la presenta.")], choices=as_choices(QUIENES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The summary of errors goes down the page as the eye does: the person comes after what is asked.
        for name in [one for one in self._fields if hasattr(SolicitanteFields, one)]:
            self._fields[name] = self._fields.pop(name)
        # Nothing is chosen beforehand: a class or a channel that nobody chose would be a wrong term or a wrong record.
        self.tipo.choices = as_choices([("", "Elija la clase")])
        for group, kinds in list_por_grupo().items():
            self.tipo.choices += as_choices([(one.clave.value, one.nombre) for one in kinds], group.value)
        self.ask()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also what the kind of person and the way of answering ask for. Nothing is asked of who stays anonymous."""
        if self.is_anonima:
            # Nobody to write to: the answer stays on the tracking page and is posted (CPACA arts. 68 and 69).
            self.medio_respuesta.data, self.medio_respuesta.raw_data = "aviso", ["aviso"]
            self.acepta_notificacion.data = False
            self.correo.data = ""
        valid = super().validate(extra_validators)
        if not self.is_anonima:
            self.check_solicitante(self.quien.data or "")
            self._check_medio()
            self.check_sms()
        return valid and not any(field.errors for field in self)

    def check_solicitante(self, quien: str) -> None:
        """What the office must know to answer, in words for the official. Papers are never asked for (CPACA art. 15)."""
        if quien in {"natural", "menor"}:
            self._need("primer_nombre", "Escriba el primer nombre de la persona. Si no quiere decirlo, elija «Nadie: es anónima».")
        if quien == "natural":
            self._need("primer_apellido", "Escriba el primer apellido de la persona.")
        elif quien == "juridica":
            self._need("razon_social", "Escriba el nombre de la empresa, organización o entidad.")
            if self.registro_mercantil.data:
                self._need(
                    "correo", "Escriba el correo: la ley lo pide a quienes están en el registro mercantil. Si no lo da, quite la marca."
                )

    def _check_medio(self) -> None:
        if self.medio_respuesta.data == "correo" or self.acepta_notificacion.data:
            self._need("correo", "Escriba el correo electrónico, o elija otra forma de recibir la respuesta.")
        if self.medio_respuesta.data == "direccion":
            self._need("direccion", "Escriba la dirección, o elija otra forma de recibir la respuesta.")

    @property
    def is_anonima(self) -> bool:
        return bool(self.quien.data == "anonima")

    @property
    def is_verbal(self) -> bool:
        """Spoken at the counter, or by telephone, which can be nothing else (Decreto 1166 de 2016)."""
        return bool(self.canal.data == "telefono" or (self.canal.data == "ventanilla" and self.verbal.data))

    @property
    def kind(self) -> TipoPeticion:
        return TipoPeticion(self.tipo.data)

    @property
    def recibida_en(self) -> datetime | None:
        """The instant of an earlier hour of today; None means now."""
        return datetime.combine(clock.today(), self.hora.data, tzinfo=clock.BOGOTA) if self.hora.data else None

    @property
    def sin_documento(self) -> str:
        """What the receipt notes when who files gave no number of identity; nobody is refused for it."""
        if self.quien.data == "natural" and not self.numero_documento.data:
            return "Se radicó sin el número de documento de la persona (artículo 15 de la Ley 1437 de 2011)."
        if self.quien.data == "juridica" and not self.nit.data:
            return "Se radicó sin el NIT (artículo 15 de la Ley 1437 de 2011)."
        return ""

    @property
    def observaciones(self) -> str:
        """What goes on the receipt: the language spoken, and the papers that were missing when the person insisted."""
        notes = [self.sin_documento] if self.sin_documento else []
        if self.is_verbal and self.lengua.data:
            translated = f" Tradujo: {self.interprete.data}." if self.interprete.data else ""
            notes.append(f"La petición se dijo en {self.lengua.data}.{translated}")
        if self.faltantes.data:
            notes.append(
                f"Se advirtió que faltan estos papeles: {self.faltantes.data}\n"
                "La persona insistió y la petición se radicó (artículo 15 de la Ley 1437 de 2011)."
            )
        return "\n".join(notes)

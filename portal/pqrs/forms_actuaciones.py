"""Forms of the acts of the law around a petition, and of the directory that petitions are passed on to.

What an act asks for is checked by its service.
"""

from typing import Any

from wtforms import BooleanField, EmailField, MultipleFileField
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from portal.entidad.forms.gestion import VersionedForm
from portal.pqrs.forms_gestion import ActForm, LetterForm, as_choices, optional_key
from portal.pqrs.models.actuacion import CLASES_AUTORIDAD, ENTIDAD
from portal.pqrs.models.insistencia import FALLOS
from portal.pqrs.reservas import RESERVAS
from portal.pqrs.services.traslado import CAUSAS as CAUSAS_SIN_TRASLADO
from portal.web.forms import Boxes, DateField, Line, Paragraphs, RadioField, SelectField

TODA, PARTE = "toda", "parte"


class RequerirForm(LetterForm):
    texto = Paragraphs("Qué falta y para qué se necesita")
    archivos = MultipleFileField("Archivos que van con la carta", render_kw={"multiple": True})


class ProrrogarForm(LetterForm):
    hasta = DateField("Nueva fecha", [InputRequired("Escriba la nueva fecha con día, mes y año.")])
    motivo = Paragraphs("Por qué no se puede responder a tiempo")


class TrasladarForm(LetterForm):
    """The whole petition or a part of it. What of the directory may be chosen is the view's to fill in."""

    alcance = RadioField("Qué se traslada", choices=as_choices([(TODA, "Toda la solicitud"), (PARTE, "Solo una parte")]), default=TODA)
    asunto = SelectField("Qué asunto", coerce=optional_key, choices=[], validate_choice=False)
    parte = Paragraphs("Qué parte")
    autoridad = SelectField("A qué entidad", coerce=optional_key, validate_choice=False)
    motivo = Paragraphs("Por qué le corresponde a esa entidad")

    def validate_parte(self, field: Paragraphs) -> None:
        typed = (field.data or "").strip()
        if self.alcance.data == PARTE and not typed and not self.asunto.data:
            raise ValidationError("Escriba qué parte se traslada.")
        if self.alcance.data == TODA and (typed or self.asunto.data):
            raise ValidationError("Eligió una parte: marque «Solo una parte», o borre lo que escribió y el asunto.")

    def validate_autoridad(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Elija la entidad.")


class DeshacerTrasladoForm(LetterForm):
    causa = RadioField("Por qué vuelve", choices=as_choices(CAUSAS_SIN_TRASLADO.items()), validate_choice=False)
    motivo = Paragraphs("Razones")


class PlantearConflictoForm(ActForm):
    motivo = Paragraphs("Con qué entidad es el conflicto y a qué juez se envió")


_COMPETENTES = {"propia": "A esta alcaldía", "otra": "A otra entidad"}


class ResolverConflictoForm(ActForm):
    decision = Paragraphs("Qué decidió el juez")
    decidida_el = DateField("Fecha de la decisión", [InputRequired("Escriba la fecha de la decisión con día, mes y año.")])
    comunicada_el = DateField("Cuándo se la comunicaron", [InputRequired("Escriba con día, mes y año cuándo se la comunicaron.")])
    es = RadioField("A quién dio la competencia", choices=as_choices(_COMPETENTES.items()), validate_choice=False)
    entidad = Line("Cuál entidad", [Length(max=200, message="Escriba como máximo 200 caracteres.")])

    def validate_es(self, field: Any) -> None:
        if field.data not in _COMPETENTES:
            raise ValidationError("Elija a quién dio la competencia.")

    def validate_entidad(self, field: Any) -> None:
        if self.es.data == "otra" and not (field.data or "").strip():
            raise ValidationError("Escriba cuál entidad es la competente.")

    @property
    def competente(self) -> str:
        """The other body; empty for the municipality."""
        return self.entidad.data.strip() if self.es.data == "otra" else ""


class DevolverForm(LetterForm):
    texto = Paragraphs("Qué no se entiende y qué debe aclarar la persona")


class RazonesForm(LetterForm):
    motivo = Paragraphs("Razones de la decisión")


class RemitirForm(LetterForm):
    anterior = Line("Radicado de la solicitud anterior")
    motivo = Paragraphs("Por qué es la misma solicitud")
    misma = BooleanField("Comprobé que las dos son de la misma persona, aunque el portal no lo pueda saber.")


class SeguirForm(ActForm):
    motivo = Paragraphs("Por qué puede seguir sin lo que pidió")


class ContinuarForm(LetterForm):
    motivo = Paragraphs("Por qué el interés público pide seguir")


class NegarReservaForm(LetterForm):
    """The exact norm from the list of the law, what is not given, the harm, and what is given."""

    reservas = Boxes("Norma que lo reserva", choices=as_choices((one.clave, f"{one.texto} ({one.norma})") for one in RESERVAS.values()))
    niega = Paragraphs("Qué no se entrega")
    dano = Paragraphs("Qué daño causaría entregarlo")
    entrega = Paragraphs("Lo que sí se responde o se entrega")
    archivos = MultipleFileField("Archivos que se entregan", render_kw={"multiple": True})


class AmpliarPorFallaForm(ActForm):
    interrupcion = SelectField("Qué falla", coerce=optional_key, validate_choice=False)

    def validate_interrupcion(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Elija la falla.")


class PonerLeyendaForm(ActForm):
    base = Line("En qué base de datos", [Length(max=200, message="Escriba como máximo 200 caracteres.")])
    motivo = Paragraphs("Motivo del reclamo, como lo dice la leyenda")
    puesta_el = DateField("Qué día se puso", [InputRequired("Escriba la fecha con día, mes y año.")])
    detalle = Paragraphs("Prueba")
    archivos = MultipleFileField("Archivos que la prueban", render_kw={"multiple": True})


class QuitarLeyendaForm(ActForm):
    quitada_el = DateField("Qué día se quitó", [InputRequired("Escriba la fecha con día, mes y año.")])


class EnviarAlJuezForm(LetterForm):
    autoridad = SelectField("A qué juez o tribunal", coerce=optional_key, validate_choice=False)
    nota = Paragraphs("Algo más para el juez")

    def validate_autoridad(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError("Elija el juez. Si no está, agréguelo al directorio de entidades.")


class RegistrarFalloForm(ActForm):
    fallo = SelectField("Qué decidió el juez", choices=as_choices([("", "Elija"), *FALLOS.items()]))
    fallo_el = DateField("Fecha de la decisión", [InputRequired("Escriba la fecha con día, mes y año.")])
    cumplir_el = DateField("Entregar a más tardar", [Optional()])
    detalle = Paragraphs("Juez, providencia y lo que ordena")


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"Escriba como máximo {length} caracteres.")


class AutoridadForm(VersionedForm):
    """A public body of the directory."""

    nombre = Line("Nombre de la entidad", [InputRequired("Escriba el nombre de la entidad."), _at_most(200)])
    clase = RadioField("Qué es", choices=as_choices(CLASES_AUTORIDAD.items()), default=ENTIDAD)
    temas = Line("De qué se ocupa", [_at_most(300)])
    correo = EmailField("Correo", [Optional(), Email("Escriba un correo como nombre@entidad.gov.co."), _at_most(254)])
    direccion = Line("Dirección", [_at_most(200)])
    municipio = Line("Municipio", [_at_most(80)])
    telefono = Line("Teléfono", [_at_most(60)])


ACTUACION_FORMS: dict[str, type[ActForm]] = {
    "requerir": RequerirForm,
    "prorrogar": ProrrogarForm,
    "trasladar": TrasladarForm,
    "deshacer_traslado": DeshacerTrasladoForm,
    "plantear_conflicto": PlantearConflictoForm,
    "resolver_conflicto": ResolverConflictoForm,
    "devolver": DevolverForm,
    "rechazar": RazonesForm,
    "remitir": RemitirForm,
    "decretar_desistimiento": RazonesForm,
    "archivar": RazonesForm,
    "seguir_sin_completar": SeguirForm,
    "continuar": ContinuarForm,
    "negar_reserva": NegarReservaForm,
    "poner_leyenda": PonerLeyendaForm,
    "quitar_leyenda": QuitarLeyendaForm,
    "enviar_al_juez": EnviarAlJuezForm,
    "ampliar_por_falla": AmpliarPorFallaForm,
    "registrar_fallo": RegistrarFalloForm,
}

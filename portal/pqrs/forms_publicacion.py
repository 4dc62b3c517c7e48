"""The forms with which an official publishes an answer and withdraws it."""

from wtforms import BooleanField, HiddenField

from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.services.publicar import LONGEST_TITLE
from portal.web.forms import Boxes, LongLine, Paragraphs, PortalForm, SelectField


class PublicarForm(PortalForm):
    """What is taken out (by its place in the proposals), and what everybody reads above the text."""

    version = HiddenField()
    huella = HiddenField()
    titulo = LongLine("Título", description=f"De qué trata, sin decir quién. Hasta {LONGEST_TITLE} letras.")
    tema = SelectField("Tema", choices=as_choices([("", "Elija un tema"), *TEMAS.items()]))
    pregunta = Paragraphs("Qué se preguntó", description="En una o dos frases, con sus palabras y sin datos de nadie.")
    quitar = Boxes("Qué se quita", choices=[])
    otras = Paragraphs(
        "Otras palabras que hay que quitar",
        description="Una por línea: nombres de vecinos, placas, lo que permita saber de quién se habla.",
    )
    leido = BooleanField("Leí todo el texto como queda y con él no se puede saber de quién se habla")


class RetirarForm(PortalForm):
    """Why it is withdrawn."""

    version = HiddenField()
    motivo = Paragraphs("Por qué se retira", description="Queda a la vista de todos en lugar del texto. No repita aquí datos de personas.")

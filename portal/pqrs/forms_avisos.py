"""Forms by which officials choose what reaches them, and how."""

from wtforms import HiddenField
from wtforms.validators import InputRequired

from portal.pqrs.forms_gestion import as_choices
from portal.pqrs.models.calendario import ALCANCES
from portal.pqrs.models.resumen import FRECUENCIAS
from portal.web.forms import OneTimeForm, PortalForm, RadioField


class CalendarioForm(OneTimeForm):
    """Which cases the calendar has."""

    alcance = RadioField(
        "Qué casos van en el calendario",
        [InputRequired("Elija qué casos van en el calendario.")],
        choices=as_choices(ALCANCES.items()),
        default="mias",
    )


class MencionesForm(PortalForm):
    """Up to which note the page showed."""

    hasta = HiddenField()

    def key(self) -> int:
        """The key; 0, which no note has, for what is none."""
        text = self.hasta.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class ResumenForm(PortalForm):
    """How often the mail with what waits comes."""

    frecuencia = RadioField(
        "Cada cuánto quiere recibirlo", [InputRequired("Elija cada cuánto quiere recibirlo.")], choices=as_choices(FRECUENCIAS.items())
    )

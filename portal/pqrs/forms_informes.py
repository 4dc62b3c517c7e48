"""The forms with which periodic reports are prepared, looked at, issued and corrected."""

from wtforms import BooleanField, HiddenField

from portal.web.forms import Paragraphs, PortalForm, SelectField


class PrepararForm(PortalForm):
    """Which period: its kind and its first day, as «acceso:2026-07-01»."""

    periodo = SelectField("Período sin informe", choices=[])


class InformeForm(PortalForm):
    """The draft: what is observed, and what was on screen when it was issued."""

    version = HiddenField()
    huella = HiddenField()
    observaciones = Paragraphs(
        "Observaciones y recomendaciones",
        description="Se publican con el informe. No nombre a quienes presentaron solicitudes ni diga de qué se quejan.",
    )
    leido = BooleanField("Leí las cifras y las observaciones como quedan, y sé que después no se pueden cambiar")


class CorregirForm(PortalForm):
    """Why a report is corrected."""

    motivo = Paragraphs("Qué estaba mal", description="Queda en el informe nuevo, a la vista de todos.")

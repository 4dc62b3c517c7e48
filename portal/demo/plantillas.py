"""Answer templates of the demonstration, in plain words: what was asked, what was decided, what follows."""

from dataclasses import dataclass

from portal.pqrs.tipos import TipoPeticion


@dataclass(frozen=True)
class PlantillaDemo:
    """A template; `oficina` is a short name of the cast, empty for all departments."""

    nombre: str
    cuerpo: str
    tipo: TipoPeticion | None = None
    oficina: str = ""


PLANTILLAS = (
    PlantillaDemo(
        "Respuesta de fondo",
        "{{nombre}}:\n\nUsted nos escribió con el radicado {{radicado}}. Estudiamos su solicitud y le respondemos cada punto.\n\n"
        "1. \n\n2. \n\nSi la respuesta no resuelve lo que pidió, puede decirlo en la página de seguimiento.",
    ),
    PlantillaDemo(
        "Entrega de información",
        "{{nombre}}:\n\nEn respuesta a su solicitud {{radicado}} le entregamos la información que pidió:\n\n- \n- \n\n"
        "La información es gratuita. Si falta algo de lo que pidió, diga en la página de seguimiento "
        "que la respuesta no lo resuelve, y le respondemos otra vez.",
        TipoPeticion.INFORMACION,
    ),
    PlantillaDemo(
        "Reparación programada",
        "{{nombre}}:\n\nVisitamos el sitio que usted indicó en la solicitud {{radicado}}. El arreglo quedó programado así:\n\n"
        "- Qué se hará: \n- Fecha: \n- Responsable: \n\nSi pasada esa fecha no está arreglado, diga en la página de "
        "seguimiento que la respuesta no lo resuelve.",
        TipoPeticion.PETICION_GENERAL,
        "planeacion",
    ),
    PlantillaDemo(
        "Disculpa por mala atención",
        "{{nombre}}:\n\nLeímos su queja {{radicado}}. Lamentamos lo que le pasó y le ofrecemos disculpas. Revisamos lo "
        "ocurrido y tomamos estas medidas:\n\n- ",
        TipoPeticion.QUEJA,
    ),
)

"""The PDF of an answer of general interest, made of its public text and of nothing else."""

from portal.calendario.textos import fecha_larga
from portal.core import clock
from portal.entidad.queries import get_entidad
from portal.files.services import Received, store_bytes
from portal.pqrs.models import Peticion, Respuesta
from portal.pqrs.models.publicacion import TEMAS
from portal.pqrs.services.publicar import Publica
from portal.radicacion.pdf import PublicaDatos, membrete_de, publica_pdf

NOTA = (
    "Versión pública: se quitaron los datos que identifican a las personas (Ley 1581 de 2012; Ley 1712 de 2014, artículo 18). "
    "Donde había uno está la palabra que dice qué era, entre corchetes. Los archivos anexos no se publican."
)


def make_publica(public: Publica, tema: str, peticion: Peticion, respuesta: Respuesta) -> Received:
    """The public PDF, kept in storage.

    Raises:
        PdfFailure: it could not be laid out.
    """
    sent = (respuesta.enviada_en or clock.now()).astimezone(clock.BOGOTA).date()
    oficina = peticion.dependencia.nombre if peticion.dependencia else get_entidad().nombre
    datos = PublicaDatos(
        entidad=membrete_de(get_entidad()),
        titulo=public.titulo,
        tema=TEMAS[tema],
        fecha=sent,
        resumen=f"Respondió {oficina} el {fecha_larga(sent)}.",
        pregunta=public.pregunta,
        cuerpo=public.texto,
        nota=NOTA,
    )
    return store_bytes("respuesta-de-interes-general.pdf", "application/pdf", publica_pdf(datos))

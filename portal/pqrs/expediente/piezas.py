"""The pieces of which the file of a case is made: a text of the portal's own, kept files, and what a filing consists of."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from portal.core.text import clean_text
from portal.files.models import Archivo
from portal.pqrs.constancias import make_constancia
from portal.pqrs.expediente.documento import DIGITALIZADO, ELECTRONICO, Documento
from portal.pqrs.models import Peticion
from portal.pqrs.preguntas import escribir
from portal.pqrs.queries.archivos import Key
from portal.pqrs.queries.caso import list_mensajes

# What came on paper was scanned by the counter.
_EN_PAPEL = frozenset({"papel", "ventanilla"})
_TXT = "text/plain; charset=utf-8"
Archivos = dict[Key, Sequence[Archivo]]


def texto(titulo: str, tipologia: str, moment: datetime, nombre: str, escrito: str, cabeza: str = "") -> Documento:
    """A document of the portal's own, as plain text; `cabeza` goes before what was written."""
    content = f"{cabeza}\n\n{escrito}" if cabeza else escrito
    return Documento(titulo, tipologia, moment, moment, nombre, _TXT, content.encode(), textos=((cabeza, clean_text(escrito)),))


def guardados(files: Archivos, key: Key, tipologia: str, origen: str = ELECTRONICO) -> Iterator[Documento]:
    """The files of one object."""
    for one in files.get(key, ()):
        kind = "Carta" if one.etiqueta == "carta" else tipologia
        yield Documento(
            one.nombre, kind, one.creado_en, one.creado_en, one.nombre, one.mime, guardado=one.sha256, guardado_tamano=one.tamano,
            origen=origen,
        )  # fmt: skip


def solicitud(peticion: Peticion, files: Archivos) -> Iterator[Documento]:
    """The receipt, what was filed, what the form asked besides, and the annexes."""
    received = peticion.recibida_en
    receipt = make_constancia(peticion)
    yield Documento("Constancia de radicación", "Constancia", received, received, "constancia.pdf", "application/pdf", receipt)
    # Just what was filed: its digest is the one that the receipt prints.
    yield texto("Texto de la solicitud", "Solicitud", received, "solicitud.txt", peticion.texto)
    if peticion.contestadas:
        yield texto("Preguntas del formulario", "Solicitud", received, "preguntas.txt", escribir(peticion.contestadas))
    yield from guardados(files, ("peticion", peticion.id), "Anexo", DIGITALIZADO if peticion.canal in _EN_PAPEL else ELECTRONICO)


def mensajes(peticion: Peticion, files: Archivos) -> Iterator[Documento]:
    """What the person and the municipality wrote to each other, with its files."""
    for one in list_mensajes(peticion):
        label = "Mensaje de quien presentó la solicitud" if one.de == "ciudadano" else "Mensaje de la alcaldía"
        yield texto(label, "Mensaje", one.enviado_en, "mensaje.txt", one.texto)
        yield from guardados(files, ("mensaje", one.id), "Anexo de mensaje")

"""What a constancia and a letter say. The subject fills these in; `pdf` lays them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Membrete:
    """The municipality as its documents name it. `escudo` is its own shield, with its media type; none shows the name alone."""

    nombre: str
    nit: str
    municipio: str
    departamento: str
    direccion: str = ""
    telefono: str = ""
    correo: str = ""
    escudo: bytes | None = None
    escudo_mime: str = ""


@dataclass(frozen=True)
class Anexo:
    """An attachment as a document lists it; `tamano` in bytes, `mime` its media type.

    `sha256` is of what is kept; `sha256_recibido` of what arrived, which a picture's hidden data make another.
    """

    nombre: str
    mime: str
    tamano: int
    sha256: str
    sha256_recibido: str = ""


@dataclass(frozen=True)
class Radicada:
    """What was filed, in the headings of its constancia: «Datos de la solicitud», «Plazo para responder»."""

    de: str = "de la solicitud"
    plazo: str = "Plazo para responder"


@dataclass(frozen=True)
class ConstanciaDatos:
    """The receipt of a filing (CPACA arts. 9.1, 15, 61.3 and 62.1).

    Args:
        efectiva_motivo: why it counts as received on another day than it arrived; empty when it does not.
        verbal: it was spoken; then `funcionario_receptor` is who wrote it down (Decreto 1166 de 2016).
        solicitante_texto: who files, or «Anónimo».
        plazo_texto: the term in words, as «10 días hábiles desde el día siguiente a la recepción.».
        medio_respuesta: how the answer will reach the person, in words.
        url_verificacion: full address of the verification page of `codigo_verificacion`.
        codigo: the tracking code, only for who has just filed.
        preguntas: extra questions of the form, each with its answer.
        mas: other facts that stand under who files, each a name and what it says.
        radicada: what it proves the filing of.
    """

    entidad: Membrete
    numero: str
    tipo_nombre: str
    recibida_en: datetime
    efectiva_el: date
    efectiva_motivo: str
    canal: str
    verbal: bool
    funcionario_receptor: str
    solicitante_texto: str
    asunto: str
    texto: str
    anexos: Sequence[Anexo]
    vence_el: date
    plazo_texto: str
    norma: str
    medio_respuesta: str
    url_seguimiento: str
    url_verificacion: str
    codigo_verificacion: str
    texto_sha256: str
    codigo: str | None = None
    observaciones: str = ""
    preguntas: Sequence[tuple[str, str]] = ()
    mas: Sequence[tuple[str, str]] = ()
    radicada: Radicada = Radicada()


@dataclass(frozen=True)
class Firmante:
    nombre: str
    cargo: str
    dependencia: str = ""


@dataclass(frozen=True)
class CartaDatos:
    """An outgoing letter. A draft (`borrador`) has neither number nor verification and says what it is on each page.

    Args:
        fecha: day of the letter.
        destinatario: lines of the addressee.
        referencia: what it answers, as «su solicitud con radicado 2026-E-000001».
        cuerpo: paragraphs parted by an empty line; lines that begin with «- » are a list. Nothing else has a meaning.
        url_verificacion, codigo_verificacion: empty for a draft.
    """

    entidad: Membrete
    numero_salida: str
    fecha: date
    destinatario: Sequence[str]
    asunto: str
    referencia: str
    cuerpo: str
    firmante: Firmante
    anexos: Sequence[Anexo] = ()
    url_verificacion: str = ""
    codigo_verificacion: str = ""
    borrador: bool = False


@dataclass(frozen=True)
class PublicaDatos:
    """An answer of general interest without what identifies anybody.

    Args:
        resumen: who answered and when, in one line.
        nota: what was taken out and why, in one sentence.
    """

    entidad: Membrete
    titulo: str
    tema: str
    fecha: date
    resumen: str
    pregunta: str
    cuerpo: str
    nota: str


@dataclass(frozen=True)
class EntradaIndice:
    """One document in the index of a case's file; `fechas`: made and joined, in words."""

    orden: int
    titulo: str
    tipologia: str
    fechas: str
    paginas: str
    formato: str
    tamano: int
    sha256: str
    origen: str


@dataclass(frozen=True)
class SeccionExpediente:
    """One text of the file, with a small line over it."""

    titulo: str
    cabeza: str
    cuerpo: str


@dataclass(frozen=True)
class ExpedienteDatos:
    """The file of a case. `notas`: what is not in this copy, and why; `huella`: of the whole index."""

    entidad: Membrete
    numero: str
    armado_en: datetime
    filas: Sequence[tuple[str, str]]
    notas: Sequence[str]
    huella: str
    indice: Sequence[EntradaIndice]
    secciones: Sequence[SeccionExpediente]
    url_verificacion: str
    codigo_verificacion: str


@dataclass(frozen=True)
class InventarioDatos:
    """The inventory of a transfer: what stands above it, the names of its columns, and its rows."""

    entidad: Membrete
    titulo: str
    hecho_en: datetime
    cabeza: Sequence[tuple[str, str]]
    columnas: Sequence[str]
    filas: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Tabla:
    """A table of a report: its first column names each row, the others hold figures unless `textos` says that they do not."""

    titulo: str
    columnas: Sequence[str]
    filas: Sequence[Sequence[str]]
    nota: str = ""
    textos: bool = False


@dataclass(frozen=True)
class InformeDatos:
    """A periodic report.

    Args:
        resumen: paragraphs above the tables.
        observaciones: what its author says besides; may be empty.
        firmante: who issued it; None for a draft.
        comprobacion: the lines that say how to check it.
    """

    entidad: Membrete
    titulo: str
    marca: str
    fecha: date
    resumen: Sequence[str]
    tablas: Sequence[Tabla]
    observaciones: str
    firmante: Firmante
    comprobacion: Sequence[str]
    norma: str

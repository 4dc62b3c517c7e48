"""The kinds of file that are received. What is not here is refused: an allow-list, by content and never by name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of file: the extensions that agree with it (the usual one first), its media type, what people call it."""

    extensions: tuple[str, ...]
    mime: str
    title: str
    family: str = "documento"


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = Kind(("pdf",), "application/pdf", "PDF")
DOCX = Kind(("docx",), _OOXML + "wordprocessingml.document", "Word")
XLSX = Kind(("xlsx",), _OOXML + "spreadsheetml.sheet", "Excel")
PPTX = Kind(("pptx",), _OOXML + "presentationml.presentation", "PowerPoint")
ODT = Kind(("odt",), _ODF + "text", "texto OpenDocument")
ODS = Kind(("ods",), _ODF + "spreadsheet", "hoja de cálculo OpenDocument")
ODP = Kind(("odp",), _ODF + "presentation", "presentación OpenDocument")
DOC = Kind(("doc",), "application/msword", "Word anterior a 2007")
XLS = Kind(("xls",), "application/vnd.ms-excel", "Excel anterior a 2007")
PPT = Kind(("ppt",), "application/vnd.ms-powerpoint", "PowerPoint anterior a 2007")
TXT = Kind(("txt",), "text/plain", "texto")
CSV = Kind(("csv",), "text/csv", "tabla en texto")
JPEG = Kind(("jpg", "jpeg"), "image/jpeg", "imagen JPG", "imagen")
PNG = Kind(("png",), "image/png", "imagen PNG", "imagen")
WEBP = Kind(("webp",), "image/webp", "imagen WebP", "imagen")
# Received, and kept as PNG.
GIF = Kind(("gif",), "image/gif", "imagen GIF", "imagen")
MP3 = Kind(("mp3",), "audio/mpeg", "audio MP3", "audio")
M4A = Kind(("m4a",), "audio/mp4", "audio M4A", "audio")
AAC = Kind(("aac",), "audio/aac", "audio AAC", "audio")
OGG = Kind(("ogg", "oga"), "audio/ogg", "audio OGG", "audio")
OPUS = Kind(("opus", "ogg"), "audio/ogg", "audio OPUS", "audio")
WAV = Kind(("wav",), "audio/wav", "audio WAV", "audio")
AMR = Kind(("amr",), "audio/amr", "audio AMR", "audio")
MP4 = Kind(("mp4", "m4v"), "video/mp4", "video MP4", "video")
GPP = Kind(("3gp", "3gpp", "3g2"), "video/3gpp", "video 3GP", "video")
MOV = Kind(("mov", "qt"), "video/quicktime", "video MOV", "video")
WEBM = Kind(("webm",), "video/webm", "video WebM", "video")

BY_PICTURE_FORMAT = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}

ALL = (
    PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT, TXT, CSV, JPEG, PNG, WEBP, GIF,
    MP3, M4A, AAC, OGG, OPUS, WAV, AMR, MP4, GPP, MOV, WEBM,
)  # fmt: skip

# For the `accept` attribute of file fields, and for the sentence beside them.
ACCEPT = ",".join(f".{extension}" for kind in ALL for extension in kind.extensions)
SENTENCE = "PDF, fotos (JPG, PNG, WebP), documentos de Word, Excel, PowerPoint u OpenDocument, texto, audio y video."

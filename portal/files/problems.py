"""The sentences for files that cannot be received: which file, why, and what the person can do."""

from portal.files.errors import FileRefused
from portal.files.names import shown_name

_NOT_ACCEPTED = "no es de un tipo que podamos recibir. Envíelo como PDF, foto, documento de oficina, texto, audio o video."

SENTENCES = {
    "vacio": "está vacío. Revise que se haya guardado bien y adjúntelo otra vez.",
    "grande": "pesa {size} y el máximo por archivo es {limit}. Envíelo en partes, o en menor calidad si es una foto o un video.",
    "programa": "es un programa, aunque su nombre diga otra cosa. Por seguridad no recibimos programas.",
    "tipo": _NOT_ACCEPTED,
    "pagina_web": "es una página web o un dibujo SVG, que puede contener programas. Guárdelo como PDF y adjúntelo otra vez.",
    "comprimido": "es una carpeta comprimida. Adjunte cada documento por separado, sin comprimir.",
    "heic": (
        "está en el formato HEIC del iPhone, que no podemos abrir. Envíelo como JPG: en el iPhone, «Ajustes», «Cámara», «Formatos», "
        "«El más compatible», y tome la foto otra vez; o adjunte una captura de pantalla de la foto."
    ),
    "animada": "es una imagen animada. Envíelo como video, o adjunte una foto fija.",
    "imagen_enorme": "tiene demasiados puntos para abrirlo sin riesgo. Tome la foto otra vez con menor resolución.",
    "imagen_ilegible": "no se abre como imagen: está dañado o incompleto. Guárdelo de nuevo en su equipo y adjúntelo otra vez.",
    "macros": "contiene macros, que son programas. Guárdelo sin macros, o como PDF, y adjúntelo otra vez.",
    "con_clave": "está protegido con contraseña y no podemos revisarlo. Quítele la contraseña y adjúntelo otra vez.",
    "bomba": "ocuparía un espacio desmedido al abrirlo, y por seguridad no lo recibimos. Guárdelo como PDF y adjúntelo otra vez.",
    "danado": "está dañado o incompleto: no se puede abrir. Ábralo en su equipo, guárdelo de nuevo y adjúntelo otra vez.",
    "texto": "dice ser un texto pero contiene datos que no lo son. Guárdelo como PDF y adjúntelo otra vez.",
    "virus": "contiene un virus conocido y no se recibió. Revise su equipo con un antivirus.",
    "sin_antivirus": "no se pudo revisar con el antivirus. Intente de nuevo en unos minutos, o envíe su solicitud sin él.",
}


class Unacceptable(Exception):
    """The content cannot be received; `reason` is a key of `SENTENCES`."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values

    def refusal(self, name: str | None, field: str) -> FileRefused:
        """The refusal to show, about the file with this name."""
        sentence = SENTENCES[self.reason].format(**self.values)
        return FileRefused(f"El archivo «{shown_name(name)}» {sentence}", reason=self.reason, field=field)

"""A copy that everybody will read is written anew from what is seen of it: nothing that was covered can be under it."""

import shutil
import tempfile
from pathlib import Path

from portal.files.errors import FileRefused
from portal.files.isolation import IsolatedFailure, run_isolated
from portal.files.names import shown_name
from portal.files.pictures import MAX_PIXELS
from portal.files.services import Received, store_bytes
from portal.files.storage import open_blob

SCRIPT = Path(__file__).with_name("flatten_process.py")
TIMEOUT = 90.0
_KINDS = {"application/pdf": "pdf", "image/jpeg": "imagen", "image/png": "imagen", "image/webp": "imagen"}
_SCAN = "Imprímalo y escanéelo como imagen, sin reconocer el texto"
_REASONS = {
    "oculto": f"todavía tiene texto, capas o dibujos debajo de lo tapado, y cualquiera podría leerlos. {_SCAN}",
    "largo": "tiene más de 60 páginas. Escanee solo las que se publican",
    "ilegible": f"no se puede abrir página por página. {_SCAN}",
    "tipo": f"no es una foto ni un PDF escaneado. {_SCAN}",
}


def flatten(received: Received, *, nombre: str, field: str, instead: str) -> Received:
    """Keep a PDF of the pixels of what was received, and of nothing else.

    Args:
        nombre: of the new file.
        field: the form field that a refusal stands beside.
        instead: what else the person can do, as the end of a sentence.

    Raises:
        FileRefused: it is no picture, nor a PDF of one picture for each page, and could hide something.
    """
    kind = _KINDS.get(received.mime)
    told = "tipo"
    if kind is not None:
        with tempfile.TemporaryDirectory(prefix="portal-") as folder:
            source, target = Path(folder) / "recibido", Path(folder) / "plano"
            with open_blob(received.sha256) as content, source.open("wb") as copy:
                shutil.copyfileobj(content, copy)
            try:
                told = run_isolated(SCRIPT, str(source), str(target), kind, str(MAX_PIXELS), timeout=TIMEOUT).decode()
            except IsolatedFailure:
                told = "ilegible"
            if told == "plano":
                return store_bytes(nombre, "application/pdf", target.read_bytes())
    raise FileRefused(f"El archivo «{shown_name(received.nombre)}» {_REASONS[told]}, {instead}.", reason=told, field=field)

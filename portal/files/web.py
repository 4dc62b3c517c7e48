"""Hands out an attachment. Who may have it is decided by the view of the subject that it belongs to."""

from collections.abc import Iterator

from flask import Response
from werkzeug.datastructures import Headers

from portal.files.models import Archivo
from portal.files.storage import CHUNK, open_blob

# Only what a browser shows without running anything may be shown in it.
INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


def send_archivo(archivo: Archivo, *, inline: bool = False) -> Response:
    """The attachment as a download, streamed; `inline` shows pictures and PDF in the browser instead.

    It carries its own policy: whatever is in it, it runs nothing and reaches nothing of the portal (ASVS 5.4).

    Raises:
        BlobMissing: the storage lacks the content.
    """
    content = open_blob(archivo.sha256)

    def chunks() -> Iterator[bytes]:
        with content:
            while chunk := content.read(CHUNK):
                yield chunk

    headers = Headers()
    shown = inline and archivo.mime in INLINE
    headers.set("Content-Disposition", "inline" if shown else "attachment", **_file_name(archivo.nombre))
    headers.set("Content-Length", str(archivo.tamano))
    headers.set("Content-Security-Policy", "default-src 'none'; sandbox")
    headers.set("X-Content-Type-Options", "nosniff")
    headers.set("Cache-Control", "no-store")
    response = Response(chunks(), headers=headers, content_type=archivo.mime)
    response.call_on_close(content.close)
    return response


def _file_name(name: str) -> dict[str, str]:
    """The name as every browser understands it: plain letters, and the true one (RFC 6266)."""
    from urllib.parse import quote

    plain = name.encode("ascii", "ignore").decode() or "archivo"
    if plain == name:
        return {"filename": name}
    return {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}

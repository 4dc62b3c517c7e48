"""What another system sends along with a filing: files as `media`, and addresses of files as the standard's `media_url`.

The standard only knows `media_url`; its extensions add `media`, a file in a multipart form. The portal fetches no address of
anybody's choosing: one would let a stranger make it knock at doors inside the municipality's network. It notes them instead.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from werkzeug.datastructures import FileStorage, MultiDict

from portal.core.text import has_forbidden
from portal.files.errors import FileRefused
from portal.files.services import Received, receive_all

FILE_FIELDS = ("media", "media[]")
LONGEST_URL, MOST_URLS = 500, 10
_STATUS = {"grande": 413, "total": 413, "muchos": 413, "sin_antivirus": 503}
Problem = tuple[int, str]


def list_misplaced(form: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> list[Problem]:
    """What was sent where no file is looked for: said, and never dropped."""
    strange = [f"{name[:40]}: los archivos se envían en el campo media" for name in files if name not in FILE_FIELDS]
    return [(400, one) for one in strange] + [
        (400, f"{name}: envíe el archivo mismo, en un cuerpo multipart/form-data") for name in FILE_FIELDS if form.get(name, "").strip()
    ]


def read_urls(form: MultiDict[str, str]) -> tuple[Sequence[str], list[Problem]]:
    """The addresses of files elsewhere, and what is wrong with them."""
    given = list(dict.fromkeys(one.strip() for name in ("media_url", "media_url[]") for one in form.getlist(name) if one.strip()))
    if len(given) > MOST_URLS:
        return (), [(400, f"media_url: se reciben hasta {MOST_URLS} direcciones")]
    if not all(_is_address(one) for one in given):
        return (), [(400, f"media_url: debe ser una dirección http o https de hasta {LONGEST_URL} signos")]
    return given, []


def receive_media(files: MultiDict[str, FileStorage]) -> tuple[Sequence[Received], list[Problem]]:
    """The files, through the door of every other: checked by content, cleaned, kept. Touches no database."""
    try:
        return receive_all([one for name in FILE_FIELDS for one in files.getlist(name)], field="media"), []
    except FileRefused as refused:
        return (), [(_STATUS.get(refused.reason, 400), f"media: {refused.message}")]


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_URL or has_forbidden(text) or any(one.isspace() for one in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)

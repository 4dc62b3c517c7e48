"""Files that a form has already received: kept by the server while the person corrects another field.

A browser never fills a file field again, so a form shown with errors would lose them. What was accepted is in storage;
the form carries its description, signed and bound to the form's one-time key.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from portal.core import clock
from portal.files.errors import FileRefused
from portal.files.limits import current_limits
from portal.files.services import Received, receive
from portal.web.filters import tamano

# Contents without a row are removed a day after they arrived (files.jobs): a token must die well before.
TOKEN_SECONDS = 20 * 3600


@dataclass
class Adjuntos:
    """What a form has so far, and the sentences about what it could not take."""

    received: list[Received] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def sign(received: Received, form_key: str) -> str:
    """The description of a kept content, for a hidden field of the form with this key."""
    return _signer(form_key).dumps({**asdict(received), "en": int(clock.now().timestamp())})


def collect(uploads: Sequence[FileStorage], tokens: Iterable[str], removed: Iterable[str], form_key: str) -> Adjuntos:
    """Everything that the form brings: what it had already, without what the person took out, and what arrives now.

    Args:
        tokens: of `sign`, as the form sent them back; a forged or stale one is told of and left out.
        removed: digests of what the person took out.
    """
    found = Adjuntos()
    out = set(removed)
    for token in tokens:
        _take_token(found, token, out, form_key)
    # What a forged form sends as text in the place of a file is no file.
    for upload in [one for one in uploads if isinstance(one, FileStorage)]:
        if upload.filename or upload.stream.read(1):
            upload.stream.seek(0)
            _take_upload(found, upload)
    return found


def _take_token(found: Adjuntos, token: str, out: set[str], form_key: str) -> None:
    try:
        described = _signer(form_key).loads(token)
        age = clock.now().timestamp() - described.pop("en")
        received = Received(**described)
    except (BadSignature, TypeError, KeyError, AttributeError):
        found.problems.append("No pudimos reconocer un archivo que ya había enviado. Adjúntelo otra vez.")
        return
    if age > TOKEN_SECONDS:
        found.problems.append(f"«{received.nombre}» se recibió hace mucho. Adjúntelo otra vez.")
    elif received.sha256 not in out and received not in found.received and _has_room(found, received):
        found.received.append(received)


def _has_room(found: Adjuntos, received: Received) -> bool:
    """Whether one more fits: what arrived in several sendings is limited as what arrives in one. Says so when it does not."""
    limits = current_limits()
    if len(found.received) >= limits.count:
        found.problems.append(f"El máximo es {limits.count} archivos. Quite algunos, o reúnalos en un solo PDF.")
        return False
    if sum(one.tamano for one in found.received) + received.tamano > limits.total:
        found.problems.append(f"Sus archivos pesan más de {tamano(limits.total)} en total. «{received.nombre}» no se guardó.")
        return False
    return True


def _take_upload(found: Adjuntos, upload: FileStorage) -> None:
    limits = current_limits()
    if len(found.received) >= limits.count:
        found.problems.append(f"El máximo es {limits.count} archivos. Quite algunos, o reúnalos en un solo PDF.")
        return
    try:
        received = receive(upload)
    except FileRefused as refused:
        found.problems.append(refused.message)
        return
    if received not in found.received and _has_room(found, received):
        found.received.append(received)


def _signer(form_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"adjuntos:{form_key}", signer_kwargs={"digest_method": hashlib.sha256})

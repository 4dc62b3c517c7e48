"""Where the content of attachments is kept: by its SHA-256, so that the same content is stored once and none is overwritten.

On disk for now. `Storage` is the whole interface, small enough for an S3 bucket to fill it later.
"""

import hashlib
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import current_app

from portal.files.errors import BlobMissing

CHUNK = 256 * 1024


class Storage(Protocol):
    """Keeps contents under their SHA-256, in lower-case hexadecimal."""

    def put(self, source: BinaryIO) -> str:
        """Keep what `source` gives from its position on, durably, and return its SHA-256. Safe to repeat."""

    def open(self, sha256: str) -> BinaryIO:
        """The content, to be read and closed; BlobMissing when it is not there."""

    def exists(self, sha256: str) -> bool: ...

    def delete(self, sha256: str) -> None:
        """Forget the content; nothing happens when it is not there."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """The digests of all that was last put longer ago than this."""

    def delete_if_older(self, sha256: str, seconds: float) -> bool:
        """Forget the content unless somebody has just put it again; whether it was forgotten."""


class DiskStorage:
    """A folder with `ab/cd/abcd…`: 65,536 folders, so that none grows unwieldy.

    A content is complete and synced to disk before it gets its name, and the name is synced before `put` returns:
    whatever the database then says about it survives a power cut.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, source: BinaryIO) -> str:
        incoming = self._root / "entrantes"
        incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = hashlib.sha256()
        # Inside the root: a rename is only atomic within one file system.
        handle, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as target:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            sha256 = digest.hexdigest()
            self._adopt(Path(name), sha256)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)
        return sha256

    def _adopt(self, temporary: Path, sha256: str) -> None:
        """Give a synced file its final name. Replacing an equal one also makes it young again, out of the tidying job's reach."""
        final = self._path(sha256)
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.replace(final)
        for folder in (final.parent, final.parent.parent, self._root):
            _sync_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise BlobMissing(sha256) from error

    def exists(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def delete(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> Iterator[str]:
        limit = time.time() - seconds
        for path in self._root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):
                if len(path.name) == 64 and path.stat().st_mtime < limit:
                    yield path.name
        # What a process that was killed in the middle of `put` left behind was never anybody's.
        for left in (self._root / "entrantes").glob("*"):
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < limit:
                    left.unlink()

    def delete_if_older(self, sha256: str, seconds: float) -> bool:
        # Taken aside first: between looking at its age and deleting it, somebody might put it again.
        aside = self._root / "entrantes" / f"retirado-{secrets.token_hex(8)}"
        aside.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._path(sha256).replace(aside)
        except FileNotFoundError:
            return False
        if aside.stat().st_mtime >= time.time() - seconds:
            self._adopt(aside, sha256)
            return False
        aside.unlink()
        return True

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256 in hexadecimal")
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def current_storage() -> Storage:
    """The storage of the running application."""
    storage: Storage = current_app.extensions["portal_files"]
    return storage


def open_blob(sha256: str) -> BinaryIO:
    """The content with this digest, to be read and closed; BlobMissing when the storage lacks it."""
    return current_storage().open(sha256)


def read_blob(sha256: str) -> bytes:
    """The whole content with this digest, for what must be in one piece, such as an attachment of a letter."""
    with open_blob(sha256) as content:
        return content.read()

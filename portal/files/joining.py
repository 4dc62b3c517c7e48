"""Counting the pages of kept PDF files and putting them one after another, in a process of its own."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from portal.files.isolation import IsolatedFailure, run_isolated
from portal.files.storage import open_blob

SCRIPT = Path(__file__).with_name("join_process.py")
TIMEOUT = 90.0


def count_pages(documents: Mapping[str, bytes | None]) -> dict[str, int | None]:
    """How many pages each of these PDF files has, by digest; None for those that cannot be read.

    Args:
        documents: what they hold by their digest; None for those that are kept.
    """
    if not documents:
        return {}
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        paths = [_put(digest, held, Path(folder) / str(place)) for place, (digest, held) in enumerate(documents.items())]
        try:
            told = _run({"rutas": [str(one) for one in paths]})
        except IsolatedFailure:
            return dict.fromkeys(documents)
    return dict(zip(documents, told, strict=True))


def join_pdfs(base: bytes, parts: Sequence[tuple[str, str]]) -> tuple[IO[bytes], list[bool]]:
    """A document of ours with kept PDF files behind it, as an open file; and which of them could be joined.

    Args:
        parts: the title of each, for its bookmark, and its digest.

    Raises:
        IsolatedFailure: it took too long or too much memory.
    """
    made: IO[bytes] = tempfile.TemporaryFile(prefix="portal-")  # noqa: SIM115 - closed by who sends it
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        root = Path(folder)
        (root / "base").write_bytes(base)
        given = [{"titulo": title, "ruta": str(_copy(one, root / str(place)))} for place, (title, one) in enumerate(parts)]
        told = _run({"base": str(root / "base"), "partes": given, "salida": str(root / "salida")})
        with (root / "salida").open("rb") as done:
            shutil.copyfileobj(done, made)
    made.seek(0)
    return made, told


def _put(sha256: str, held: bytes | None, path: Path) -> Path:
    if held is None:
        return _copy(sha256, path)
    path.write_bytes(held)
    return path


def _copy(sha256: str, path: Path) -> Path:
    with open_blob(sha256) as content, path.open("wb") as target:
        shutil.copyfileobj(content, target)
    return path


def _run(order: dict[str, Any]) -> list[Any]:
    told: list[Any] = json.loads(run_isolated(SCRIPT, given=json.dumps(order).encode(), timeout=TIMEOUT))
    return told

"""Periodic work of the attachments, safe to run twice and on several machines."""

from collections.abc import Callable, Collection, Iterator

from portal.database import after_commit, transaction
from portal.files.queries import referenced
from portal.files.storage import current_storage
from portal.web.logging import logger

DAY = 24 * 3600.0
BATCH = 500

References = Callable[[Collection[str]], set[str]]

_references: dict[str, References] = {"archivos": referenced}


def keep_what(name: str, references: References) -> None:
    """Let another package say which contents it still needs, when they are not attachments with a row of their own."""
    _references[name] = references


def remove_orphans() -> int:
    """Remove the contents older than a day on which nothing stands; returns how many."""
    storage = current_storage()
    removed = 0
    for batch in _batches(storage.older_than(DAY)):
        with transaction():
            needed = set().union(*(references(batch) for references in _references.values()))
        removed += sum(storage.delete_if_older(digest, DAY) for digest in batch if digest not in needed)
    return removed


def _batches(digests: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for digest in digests:
        batch.append(digest)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def forget(digests: Collection[str]) -> int:
    """Remove at once those of these contents on which nothing stands any more; returns how many. Call it after the commit."""
    if not digests:
        return 0
    with transaction():
        needed = set().union(*(references(digests) for references in _references.values()))
    gone = set(digests) - needed
    for digest in gone:
        current_storage().delete(digest)
    return len(gone)


def forget_after_commit(digests: Collection[str]) -> None:
    """The same as soon as the unit of work that goes on now is kept. What fails is left to the jobs, and written to the log."""

    def work() -> None:
        try:
            forget(digests)
        except Exception as error:  # the act is kept: a disk that fails now must not say otherwise
            logger().error("contenido_sin_borrar", error=type(error).__name__, exc_info=error)

    after_commit(work)

"""What cannot be received, in words for the person who attached it."""

from portal.core.errors import DomainError


class FileRefused(DomainError):
    """An attachment was not accepted. `message` names the file and says what to do; `reason` is for the log."""

    def __init__(self, message: str, *, reason: str, field: str = "archivos") -> None:
        super().__init__(message, field)
        self.reason = reason


class BlobMissing(Exception):
    """The storage lacks a file that the database knows: a restore without its files, or a disk that failed."""

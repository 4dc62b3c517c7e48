"""What a service may refuse, in words that the person who acts can read. Views turn them into pages or field errors."""


class DomainError(Exception):
    """A rule was not met. `message` is Spanish, for the person; `field` names the form field it stands beside."""

    status = 422

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Forbidden(DomainError):
    """The actor may know of the object but not do this to it."""

    status = 403


class NotFound(DomainError):
    """The object does not exist, or the actor may not know that it does."""

    status = 404

    def __init__(self, message: str = "No encontramos lo que busca.") -> None:
        super().__init__(message)


class Conflict(DomainError):
    """Somebody else changed the object first; nothing was overwritten."""

    status = 409

"""What the deployment's settings allow: the one place of this package that asks the application for them."""

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. `antivirus` is clamd's address, empty when nothing is scanned."""

    each: int
    total: int
    count: int
    antivirus: str


def current_limits() -> Limits:
    """The limits of the running application."""
    settings = current_app.config["SETTINGS"]
    return Limits(settings.upload_max_file, settings.upload_max_total, settings.upload_max_count, settings.antivirus_socket)

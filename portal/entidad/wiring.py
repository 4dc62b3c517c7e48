"""Brings this package into the application."""

from flask import Flask

from portal.entidad import models, passwords, totp
from portal.entidad.login import init_login
from portal.entidad.permissions import register_permissions

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Register the officials' sign-in, the permissions and the pages."""
    settings = app.config["SETTINGS"]
    passwords.configure(cheap=settings.environment == "test")
    totp.configure(settings.secret_key)
    init_login()
    register_permissions()

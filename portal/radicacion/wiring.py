"""Brings this package into the application."""

from importlib import import_module

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the verification pages."""
    import_module("portal.radicacion.models")

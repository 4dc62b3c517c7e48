"""Brings this package into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what the package offers."""

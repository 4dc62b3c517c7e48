"""Commands of the whole portal. Commands of one subject are in its own cli.py."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands of the whole."""

"""Brings this package into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
    from portal.demo.cli import demo_cli

    app.cli.add_command(demo_cli)

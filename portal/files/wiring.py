"""Brings this package into the application."""

from importlib import import_module

from flask import Flask


def init_app(app: Flask) -> None:
    """Open the storage that the settings name."""
    from portal.files.storage import DiskStorage

    import_module("portal.files.models")
    app.extensions["portal_files"] = DiskStorage(app.config["SETTINGS"].files_dir)

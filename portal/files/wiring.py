"""Brings this package into the application."""

from importlib import import_module

from flask import Flask


def init_app(app: Flask) -> None:
    """Open the storage that the settings name, and let letters carry what is in it."""
    from portal.files.door import init_door
    from portal.files.services import receive
    from portal.files.storage import DiskStorage, read_blob
    from portal.outbox.services import set_attachment_reader

    import_module("portal.files.models")
    set_attachment_reader(read_blob)
    init_door(app, receive)
    app.extensions["portal_files"] = DiskStorage(app.config["SETTINGS"].files_dir)

"""Brings this package into the application."""

from flask import Flask

from portal.radicacion.views.publico import blueprint
from portal.web.menus import MenuEntry, registry


def init_app(app: Flask) -> None:
    """Register the verification pages."""
    app.register_blueprint(blueprint)
    with app.app_context():
        registry().add(MenuEntry("atencion", "Verificar un documento", "radicacion.verificar", 30))

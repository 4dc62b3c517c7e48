"""Brings this package into the application."""

from flask import Flask

from portal.audit.titles import add_titles
from portal.radicacion.views.publico import blueprint
from portal.web.menus import MenuEntry, registry


def init_app(app: Flask) -> None:
    """Register the verification pages."""
    add_titles({"numero_anulado": "Número de radicado anulado"})
    app.register_blueprint(blueprint)
    with app.app_context():
        registry().add(MenuEntry("atencion", "Verificar un documento", "radicacion.verificar", 30))

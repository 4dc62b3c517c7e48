"""Brings this package into the application."""

from flask import Flask

from portal.audit.titles import ObjectKind, add_kind, add_titles
from portal.radicacion.queries import find_number, numbers_of
from portal.radicacion.views.publico import blueprint
from portal.web.menus import MenuEntry, registry


def init_app(app: Flask) -> None:
    """Register the verification pages."""
    add_titles({"numero_anulado": "Número de radicado anulado"})
    add_kind("radicado", ObjectKind("Radicado", numbers_of, find_number))
    app.register_blueprint(blueprint)
    with app.app_context():
        registry().add(MenuEntry("atencion", "Verificar un documento", "radicacion.verificar", 30))

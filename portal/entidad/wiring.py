"""Brings this package into the application."""

from flask import Flask

from portal.entidad import models, passwords, totp
from portal.entidad.actos import register_words
from portal.entidad.busqueda import search_pages
from portal.entidad.cli import entidad_cli
from portal.entidad.context import init_context
from portal.entidad.login import init_login
from portal.entidad.menus import register_menus
from portal.entidad.permissions import register_permissions
from portal.entidad.queries import escudo_among, find_entidad
from portal.entidad.views import acceso, cuenta, inicio, interrupciones, paginas, raiz
from portal.entidad.views.gestion import edicion, organizacion, perfil, personas
from portal.entidad.views.gestion import inicio as gestion_inicio
from portal.entidad.views.gestion import interrupciones as gestion_interrupciones
from portal.files.door import open_door
from portal.files.jobs import keep_what
from portal.outbox.letters import add_context
from portal.web.menus import Registry

# Imported for what importing them does: tables, and routes on the administration's blueprint.
__all__ = ["gestion_interrupciones", "init_app", "models", "organizacion", "perfil", "personas"]

BLUEPRINTS = (inicio.bp, paginas.bp, interrupciones.bp, raiz.bp, acceso.bp, cuenta.bp, gestion_inicio.bp, edicion.bp)


def init_app(app: Flask) -> None:
    """Register the officials' sign-in, the permissions, the pages, the menus and the commands."""
    settings = app.config["SETTINGS"]
    passwords.configure(cheap=settings.environment == "test")
    totp.configure(settings.secret_key)
    init_login()
    register_permissions()
    register_words()
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    registry: Registry = app.extensions["portal_registry"]
    register_menus(registry)
    registry.add_front_block(0, "entidad/bloque_interrupciones.html", interrupciones.front_block)
    registry.add_search_source(search_pages)
    init_context(app)
    add_context("entidad", lambda: {"entidad": find_entidad()})
    keep_what("escudo", escudo_among)
    open_door("gestion_entidad.escudo")
    app.cli.add_command(entidad_cli)

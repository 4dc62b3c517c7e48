"""Brings the record of acts into the application: its page, its command, its permission."""

from flask import Flask

from portal.core import permissions
from portal.web.menus import MenuEntry


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.audit import titles
    from portal.audit.cli import audit_cli
    from portal.audit.views import gestion, publico

    permissions.register("sistema:ver_auditoria", "Ver el registro de actos del portal", grupo=permissions.SISTEMA)
    app.register_blueprint(gestion.bp)
    app.register_blueprint(publico.bp)
    app.cli.add_command(audit_cli)
    app.jinja_env.filters["acto"] = titles.describe
    app.jinja_env.filters["hechos"] = titles.tell_facts
    app.extensions["portal_registry"].add(
        MenuEntry("transparencia", "Huellas del registro de actos", "huellas.listar", 45),
        MenuEntry("gestion", "Registro de actos", "auditoria.listar", 82, "sistema:ver_auditoria", "Quién hizo qué y cuándo"),
    )

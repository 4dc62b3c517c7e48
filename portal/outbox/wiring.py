"""Brings the outbox into the application: its page, its command, its permissions."""

from flask import Flask

from portal.audit.titles import add_titles
from portal.core import permissions
from portal.web import health
from portal.web.menus import MenuEntry


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.outbox import queries
    from portal.outbox.cli import outbox_cli
    from portal.outbox.views import gestion

    permissions.register("sistema:ver_correo", "Ver el correo saliente del portal")
    permissions.register("sistema:reenviar_correo", "Reintentar correos que no salieron")
    add_titles({"correo_reintentado": "Correo reintentado"})
    app.register_blueprint(gestion.bp)
    app.cli.add_command(outbox_cli)
    health.add_gauge("portal_mail_waiting", "Letters that wait to be sent", lambda: queries.situation().pendientes)
    health.add_gauge("portal_mail_failed", "Letters that could not be sent", lambda: queries.situation().fallidos)
    app.extensions["portal_registry"].add(
        MenuEntry("gestion", "Correo saliente", "correo.listar", orden=80, permission="sistema:ver_correo")
    )

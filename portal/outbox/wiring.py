"""Brings the outbox into the application: its page, its command, its permissions."""

from flask import Flask, url_for

from portal.audit.titles import ObjectKind, add_kind, add_titles
from portal.core import permissions
from portal.core.actors import Actor
from portal.web import health
from portal.web.menus import MenuEntry, Pending


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.outbox import queries
    from portal.outbox.cli import outbox_cli
    from portal.outbox.views import gestion

    permissions.register("sistema:ver_correo", "Ver el correo saliente del portal", grupo=permissions.SISTEMA)
    permissions.register("sistema:reenviar_correo", "Reintentar correos que no salieron", grupo=permissions.SISTEMA)
    add_titles({"correo_reintentado": "Correo reintentado"})
    add_kind("outbox_mail", ObjectKind("Correo", queries.subjects_of, lambda _text: ()))
    app.register_blueprint(gestion.bp)
    app.cli.add_command(outbox_cli)
    health.add_gauge("portal_mail_waiting", "Letters that wait to be sent", lambda: queries.situation().pendientes)
    health.add_gauge("portal_mail_failed", "Letters that could not be sent", lambda: queries.situation().fallidos)
    registry = app.extensions["portal_registry"]
    registry.add(MenuEntry("gestion", "Correo saliente", "correo.listar", 80, "sistema:ver_correo", "Cartas que esperan o no salieron"))
    registry.add_pending_source(80, _pending)


def _pending(actor: Actor) -> list[Pending]:
    """The letters that could not be sent, for who may look into it."""
    from portal.outbox import queries
    from portal.outbox.models import FALLIDO

    if "sistema:ver_correo" not in actor.permissions:
        return []
    return [Pending("Correos que no salieron", queries.situation().fallidos, url_for("correo.listar", estado=FALLIDO), "danger")]

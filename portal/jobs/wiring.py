"""Brings periodic work into the application: its page, its commands, its permission, its figures."""

from flask import Flask

from portal.core import permissions
from portal.web import health
from portal.web.menus import MenuEntry


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.jobs import queries
    from portal.jobs.cli import jobs_cli
    from portal.jobs.views import gestion

    permissions.register("sistema:ver_tareas", "Ver las tareas periódicas y si van al día")
    app.register_blueprint(gestion.bp)
    app.cli.add_command(jobs_cli)
    health.add_fact("worker_seconds", queries.worker_age)
    health.add_gauge("portal_worker_seconds", "Seconds since a worker gave a sign of life", lambda: queries.worker_age() or -1.0)
    health.add_gauge("portal_jobs_late", "Periodic jobs that should have run by now", queries.count_late)
    app.extensions["portal_registry"].add(MenuEntry("gestion", "Tareas", "tareas.listar", orden=81, permission="sistema:ver_tareas"))

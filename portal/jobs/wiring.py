"""Brings periodic work into the application: its page, its commands, its permission, its figures."""

from flask import Flask, url_for

from portal.core import permissions
from portal.core.actors import Actor
from portal.web import health
from portal.web.menus import MenuEntry, Pending


def init_app(app: Flask) -> None:
    """Register what the package offers."""
    from portal.jobs import queries
    from portal.jobs.cli import jobs_cli
    from portal.jobs.views import gestion

    permissions.register("sistema:ver_tareas", "Ver las tareas periódicas y si van al día", grupo=permissions.SISTEMA)
    app.register_blueprint(gestion.bp)
    app.cli.add_command(jobs_cli)
    health.add_fact("worker_seconds", queries.worker_age)
    health.add_gauge("portal_worker_seconds", "Seconds since a worker gave a sign of life", lambda: queries.worker_age() or -1.0)
    health.add_gauge("portal_jobs_late", "Periodic jobs that should have run by now", queries.count_late)
    registry = app.extensions["portal_registry"]
    registry.add(MenuEntry("gestion", "Tareas", "tareas.listar", 81, "sistema:ver_tareas", "Si lo que ocurre solo va al día"))
    registry.add_pending_source(81, _pending)


def _pending(actor: Actor) -> list[Pending]:
    """The periodic work that is late, for who watches it."""
    from portal.jobs import queries

    if "sistema:ver_tareas" not in actor.permissions:
        return []
    return [Pending("Tareas atrasadas", queries.count_late(), url_for("tareas.listar"), "danger")]

"""Commands of the whole portal. Commands of one subject are in its own cli.py."""

import sys

import click
from flask import Flask, current_app

from portal.calendario.textos import fecha_larga
from portal.config import Settings
from portal.core import clock
from portal.core.certificates import read_certificate


def init_app(app: Flask) -> None:
    """Register the commands of the whole."""
    from portal.jobs.plan import use
    from portal.schedule import JOBS

    use(JOBS)
    _add_migrations(app)
    app.cli.add_command(worker_command)
    app.cli.add_command(check_config_command)
    app.cli.add_command(docs_command)


def _add_migrations(app: Flask) -> None:
    """`flask db`, for commands and for who loaded Flask-Migrate already: what serves pages is spared its ten megabytes."""
    if click.get_current_context(silent=True) or "flask_migrate" in sys.modules:
        from flask_migrate import Migrate

        from portal.extensions import db

        Migrate(app, db, directory="migrations", render_as_batch=True, compare_type=True)


@click.command("worker")
def worker_command() -> None:
    """Envía el correo y corre las tareas periódicas hasta recibir SIGTERM."""
    from portal.jobs.worker import Worker
    from portal.outbox import delivery

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    Worker(app, lambda should_stop: not delivery.send_everything(should_stop).trouble).run()


@click.command("check-config")
def check_config_command() -> None:
    """Dice si la configuración sirve. (Si no sirve, ningún comando arranca: el error dice qué falta.)"""
    settings = current_app.config["SETTINGS"]
    click.echo(f"La configuración sirve ({settings.environment}).")
    if not settings.mail_server:
        click.echo("Aviso: sin MAIL_SERVER los correos esperan y no salen.")
    if settings.is_production and not settings.trusted_proxies:
        click.echo("Aviso: TRUSTED_PROXIES es 0; detrás de un proxy todos los visitantes parecerían uno solo.")
    if not settings.antivirus_socket:
        click.echo("Aviso: sin ANTIVIRUS_SOCKET los archivos no se revisan con antivirus.")
    if settings.signing_certificate:
        click.echo(_told_certificate(settings))


def _told_certificate(settings: Settings) -> str:
    """Who signs the letters, and until when."""
    found = read_certificate(settings.signing_certificate, settings.signing_password)
    until = fecha_larga(found.valid_until.astimezone(clock.BOGOTA).date())
    if found.valid_from > clock.now():
        since = fecha_larga(found.valid_from.astimezone(clock.BOGOTA).date())
        return f"Aviso: el certificado de {found.subject} sirve desde el {since}; hasta entonces no salen cartas."
    if found.valid_until <= clock.now():
        return f"Aviso: el certificado de {found.subject} venció el {until}; las cartas no salen hasta que se cambie."
    return f"Las cartas se firman con el certificado de {found.subject}, que vence el {until}."


@click.command("docs")
@click.option("--check", is_flag=True, help="Solo dice cuáles no están al día.")
def docs_command(check: bool) -> None:
    """Escribe los documentos que se generan del código."""
    from portal import documents

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not check:
        documents.write(app)
    elif old := documents.stale(app):
        raise click.ClickException("No están al día: " + ", ".join(path.name for path in old) + ". Use `make docs`.")

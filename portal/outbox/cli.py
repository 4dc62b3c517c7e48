"""Operators' commands of the outbox."""

import click
from flask.cli import AppGroup

from portal.outbox import delivery
from portal.web import mailer

outbox_cli = AppGroup("outbox", help="El correo por enviar.")


@outbox_cli.command("send")
def send_command() -> None:
    """Envía ahora los correos pendientes; sirve para cron. Termina con 1 si el servidor de correo no responde."""
    if not mailer.is_configured():
        click.echo("No hay servidor de correo (MAIL_SERVER): los correos esperan.")
        return
    report = delivery.send_everything()
    click.echo(f"Enviados: {report.sent}. Aplazados: {report.postponed}. Fallidos: {report.failed}.")
    if report.trouble:
        click.echo(report.trouble)
        raise SystemExit(1)

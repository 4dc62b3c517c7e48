"""Operators' commands of periodic work."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.jobs import queries, services
from portal.jobs.plan import all_jobs, find_job

jobs_cli = AppGroup("jobs", help="El trabajo periódico.")


@jobs_cli.command("list")
def list_command() -> None:
    """Muestra cada tarea, cuándo corre y cómo le fue la última vez."""
    for one in queries.list_situations():
        last = one.last
        how = "nunca ha corrido" if last is None else f"{last.started_at:%Y-%m-%d %H:%M} {last.error or 'bien'}"
        click.echo(f"{one.job.name:28} {one.job.when_es:32} {how}{'  ATRASADA' if one.is_late else ''}")


@jobs_cli.command("run")
@click.argument("name")
def run_command(name: str) -> None:
    """Corre ahora la tarea NAME; sirve para cron."""
    try:
        job = find_job(name)
    except LookupError:
        raise click.UsageError(f"No hay una tarea «{name}». Hay: {', '.join(one.name for one in all_jobs())}.") from None
    settings = current_app.config["SETTINGS"]
    if not settings.is_production:
        told = (
            f"Los enlaces de las cartas llevan a {settings.public_url}. Si el portal está en otra dirección, dé el mismo HOST y PORT aquí."
        )
        click.echo(told, err=True)
    click.echo(f"{job.title_es}: {services.run_now(job)}.")

"""Operators' commands of the record of acts."""

import click
from flask.cli import AppGroup

from portal.audit import queries

audit_cli = AppGroup("audit", help="El registro de actos.")


@audit_cli.command("verify")
def verify_command() -> None:
    """Recorre la cadena de hashes y nombra la primera fila alterada (termina con 1)."""
    found = queries.verify()
    if not found.is_sound:
        click.echo(f"La cadena está rota en el evento {found.broken_id}: {found.reason}. Antes de él hay {found.sound} eventos íntegros.")
        raise SystemExit(1)
    click.echo(f"La cadena está íntegra: {found.sound} eventos.")

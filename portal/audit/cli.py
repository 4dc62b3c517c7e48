"""Operators' commands of the record of acts."""

import re

import click
from flask.cli import AppGroup

from portal.audit import heads
from portal.audit.heads import Head

audit_cli = AppGroup("audit", help="El registro de actos.")

_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


def _read_heads(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[Head]:
    found = []
    for text in values:
        match = _HEAD.fullmatch(text.strip().lower())
        if match is None:
            raise click.BadParameter("Escriba el número del último acto, dos puntos y la huella de 64 signos: 1520:9f86d0…")
        found.append(Head("que usted dio", int(match[1]), match[2]))
    return found


@audit_cli.command("verify")
@click.option(
    "--huella", "given", multiple=True, callback=_read_heads, metavar="NUMERO:HUELLA",
    help="Compara además con una huella que alguien guardó de /huellas; se puede repetir.",
)  # fmt: skip
def verify_command(given: list[Head]) -> None:
    """Recorre la cadena, la compara con las huellas impresas y nombra la primera fila alterada (termina con 1)."""
    found = heads.verify(given)
    if not found.is_sound:
        click.echo(f"La cadena está rota en el evento {found.broken_id}: {found.reason}. Antes de él hay {found.sound} eventos íntegros.")
        raise SystemExit(1)
    click.echo(f"La cadena está íntegra: {found.sound} eventos. Coincide con {found.heads} huellas impresas.")


@audit_cli.command("imprimir")
def print_command() -> None:
    """Imprime en /huellas la huella del último día, como lo hace la tarea de cada noche."""
    click.echo("Se imprimió la huella." if heads.print_daily_head() else "La huella de ayer ya estaba impresa.")

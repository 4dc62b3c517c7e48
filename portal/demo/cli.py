"""`flask demo`: loading the demonstration, and entering it."""

import click
from flask.cli import AppGroup

from portal.core.errors import DomainError

# What these commands need is imported when they run: a web worker must not carry the whole story in its memory.
demo_cli = AppGroup("demo", help="Datos de demostración. No se cargan en producción.")


@demo_cli.command("cargar")
@click.option("--si-vacia", is_flag=True, help="No hace nada si la base ya tiene una entidad.")
@click.option("--casos", type=click.IntRange(1, 5_000_000), help="Agrega esta cantidad de casos generados, para medir.")
def cargar(si_vacia: bool, casos: int | None) -> None:
    """Carga el municipio de la demostración y sus casos."""
    from portal.demo.carga import account_lines, load, load_if_empty, tracking_lines

    try:
        if casos:
            _load_volume(casos)
        elif si_vacia:
            _print(load_if_empty(click.echo))
        else:
            click.echo(f"{load(click.echo)} casos cargados.")
            _print([*account_lines(), *tracking_lines()])
    except DomainError as error:
        raise click.ClickException(error.message) from error


@demo_cli.command("codigo")
@click.argument("correo")
def codigo(correo: str) -> None:
    """Muestra el código del segundo factor de este momento, de una cuenta de la demostración."""
    from portal.demo.elenco import codigo_demo

    try:
        click.echo(codigo_demo(correo))
    except DomainError as error:
        raise click.ClickException(error.message) from error


def _load_volume(count: int) -> None:
    from portal.demo.volumen import load_volume

    report = load_volume(count, progress=click.echo)
    click.echo(f"{report.casos} casos en {report.segundos:.1f} s: {report.casos / report.segundos:.0f} por segundo.")


def _print(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
